"""The rows that a report counts: as they stand, or as they were known at the end of a day.

What was known is played again from the movements that were recorded by then, so a late entry or a
judgment on appeal never moves a figure of an earlier as-of day. A unit, a seal and what a complaint
tells have no history of their own here: those are today's.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import Any

from sqlalchemy import Select, Subquery, and_, case, func, select, union_all
from sqlalchemy.orm import aliased

from casetrack.cases.models import Accused, AccusedMovement, Case, CaseMovement
from casetrack.cases.service.accused import STANDING
from casetrack.cases.service.states import ENDED
from casetrack.complaints.models import Complaint, ComplaintMovement
from casetrack.db import KARACHI, local_date, utc_now
from casetrack.operations.models import Operation, OperationCase
from casetrack.prosecution.models import Charge, Verdict
from casetrack.rules.stages import (
    STAGE_OF_CASE_STATE,
    AccusedState,
    CaseState,
    ComplaintState,
    Outcome,
    Stage,
)

_LEFT = (ComplaintState.CLOSED, ComplaintState.TRANSFERRED, ComplaintState.DUPLICATE)
_TRIED = (AccusedState.ACQUITTED, AccusedState.DISCHARGED)
_VERDICTS = (AccusedState.CONVICTED, *_TRIED)
_AWAITED = (
    AccusedState.NOMINATED,
    AccusedState.ARRESTED,
    AccusedState.PRE_ARREST_BAIL,
    AccusedState.CHALLANED,
    AccusedState.CHARGED,
)


@dataclass(frozen=True, slots=True)
class Sources:
    """Entities with the columns of their models. `verdict`: the last one on each charge."""

    complaint: Any
    case: Any
    accused: Any
    operation: Any
    charge: Any
    verdict: Any
    case_move: Any
    complaint_move: Any
    accused_move: Any
    live: bool
    recorded_before: datetime | None = None


def known_by(as_of: date) -> Sources:
    """The rows as known at the end of a local day; of today or later, as they stand."""
    if as_of >= local_date(utc_now()):
        return _as_they_stand()
    after = datetime.combine(as_of + timedelta(days=1), time.min, KARACHI).astimezone(UTC)
    accused = _accused(after)
    return Sources(
        complaint=_as(Complaint, _complaints(after)),
        case=_as(Case, _cases(after, accused)),
        accused=_as(Accused, accused),
        operation=_recorded(Operation, after),
        charge=_recorded(Charge, after),
        verdict=_last_verdicts(after),
        case_move=_recorded(CaseMovement, after),
        complaint_move=_recorded(ComplaintMovement, after),
        accused_move=_recorded(AccusedMovement, after),
        live=False,
        recorded_before=after,
    )


@cache
def _as_they_stand() -> Sources:
    verdicts = _last_verdicts(None)
    moves = (CaseMovement, ComplaintMovement, AccusedMovement)
    return Sources(Complaint, Case, Accused, Operation, Charge, verdicts, *moves, live=True)


def _recorded(model: Any, after: datetime) -> Any:
    return _as(model, select(model).where(model.recorded_at < after))


def _as(model: Any, rows: Select[Any] | Subquery) -> Any:
    found = rows if isinstance(rows, Subquery) else rows.subquery()
    return aliased(model, found, adapt_on_names=True)


def _columns(model: Any, replaced: Mapping[str, Any]) -> list[Any]:
    """The model's columns by name, some of them told by history."""
    names = model.__table__.columns.keys()
    return [
        replaced[name].label(name) if name in replaced else getattr(model, name) for name in names
    ]


def _first(movement: Any, *states: Any) -> Any:
    """The first day on which one of these states was entered."""
    return func.min(case((movement.to_state.in_(states), movement.occurred_on)))


def _complaints(after: datetime) -> Select[Any]:
    moved, last = ComplaintMovement, aliased(ComplaintMovement)
    path = (
        select(
            moved.complaint_id.label("id"),
            func.max(moved.seq).label("seq"),
            _first(moved, ComplaintState.VERIFICATION).label("verification_on"),
            _first(moved, ComplaintState.VERIFIED).label("verified_on"),
        )
        .where(moved.recorded_at < after)
        .group_by(moved.complaint_id)
        .subquery()
    )
    told = {
        "state": last.to_state,
        "close_reason": case((last.to_state == ComplaintState.CLOSED, last.reason), else_=""),
        "verification_on": path.c.verification_on,
        "verified_on": path.c.verified_on,
        "ended_on": case((last.to_state.in_(_LEFT), last.occurred_on)),
        "case_id": case((last.to_state == ComplaintState.JOINED, Complaint.case_id)),
    }
    return (
        select(*_columns(Complaint, told))
        .join(path, path.c.id == Complaint.id)
        .join(last, and_(last.complaint_id == path.c.id, last.seq == path.c.seq))
    )


