"""Arrests: the moment liberty ended, and the 24 hours that run from it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from casetrack.cases.models import Accused
from casetrack.cases.service import move_accused, start_clock
from casetrack.db import local_date, session
from casetrack.operations import queries
from casetrack.operations.facts import ArrestFacts
from casetrack.operations.models import Arrest, Operation
from casetrack.rules.actor import Actor
from casetrack.rules.custody import is_juvenile, needs_consular_notice
from casetrack.rules.refusals import Refused
from casetrack.rules.states import AccusedState
from casetrack.rules.words import N_

PRODUCTION = "arrest_to_magistrate"
# How a register writes sex and how the table of the accused does.
SEX_FACTS = {"F": "FEMALE", "M": "MALE", "X": "TRANSGENDER"}


def record_arrest(
    *,
    accused: Accused,
    facts: ArrestFacts,
    actor: Actor,
    now: datetime,
    operation: Operation | None = None,
) -> Arrest:
    """Arrest an accused: state, custody, the 24-hour clock (Constitution Art 10(2))."""
    _check_screening(accused)
    arrest = arrest_screened(
        accused=accused, facts=facts, actor=actor, now=now, operation=operation
    )
    session.flush()
    return arrest


def arrest_screened(
    *,
    accused: Accused,
    facts: ArrestFacts,
    actor: Actor,
    now: datetime,
    operation: Operation | None = None,
) -> Arrest:
    """The arrest of somebody whose screening the caller has just seen; not flushed."""
    _fill_gaps(accused, facts)
    given = _given(accused, facts)
    move_accused(accused=accused, to=AccusedState.ARRESTED, actor=actor, facts=given, now=now)
    start_clock(case=accused.case, key=PRODUCTION, started_at=facts.arrested_at, accused=accused)
    arrest = Arrest(
        case_id=accused.case_id,
        accused_id=accused.id,
        accused=accused,
        operation_id=operation.id if operation else None,
        arrested_at=facts.arrested_at,
        arrested_on=local_date(facts.arrested_at),
        place=facts.place,
        officer_id=facts.officer_id,
        memo_number=facts.memo_number,
        relative_informed_at=facts.relative_informed_at,
        consulate_informed_at=facts.consulate_informed_at,
        recorded_at=now,
    )
    session.add(arrest)
    return arrest


def inform_consulate(*, arrests: Sequence[Arrest], at: datetime, now: datetime) -> int:
    """Note for the foreigners among them that their consulate was told; returns for how many."""
    if at > now:
        raise Refused(N_("This is in the future."), field="at")
    told = [
        arrest
        for arrest in arrests
        if arrest.consulate_informed_at is None
        and needs_consular_notice(arrest.accused.person.nationality)
    ]
    if not told:
        raise Refused(N_("Nobody here still waits for a notice to the consulate."), field="at")
    for arrest in told:
        if at < arrest.arrested_at:
            raise Refused(N_("This is before the arrest."), field="at")
        arrest.consulate_informed_at = at
    session.flush()
    return len(told)


def _check_screening(accused: Accused) -> None:
    """A victim of trafficking is not arrested as an offender without two recorded reasons."""
    screening = queries.last_screening(accused)
    if screening is not None and screening.trafficked and not screening.second_reason:
        raise Refused(
            N_(
                "{reference} was found to be a victim of trafficking (PTPA 2018 s.6). Record two "
                "reasons in a new screening before an arrest."
            ),
            reference=accused.reference,
        )


def _fill_gaps(accused: Accused, facts: ArrestFacts) -> None:
    """What the arrest memo adds to the register; nothing known is overwritten."""
    person = accused.person
    if person.sex == "U" and facts.sex:
        person.sex = facts.sex
    if not person.nationality:
        person.nationality = facts.nationality
    if person.age_years is None and person.born_on is None and facts.age_years is not None:
        person.age_years = facts.age_years
        person.age_stated_on = local_date(facts.arrested_at)


def _given(accused: Accused, facts: ArrestFacts) -> dict[str, object]:
    """The facts as the table of the accused names them."""
    person = accused.person
    return {
        "arrest_at": facts.arrested_at,
        "place": facts.place,
        "arresting_officer": facts.officer_id,
        "arrest_memo": facts.memo_number,
        "relative_informed_at": facts.relative_informed_at,
        "sex": SEX_FACTS.get(person.sex, ""),
        "juvenile_flag": is_juvenile(_age(accused, facts.arrested_at)),
        "nationality": person.nationality,
        "order_no": facts.order_number,
    }


def _age(accused: Accused, at: datetime) -> int | None:
    """Completed years on the day of the arrest; the stated age where no birthday is known."""
    person, on = accused.person, local_date(at)
    if person.born_on is None:
        return person.age_years
    before_birthday = (on.month, on.day) < (person.born_on.month, person.born_on.day)
    return on.year - person.born_on.year - before_birthday
