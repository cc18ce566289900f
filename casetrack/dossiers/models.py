"""The register of dossiers: what was printed, for whom, and the hash of its bytes."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from casetrack.accounts.models import Officer
from casetrack.cases.models import Case, OfCase
from casetrack.db import Base, Identified, Large, Versioned
from casetrack.jobs import Job


class Dossier(OfCase, Identified, Versioned, Base):
    """One printed dossier. The file lies under its SHA-256; a PDF cannot hold its own hash."""

    __tablename__ = "dossiers"
    __table_args__ = (
        UniqueConstraint("case_id", "serial"),
        CheckConstraint("(built_at IS NULL) = (sha256 = '')", name="built_with_hash"),
    )

    serial: Mapped[int]
    purpose: Mapped[str]
    as_of: Mapped[datetime]
    requested_at: Mapped[datetime]
    requested_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("officers.id"))
    job_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("jobs.id"))
    built_at: Mapped[datetime | None]
    sha256: Mapped[str] = mapped_column(default="")
    manifest_sha256: Mapped[str] = mapped_column(default="")
    size: Mapped[Large] = mapped_column(default=0)
    pages: Mapped[int] = mapped_column(default=0)

    case: Mapped[Case] = relationship()
    job: Mapped[Job | None] = relationship()
    requested_by: Mapped[Officer] = relationship(lazy="joined", innerjoin=True)
