"""The moves behind the desks: how many of each sort before a period and in each year of it.

Stock is what came minus what left, by the moves' own days and never by how things stand today.
Whole months of the whole history come from the tallies; the days of a month that the period cuts,
sealed cases that the actor knows, filters and offence heads from the moves. What was recorded after
the as-of day is taken off again.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, Text, case, cast, func, literal, or_, select

from casetrack.accounts.models import Unit
from casetrack.cases.models import Case, CaseMovement
from casetrack.complaints.models import Complaint, ComplaintMovement
from casetrack.db import KARACHI, local_date, session, utc_now
from casetrack.reports.facts import Asked, Period, month_of
from casetrack.reports.models import Tally
from casetrack.reports.queries.counted import narrowed
from casetrack.reports.queries.measures import MEASURES
from casetrack.reports.queries.scope import Scope
from casetrack.reports.queries.sources import known_by
from casetrack.rules.desk_moves import (
    PENDING,
    Desk,
    Effect,
    Moved,
    complaint_effects,
    effects,
)
from casetrack.rules.stages import CaseState, ComplaintState

Key = uuid.UUID | str | None
Movement = type[CaseMovement] | type[ComplaintMovement]
Conditions = tuple[ColumnElement[bool], ...]
BEFORE = 0  # the slot of what came before the period


@dataclass(frozen=True, slots=True)
class MoveCount:
    """So many moves of one sort, fewer than none where they were recorded later than as of.

    `key`: id of unit or officer, or offence. `slot` is BEFORE, the year, or year * 100 + month.
    """

    key: Key
    slot: int
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
        """As what it counts on a case's desk in a period that begins with the slot `first`."""
        return Moved(self.effects(), self.slot < first, self.count)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """Which moves are asked for, of complaints or of cases, and how they are grouped."""

    scope: Scope
    asked: Asked
    of: Movement
    by: str
    monthly: bool = False
    desk: Desk | None = None
    within: bool = False

    @property
    def root(self) -> Any:
        return Case if self.of is CaseMovement else Complaint

    def slot(self, day: Any) -> Any:
        return (month_slot if self.monthly else year_slot)(day, self.asked.period)


def case_moves(
    scope: Scope,
    asked: Asked,
    by: str = "",
    *,
    monthly: bool = False,
    desk: Desk | None = None,
    within: bool = False,
) -> list[MoveCount]:
    """Every move of a case up to the end of the period; `by` is "unit", "officer" (the
    lead of today), "offence" or nothing. Of a `desk` alone, others may be left out, and `within`
    the period alone those before it.
    """
    return list(_moves(_Wanted(scope, asked, CaseMovement, by, monthly, desk, within)))


def complaint_moves(
    scope: Scope, asked: Asked, by: str = "", *, monthly: bool = False, within: bool = False
) -> list[MoveCount]:
    """Every move of a complaint up to the end of the period; the officer is today's, too."""
    wanted = _Wanted(scope, asked, ComplaintMovement, by, monthly, within=within)
    return list(_moves(wanted))


def _moves(w: _Wanted) -> Iterator[MoveCount]:
    if w.asked.filtered or w.by in ("officer", "offence"):
        since = (w.of.occurred_on >= w.asked.period.start,) if w.within else ()
        yield from _counted(_rows(w).where(*since, *known(w.of, w.asked.as_of)))
        return
    yield from _from_tallies(w)
    cuts = _cut_months(w.asked.period)
    for cut in cuts:
        yield from _counted(_rows(w).where(w.of.occurred_on.between(cut.start, cut.end)))
    if w.scope.knows_sealed:
        whole = [~w.of.occurred_on.between(cut.start, cut.end) for cut in cuts]
        yield from _counted(_rows(w, sealed=True).where(*whole))
    after = known_before(w.asked.as_of)
    if after is not None:
        later = _counted(_rows(w).where(w.of.recorded_at >= after))
        yield from (replace(one, count=-one.count) for one in later)


def units_of(keys: Iterable[Key]) -> Sequence[Unit]:
    """The units with these ids, each parent before its children."""
    wanted = select(Unit).where(Unit.id.in_(list(keys))).order_by(Unit.path)
    return session.scalars(wanted).all()


# ---------------------------------------------------------------- from the tallies


