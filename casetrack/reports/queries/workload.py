"""What lies with each unit or officer: stock, what came, what left, and how old the stock is."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Subquery, and_, case, func, or_, select

from casetrack.accounts.models import Officer, Unit
from casetrack.db import session
from casetrack.reports.facts import Asked
from casetrack.reports.queries.counted import (
    Question,
    group,
    move,
    move_root,
    narrowed,
    question,
    root,
)
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
    """Every desk's stock and flow by `asked.by`: "unit" or "officer" (today's).

    Moves before the period are not tallied by officer. Where the period runs until today, what
    stands on his desk now and what moved since give what he had at the beginning.
    """
    by = asked.by or "unit"
    q = question(scope, replace(asked, by=by))
    now = q.s.live and asked.period.end >= asked.as_of
    back = now and by == "officer"
    found: dict[Desk, dict[Key, Load]] = {desk: {} for desk in Desk}
    for one in complaint_moves(scope, asked, by, within=back):
        _enter(found, one, [effect.change for effect in one.complaint_effects()], Desk.COMPLAINT)
    for one in case_moves(scope, asked, by, within=back):
        for effect in one.effects():
            _enter(found, one, [effect.change], effect.desk)
    for desk in Desk:
        _enter_ages(found[desk], _stock_now(desk, q) if now else _stock_then(desk, q), q)
        for load in found[desk].values() if back else ():
            load.opening = load.ages.total() - load.came + load.left
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


def _enter_ages(found: dict[Key, Load], stock: Subquery, q: Question) -> None:
    """How many days each of the stock has been on its desk at the end of the period."""
    until = min(q.asked.period.end, q.asked.as_of)
    keys = (stock.c.owner, stock.c.since)
    rows = select(*keys, func.count()).group_by(*keys).order_by(stock.c.since)
    for key, since, count in session.execute(rows):
        found.setdefault(key, Load()).ages[(until - since).days] += count


def _stock_now(desk: Desk, q: Question) -> Subquery:
    """What stands on a desk today by its state: unit or officer, and the day of the last entry."""
    measure = MEASURES[key_of(desk, "pending")]
    of, moved = root(measure, q.s), move(measure, q.s)
    owner = group(measure, q.asked.by, q.s).label("owner")
    return (
        select(owner, func.max(moved.occurred_on).label("since"))
        .select_from(of)
        .join(moved, move_root(moved) == of.id)
        .where(
            of.state.in_(_pending(desk)),
            *_entry(desk, moved),
            *q.scope.conditions(of),
            *narrowed(measure, q.asked, q.s, q.scope),
        )
        .group_by(of.id, owner)
        .subquery()
    )


def _stock_then(desk: Desk, q: Question) -> Subquery:
    """The same at the end of a period that is past, from the moves alone, read once in order.

    The last move says where it stood: its number and whether it is pending there, as one number.
    """
    measure = MEASURES[key_of(desk, "pending")]
    of, moved = root(measure, q.s), move(measure, q.s)
    mine = (*q.scope.conditions(of), *narrowed(measure, q.asked, q.s, q.scope))
    stands = case((moved.to_state.in_(_pending(desk)), 1), else_=0)
    found = select(
        move_root(moved).label("id"),
        func.max(case((and_(*_entry(desk, moved)), moved.occurred_on))).label("since"),
        func.max(moved.seq * 2 + stands).label("last"),
    ).where(moved.occurred_on <= q.asked.period.end)
    if q.scope.unit_ids is not None or q.asked.filtered:
        found = found.where(move_root(moved).in_(select(of.id).where(*mine)))
    then = found.group_by(move_root(moved)).subquery()
    owner = group(measure, q.asked.by, q.s).label("owner")
    there = select(owner, then.c.since).join(then, then.c.id == of.id)
    return there.where(then.c.last % 2 == 1, *mine).subquery()


def _entry(desk: Desk, moved: Any) -> tuple[ColumnElement[bool], ...]:
    """The moves that bring something to a desk."""
    pending = _pending(desk)
    outside = or_(moved.from_state.is_(None), moved.from_state.not_in(pending))
    return moved.to_state.in_(pending), outside


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
