"""The moves behind the desks: how many of each sort before a period and in each year of it.

Stock is what came minus what left, by the moves' own days and never by how things stand today.
Whole months of the whole history come from the tallies; the days of a month that the period cuts,
sealed cases that the actor knows, filters, offence heads and earlier knowledge from the moves.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, Text, case, cast, func, literal, select

from casetrack.accounts.models import Unit
from casetrack.cases.models import Accused, Case, CaseMovement
from casetrack.complaints.models import Complaint, ComplaintMovement
from casetrack.db import KARACHI, local_date, session, utc_now
from casetrack.reports.facts import Asked, Period, month_of
from casetrack.reports.models import Tally
from casetrack.reports.queries.counted import Question, narrowed, question, rows
from casetrack.reports.queries.measures import MEASURES
from casetrack.reports.queries.moved import key_of
from casetrack.reports.queries.scope import Scope
from casetrack.reports.queries.sources import known_by
from casetrack.rules.desk_moves import (
    PENDING,
    Desk,
    Effect,
    Exit,
    Moved,
    complaint_effects,
    effects,
)
from casetrack.rules.stages import CaseState, ComplaintState

Key = uuid.UUID | str | None
Movement = type[CaseMovement] | type[ComplaintMovement]
Conditions = tuple[ColumnElement[bool], ...]
BEFORE = 0  # the year of what came before the period


@dataclass(frozen=True, slots=True)
class MoveCount:
    """So many moves of one sort. `key`: id of unit or officer, or offence; `year` may be BEFORE."""

    key: Key
    year: int
    from_state: str
    to_state: str
    reason: str
    count: int

    def effects(self) -> tuple[Effect, ...]:
        """What each of them did to the desks of cases."""
        origin = CaseState(self.from_state) if self.from_state else None
        return effects(origin, CaseState(self.to_state), self.reason)

    def complaint_effects(self) -> tuple[Effect, ...]:
        """The same of a complaint's moves."""
        origin = ComplaintState(self.from_state) if self.from_state else None
        return complaint_effects(origin, ComplaintState(self.to_state))

    def moved(self, first: int) -> Moved:
        """As what it counts on a case's desk in a period that begins with the year `first`."""
        return Moved(self.effects(), self.year < first, self.count)


def case_moves(scope: Scope, asked: Asked, by: str = "") -> list[MoveCount]:
    """Every move of a case up to the end of the period; `by` is "unit", "officer" (the
    lead of today), "offence" or nothing.
    """
    return list(_moves(scope, asked, CaseMovement, by))


def complaint_moves(scope: Scope, asked: Asked, by: str = "") -> list[MoveCount]:
    """Every move of a complaint up to the end of the period; the officer is today's, too."""
    return list(_moves(scope, asked, ComplaintMovement, by))


def _moves(scope: Scope, asked: Asked, of: Movement, by: str) -> Iterator[MoveCount]:
    live = asked.as_of >= local_date(utc_now())
    if not live or asked.filtered or by in ("officer", "offence"):
        yield from _counted(_rows(scope, asked, of, by))
        return
    yield from _from_tallies(scope, asked.period, of, by)
    for cut in _cut_months(asked.period):
        found = _rows(scope, asked, of, by).where(of.occurred_on.between(cut.start, cut.end))
        yield from _counted(found)
    if scope.knows_sealed:
        whole = [~of.occurred_on.between(cut.start, cut.end) for cut in _cut_months(asked.period)]
        found = _rows(scope, asked, of, by, sealed=True).where(*whole)
        yield from _counted(found)


@dataclass(frozen=True, slots=True)
class Left:
    """So many that left a desk in one way, by the year of leaving and that of first coming."""

    key: Key
    year: int
    begun: int
    count: int


def left(scope: Scope, asked: Asked, desk: Desk, exit_: Exit, by: str = "") -> list[Left]:
    """Those that left a desk so within the period, by when they came to it.

    A case comes to the police by its first FIR, to the court by its first challan.
    """
    q = on_moves(question(scope, asked))
    measure = MEASURES[key_of(desk, exit_)]
    begun, found = _begun(desk, asked.as_of), rows(measure, q)
    columns = (
        _key(Case, by).label("key"),
        _year(measure.day(q.s), asked.period).label("year"),
        _year(begun.c.day, asked.period).label("begun"),
    )
    found = found.join(begun, begun.c.id == Case.id).add_columns(*columns)
    return [Left(*row) for row in _grouped(found)]


def on_moves(q: Question) -> Question:
    """The same question for what moves alone tell: they carry what was known.

    The rows beside them are needed for their unit and seal, which have no history.
    """
    return replace(q, s=replace(q.s, complaint=Complaint, case=Case, accused=Accused))


