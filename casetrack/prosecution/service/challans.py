"""The report under CrPC s.173: who is sent up to court, in which column."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select

from casetrack.cases import queries as cases
from casetrack.cases import service as case_service
from casetrack.cases.models import Accused, Case
from casetrack.cases.service.locks import lock
from casetrack.db import local_date, session
from casetrack.prosecution.facts import CHALLAN_KINDS, ChallanFacts, on_row
from casetrack.prosecution.models import Challan, ChallanAccused
from casetrack.rules.actor import Actor
from casetrack.rules.choices import keys
from casetrack.rules.refusals import Refused
from casetrack.rules.states import AccusedState, CaseState
from casetrack.rules.words import N_

A, C = AccusedState, CaseState

_MOVES = {"INTERIM": C.INTERIM_CHALLAN, "FINAL": C.FINAL_CHALLAN}
# A supplementary report follows the final one, until the court has decided.
_AFTER_FINAL = frozenset({C.FINAL_CHALLAN, C.COGNIZANCE, C.CHARGE_FRAMED, C.TRIAL})
_IN_HAND = frozenset({A.ARRESTED, A.PRE_ARREST_BAIL})
_SENT_UP = _IN_HAND | {A.CHALLANED}
_NOT_SENT_UP = frozenset(
    {
        A.NOMINATED,
        A.CLEARED,
        A.ABSCONDING,
        A.PROCLAIMED_OFFENDER,
        A.RELEASED_S169,
        A.DISCHARGED_BY_MAGISTRATE,
    }
)


def submit_challan(*, case: Case, facts: ChallanFacts, actor: Actor, now: datetime) -> Challan:
    """Record a challan; the case and its accused move by their tables.

    Column 3: arrested or bailed accused become CHALLANED. Column 2: absconders stay what they
    are, nominated ones are cleared for `reason`. Raises Refused on number, submitted_on, kind,
    reason, or on "column:<accused id>".
    """
    lock(case=case)
    _check(case, facts, now)
    placed = _placed(case, facts)
    challan = Challan(
        case_id=case.id,
        kind=facts.kind,
        number=facts.number.strip(),
        submitted_on=facts.submitted_on,
        prosecutor=facts.prosecutor.strip(),
        witnesses=facts.witnesses.strip(),
        recorded_at=now,
        accused=[
            ChallanAccused(case_id=case.id, accused_id=one.id, accused=one, challan_column=column)
            for one, column in placed.items()
        ],
    )
    session.add(challan)
    session.flush()
    _move_case(case, facts, placed, actor, now)
    for one, column in placed.items():
        _move_accused(one, column, facts, actor, now)
    return challan


def _check(case: Case, facts: ChallanFacts, now: datetime) -> None:
    if facts.kind not in keys(CHALLAN_KINDS):
        raise Refused(N_("Choose the kind of challan."), field="kind")
    if facts.kind == "SUPPLEMENTARY" and case.state not in _AFTER_FINAL:
        raise Refused(
            N_("A supplementary challan follows the final one, before the judgment."), field="kind"
        )
    if not facts.number.strip():
        raise Refused(N_("Enter the number of the challan."), field="number")
    twins = select(Challan.id).where(
        Challan.case_id == case.id, Challan.number == facts.number.strip()
    )
    if session.scalars(twins).first() is not None:
        raise Refused(N_("This case has a challan of that number already."), field="number")
    if facts.submitted_on > local_date(now):
        raise Refused(N_("This lies in the future."), field="submitted_on")
    if case.investigation_on is not None and facts.submitted_on < case.investigation_on:
        raise Refused(N_("That is before the FIR."), field="submitted_on")
    if not facts.prosecutor.strip():
        raise Refused(N_("Enter the prosecutor through whom it is sent."), field="prosecutor")


def _placed(case: Case, facts: ChallanFacts) -> dict[Accused, int]:
    """The accused in order with their columns, each column checked against his state."""
    there = {one.id: one for one in cases.accused_of(case)}
    if not facts.accused:
        raise Refused(N_("Put at least one accused into a column."), field="rows")
    unknown = set(facts.accused) - set(there)
    if unknown:
        raise Refused(N_("Choose accused of this case."), field="rows")
    for one in there.values():
        _check_column(one, facts.accused.get(one.id), final=facts.kind == "FINAL")
    return {one: facts.accused[one.id] for one in there.values() if one.id in facts.accused}


def _check_column(accused: Accused, column: int | None, *, final: bool) -> None:
    words = {"who": accused.reference, "state": accused.state.label}
    field = on_row("column", accused.id)
    if column is None:
        if final and accused.state in _IN_HAND:
            raise Refused(
                N_("{who} is in hand: column 3, or release under s.169 first."),
                field=field,
                **words,
            )
    elif column == 3 and accused.state not in _SENT_UP:
        raise Refused(
            N_("{who} cannot stand in column 3: {state}. Only who is in custody or on bail can."),
            field=field,
            **words,
        )
    elif column == 2 and accused.state not in _NOT_SENT_UP:
        raise Refused(N_("{who} cannot stand in column 2: {state}."), field=field, **words)
    elif column not in (2, 3):
        raise Refused(N_("Choose column 2 or column 3."), field=field)


def _move_case(
    case: Case, facts: ChallanFacts, placed: Mapping[Accused, int], actor: Actor, now: datetime
) -> None:
    to = _MOVES.get(facts.kind)
    if to is None:
        return
    given: dict[str, object] = {
        "challan_no": facts.number.strip(),
        "submitted_at": facts.submitted_on,
        "accused_list": "\n".join(
            f"{one.reference} {one.person.name}: {column}" for one, column in placed.items()
        ),
        "witness_list": facts.witnesses,
        "exhibit_list": facts.exhibits,
    }
    try:
        case_service.move(case=case, to=to, actor=actor, facts=given, now=now)
    except Refused as refused:
        field = _FIELDS.get(refused.field, refused.field)
        raise Refused(refused.message, field=field, **refused.params) from refused


# The table's names of what this service knows under its own.
_FIELDS = {
    "challan_no": "number",
    "submitted_at": "submitted_on",
    "witness_list": "witnesses",
    "exhibit_list": "exhibits",
}


def _move_accused(
    accused: Accused, column: int, facts: ChallanFacts, actor: Actor, now: datetime
) -> None:
    given: dict[str, object] = {
        "challan_no": facts.number.strip(),
        "column": str(column),
        "reason": facts.reason.strip(),
        "occurred_at": facts.submitted_on,
    }
    if column == 3 and accused.state in _IN_HAND:
        to = A.CHALLANED
    elif column == 2 and accused.state is A.NOMINATED:
        to = A.CLEARED
    else:
        return
    case_service.move_accused(accused=accused, to=to, actor=actor, facts=given, now=now)