def _from_tallies(w: _Wanted) -> Iterator[MoveCount]:
    period = w.asked.period
    key = Tally.unit_id if w.by == "unit" else literal("")
    within = Tally.bucket if w.monthly else Tally.bucket // 100
    slot = case((Tally.bucket < slot_of(period.start), BEFORE), else_=within)
    columns = (key.label("key"), slot.label("slot"), Tally.state, Tally.reason, Tally.n)
    found = select(*columns).where(
        Tally.measure == ("case_moved" if w.of is CaseMovement else "complaint_moved"),
        Tally.bucket <= slot_of(period.end),
        Tally.bucket.not_in([slot_of(cut.start) for cut in _cut_months(period)]),
        *w.scope.units(Tally),
    )
    if not w.scope.sees_all:
        found = found.where(Tally.sealed.is_(False))
    for key_, when, state, reason, n in grouped(found):
        origin, _, to = state.partition(">")
        yield MoveCount(key_, when, origin, to, reason, n)


def slot_of(day: date) -> int:
    """A month as one number: year * 100 + month."""
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


def _rows(w: _Wanted, *, sealed: bool = False) -> Select[Any]:
    """One row a move, with the slot it counts in."""
    of = w.of
    its = CaseMovement.case_id if of is CaseMovement else ComplaintMovement.complaint_id
    measure = MEASURES["fir" if of is CaseMovement else "received"]
    return (
        select(
            group_key(w.root, w.by).label("key"),
            w.slot(of.occurred_on).label("slot"),
            func.coalesce(cast(of.from_state, Text), "").label("from_state"),
            cast(of.to_state, Text).label("to_state"),
            of.reason.label("reason"),
        )
        .select_from(of)
        .join(w.root, w.root.id == its)
        .where(
            of.occurred_on <= w.asked.period.end,
            *_of_desk(w),
            *w.scope.conditions(w.root, sealed=sealed),
            *narrowed(measure, w.asked, known_by(local_date(utc_now())), w.scope),
        )
    )


def _of_desk(w: _Wanted) -> Conditions:
    """Moves that touch the desk: to its states or from them.

    Only a case with an FIR was ever with the police or before a court, and those are few.
    """
    if w.desk is None:
        return ()
    registered = Case.investigation_on.is_not(None)
    # An interim challan taken back passes through the police (rules.desk_moves).
    through = {CaseState.INTERIM_CHALLAN} if w.desk is Desk.POLICE else set()
    states = PENDING[w.desk] | through
    touched = or_(CaseMovement.from_state.in_(states), CaseMovement.to_state.in_(states))
    return touched, registered


def known(of: Any, as_of: date) -> Conditions:
    """What had been recorded by the end of the as-of day; of today, all."""
    after = known_before(as_of)
    return () if after is None else (of.recorded_at < after,)


def known_before(as_of: date) -> datetime | None:
    """The end of the as-of day; None for today, whose knowledge is all there is."""
    if as_of >= local_date(utc_now()):
        return None
    return datetime.combine(as_of + timedelta(days=1), time.min, KARACHI).astimezone(UTC)


def group_key(root: Any, by: str) -> Any:
    if by == "unit":
        return root.unit_id
    if by == "officer":
        return root.lead_id if root is Case else root.assigned_to_id
    if by == "offence":
        return root.offence if root is Case else root.category
    return literal("")


def year_slot(day: Any, period: Period) -> Any:
    """The year by comparing days: an expression on the date itself costs ten times."""
    nexts = [(day < date(year + 1, 1, 1), year) for year in period.years[:-1]]
    return case((day < period.start, BEFORE), *nexts, else_=period.end.year)


def month_slot(day: Any, period: Period) -> Any:
    """The month likewise, as year * 100 + month."""
    edges, month = [(day < period.start, BEFORE)], month_of(period.start)
    while month.end < period.end:
        edges.append((day <= month.end, slot_of(month.start)))
        month = month_of(month.end + timedelta(days=1))
    return case(*edges, else_=slot_of(month.start))


def _counted(rows: Select[Any]) -> Iterator[MoveCount]:
    for key, slot, origin, to, reason, n in grouped(rows):
        yield MoveCount(key, slot, str(origin), str(to), reason, n)


def grouped(rows: Select[Any]) -> Iterator[tuple[Any, ...]]:
    """The rows with equal columns as one, `n` (1 where there is none) added up at the end."""
    found = rows.subquery()
    keys = [column for column in found.c if column.key != "n"]
    count = func.sum(found.c.n) if "n" in found.c else func.count()
    for *columns, n in session.execute(select(*keys, count).group_by(*keys).order_by(*keys)):
        if n:
            yield (*columns, int(n))
