"""Remand, bail and trafficking screening: repeatable records about one accused."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from casetrack.cases.models import Accused, OfCase
from casetrack.db import Base, Identified, Large


class Remand(OfCase, Identified, Base):
    """One remand order. Police days add up over all orders (CrPC s.167; PECA s.30A)."""

    __tablename__ = "remands"
    __table_args__ = (
        CheckConstraint("kind IN ('POLICE', 'JUDICIAL')", name="kind"),
        CheckConstraint("days > 0", name="some_days"),
    )

    accused_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("accused.id"), index=True)
    kind: Mapped[str]
    from_on: Mapped[date]
    days: Mapped[int]
    court: Mapped[str]
    order_number: Mapped[str]
    reasons: Mapped[str] = mapped_column(default="")
    recorded_at: Mapped[datetime]

    accused: Mapped[Accused] = relationship()


class Bail(OfCase, Identified, Base):
    """A bail order: granted, refused or cancelled."""

    __tablename__ = "bails"
    __table_args__ = (
        CheckConstraint("decision IN ('GRANTED', 'REFUSED', 'CANCELLED')", name="decision"),
    )

    accused_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("accused.id"), index=True)
    decision: Mapped[str]
    pre_arrest: Mapped[bool] = mapped_column(default=False)
    decided_on: Mapped[date]
    court: Mapped[str]
    order_number: Mapped[str]
    surety_minor: Mapped[Large | None]
    recorded_at: Mapped[datetime]

    accused: Mapped[Accused] = relationship()


class Screening(OfCase, Identified, Base):
    """Whether a person found in a scam centre was trafficked into it (PTPA 2018 s.6)."""

    __tablename__ = "screenings"

    accused_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("accused.id"), index=True)
    screened_at: Mapped[datetime]
    screened_by: Mapped[str]
    trafficked: Mapped[bool]
    reasons: Mapped[str]
    # Why a person found to be trafficked is accused all the same; "" when not so.
    second_reason: Mapped[str] = mapped_column(default="")
    recorded_at: Mapped[datetime]

    accused: Mapped[Accused] = relationship()
