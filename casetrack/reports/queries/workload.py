"""What lies with each unit or officer: stock, what came, what left, and how old the stock is."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from sqlalchemy import func, or_, select

from casetrack.accounts.models import Officer, Unit
from casetrack.db import session
from casetrack.reports.facts import Asked, Period
from casetrack.reports.queries.counted import group, move, move_root, question, root, rows
from casetrack.reports.queries.desks import BEFORE, MoveCount, case_moves, complaint_moves
from casetrack.reports.queries.measures import MEASURES
from casetrack.reports.queries.moved import key_of
from casetrack.reports.queries.scope import Scope
from casetrack.rules.desk_moves import COMPLAINTS_PENDING, PENDING, Desk

Key = uuid.UUID | None
FIRST_DAY = date(1990, 1, 1)


@dataclass(slots=True)
class Load:
    """One desk of one unit or officer; opening + came - left = closing."""

    opening: int = 0
    came: int = 0
    left: int = 0
    ages: Counter[int] = field(default_factory=Counter)  # days on the desk -> how many

    @property
    def closing(self) -> int:
        return self.opening + self.came - self.left

    def __add__(self, other: Load) -> Load:
        return Load(
            self.opening + other.opening,
            self.came + other.came,
            self.left + other.left,
            self.ages + other.ages,
        )


# Desk -> unit or officer (None: nobody yet) -> what lies there.
Loads = Mapping[Desk, Mapping[Key, Load]]


def loads(scope: Scope, asked: Asked) -> Loads:
    """Every desk's stock and flow by `asked.by`: "unit" or "officer" (today's)."""
    by = asked.by or "unit"
    found: dict[Desk, dict[Key, Load]] = {desk: {} for desk in Desk}
    for one in complaint_moves(scope, asked, by):
        _enter(found, one, [effect.change for effect in one.complaint_effects()], Desk.COMPLAINT)
    for one in case_moves(scope, asked, by):
        for effect in one.effects():
            _enter(found, one, [effect.change], effect.desk)
    for desk in Desk:
        _enter_ages(found[desk], desk, scope, replace(asked, by=by))
    return found


def _enter(
    found: dict[Desk, dict[Key, Load]], one: MoveCount, changes: Iterable[int], desk: Desk
) -> None:
    key = one.key if isinstance(one.key, uuid.UUID) else None
    for change in changes:
        load = found[desk].setdefault(key, Load())
        if one.slot == BEFORE:
            load.opening += change * one.count
        elif change > 0:
            load.came += one.count
        else:
            load.left += one.count


def _enter_ages(found: dict[Key, Load], desk: Desk, scope: Scope, asked: Asked) -> None:
    """How many days each of the stock has been on its desk at the end of the period."""
    until = min(asked.period.end, asked.as_of)
    for key, since, count in session.execute(_stock(desk, scope, asked)):
        found.setdefault(key, Load()).ages[(until - since).days] += count


def _stock(desk: Desk, scope: Scope, asked: Asked) -> Any:
    """Unit or officer, the day of the last entry to the desk, and how many."""
    measure = MEASURES[key_of(desk, "pending")]
    q = question(scope, replace(asked, period=Period(FIRST_DAY, asked.period.end)))
    moved, pending = move(measure, q.s), _pending(desk)
    entered = (
        select(move_root(moved).label("id"), func.max(moved.occurred_on).label("since"))
        .where(
            moved.to_state.in_(pending),
            or_(moved.from_state.is_(None), moved.from_state.not_in(pending)),
            moved.occurred_on <= asked.period.end,
        )
        .group_by(move_root(moved))
        .subquery()
    )
    owner = group(measure, asked.by, q.s).label("owner")
    there = rows(measure, q, root(measure, q.s).id.label("id"), owner).subquery()
    return (
        select(there.c.owner, entered.c.since, func.count())
        .join(entered, entered.c.id == there.c.id)
        .group_by(there.c.owner, entered.c.since)
        .order_by(entered.c.since)
    )


def _pending(desk: Desk) -> list[Any]:
    return sorted(COMPLAINTS_PENDING if desk is Desk.COMPLAINT else PENDING[desk])


def names(by: str, keys: Iterable[Key]) -> Mapping[Key, tuple[str, str]]:
    """What a row is called, and what narrows a drill to it: a code or an id; "" where nothing does.

    Units in the order of the agency, officers by unit and name.
    """
    wanted = [key for key in keys if key is not None]
    if by == "officer":
        officers = select(Officer).join(Unit).where(Officer.id.in_(wanted))
        listed = session.scalars(officers.order_by(Unit.path, Officer.name, Officer.id)).unique()
        return {one.id: (f"{one.title}, {one.unit.code}", str(one.id)) for one in listed}
    units = session.scalars(select(Unit).where(Unit.id.in_(wanted)).order_by(Unit.path))
    # Narrowing to a unit that has others below it would show theirs, too.
    return {one.id: (one.name, one.code if one.kind == "CIRCLE" else "") for one in units}
