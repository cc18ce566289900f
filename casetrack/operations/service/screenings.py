"""Screening for trafficking (Prevention of Trafficking in Persons Act 2018 s.6)."""

from __future__ import annotations

from datetime import datetime

from casetrack.cases.facts import RescuedFacts
from casetrack.cases.models import Accused
from casetrack.cases.service import add_rescued, move_accused
from casetrack.db import session
from casetrack.operations import queries
from casetrack.operations.facts import ScreeningFacts
from casetrack.operations.models import Found, Screening
from casetrack.people.queries import links_of
from casetrack.rules.actor import Actor
from casetrack.rules.custody import check_two_reasons
from casetrack.rules.refusals import Refused
from casetrack.rules.states import AccusedState
from casetrack.rules.words import N_

_NAMED = frozenset({AccusedState.SUSPECT, AccusedState.NOMINATED})


def record_screening(
    *, accused: Accused, facts: ScreeningFacts, actor: Actor, now: datetime
) -> Screening:
    """What a screening found. A victim leaves the accused and is recorded as rescued.

    Unless `keep_accused`: then two reasons are recorded why the victim stays accused.
    """
    screening = note_screening(accused=accused, facts=facts, now=now)
    session.flush()
    if facts.trafficked and not facts.keep_accused:
        _treat_as_victim(accused, facts, actor, now)
    return screening


def note_screening(*, accused: Accused, facts: ScreeningFacts, now: datetime) -> Screening:
    """The record alone; not flushed. What follows from a victim is record_screening's."""
    _check(facts, now)
    screening = Screening(
        case_id=accused.case_id,
        accused_id=accused.id,
        screened_at=facts.screened_at,
        screened_by=facts.screened_by.strip(),
        trafficked=facts.trafficked,
        reasons=facts.reasons.strip(),
        second_reason=facts.second_reason.strip() if facts.keep_accused else "",
        recorded_at=now,
    )
    session.add(screening)
    return screening


def _check(facts: ScreeningFacts, now: datetime) -> None:
    if facts.screened_at > now:
        raise Refused(N_("This is in the future."), field="screened_at")
    if not facts.screened_by.strip():
        raise Refused(N_("Say who screened."), field="screened_by")
    if not facts.reasons.strip():
        raise Refused(N_("Say what the screening found."), field="reasons")
    if facts.trafficked and facts.keep_accused:
        check_two_reasons(facts.reasons, facts.second_reason)


def _treat_as_victim(accused: Accused, facts: ScreeningFacts, actor: Actor, now: datetime) -> None:
    """Out of the accused by the table, into the rescued; the arrest ends."""
    given: dict[str, object] = {
        "occurred_at": facts.screened_at,
        "ptpa_s6_screening": facts.reasons,
        "decision": facts.reasons,
        "reason": facts.reasons,
    }
    to = AccusedState.CLEARED if accused.state in _NAMED else AccusedState.TREATED_AS_VICTIM
    move_accused(accused=accused, to=to, actor=actor, facts=given, now=now)
    person = accused.person
    identity = RescuedFacts(
        name=person.name,
        document=_document(accused),
        age_years=person.age_years,
        nationality=person.nationality,
        sex=person.sex,
        note=accused.reference,
    )
    rescued = add_rescued(case=accused.case, identity=identity, actor=actor, now=now)
    arrest = queries.last_arrest(accused)
    if arrest is not None:
        arrest.released_at, arrest.release_reason = facts.screened_at, "VICTIM"
        if arrest.operation_id is not None:
            session.add(
                Found(
                    case_id=accused.case_id,
                    case_person_id=rescued.id,
                    operation_id=arrest.operation_id,
                )
            )
    session.flush()


def _document(accused: Accused) -> str:
    """The CNIC or passport he is known by, so that he is known again as rescued."""
    for link in links_of("person", accused.person_id):
        if link.identifier.kind in queries.PAPERS:
            return link.identifier.value
    return ""
