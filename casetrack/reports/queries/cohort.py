"""How long it took until what: spells from a beginning to an ending, those still open censored.

A complaint that was joined to a case ends with it: with the first conviction that stands, else
when the case ended. Spells are counted by (days, ending), never read one by one.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import Any

from sqlalchemy import (
    Date,
    Select,
    Text,
    case,
    cast,
    func,
    literal,
)

from casetrack.db import session
from casetrack.reports.facts import Asked, Period
from casetrack.reports.queries.counted import Question, question, rows
from casetrack.reports.queries.measures import MEASURES
from casetrack.reports.queries.scope import Scope
from casetrack.reports.queries.sources import Sources
from casetrack.reports.queries.spans import days_between
from casetrack.reports.queries.tallied import spells, whole_years
from casetrack.rules.metrics import Curve, aalen_johansen, days_until, median_of_ended
from casetrack.rules.stages import CaseState, ComplaintState

CONVICTED = "convicted"
ACQUITTED = "acquitted"
WITHOUT_TRIAL = "without_trial"
CLOSED_BY_POLICE = "closed_by_police"
CLOSED_AT_VERIFICATION = "closed_at_verification"
ELSEWHERE = "elsewhere"
# Every state that ends a complaint or its case; TRANSFERRED is one of both.
ENDING_OF: Mapping[str, str] = {
    CaseState.CONVICTED: CONVICTED,
    CaseState.ACQUITTED: ACQUITTED,
    CaseState.DISCHARGED: ACQUITTED,
    CaseState.COMPOUNDED: WITHOUT_TRIAL,
    CaseState.WITHDRAWN: WITHOUT_TRIAL,
    CaseState.ABATED: WITHOUT_TRIAL,
    CaseState.QUASHED: WITHOUT_TRIAL,
    CaseState.ENQUIRY_CLOSED: CLOSED_BY_POLICE,
    CaseState.CANCELLATION_REPORT: CLOSED_BY_POLICE,
    CaseState.UNTRACED_REPORT: CLOSED_BY_POLICE,
    ComplaintState.CLOSED: CLOSED_AT_VERIFICATION,
    ComplaintState.TRANSFERRED: ELSEWHERE,
    ComplaintState.DUPLICATE: ELSEWHERE,
    CaseState.MERGED: ELSEWHERE,
}
ENDINGS = tuple(dict.fromkeys(ENDING_OF.values()))
LEFT_STAGE = "left"
_ENDED = (ComplaintState.CLOSED, ComplaintState.TRANSFERRED, ComplaintState.DUPLICATE)

# (days, ending) -> how many; None: open on the as-of day.
Counts = Counter[tuple[int, str | None]]
ByYear = dict[int, Counts]


@dataclass(frozen=True, slots=True)
class Spelled:
    """One kind of spell, by its tallies (ended and open): it begins on the day of a measure."""

    key: str
    open_key: str
    measure: str
    end: Callable[[Sources], Any]  # NULL: still open
    state: Callable[[Sources], Any] = lambda _sources: literal("")
    with_case: bool = False  # ends with the case, and how tells its ending

    def ending(self, state: str) -> str:
        return ENDING_OF[state] if self.with_case else LEFT_STAGE


def _life_ends(s: Sources) -> Any:
    ended = func.coalesce(s.case.convicted_on, s.case.ended_on)
    return case(
        (s.complaint.state == ComplaintState.JOINED, ended),
        (s.complaint.state.in_(_ENDED), s.complaint.ended_on),
    )


def _life_ended_as(s: Sources) -> Any:
    convicted = s.case.convicted_on.is_not(None)
    of_case = case((convicted, literal(CaseState.CONVICTED.value)), else_=cast(s.case.state, Text))
    joined = s.complaint.state == ComplaintState.JOINED
    return case((joined, of_case), else_=cast(s.complaint.state, Text))


def _stage(key: str, measure: str, of: str, *ends: str) -> Spelled:
    """A stage, left on the first of these days that is filled."""

    def days(s: Sources) -> list[Any]:
        return [getattr(getattr(s, of), name) for name in ends]

    return Spelled(key, f"open_{key}", measure, lambda s: func.coalesce(*days(s)))


LIFE = Spelled("ended", "open", "received", _life_ends, _life_ended_as, with_case=True)
STAGES: tuple[Spelled, ...] = (
    _stage("in_verification", "received", "complaint", "verified_on", "ended_on"),
    _stage("in_enquiry", "enquiry", "case", "investigation_on", "ended_on"),
    _stage("in_investigation", "fir", "case", "prosecution_on", "ended_on"),
    _stage("in_prosecution", "case_challaned", "case", "verdict_on", "ended_on"),
)


@dataclass(frozen=True)
class Group:
    """What began in a year, or in the whole period (None): its spells, and what is told of them."""

    year: int | None
    counts: Counts
    followed: int  # days from the first day of the group to the as-of day

    @cached_property
    def curve(self) -> Curve:
        return aalen_johansen(self.counts)

    @cached_property
    def begun(self) -> int:
        return self.counts.total()

    @cached_property
    def still_open(self) -> int:
        return self.ended_as(None)

    def ended_as(self, ending: str | None) -> int:
        """How many have ended so."""
        return sum(n for (_days, ended), n in self.counts.items() if ended == ending)

    def days_until(self, *shares: Fraction) -> tuple[int | None, ...]:
        """Days until such shares had ended, however they did."""
        return days_until(self.counts, *shares)

    def median_of_ended(self) -> int | None:
        """The median of those that ended alone, half a day counting as a whole one."""
        median = median_of_ended(self.counts)
        return None if median is None else math.ceil(median)

    def knows(self, days: int) -> bool:
        """Whether any of them was followed for so long."""
        return days <= self.followed and self.curve.knows(days)

    @property
    def last_known(self) -> int:
        """The days for which the first of them, or the last open one, has been followed."""
        known = self.curve.followed
        return self.followed if known is None else min(known, self.followed)


@dataclass(frozen=True, slots=True)
class Lasted:
    """How long one kind of spell lasted: of the period, and by year of beginning."""

    key: str
    whole: Group
    years: Mapping[int, Group]


@dataclass(frozen=True, slots=True)
class Followed:
    """What became of the complaints of a period by time since receipt, and how long it took.

    `stages`: the whole life first, then verification, enquiry, investigation, prosecution.
    """

    lives: Lasted
    stages: tuple[Lasted, ...]


def followed(scope: Scope, asked: Asked) -> Followed:
    """The whole computation of the report."""
    q = question(scope, asked)
    lives = lasted(LIFE, q)
    return Followed(lives, (lives, *(lasted(spelled, q) for spelled in STAGES)))


def lasted(spelled: Spelled, q: Question) -> Lasted:
    """The spells of one kind with their curves; the share still open is Kaplan-Meier's."""
    period, as_of, found = q.asked.period, q.asked.as_of, counted(spelled, q)

    def group(year: int | None, counts: Counts) -> Group:
        first = period.start if year is None else period.within(year).start
        return Group(year, counts, max(0, (as_of - first).days))

    years = {year: group(year, counts) for year, counts in sorted(found.items())}
    whole = Counts()
    for counts in found.values():
        whole.update(counts)
    return Lasted(spelled.key, group(None, whole), years)


