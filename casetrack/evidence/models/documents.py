"""The files of a case: while they arrive, when they are kept, and what was made of them."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, true
from sqlalchemy.orm import Mapped, mapped_column, relationship

from casetrack.accounts.models import Officer
from casetrack.cases.models import OfCase
from casetrack.db import Base, Identified, Large, Versioned
from casetrack.jobs import Job
from casetrack.rules.marks import exhibit_mark


class Document(OfCase, Identified, Base):
    """A file of the case. Its bytes lie under their SHA-256; the name is only metadata."""

    __tablename__ = "documents"
    __table_args__ = (
        UniqueConstraint("case_id", "serial"),
        UniqueConstraint("case_id", "mark_serial"),
        CheckConstraint("length(sha256) = 64", name="sha256"),
    )

    serial: Mapped[int]
    title: Mapped[str]
    kind: Mapped[str]  # key of rules.lists.DOCUMENT_KINDS
    original_name: Mapped[str]
    media_type: Mapped[str]
    sha256: Mapped[str] = mapped_column(index=True)
    size: Mapped[Large]
    # 1 is Ex.PA: the mark under which it is put to the court; given once, in order.
    mark_serial: Mapped[int | None]
    # What is not relied on goes to Part B as unused material.
    relied_on: Mapped[bool] = mapped_column(default=True, server_default=true())
    # An officer has read it through: it names nobody whose name the law protects.
    cleared_at: Mapped[datetime | None]
    cleared_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("officers.id"))
    # When the stored bytes were last read and were those; since when they are known not to be.
    verified_at: Mapped[datetime | None] = mapped_column(index=True)
    damaged_at: Mapped[datetime | None]
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("officers.id"))

    recorded_by: Mapped[Officer] = relationship(
        lazy="joined", innerjoin=True, foreign_keys="Document.recorded_by_id"
    )
    derivatives: Mapped[list[Derivative]] = relationship(order_by="Derivative.kind")

    @property
    def reference(self) -> str:
        return f"D-{self.serial}"

    @property
    def mark(self) -> str:
        """Ex.PA, Ex.PB …; "" until it is put to the court."""
        return exhibit_mark(self.mark_serial) if self.mark_serial else ""


class Derivative(OfCase, Base):
    """What the sandbox made of a document: never the evidence itself, always makeable anew."""

    __tablename__ = "derivatives"
    __table_args__ = (CheckConstraint("kind IN ('THUMBNAIL', 'TEXT')", name="kind"),)

    document_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("documents.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    sha256: Mapped[str] = mapped_column(default="")  # "" when none could be made
    size: Mapped[Large] = mapped_column(default=0)
    failure: Mapped[str] = mapped_column(default="")
    made_at: Mapped[datetime]


class Upload(OfCase, Identified, Versioned, Base):
    """A file on its way (tus 1.0.0): bytes that are here are on the disk, and survive a crash.

    OPEN while bytes are missing; CHECKING while the whole is hashed; DONE with its document;
    ABANDONED when nobody came back.
    """

    __tablename__ = "uploads"
    __table_args__ = (
        CheckConstraint("state IN ('OPEN', 'CHECKING', 'DONE', 'ABANDONED')", name="state"),
        CheckConstraint("received >= 0 AND received <= size", name="received"),
        CheckConstraint("(state = 'DONE') = (document_id IS NOT NULL)", name="done_with_document"),
        Index("ix_uploads_state", "state", "touched_at"),
    )

    title: Mapped[str]
    kind: Mapped[str]  # key of rules.lists.DOCUMENT_KINDS
    original_name: Mapped[str]
    media_type: Mapped[str]
    size: Mapped[Large]
    received: Mapped[Large] = mapped_column(default=0)
    state: Mapped[str] = mapped_column(default="OPEN")
    begun_at: Mapped[datetime]
    begun_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("officers.id"))
    touched_at: Mapped[datetime]
    document_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("documents.id"))
    job_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("jobs.id"))

    begun_by: Mapped[Officer] = relationship(lazy="joined", innerjoin=True)
    document: Mapped[Document | None] = relationship()
    job: Mapped[Job | None] = relationship()
