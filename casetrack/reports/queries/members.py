"""The rows behind the figures of a document, each of them once: what a return keeps and compares.

Figures that differ only in their days, fate or group have the same base, which is read once.
"""

from __future__ import annotations

from collections import Counter, defaultdict
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
from casetrack.reports.queries.behind import behind_of, selected
from casetrack.reports.queries.counted import group, owner, question, root
from casetrack.reports.queries.measures import MEASURES
from casetrack.reports.queries.scope import Scope, narrowed_to

# Told from the row itself; whatever else a drill names is asked of the database.
IN_THE_ROW = frozenset({"from", "to", "state", "reason", "group", "key"})
FILTERS = frozenset({"offence", "category", "means", "country", "complainant"})
AT_A_TIME = 10_000


class Member(NamedTuple):
    """A counted row: the day it counts on, its fate, the code of its unit, and what its base's
    groups are in it. Ids are 32 hexadecimal digits.
    """

    id: str
    day: str
    state: str
    reason: str
    unit: str
    groups: tuple[str, ...]


class Window(NamedTuple):
    """What a drill asks of the rows of its base; None: anything. `group` is name and value."""

    start: str
    end: str
    state: str | None
    reason: str | None
    group: tuple[str, str] | None

    @property
    def shape(self) -> tuple[bool, bool, str]:
        """What it looks at, whatever it asks of that."""
        return self.state is not None, self.reason is not None, self.group[0] if self.group else ""

    @property
    def wanted(self) -> tuple[str | None, str | None, str]:
        return self.state, self.reason, self.group[1] if self.group else ""


@dataclass(frozen=True, slots=True)
class Base:
    """A measure and what narrows it, over all days that its figures speak of; the groups that
    they ask for, and all that they ask.
    """

    measure: str
    narrows: tuple[tuple[str, str], ...]
    period: Period
    groups: tuple[str, ...]
    windows: frozenset[Window]

    @property
    def key(self) -> str:
        return f"{self.measure}?{urlencode(self.narrows)}" if self.narrows else self.measure


class Counting:
    """Counts the rows of a base in all of its windows at once."""

    def __init__(self, base: Base) -> None:
        self.rows: Counter[Window] = Counter(dict.fromkeys(base.windows, 0))
        shapes: dict[tuple[bool, bool, str], dict[object, list[Window]]] = defaultdict(dict)
        for window in base.windows:
            shapes[window.shape].setdefault(window.wanted, []).append(window)
        self._shapes = [
            (of_state, of_reason, base.groups.index(name) if name else -1, windows)
            for (of_state, of_reason, name), windows in shapes.items()
        ]

    def add(self, member: Member) -> None:
        for window in self.holding(member):
            self.rows[window] += 1

    def holding(self, member: Member) -> Iterator[Window]:
        """The windows that a row counts in."""
        for of_state, of_reason, place, windows in self._shapes:
            wanted = (
                member.state if of_state else None,
                member.reason if of_reason else None,
                member.groups[place] if place >= 0 else "",
            )
            for window in windows.get(wanted, ()):
                if window.start <= member.day <= window.end:
                    yield window


def key_of(drill: Drill) -> str:
    """The key of a drill's base."""
    return Base(drill.measure, _narrows(drill), NO_PERIOD, (), frozenset()).key


NO_PERIOD = Period(date.min, date.min)


def _narrows(drill: Drill) -> tuple[tuple[str, str], ...]:
    """What stands on one day is another base on another day."""
    kept = {"from", "to"} if MEASURES[drill.measure].standing else set()
    told = drill.narrows.items()
    return tuple(
        sorted((name, value) for name, value in told if name not in IN_THE_ROW or name in kept)
    )


def window_of(drill: Drill, asked: Asked) -> Window:
    told = drill.narrows
    name, value = told.get("group", ""), told.get("key", "")
    return Window(
        told.get("from", asked.period.start.isoformat()),
        told.get("to", asked.period.end.isoformat()),
        told.get("state") or None,
        told.get("reason"),
        (name, value if name == "offence" else value.replace("-", "")) if name else None,
    )


def bases(drills: Iterable[Drill], asked: Asked) -> dict[str, Base]:
    """The bases of these drills by key."""
    found: dict[str, list[Drill]] = defaultdict(list)
    for drill in drills:
        found[key_of(drill)].append(drill)
    return {key: _base(some, asked) for key, some in sorted(found.items())}


def _base(drills: list[Drill], asked: Asked) -> Base:
    windows = frozenset(window_of(drill, asked) for drill in drills)
    first, last = min(one.start for one in windows), max(one.end for one in windows)
    return Base(
        drills[0].measure,
        _narrows(drills[0]),
        Period(date.fromisoformat(first), date.fromisoformat(last)),
        tuple(sorted({one.group[0] for one in windows if one.group})),
        windows,
    )


def members(base: Base, scope: Scope, asked: Asked) -> Iterator[tuple[Member, bool]]:
    """Each row and whether it is sealed, in no order."""
    codes = unit_codes()
    found = session.execute(
        _selected(base, scope, asked), execution_options={"yield_per": AT_A_TIME}
    )
    for row, day, state, reason, unit_id, sealed, *groups in found:
        told = tuple(each or "" for each in groups)
        yield Member(row, str(day), state or "", reason or "", codes[unit_id], told), sealed


def unit_codes() -> Mapping[UUID, str]:
    rows = session.execute(select(Unit.id, Unit.code).order_by(Unit.path))
    return {row.id: row.code for row in rows}


def _selected(base: Base, scope: Scope, asked: Asked) -> Select[Any]:
    narrows = dict(base.narrows)
    unit, officer = narrows.get("unit"), narrows.get("officer")
    told: dict[str, Any] = {name: value for name, value in narrows.items() if name in FILTERS}
    told["officer"] = UUID(officer) if officer else asked.officer
    q = question(
        narrowed_to(scope, unit) if unit else scope, replace(asked, period=base.period, **told)
    )
    behind = behind_of({"measure": base.measure, **narrows})
    measure, of = behind.measure, owner(behind.measure, q.s)
    return selected(
        behind,
        q,
        _hex(root(measure, q.s).id),
        (behind.cohort or measure).day(q.s),
        cast(measure.state(q.s), Text),
        cast(measure.reason(q.s), Text),
        of.unit_id,
        of.sealed,
        *(_group(measure, name, q.s) for name in base.groups),
    )


def _group(measure: Any, name: str, s: Any) -> Any:
    its = group(measure, name, s)
    return cast(its, Text) if name == "offence" else _hex(its)


def _hex(of: Any) -> Any:
    """An id as the same text from either database."""
    return func.replace(cast(of, Text), "-", "")
