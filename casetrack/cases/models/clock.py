"""A legal clock that runs, or ran, in a case."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from casetrack.cases.models.accused import Accused
from casetrack.cases.models.case import Case, OfCase
from casetrack.db import Base, Identified


class Clock(OfCase, Identified, Base):
    """Started by one act, due by law (rules.clocks), stopped by another. Open: not stopped."""

    __tablename__ = "clocks"
    __table_args__ = (
        CheckConstraint("due_at >= started_at", name="due_after_start"),
        Index("ix_clocks_open", "stopped_at", "due_at"),
    )

    accused_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("accused.id"), index=True)
    key: Mapped[str]  # key in rules/legal_clocks.csv
    hard: Mapped[bool]
    started_at: Mapped[datetime]
    due_at: Mapped[datetime]
    stopped_at: Mapped[datetime | None]

    case: Mapped[Case] = relationship()
    accused: Mapped[Accused | None] = relationship()
