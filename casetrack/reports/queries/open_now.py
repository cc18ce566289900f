"""How many complaints and FIRs of a period have no end yet, from what is tallied anyway.

The tallies know what has not ended. A case may be decided all the same (a judgment under appeal,
an acquittal while others abscond); those are few, and are read and taken off.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import Select, and_, func, select

from casetrack.cases.service.states import ENDED
from casetrack.db import session
from casetrack.reports.facts import Ledger, Period
from casetrack.reports.queries.counted import Question, rows
from casetrack.reports.queries.figures import OPEN, Counted
from casetrack.reports.queries.measures import MEASURES
from casetrack.reports.queries.pending import WAITING, open_case, through_cases
from casetrack.reports.queries.pending import still_open as has_no_end
from casetrack.reports.queries.scope import Scope
from casetrack.reports.queries.sources import Sources
from casetrack.reports.queries.tallied import whole_years
from casetrack.rules.stages import Outcome

RECEIVED = MEASURES["received"]


class Open(NamedTuple):
    """How many of each have no end."""

    complaints: int
    firs: int


def open_now(q: Question, counted: Counted, ledgers: Sequence[Ledger]) -> Open:
    """Of the complaints and FIRs of the period. A joined complaint is as open as its case, a
    dormant case is pending, and a conviction under appeal stands: as the rate explorer has it.
    """
    complaints, _, firs = ledgers
    years, edges = whole_years(q.asked)
    if not (years and q.s.live and q.scope.unit_ids is None):
        in_cases = _in_open_cases(q, q.asked.period)
        decided = _decided(q, q.asked.period)
        return Open(complaints.sum_of("open") + in_cases, firs.sum_of("open") - decided.firs)
    whole = Period(date(years[0], 1, 1), date(years[-1], 12, 31))
    decided = _decided(q, whole)
    found = counted.fates[OPEN].total() - decided.complaints
    found += _sealed(q, whole) if q.scope.knows_sealed else 0
    found += _waiting(counted, edges) + sum(_in_open_cases(q, period) for period in edges)
    return Open(found, firs.sum_of("open") - decided.firs)


def _decided(q: Question, whole: Period) -> Open:
    """Of cases that are decided and have not ended: the FIRs of the asked period, and the joined
    complaints of whole years that are tallied as open.
    """
    return Open(*session.execute(_of_decided(q.scope, q.s, q.asked.period, whole)).one())


@lru_cache(maxsize=256)
def _of_decided(scope: Scope, s: Sources, period: Period, whole: Period) -> Select[int, int]:
    """Writing the statement takes longer than answering it."""
    of_case = (_within(s.case.investigation_on, period), *scope.conditions(s.case))
    of_complaint = (
        _within(s.complaint.received_on, whole),
        s.case.convicted_on.is_(None),
        *(() if scope.sees_all else (s.complaint.sealed.is_(False),)),
    )
    firs = func.count(s.case.id.distinct()).filter(*of_case)
    complaints = func.count(s.complaint.id).filter(*of_complaint)
    decided = and_(s.case.outcome != Outcome.OPEN, s.case.state.not_in(sorted(ENDED)))
    # Every case with a verdict on somebody has the day of the first one.
    found = select(complaints, firs).where(s.case.verdict_on.is_not(None), decided)
    return found.outerjoin_from(s.case, s.complaint, s.complaint.case_id == s.case.id)


def _within(day: Any, period: Period) -> Any:
    return day.between(period.start, period.end)


def _in_open_cases(q: Question, period: Period) -> int:
    found = rows(through_cases(RECEIVED), q, func.count(), period=period)
    return session.scalar(found.where(open_case(q.s))) or 0


def _waiting(counted: Counted, edges: Sequence[Period]) -> int:
    """Complaints of years that are not whole, before any case."""
    years = {period.start.year for period in edges}
    received = counted.fates[RECEIVED.key].items()
    return sum(n for (year, state, _), n in received if year in years and state in WAITING)


def _sealed(q: Question, period: Period) -> int:
    """The sealed complaints that the actor works on."""
    found = rows(RECEIVED, q, func.count(), period=period, sealed=True)
    return session.scalar(found.where(has_no_end(RECEIVED, q.s))) or 0
