"""What has no end yet: no verdict that stands, and nothing else that ended it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sqlalchemy import and_, func, or_, select

from casetrack.cases.service.states import ENDED
from casetrack.reports.queries.measure import Measure
from casetrack.reports.queries.sources import Sources
from casetrack.rules.stages import AccusedState, CaseState, ComplaintState, Outcome

# Before any case.
WAITING = (ComplaintState.RECEIVED, ComplaintState.VERIFICATION, ComplaintState.VERIFIED)
_ON_HIS_WAY = (
    AccusedState.SUSPECT,
    AccusedState.NOMINATED,
    AccusedState.ARRESTED,
    AccusedState.PRE_ARREST_BAIL,
    AccusedState.ABSCONDING,
    AccusedState.PROCLAIMED_OFFENDER,
    AccusedState.CHALLANED,
    AccusedState.CHARGED,
)
# An absconder is still awaited after the verdict on the others; no other end leaves anybody.
_ENDED_FOR_ALL = sorted(ENDED - {CaseState.CONVICTED, CaseState.ACQUITTED})
_ENDED = sorted(ENDED)


def through_cases(measure: Measure) -> Measure:
    """The same complaints, those without a case left out, read from the cases, which are few.

    The day is written so that no index of complaints tempts a planner to begin with these.
    """

    def day(s: Sources) -> Any:
        return func.coalesce(measure.day(s), measure.day(s))

    return replace(measure, day=day, joined=True, followed=False)


def still_open(measure: Measure, s: Sources) -> Any:
    """SQL for "this row of the measure has no end yet"; a dormant case has none (CrPC s.249)."""
    if measure.unit == "accused":
        return and_(s.accused.state.in_(_ON_HIS_WAY), s.case.state.not_in(_ENDED_FOR_ALL))
    if measure.unit == "charge":
        awaited = or_(s.verdict.kind.is_(None), s.verdict.kind == "SET_ASIDE")
        return and_(awaited, s.case.state.not_in(_ENDED_FOR_ALL))
    if measure.unit == "complaint" and not measure.joined:
        return or_(s.complaint.state.in_(WAITING), _in_open_case(s))
    return open_case(s)


def open_case(s: Sources) -> Any:
    return and_(s.case.outcome == Outcome.OPEN, s.case.state.not_in(_ENDED))


def _in_open_case(s: Sources) -> Any:
    """Of a complaint that is not counted together with its case."""
    return and_(
        s.complaint.state == ComplaintState.JOINED,
        s.complaint.case_id.in_(select(s.case.id).where(open_case(s))),
    )
