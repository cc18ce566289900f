"""The one writer of a case's stage, outcome and dates."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from casetrack.cases.models import Accused, Case
from casetrack.db import session
from casetrack.rules.stages import (
    STAGE_OF_CASE_STATE,
    CaseState,
    Stage,
    StageDates,
    case_outcome,
    furthest_stage,
)

# What ends a case until it is reopened. A dormant case stays pending (CrPC s.249, s.512), and so
# does one under appeal.
ENDED = frozenset(
    {
        CaseState.CONVICTED,
        CaseState.ACQUITTED,
        CaseState.ENQUIRY_CLOSED,
        CaseState.TRANSFERRED,
        CaseState.MERGED,
        CaseState.CANCELLATION_REPORT,
        CaseState.UNTRACED_REPORT,
        CaseState.QUASHED,
        CaseState.DISCHARGED,
        CaseState.COMPOUNDED,
        CaseState.WITHDRAWN,
        CaseState.ABATED,
    }
)


def reach_stage(*, case: Case, stage: Stage, on: date) -> None:
    """Note that the case reached a point of the rail on a day; the first day stays."""
    column = f"{stage.value.lower()}_on"
    known: date | None = getattr(case, column)
    if known is None or on < known:
        setattr(case, column, on)
    furthest = furthest_stage(dates_of(case=case))
    if case.stage is not furthest:
        case.stage = furthest
    session.flush()


def enter_state(*, case: Case, state: CaseState, reason: str, on: date) -> None:
    """Write the state and everything that follows from it."""
    case.state = state
    case.exit_reason = reason
    case.ended_on = on if state in ENDED else None
    stage = STAGE_OF_CASE_STATE.get(state)
    if stage is not None:
        reach_stage(case=case, stage=stage, on=on)


def derive_outcome(*, case: Case) -> None:
    """Write what the case came to, and its first conviction that stands, from its accused."""
    session.flush()
    rows = select(Accused.state, Accused.convicted_on).where(Accused.case_id == case.id).distinct()
    found = session.execute(rows).all()
    outcome = case_outcome(row.state for row in found)
    convicted_on = min((row.convicted_on for row in found if row.convicted_on), default=None)
    if (case.outcome, case.convicted_on) != (outcome, convicted_on):
        case.outcome, case.convicted_on = outcome, convicted_on
        session.flush()


def dates_of(*, case: Case) -> StageDates:
    """The stored days of the rail."""
    return StageDates(
        **{stage.value.lower(): stored_day(case=case, stage=stage) for stage in Stage}
    )


def stored_day(*, case: Case, stage: Stage) -> date | None:
    """The day on which the case reached a stage, as stored."""
    day: date | None = getattr(case, f"{stage.value.lower()}_on")
    return day