def _accused(after: datetime) -> Subquery:
    moved, last, standing = AccusedMovement, aliased(AccusedMovement), aliased(AccusedMovement)
    path = (
        select(
            moved.accused_id.label("id"),
            func.max(moved.seq).label("seq"),
            func.max(case((moved.to_state.in_(tuple(STANDING)), moved.seq))).label("standing"),
            _first(moved, AccusedState.ARRESTED).label("arrested_on"),
            _first(moved, AccusedState.CHALLANED).label("challaned_on"),
            _first(moved, *_VERDICTS).label("verdict_on"),
        )
        .where(moved.recorded_at < after)
        .group_by(moved.accused_id)
        .subquery()
    )
    told = {
        "state": last.to_state,
        "arrested_on": path.c.arrested_on,
        "challaned_on": path.c.challaned_on,
        "convicted_on": case((standing.to_state == AccusedState.CONVICTED, standing.occurred_on)),
        "acquitted_on": case((standing.to_state == AccusedState.ACQUITTED, standing.occurred_on)),
    }
    return (
        select(*_columns(Accused, told), path.c.verdict_on.label("verdict_on"))
        .join(path, path.c.id == Accused.id)
        .join(last, and_(last.accused_id == path.c.id, last.seq == path.c.seq))
        .outerjoin(
            standing, and_(standing.accused_id == path.c.id, standing.seq == path.c.standing)
        )
        .subquery()
    )


def _cases(after: datetime, accused: Subquery) -> Select[Any]:
    last, path, fates = aliased(CaseMovement), _case_paths(after), _case_fates(accused)
    raids = _first_raids(after)
    told: dict[str, Any] = {
        "state": last.to_state,
        "exit_reason": last.reason,
        "ended_on": case((last.to_state.in_(tuple(ENDED)), last.occurred_on)),
        "fir_year": case((path.c.INVESTIGATION.is_not(None), Case.fir_year)),
        "enquiry_on": path.c.ENQUIRY,
        "investigation_on": path.c.INVESTIGATION,
        "prosecution_on": path.c.PROSECUTION,
        "raid_on": raids.c.raid_on,
        "arrest_on": fates.c.arrest_on,
        "verdict_on": _earlier(path.c.VERDICT, fates.c.verdict_on),
        "convicted_on": fates.c.convicted_on,
        "outcome": case(
            (fates.c.convicted > 0, Outcome.CONVICTED.value),
            (and_(fates.c.tried > 0, fates.c.awaited == 0), Outcome.ACQUITTED.value),
            else_=Outcome.OPEN.value,
        ),
    }
    return (
        select(*_columns(Case, told))
        .join(path, path.c.id == Case.id)
        .join(last, and_(last.case_id == path.c.id, last.seq == path.c.seq))
        .outerjoin(fates, fates.c.case_id == Case.id)
        .outerjoin(raids, raids.c.case_id == Case.id)
    )


def _case_paths(after: datetime) -> Subquery:
    moved = CaseMovement
    stages = {Stage.ENQUIRY, Stage.INVESTIGATION, Stage.PROSECUTION, Stage.VERDICT}
    firsts = [_first(moved, *_states_of(stage)).label(stage.value) for stage in sorted(stages)]
    return (
        select(moved.case_id.label("id"), func.max(moved.seq).label("seq"), *firsts)
        .where(moved.recorded_at < after)
        .group_by(moved.case_id)
        .subquery()
    )


def _states_of(stage: Stage) -> Iterable[CaseState]:
    return [state for state, its in STAGE_OF_CASE_STATE.items() if its is stage]


def _case_fates(accused: Subquery) -> Subquery:
    """What the accused of a case came to, together."""

    def how_many(*states: AccusedState) -> Any:
        return func.sum(case((accused.c.state.in_(states), 1), else_=0))

    return (
        select(
            accused.c.case_id,
            func.min(accused.c.arrested_on).label("arrest_on"),
            func.min(accused.c.verdict_on).label("verdict_on"),
            func.min(accused.c.convicted_on).label("convicted_on"),
            how_many(AccusedState.CONVICTED).label("convicted"),
            how_many(*_TRIED).label("tried"),
            how_many(*_AWAITED).label("awaited"),
        )
        .group_by(accused.c.case_id)
        .subquery()
    )


def _first_raids(after: datetime) -> Subquery:
    """The first raid or search of each case, its own or one that served it as well."""
    shared = select(OperationCase.case_id, Operation.started_on).join(
        Operation, Operation.id == OperationCase.operation_id
    )
    own = select(Operation.case_id, Operation.started_on)
    known = Operation.recorded_at < after
    days = union_all(own.where(known), shared.where(known)).subquery()
    first = select(days.c.case_id, func.min(days.c.started_on).label("raid_on"))
    return first.group_by(days.c.case_id).subquery()


def _earlier(one: Any, other: Any) -> Any:
    """The earlier of two days, either of which may be missing."""
    return case((one.is_(None), other), (other.is_(None), one), (one < other, one), else_=other)


def _last_verdicts(after: datetime | None) -> Any:
    """The last verdict on each charge; SET_ASIDE leaves the charge without one."""
    known = () if after is None else (Verdict.recorded_at < after,)
    last = (
        select(Verdict.charge_id, func.max(Verdict.seq).label("seq"))
        .where(*known)
        .group_by(Verdict.charge_id)
        .subquery()
    )
    rows = select(Verdict).join(
        last, and_(last.c.charge_id == Verdict.charge_id, last.c.seq == Verdict.seq)
    )
    return _as(Verdict, rows)