def _begun(desk: Desk, as_of: date) -> Any:
    """The day on which each case first came to a desk."""
    if as_of >= local_date(utc_now()):
        day = Case.investigation_on if desk is Desk.POLICE else Case.prosecution_on
        return select(Case.id, day.label("day")).subquery()
    states = [state for state in PENDING[desk] if state is not CaseState.DORMANT]
    first = func.min(CaseMovement.occurred_on).label("day")
    return (
        select(CaseMovement.case_id.label("id"), first)
        .where(CaseMovement.to_state.in_(states), *known(CaseMovement, as_of))
        .group_by(CaseMovement.case_id)
        .subquery()
    )


def units_of(keys: Iterable[Key]) -> Sequence[Unit]:
    """The units with these ids, each parent before its children."""
    wanted = select(Unit).where(Unit.id.in_(list(keys))).order_by(Unit.path)
    return session.scalars(wanted).all()


# ---------------------------------------------------------------- from the tallies


def _from_tallies(scope: Scope, period: Period, of: Movement, by: str) -> Iterator[MoveCount]:
    start, end = _bucket(period.start), _bucket(period.end)
    key = Tally.unit_id if by == "unit" else literal("")
    year = case((Tally.bucket < start, BEFORE), else_=Tally.bucket // 100)
    columns = (key.label("key"), year.label("year"), Tally.state, Tally.reason, Tally.n)
    found = select(*columns).where(
        Tally.measure == ("case_moved" if of is CaseMovement else "complaint_moved"),
        Tally.bucket <= end,
        Tally.bucket.not_in([_bucket(cut.start) for cut in _cut_months(period)]),
        *scope.units(Tally),
    )
    if not scope.sees_all:
        found = found.where(Tally.sealed.is_(False))
    for key_, in_year, state, reason, n in _grouped(found):
        origin, _, to = state.partition(">")
        yield MoveCount(key_, in_year, origin, to, reason, n)


def _bucket(day: date) -> int:
    return day.year * 100 + day.month


def _cut_months(period: Period) -> list[Period]:
    """The months of which the period or what came before it holds only some days, to its end."""
    first, last = month_of(period.start), month_of(period.end)
    cut = {first} if first.start < period.start else set()
    cut |= {last} if period.end < last.end else set()
    return [Period(month.start, min(month.end, period.end)) for month in sorted(cut, key=_start)]


def _start(period: Period) -> date:
    return period.start


# ---------------------------------------------------------------- from the moves


def _rows(
    scope: Scope, asked: Asked, of: Movement, by: str, *, sealed: bool = False
) -> Select[Any]:
    """One row a move, with the year it counts in."""
    root: Any = Case if of is CaseMovement else Complaint
    its = CaseMovement.case_id if of is CaseMovement else ComplaintMovement.complaint_id
    measure = MEASURES["fir" if of is CaseMovement else "received"]
    return (
        select(
            _key(root, by).label("key"),
            _year(of.occurred_on, asked.period).label("year"),
            func.coalesce(cast(of.from_state, Text), "").label("from_state"),
            cast(of.to_state, Text).label("to_state"),
            of.reason.label("reason"),
        )
        .select_from(of)
        .join(root, root.id == its)
        .where(
            of.occurred_on <= asked.period.end,
            *known(of, asked.as_of),
            *scope.conditions(root, sealed=sealed),
            *narrowed(measure, asked, known_by(local_date(utc_now()))),
        )
    )


def known(of: Any, as_of: date) -> Conditions:
    """What had been recorded by the end of the as-of day; of today, all."""
    after = known_before(as_of)
    return () if after is None else (of.recorded_at < after,)


def known_before(as_of: date) -> datetime | None:
    """The end of the as-of day; None for today, whose knowledge is all there is."""
    if as_of >= local_date(utc_now()):
        return None
    return datetime.combine(as_of + timedelta(days=1), time.min, KARACHI).astimezone(UTC)


def _key(root: Any, by: str) -> Any:
    if by == "unit":
        return root.unit_id
    if by == "officer":
        return root.lead_id if root is Case else root.assigned_to_id
    if by == "offence":
        return root.offence if root is Case else root.category
    return literal("")


def _year(day: Any, period: Period) -> Any:
    """The year by comparing days: an expression on the date itself costs ten times."""
    nexts = [(day < date(year + 1, 1, 1), year) for year in period.years[:-1]]
    return case((day < period.start, BEFORE), *nexts, else_=period.end.year)


def _counted(rows: Select[Any]) -> Iterator[MoveCount]:
    for key, year, origin, to, reason, n in _grouped(rows):
        yield MoveCount(key, year, str(origin), str(to), reason, n)


def _grouped(rows: Select[Any]) -> Iterator[tuple[Any, ...]]:
    """The rows with equal columns as one, `n` (1 where there is none) added up at the end."""
    found = rows.subquery()
    keys = [column for column in found.c if column.key != "n"]
    count = func.sum(found.c.n) if "n" in found.c else func.count()
    for *columns, n in session.execute(select(*keys, count).group_by(*keys).order_by(*keys)):
        if n:
            yield (*columns, int(n))
