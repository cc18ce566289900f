"""How many were convicted, of how many, and how many of these have no end yet, by group too."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, func

from casetrack.db import session
from casetrack.reports.facts import Period
from casetrack.reports.queries.behind import of_both
from casetrack.reports.queries.counted import Question, group, narrowed, owner, rows
from casetrack.reports.queries.measures import MEASURES, Measure
from casetrack.reports.queries.pending import WAITING, open_case, still_open, through_cases
from casetrack.reports.queries.tallied import tallied_by, whole_years
from casetrack.reports.ratios import Ratio

# Only these two have so many rows that their tallies are worth reading.
_TALLIED = ("received", "verified")


@dataclass(frozen=True, slots=True)
class Counts:
    """`still_open`: those of the denominator that have no end yet."""

    convicted: int = 0
    of: int = 0
    still_open: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            self.convicted + other.convicted,
            self.of + other.of,
            self.still_open + other.still_open,
        )


def counts(ratio: Ratio, q: Question) -> Counts:
    """The whole, not by group."""
    return counts_by(ratio, q, "").get(None, Counts())


def counts_by(ratio: Ratio, q: Question, by: str) -> Mapping[Any, Counts]:
    """By year (int), unit (id), officer (id or None), offence (key); by "" all under None."""
    of = MEASURES[ratio.of]
    convicted = _convicted(ratio, q, by)
    whole, still = _denominator(of, q, by)
    return {
        key: Counts(convicted[key], whole[key], still[key])
        for key in convicted.keys() | whole.keys() | still.keys()
    }


def _convicted(ratio: Ratio, q: Question, by: str) -> Counter[Any]:
    """Cohort: of those that began in the period, by the group they began in. Period: convicted in
    the period, of those that came to the denominator's point on whatever day.
    """
    measure, of, s = MEASURES[ratio.convicted], MEASURES[ratio.of], q.s
    counting = of if q.asked.basis == "cohort" else measure
    found = of_both(measure, of, q, *_key(counting, q, by), func.count()).where(
        counting.day(s).between(q.asked.period.start, q.asked.period.end),
        measure.day(s).is_not(None),
        *q.scope.conditions(owner(measure, s)),
        *narrowed(measure, q.asked, s, q.scope),
    )
    return _added(_grouped(found, by), by)


def _denominator(of: Measure, q: Question, by: str) -> tuple[Counter[Any], Counter[Any]]:
    """How many there are, and how many of them are open."""
    plain = q.s.live and not q.asked.filtered and by in ("", "year", "unit")
    if not plain or of.key not in _TALLIED:
        return _counted(of, q, by, q.asked.period)
    years, edges = whole_years(q.asked)
    found: tuple[Counter[Any], Counter[Any]] = (Counter(), Counter())
    for period in edges:
        for known, more in zip(found, _counted(of, q, by, period), strict=True):
            known.update(more)
    if years:
        whole = Period(date(years[0], 1, 1), date(years[-1], 12, 31))
        found[0].update(_tallied(of, q, by, whole))
        found[1].update(_waiting(of, q, by, whole))
        found[1].update(_in_open_cases(of, q, by, whole))
    return found


def _counted(
    of: Measure, q: Question, by: str, period: Period
) -> tuple[Counter[Any], Counter[Any]]:
    some = func.count().filter(still_open(of, q.s))
    columns = (*_key(of, q, by), func.count(), some)
    found = list(_grouped(rows(of, q, *columns, period=period), by))
    return (
        _added(((name, n) for name, n, _ in found), by),
        _added(((name, n) for name, _, n in found), by),
    )


def _waiting(of: Measure, q: Question, by: str, period: Period) -> Counter[Any]:
    """Complaints that wait for their verification, or for a case."""
    if of.key == "received":
        return _tallied(of, q, by, period, *(state.value for state in WAITING))
    found = rows(of, q, *_key(of, q, by), func.count(), period=period)
    return _added(_grouped(found.where(q.s.complaint.state.in_(WAITING)), by), by)


def _in_open_cases(of: Measure, q: Question, by: str, period: Period) -> Counter[Any]:
    """Complaints whose case is open; read from the cases, which are few."""
    found = rows(through_cases(of), q, *_key(of, q, by), func.count(), period=period)
    return _added(_grouped(found.where(open_case(q.s)), by), by)


def _tallied(of: Measure, q: Question, by: str, period: Period, *states: str) -> Counter[Any]:
    """Whole years, in all states or in these, without reading their rows but for the sealed ones
    that the actor works on.
    """
    counted = tallied_by(q.scope, of.key, by, period.years, states)
    if q.scope.knows_sealed:
        more = rows(of, q, *_key(of, q, by), func.count(), period=period, sealed=True)
        more = more.where(q.s.complaint.state.in_(states)) if states else more
        counted.update(_added(_grouped(more, by), by))
    return counted


def _key(measure: Measure, q: Question, by: str) -> list[Any]:
    """What rows are grouped by, if at all; a year by its days, in the order of their index."""
    if not by:
        return []
    its = measure.day(q.s) if by == "year" else group(measure, by, q.s)
    return [its.label("its_group")]


def _grouped(found: Select[Any], by: str) -> Iterator[tuple[Any, ...]]:
    """Rows of (group, counts …). Grouped by name: PostgreSQL does not see that two expressions
    with parameters are one.
    """
    if not by:
        return ((None, *row) for row in session.execute(found))
    return (
        tuple(row) for row in session.execute(found.group_by("its_group").order_by("its_group"))
    )


def _added(found: Iterable[tuple[Any, ...]], by: str) -> Counter[Any]:
    added: Counter[Any] = Counter()
    for name, n in found:
        added[name.year if by == "year" else name] += n
    return added
