"""The rows behind the figures of a document, each of them once: what a return keeps and compares.

Figures that differ only in their days, state or reason have the same base, which is read once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple
from urllib.parse import urlencode
from uuid import UUID

from sqlalchemy import Select, Text, cast, func, select

from casetrack.accounts.models import Unit
from casetrack.db import session
from casetrack.reports.document import Drill
from casetrack.reports.facts import Asked, Period
from casetrack.reports.queries.counted import owner, question, root, rows
from casetrack.reports.queries.measures import MEASURES
from casetrack.reports.queries.scope import Scope, narrowed_to

# Told from the row itself; whatever else a drill names is asked of the database.
IN_THE_ROW = frozenset({"from", "to", "state", "reason"})
FILTERS = frozenset({"offence", "category", "means", "country", "complainant"})
AT_A_TIME = 10_000


class Member(NamedTuple):
    """A counted row: the day it counts on, its fate, and the code of its unit."""

    id: str  # 32 hexadecimal digits
    day: str
    state: str
    reason: str
    unit: str


@dataclass(frozen=True, slots=True)
class Base:
    """A measure and what narrows it, over all days that its figures speak of."""

    measure: str
    narrows: tuple[tuple[str, str], ...]
    period: Period

    @property
    def key(self) -> str:
        return f"{self.measure}?{urlencode(self.narrows)}" if self.narrows else self.measure


class Window(NamedTuple):
    """What a drill asks of the rows of its base."""

    start: str
    end: str
    state: str | None
    reason: str | None

    def holds(self, day: str, state: str, reason: str) -> bool:
        return (
            self.start <= day <= self.end
            and (self.state is None or self.state == state)
            and (self.reason is None or self.reason == reason)
        )


Counts = Counter[tuple[str, str, str]]  # day, state, reason


def base_of(drill: Drill, asked: Asked) -> Base:
    """Where the rows of a drill are found. What stands on a day is another base on another day."""
    standing = MEASURES[drill.measure].standing
    kept = {"from", "to"} if standing else set()
    narrows = {
        name: value
        for name, value in drill.narrows.items()
        if name not in IN_THE_ROW or name in kept
    }
    window = window_of(drill, asked)
    period = Period(date.fromisoformat(window.start), date.fromisoformat(window.end))
    return Base(drill.measure, tuple(sorted(narrows.items())), period)


def window_of(drill: Drill, asked: Asked) -> Window:
    told = drill.narrows
    return Window(
        told.get("from", asked.period.start.isoformat()),
        told.get("to", asked.period.end.isoformat()),
        told.get("state"),
        told.get("reason"),
    )


def bases(drills: Iterable[Drill], asked: Asked) -> dict[str, Base]:
    """The bases of these drills by key, each over all days that any of them speaks of."""
    found: dict[str, Base] = {}
    for drill in drills:
        base = base_of(drill, asked)
        there = found.get(base.key, base)
        hull = Period(
            min(there.period.start, base.period.start), max(there.period.end, base.period.end)
        )
        found[base.key] = replace(base, period=hull)
    return dict(sorted(found.items()))


def members(base: Base, scope: Scope, asked: Asked) -> Iterator[tuple[Member, bool]]:
    """Each row and whether it is sealed, in no order."""
    codes = unit_codes()
    selected = _selected(base, scope, asked)
    found = session.execute(selected, execution_options={"yield_per": AT_A_TIME})
    for found_id, day, state, reason, unit_id, sealed in found:
        yield Member(found_id, str(day), state, reason or "", codes[unit_id]), sealed


def unit_codes() -> Mapping[UUID, str]:
    rows = session.execute(select(Unit.id, Unit.code).order_by(Unit.path))
    return {row.id: row.code for row in rows}


def _selected(base: Base, scope: Scope, asked: Asked) -> Select[Any]:
    measure, narrows = MEASURES[base.measure], dict(base.narrows)
    unit, officer = narrows.get("unit"), narrows.get("officer")
    told: dict[str, Any] = {name: value for name, value in narrows.items() if name in FILTERS}
    q = question(
        narrowed_to(scope, unit) if unit else scope,
        replace(
            asked,
            period=base.period,
            officer=UUID(officer) if officer else asked.officer,
            **told,
        ),
    )
    of = owner(measure, q.s)
    return rows(
        measure,
        q,
        func.replace(cast(root(measure, q.s).id, Text), "-", ""),
        measure.day(q.s),
        cast(measure.state(q.s), Text),
        cast(measure.reason(q.s), Text),
        of.unit_id,
        of.sealed,
    )
