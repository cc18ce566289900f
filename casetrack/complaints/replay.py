"""All history of complaints played again; each row that says otherwise is named."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from sqlalchemy import Row, select

from casetrack.complaints.models import Complaint, ComplaintMovement
from casetrack.db import local_date, session
from casetrack.rules.stages import COMPLAINT, ComplaintState

AT_ONCE = 5000
_ENDS = (ComplaintState.CLOSED, ComplaintState.TRANSFERRED, ComplaintState.DUPLICATE)
_STORED = (
    Complaint.state,
    Complaint.close_reason,
    Complaint.verification_on,
    Complaint.verified_on,
    Complaint.ended_on,
)
_MOVED = (
    ComplaintMovement.complaint_id,
    ComplaintMovement.from_state,
    ComplaintMovement.to_state,
    ComplaintMovement.occurred_at,
    ComplaintMovement.facts,
)


def disagreements() -> Iterator[str]:
    """One line for each stored value that differs from what its movements say.

    Read side by side in the order of their ids: there may be hundreds of thousands.
    """
    moves = _by_complaint()
    moved_id, movements = next(moves, (None, ()))
    rows = select(Complaint.id, Complaint.number, *_STORED).order_by(Complaint.id)
    for row in session.execute(rows, execution_options={"yield_per": AT_ONCE}):
        if moved_id != row.id:
            yield f"complaint {row.number}: has no movement"
            continue
        for key, value in _replayed(movements).items():
            if getattr(row, key) != value:
                stored = getattr(row, key)
                yield f"complaint {row.number}: {key} is {stored}, by its history {value}"
        moved_id, movements = next(moves, (None, ()))


def _by_complaint() -> Iterator[tuple[uuid.UUID, Sequence[Row[Any]]]]:
    rows = select(*_MOVED).order_by(ComplaintMovement.complaint_id, ComplaintMovement.seq)
    found = session.execute(rows, execution_options={"yield_per": AT_ONCE})
    for complaint_id, some in groupby(found, key=lambda row: row.complaint_id):
        yield complaint_id, list(some)


def _replayed(movements: Sequence[Row[Any]]) -> dict[str, object]:
    state: ComplaintState | None = None
    values: dict[str, object] = {
        "close_reason": "",
        "verification_on": None,
        "verified_on": None,
        "ended_on": None,
    }
    for moved in movements:
        made = COMPLAINT.find(state, moved.to_state)
        if moved.from_state is not state or made is None:
            return {"state": None}
        state, day = moved.to_state, local_date(moved.occurred_at)
        ends = state in _ENDS
        values["ended_on"] = day if ends else None
        closed = state is ComplaintState.CLOSED
        values["close_reason"] = made.reason_key(moved.facts) if closed else ""
        if state is ComplaintState.VERIFICATION:
            values["verification_on"] = values["verification_on"] or day
        if state is ComplaintState.VERIFIED:
            values["verified_on"] = values["verified_on"] or day
    return {"state": state, **values}
