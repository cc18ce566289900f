"""Serial numbers without gaps: FIR 31 of 2025 at one police station, complaint 123 of a circle."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, mapped_column

from casetrack.db import Base, session


class Counter(Base):
    """The last number given in one series, such as `fir:FSD:2025`."""

    __tablename__ = "counters"

    series: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[int]


def take(series: str, count: int = 1) -> int:
    """The first of `count` new numbers of the series.

    The counter's row is locked until this transaction ends, so a number is either used
    or, after a rollback, given again: never twice, never lost.
    """
    _ensure(series)
    counter = session.scalars(
        select(Counter).where(Counter.series == series).with_for_update(),
        execution_options={"populate_existing": True},
    ).one()
    first = counter.value + 1
    counter.value += count
    session.flush()
    return first


def _ensure(series: str) -> None:
    dialect = session.get_bind().dialect.name
    insert = postgresql.insert if dialect == "postgresql" else sqlite.insert
    session.execute(insert(Counter).values(series=series, value=0).on_conflict_do_nothing())
