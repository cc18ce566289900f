"""What counted rows are, by their ids: whose they are, and every act on them since an instant."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice
from typing import Any
from uuid import UUID

from sqlalchemy import Select, literal, select

from casetrack.accounts.models import Unit
from casetrack.audit import AuditEntry
from casetrack.cases.models import Accused, AccusedMovement, Case, CaseMovement
from casetrack.cases.service.states import ENDED
from casetrack.complaints.models import Complaint, ComplaintMovement
from casetrack.db import session
from casetrack.operations.models import Operation
from casetrack.prosecution.facts import VERDICT_KINDS
from casetrack.prosecution.models import Charge, Verdict
from casetrack.rules.stages import AccusedState, CaseState, ComplaintState

AT_A_TIME = 400
JUDGED = frozenset({AccusedState.CONVICTED, AccusedState.ACQUITTED, AccusedState.DISCHARGED})
RESTING = ENDED | {CaseState.DORMANT}
LEFT = frozenset({ComplaintState.CLOSED, ComplaintState.TRANSFERRED, ComplaintState.DUPLICATE})
VERDICTS: Mapping[str, str] = {one.key: one.label for one in VERDICT_KINDS}
ROOTS: Mapping[str, Any] = {
    "complaint": Complaint,
    "case": Case,
    "accused": Accused,
    "charge": Charge,
    "raid": Operation,
}
# What may be changed without a move, and moves figures: by table, the columns.
CORRECTED: Mapping[str, frozenset[str]] = {
    "complaints": frozenset(
        {
            "sealed",
            "unit_id",
            "assigned_to_id",
            "category",
            "means",
            "target_country",
            "complainant_kind",
            "received_at",
            "received_on",
        }
    ),
    "cases": frozenset({"sealed", "unit_id", "lead_id", "offence"}),
    "operations": frozenset({"kind", "started_at", "started_on"}),
    "charges": frozenset({"offence", "framed_on"}),
}


@dataclass(frozen=True, slots=True)
class Done:
    """One act on a matter. `sort` is appeal, reopened or moved."""

    sort: str
    before: str
    after: str
    occurred_on: date
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class Matter:
    """A counted row; a complaint has `complaint_id`, and `case_id` if it was joined to one."""

    kind: str  # complaint, case, accused, charge, raid
    id: UUID
    label: str
    recorded_at: datetime
    unit: str
    sealed: bool
    case_id: UUID | None = None
    complaint_id: UUID | None = None
    done: list[Done] = field(default_factory=list)
    corrected: set[str] = field(default_factory=set)  # columns

    @property
    def root(self) -> tuple[str, UUID | None]:
        """The complaint or case under whose guard it stands."""
        return ("complaint", self.complaint_id) if self.complaint_id else ("case", self.case_id)

    @property
    def chain(self) -> str:
        return f"{self.root[0]}:{self.root[1]}"


def matters(kind: str, ids: Iterable[str], since: datetime) -> dict[str, Matter]:
    """By id as it is kept, with what was done since. What is gone is not in it."""
    found: dict[str, Matter] = {}
    for some in _batches(ids):
        rows = session.execute(_selected(kind, [UUID(one) for one in some]))
        made = [_matter(kind, row) for row in rows]
        _add_moves(kind, made, since)
        _add_corrections(made, since)
        found |= {one.id.hex: one for one in made}
    return found


def _batches(ids: Iterable[str]) -> Iterator[list[str]]:
    left = iter(ids)
    while some := list(islice(left, AT_A_TIME)):
        yield some


def _selected(kind: str, ids: Sequence[UUID]) -> Select[Any]:
    of: Any = ROOTS[kind]
    whose: Any = Complaint if kind == "complaint" else Case
    rows: Select[Any] = select(
        of.id,
        of.recorded_at,
        whose.number,
        whose.sealed,
        Unit.code,
        (Complaint.case_id if kind == "complaint" else Case.id).label("case_id"),
        (Accused.serial if kind in {"accused", "charge"} else literal(0)).label("serial"),
        (Charge.offence if kind == "charge" else literal("")).label("offence"),
    ).select_from(of)
    if kind in {"accused", "raid", "charge"}:
        rows = rows.join(Case, Case.id == of.case_id)
    if kind == "charge":
        rows = rows.join(Accused, Accused.id == Charge.accused_id)
    return rows.join(Unit, Unit.id == whose.unit_id).where(of.id.in_(ids)).order_by(of.id)


def _matter(kind: str, row: Any) -> Matter:
    serial = f"A-{row.serial:03d}" if row.serial else ""
    return Matter(
        kind,
        row.id,
        " ".join(part for part in (row.number, serial, row.offence) if part),
        row.recorded_at,
        row.code,
        row.sealed,
        row.case_id,
        row.id if kind == "complaint" else None,
    )


def _add_moves(kind: str, made: Sequence[Matter], since: datetime) -> None:
    """Every later move that could have changed what a row counts as, in the order of entry."""
    by_case: dict[UUID, list[Matter]] = {}
    by_id = {one.id: [one] for one in made}
    for one in made:
        if one.case_id is not None:
            by_case.setdefault(one.case_id, []).append(one)
    if kind == "complaint":
        _note(by_id, ComplaintMovement, "complaint_id", since, _of_complaint)
    if kind in {"complaint", "case"}:
        _note(by_case, CaseMovement, "case_id", since, _of_case)
        _note(by_case, AccusedMovement, "case_id", since, _of_accused)
    elif kind == "accused":
        _note(by_id, AccusedMovement, "accused_id", since, _of_accused)
    elif kind == "charge":
        _note(by_id, Verdict, "charge_id", since, _of_verdict)


def _note(
    to: Mapping[UUID, list[Matter]],
    model: Any,
    key: str,
    since: datetime,
    told: Callable[[Any], Done],
) -> None:
    column = getattr(model, key)
    rows = (
        select(model)
        .where(column.in_(tuple(to)), model.recorded_at > since)
        .order_by(model.recorded_at, column, model.seq)
    )
    for move in session.scalars(rows).unique():
        for matter in to[getattr(move, key)]:
            matter.done.append(told(move))


def _of_complaint(move: ComplaintMovement) -> Done:
    back = move.from_state in LEFT and move.to_state not in LEFT
    return _done("reopened" if back else "moved", move)


def _of_case(move: CaseMovement) -> Done:
    if CaseState.APPEAL in (move.from_state, move.to_state):
        return _done("appeal", move)
    back = move.from_state in RESTING and move.to_state not in RESTING
    return _done("reopened" if back else "moved", move)


def _of_accused(move: AccusedMovement) -> Done:
    """A verdict is followed by another one, or by none, only on appeal."""
    return _done("appeal" if move.from_state in JUDGED else "moved", move)


def _done(sort: str, move: ComplaintMovement | CaseMovement | AccusedMovement) -> Done:
    before = move.from_state.label if move.from_state else ""
    return Done(sort, before, move.to_state.label, move.occurred_on, move.recorded_at)


def _of_verdict(verdict: Verdict) -> Done:
    sort = "appeal" if verdict.on_appeal else "moved"
    return Done(sort, "", VERDICTS[verdict.kind], verdict.given_on, verdict.recorded_at)


def _add_corrections(made: Sequence[Matter], since: datetime) -> None:
    """What the audit says was changed of them besides their moves: a seal, a unit, a fact."""
    by_chain: dict[str, list[Matter]] = {}
    for one in made:
        by_chain.setdefault(one.chain, []).append(one)
    rows = select(AuditEntry.chain, AuditEntry.detail).where(
        AuditEntry.chain.in_(tuple(by_chain)), AuditEntry.at > since
    )
    for entry in session.execute(rows.order_by(AuditEntry.chain, AuditEntry.seq)):
        changed = set(_columns(json.loads(entry.detail).get("changes", ())))
        for matter in by_chain[entry.chain]:
            matter.corrected.update(changed)


def _columns(changes: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    for change in changes:
        if change["table"] in CORRECTED and change["op"] == "update":
            yield from (one for one in change["columns"] if one in CORRECTED[change["table"]])
        elif change["table"] == "case_sections":
            yield "sections"
