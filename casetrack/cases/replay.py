"""All history of cases and accused played again; each row that says otherwise is named."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from casetrack.accounts.queries import strays
from casetrack.cases.models import Accused, AccusedMovement, Case, CaseMovement
from casetrack.cases.service.accused import STANDING
from casetrack.cases.service.states import ENDED
from casetrack.complaints.models import Complaint
from casetrack.db import local_date, session
from casetrack.rules.stages import (
    CASE,
    AccusedState,
    CaseState,
    Stage,
    StageDates,
    case_outcome,
    furthest_stage,
    stage_dates,
)

# A verdict on appeal is a verdict too; its first day is the earliest of all.
_VERDICTS = (AccusedState.CONVICTED, AccusedState.ACQUITTED, AccusedState.DISCHARGED)


@dataclass(frozen=True, slots=True)
class History:
    """What happened in one case, in the order it was recorded."""

    movements: Sequence[CaseMovement]
    accused: Mapping[uuid.UUID, Sequence[AccusedMovement]]
    complaints: Sequence[tuple[date, date | None]]
    raids: Sequence[date]


def disagreements(
    raids: Mapping[uuid.UUID, Iterable[date]] | None = None,
) -> Iterator[str]:
    """One line for each case or accused whose stored values differ from its history.

    `raids` are the days of each case's raids (operations keeps them, above this room); without
    it the stored day of the first raid is taken as right.
    """
    by_case = _movements()
    by_accused = _accused_movements()
    joined = _complaints()
    for case in session.scalars(select(Case).order_by(Case.number, Case.id)):
        days = [case.raid_on] if raids is None else raids.get(case.id, ())
        history = History(
            by_case.get(case.id, ()),
            by_accused.get(case.id, {}),
            joined.get(case.id, ()),
            [day for day in days if day],
        )
        yield from _compare(f"case {case.number}", _stored(case), _replayed(history))
        yield from _accused_disagreements(case, history)


def stray_memberships() -> Iterator[str]:
    """One line for each membership of a case or complaint that does not exist."""
    for kind, ids in (("case", select(Case.id)), ("complaint", select(Complaint.id))):
        for stay in strays(kind, ids):
            yield f"membership {stay.id}: there is no {kind} {stay.root_id}"


def _accused_disagreements(case: Case, history: History) -> Iterator[str]:
    rows = select(Accused).where(Accused.case_id == case.id).order_by(Accused.serial)
    for accused in session.scalars(rows):
        stored = {
            "state": accused.state,
            "arrested_on": accused.arrested_on,
            "challaned_on": accused.challaned_on,
            "convicted_on": accused.convicted_on,
            "acquitted_on": accused.acquitted_on,
        }
        name = f"accused {accused.reference} of {case.number}"
        yield from _compare(name, stored, _replayed_accused(history.accused.get(accused.id, ())))


def _compare(
    name: str, stored: Mapping[str, object], replayed: Mapping[str, object]
) -> Iterator[str]:
    for key, value in replayed.items():
        if stored[key] != value:
            yield f"{name}: {key} is {stored[key]}, by its history {value}"


def _stored(case: Case) -> dict[str, object]:
    values: dict[str, object] = {
        "state": case.state,
        "stage": case.stage,
        "outcome": case.outcome,
        "exit_reason": case.exit_reason,
        "ended_on": case.ended_on,
        "convicted_on": case.convicted_on,
    }
    return values | {f"{s.value.lower()}_on": getattr(case, f"{s.value.lower()}_on") for s in Stage}


def _replayed(history: History) -> dict[str, object]:
    if not history.movements:
        return {"state": None}
    dates = _dates(history)
    last = history.movements[-1]
    move = CASE.find(last.from_state, last.to_state)
    values: dict[str, object] = {
        "state": _state(history.movements),
        "stage": furthest_stage(dates),
        "outcome": case_outcome(moves[-1].to_state for moves in history.accused.values()),
        "exit_reason": move.reason_key(last.facts) if move else "",
        "ended_on": local_date(last.occurred_at) if last.to_state in ENDED else None,
        "convicted_on": _first_conviction(history),
    }
    return values | {f"{stage.value.lower()}_on": dates.on(stage) for stage in Stage}


def _state(movements: Sequence[CaseMovement]) -> CaseState | None:
    """The state that the chain leads to; None when a link is missing or not in the table."""
    state: CaseState | None = None
    for movement in movements:
        if movement.from_state is not state or not CASE.find(state, movement.to_state):
            return None
        state = movement.to_state
    return state


def _dates(history: History) -> StageDates:
    moves = [move for chain in history.accused.values() for move in chain]
    return stage_dates(
        received=[received for received, _ in history.complaints],
        verified=[verified for _, verified in history.complaints if verified],
        movements=[(move.to_state, local_date(move.occurred_at)) for move in history.movements],
        raids=history.raids,
        arrests=_days(moves, AccusedState.ARRESTED),
        verdicts=_days(moves, *_VERDICTS),
    )


def _replayed_accused(moves: Sequence[AccusedMovement]) -> dict[str, object]:
    if not moves:
        return {"state": None}
    verdict = next((move for move in reversed(moves) if move.to_state in STANDING), None)
    given = (verdict.to_state, local_date(verdict.occurred_at)) if verdict else (None, None)
    return {
        "state": moves[-1].to_state,
        "arrested_on": min(_days(moves, AccusedState.ARRESTED), default=None),
        "challaned_on": min(_days(moves, AccusedState.CHALLANED), default=None),
        "convicted_on": given[1] if given[0] is AccusedState.CONVICTED else None,
        "acquitted_on": given[1] if given[0] is AccusedState.ACQUITTED else None,
    }


def _first_conviction(history: History) -> date | None:
    days = (_replayed_accused(moves).get("convicted_on") for moves in history.accused.values())
    return min((day for day in days if isinstance(day, date)), default=None)


def _days(moves: Iterable[AccusedMovement], *states: AccusedState) -> list[date]:
    return [local_date(move.occurred_at) for move in moves if move.to_state in states]


def _movements() -> Mapping[uuid.UUID, Sequence[CaseMovement]]:
    found: dict[uuid.UUID, list[CaseMovement]] = defaultdict(list)
    for row in session.scalars(select(CaseMovement).order_by(CaseMovement.seq)):
        found[row.case_id].append(row)
    return found


def _accused_movements() -> Mapping[uuid.UUID, Mapping[uuid.UUID, Sequence[AccusedMovement]]]:
    found: dict[uuid.UUID, dict[uuid.UUID, list[AccusedMovement]]] = defaultdict(dict)
    for row in session.scalars(select(AccusedMovement).order_by(AccusedMovement.seq)):
        found[row.case_id].setdefault(row.accused_id, []).append(row)
    return found


def _complaints() -> Mapping[uuid.UUID, Sequence[tuple[date, date | None]]]:
    found: dict[uuid.UUID, list[tuple[date, date | None]]] = defaultdict(list)
    columns = (Complaint.case_id, Complaint.received_on, Complaint.verification_on)
    for case_id, received, verified in session.execute(
        select(*columns).where(Complaint.case_id.is_not(None)).order_by(Complaint.id)
    ):
        if case_id is not None:
            found[case_id].append((received, verified))
    return found
