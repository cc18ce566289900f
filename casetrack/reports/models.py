"""What reports count from at national size, and what they must say of a demonstration."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, Integer
from sqlalchemy.orm import Mapped, mapped_column

from casetrack.audit import Root
from casetrack.db import Base, Identified


class Tally(Base):
    """How many rows count under a measure in a year (or month), unit, state and reason.

    Written by the triggers of migration 0004 in the transaction of the act, +1 and -1; the sum over
    equal cells is the count. `unit_id` None: kept for the whole agency. `bucket` is a year, for
    movements year * 100 + month; `state` of a movement is "FROM>TO"; `days` the length of a spell.
    """

    __tablename__ = "tallies"
    __table_args__ = (Index("ix_tallies_measure", "measure", "bucket"),)

    id: Mapped[int] = mapped_column(
        BigInteger().with_variant(Integer(), "sqlite"), primary_key=True, autoincrement=True
    )
    measure: Mapped[str]
    bucket: Mapped[int]
    unit_id: Mapped[uuid.UUID | None]
    sealed: Mapped[bool]
    state: Mapped[str]
    reason: Mapped[str]
    days: Mapped[int]
    n: Mapped[int]


class DemoLoad(Identified, Base):
    """A demonstration that was loaded: which one, and what in it is published or invented."""

    __tablename__ = "demo_loads"
    __table_args__ = (CheckConstraint("kind IN ('AGENCY', 'NATIONAL', 'AS_PRINTED')", name="kind"),)

    kind: Mapped[str]
    unit_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("units.id"))
    loaded_at: Mapped[datetime]
    title: Mapped[str]  # one line, for the foot of every page
    words: Mapped[str]  # one statement a line, for the reports

    def audit_root(self) -> Root:
        return ("unit", self.unit_id)