def counted(spelled: Spelled, q: Question) -> ByYear:
    """The spells that began in the period, by year of beginning."""
    found: ByYear = {year: Counter() for year in q.asked.period.years}
    if not q.s.live or q.asked.filtered or q.scope.unit_ids is not None:
        add_rows(found, spelled, q, q.asked.period)
        return found
    whole, edges = whole_years(q.asked)
    for period in edges:
        add_rows(found, spelled, q, period)
    if whole:
        _add_tallied(found, spelled, q, whole)
    return found


def _add_tallied(found: ByYear, spelled: Spelled, q: Question, years: Sequence[int]) -> None:
    """Whole years of the whole agency: ended spells by length, open ones by the day they began."""
    for year, state, lengths, numbers in spells(q.scope, spelled.key):
        if year in years:
            _add(found[year], lengths, spelled.ending(state), numbers)
    for year, _state, begun, numbers in spells(q.scope, spelled.open_key):
        if year in years:
            since = (q.asked.as_of - date(year, 1, 1)).days
            _add(found[year], [max(0, since - day) for day in begun], None, numbers)
    if q.scope.knows_sealed:
        whole = Period(date(years[0], 1, 1), date(years[-1], 12, 31))
        add_rows(found, spelled, q, whole, sealed=True)


def _add(
    counts: Counts, lengths: Iterable[int], ending: str | None, numbers: Iterable[int]
) -> None:
    for days, n in zip(lengths, numbers, strict=True):
        key = (days, ending)
        counts[key] = counts.get(key, 0) + n


def add_rows(
    found: ByYear, spelled: Spelled, q: Question, period: Period, *, sealed: bool = False
) -> None:
    cells: dict[int, list[str]] = defaultdict(list)
    for begun, text in session.execute(_row_cells(spelled, q, period, sealed=sealed)):
        cells[begun.year].append(text)
    for year, texts in cells.items():
        for cell, n in Counter(",".join(texts).split(",")).items():
            days, ended, state = cell.partition(":")
            _add(found[year], [max(0, int(days))], spelled.ending(state) if ended else None, [n])


def _row_cells(spelled: Spelled, q: Question, period: Period, *, sealed: bool) -> Select[date, str]:
    """Each day of beginning with its spells as one text, "days:state,days" (no state: open).

    In the order of an index, so that nothing is sorted: grouping by length took twice as long.
    """
    measure = MEASURES[spelled.measure]
    begun = measure.day(q.s)

    def days(last: Any) -> Any:
        return cast(days_between(begun, last), Text)

    ended = days(spelled.end(q.s)) + ":" + spelled.state(q.s)
    cell = func.coalesce(ended, days(literal(q.asked.as_of, Date)))
    columns = (begun, func.aggregate_strings(cell, ","))
    read = rows(measure, q, *columns, period=period, sealed=sealed)
    if spelled.with_case:
        read = read.outerjoin(q.s.case, q.s.complaint.case_id == q.s.case.id)
    return read.group_by(begun).order_by(begun)
