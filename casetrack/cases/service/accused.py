"""The accused of a case: added, moved, held. The one writer of their state and dates."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select

from casetrack.cases import facts as told
from casetrack.cases.models import Accused, AccusedMovement, Case
from casetrack.cases.service import clocks, states
from casetrack.cases.service.locks import lock
from casetrack.db import local_date, session
from casetrack.people.models import Person
from casetrack.rules.actor import Actor
from casetrack.rules.refusals import Refused
from casetrack.rules.stages import ACCUSED, AccusedState, Custody, Move, Stage
from casetrack.rules.words import N_

Given = Mapping[str, object]

# Custody that follows from the move itself; other changes of custody are records of operations.
_CUSTODY = {
    AccusedState.ARRESTED: Custody.POLICE_ARREST,
    AccusedState.PRE_ARREST_BAIL: Custody.BAIL,
}
_FREE = frozenset(
    {
        AccusedState.CLEARED,
        AccusedState.ABSCONDING,
        AccusedState.DISCHARGED_BY_MAGISTRATE,
        AccusedState.RELEASED_S169,
        AccusedState.TREATED_AS_VICTIM,
        AccusedState.DISCHARGED,
        AccusedState.ACQUITTED,
        AccusedState.DIED,
    }
)
_VERDICTS = frozenset({AccusedState.CONVICTED, AccusedState.ACQUITTED, AccusedState.DISCHARGED})
# States that say which verdict stands: on the charge none does yet, or, in a retrial, any more.
STANDING = _VERDICTS | {AccusedState.CHARGED}


def add_accused(
    *,
    case: Case,
    person: Person,
    part: str = "",
    state: AccusedState = AccusedState.SUSPECT,
    actor: Actor,
    now: datetime,
    occurred_at: datetime | None = None,
) -> Accused:
    """A person suspected in the case, numbered A-001 on; with state NOMINATED named in the FIR.

    `part` is what he did there: agent, closer, owner. Raises Refused when he is in it already.
    """
    given: dict[str, object] = {"identity": person.name, "occurred_at": occurred_at}
    made = ACCUSED.check(None, AccusedState.SUSPECT, role=actor.role, facts=given)
    accused = _enter(case, person, part, now)
    _carry_out(accused, made, given, actor, now)
    if state is AccusedState.NOMINATED:
        facts = {"fir_no": case.number if case.fir_serial else "", "occurred_at": occurred_at}
        move_accused(accused=accused, to=state, actor=actor, facts=facts, now=now)
    elif state is not AccusedState.SUSPECT:
        raise Refused(N_("An accused starts as suspect or as nominated."), field="state")
    return accused


def move_accused(
    *, accused: Accused, to: AccusedState, actor: Actor, facts: Given, now: datetime
) -> Accused:
    """Move one accused by the table; what his case came to is derived anew.

    `facts` is keyed as in the table. Raises Refused on the fact that is missing or wrong.
    """
    made = ACCUSED.check(accused.state, to, role=actor.role, facts=facts)
    _carry_out(accused, made, facts, actor, now)
    return accused


def set_custody(*, accused: Accused, custody: Custody) -> Accused:
    """Who holds the accused now."""
    if accused.custody is not custody:
        accused.custody = custody
        session.flush()
    return accused


def _enter(case: Case, person: Person, part: str, now: datetime) -> Accused:
    lock(case=case)
    whose = select(Accused.id).where(Accused.case_id == case.id, Accused.person_id == person.id)
    if session.scalar(whose) is not None:
        raise Refused(N_("{name} is in this case already."), field="name", name=person.name)
    last = session.scalar(select(func.max(Accused.serial)).where(Accused.case_id == case.id))
    accused = Accused(
        case_id=case.id,
        case=case,
        person_id=person.id,
        person=person,
        serial=(last or 0) + 1,
        part=part,
        state=AccusedState.SUSPECT,
        custody=Custody.NONE,
        recorded_at=now,
    )
    session.add(accused)
    session.flush()
    return accused


def _carry_out(
    accused: Accused, made: Move[AccusedState], facts: Given, actor: Actor, now: datetime
) -> None:
    at = told.occurred_at(facts, now)
    kept = told.kept(made.facts, facts)
    _record(accused, made, kept, actor=actor, at=at, now=now)
    accused.state = made.to_state
    _set_dates(accused, made.to_state, local_date(at))
    _set_held(accused, made.to_state, at)
    session.flush()
    _tell_case(accused, made.to_state, local_date(at))


def _record(
    accused: Accused,
    made: Move[AccusedState],
    facts: dict[str, Any],
    *,
    actor: Actor,
    at: datetime,
    now: datetime,
) -> None:
    last = session.scalar(
        select(func.max(AccusedMovement.seq)).where(AccusedMovement.accused_id == accused.id)
    )
    session.add(
        AccusedMovement(
            accused_id=accused.id,
            seq=(last or 0) + 1,
            case_id=accused.case_id,
            from_state=made.from_state,
            to_state=made.to_state,
            occurred_at=at,
            recorded_at=now,
            actor_id=actor.id,
            facts=facts,
        )
    )


def _set_dates(accused: Accused, to: AccusedState, on: date) -> None:
    """First arrest and first challan stay; the verdict is the one that stands now, if any does."""
    if to is AccusedState.ARRESTED:
        accused.arrested_on = min(accused.arrested_on or on, on)
    elif to is AccusedState.CHALLANED:
        accused.challaned_on = min(accused.challaned_on or on, on)
    elif to in STANDING:
        accused.convicted_on = on if to is AccusedState.CONVICTED else None
        accused.acquitted_on = on if to is AccusedState.ACQUITTED else None


def _set_held(accused: Accused, to: AccusedState, at: datetime) -> None:
    if to in _FREE:
        accused.custody = Custody.NONE
        clocks.stop_clocks_of(accused=accused, at=at)
    elif to in _CUSTODY:
        accused.custody = _CUSTODY[to]


def _tell_case(accused: Accused, to: AccusedState, on: date) -> None:
    if to is AccusedState.ARRESTED:
        states.reach_stage(case=accused.case, stage=Stage.ARREST, on=on)
    elif to in _VERDICTS:
        states.reach_stage(case=accused.case, stage=Stage.VERDICT, on=on)
    states.derive_outcome(case=accused.case)
