"""The register of what was printed: dossiers and single papers, for whom, and their hashes."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Literal

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from casetrack.accounts.models import Officer
from casetrack.cases.models import Case, OfCase
from casetrack.db import Base, Identified, Large, Versioned
from casetrack.dossiers.facts import DOSSIER
from casetrack.jobs import Job

Stage = Literal["DRAFT", "FINAL"]


class Dossier(OfCase, Identified, Versioned, Base):
    """One issued document of a case: a dossier in one of its editions, or one paper of it.

    What is printed is frozen first, as JSON under its own hash: the draft, and after a
    supervisor's approval the final, are two printings of the same content. The files lie under
    their SHA-256; a PDF cannot hold its own hash.
    """

    __tablename__ = "dossiers"
    __table_args__ = (
        UniqueConstraint("case_id", "serial"),
        CheckConstraint("(built_at IS NULL) = (sha256 = '')", name="built_with_hash"),
        CheckConstraint("(approved_at IS NULL) = (approved_by_id IS NULL)", name="approved_by"),
    )

    serial: Mapped[int]
    form: Mapped[str] = mapped_column(default="DOSSIER", server_default="DOSSIER")  # facts.FORMS
    # facts.EDITIONS
    edition: Mapped[str] = mapped_column(default="COURT", server_default="COURT")
    subject_id: Mapped[uuid.UUID | None]  # of a single paper: the raid, arrest, request …
    follows_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("dossiers.id"))  # last edition
    purpose: Mapped[str]
    as_of: Mapped[datetime]
    requested_at: Mapped[datetime]
    requested_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("officers.id"))
    approved_at: Mapped[datetime | None]
    approved_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("officers.id"))
    # The first of the numbers taken for its pages at approval; 0 for a paper or a draft.
    first_bates: Mapped[int] = mapped_column(default=0, server_default="0")
    job_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("jobs.id"))
    built_at: Mapped[datetime | None]
    content_sha256: Mapped[str] = mapped_column(default="", server_default="")  # the frozen JSON
    sha256: Mapped[str] = mapped_column(default="")  # of the newest printing's first volume
    manifest_sha256: Mapped[str] = mapped_column(default="")
    size: Mapped[Large] = mapped_column(default=0)
    pages: Mapped[int] = mapped_column(default=0)

    case: Mapped[Case] = relationship()
    job: Mapped[Job | None] = relationship()
    requested_by: Mapped[Officer] = relationship(
        lazy="joined", innerjoin=True, foreign_keys="Dossier.requested_by_id"
    )
    approved_by: Mapped[Officer | None] = relationship(foreign_keys="Dossier.approved_by_id")
    follows: Mapped[Dossier | None] = relationship(remote_side="Dossier.id")
    files: Mapped[list[DossierFile]] = relationship(
        order_by="DossierFile.stage, DossierFile.volume", lazy="selectin"
    )

    copies: Mapped[list[DossierCopy]] = relationship(order_by="DossierCopy.serial")

    @property
    def stage(self) -> Stage:
        """How it is to be printed: what is approved, or is a single paper, is final."""
        return "FINAL" if self.approved_at or self.form != DOSSIER else "DRAFT"

    @property
    def printed(self) -> list[DossierFile]:
        """The volumes at the present stage; none while they are being printed."""
        return [file for file in self.files if file.stage == self.stage]


class DossierFile(OfCase, Base):
    """One volume of one printing: the bytes that were given out, never replaced."""

    __tablename__ = "dossier_files"
    __table_args__ = (
        CheckConstraint("stage IN ('DRAFT', 'FINAL')", name="stage"),
        CheckConstraint("length(sha256) = 64", name="sha256"),
    )

    dossier_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("dossiers.id"), primary_key=True)
    stage: Mapped[str] = mapped_column(primary_key=True)
    volume: Mapped[int] = mapped_column(primary_key=True)
    sha256: Mapped[str] = mapped_column(index=True)
    size: Mapped[Large]
    pages: Mapped[int]
    first_bates: Mapped[int] = mapped_column(default=0)  # 0: a draft has none
    last_bates: Mapped[int] = mapped_column(default=0)
    signed: Mapped[bool] = mapped_column(default=False)
    made_at: Mapped[datetime]


class DossierCopy(OfCase, Identified, Base):
    """One copy given out: to whom, why, by whom; numbered from 1 in each dossier; append-only."""

    __tablename__ = "dossier_copies"
    __table_args__ = (UniqueConstraint("dossier_id", "serial"),)

    dossier_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("dossiers.id"))
    serial: Mapped[int]
    stage: Mapped[str]
    recipient: Mapped[str]
    reason: Mapped[str]
    given_at: Mapped[datetime]
    given_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("officers.id"))

    given_by: Mapped[Officer] = relationship(lazy="joined", innerjoin=True)
