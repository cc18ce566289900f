"""The case diary (zimni): privileged, numbered, never in the accused's copy."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from casetrack.accounts.models import Officer
from casetrack.cases.models.case import OfCase
from casetrack.db import Base, Identified


class DiaryEntry(OfCase, Identified, Base):
    """One entry of the diary (CrPC 1898 s.172). Written once; a correction is a new entry.

    The entries of one day of work are one zimni; zimnis are numbered as their days are opened.
    """

    __tablename__ = "diary_entries"
    __table_args__ = (
        UniqueConstraint("case_id", "serial"),
        Index("ix_diary_entries_zimni", "case_id", "zimni"),
    )

    serial: Mapped[int]
    zimni: Mapped[int]
    worked_on: Mapped[date]
    occurred_at: Mapped[datetime]
    recorded_at: Mapped[datetime]
    officer_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("officers.id"))
    text: Mapped[str]

    officer: Mapped[Officer] = relationship(lazy="joined", innerjoin=True)
