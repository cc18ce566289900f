"""Complainants, victims, witnesses and rescued persons of a case."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select

from casetrack.cases.facts import RescuedFacts
from casetrack.cases.models import Case, CasePerson, ProtectedIdentity
from casetrack.cases.service.locks import lock
from casetrack.db import session
from casetrack.people.models import Person
from casetrack.rules.actor import Actor
from casetrack.rules.refusals import Refused
from casetrack.rules.roles import Permission
from casetrack.rules.words import N_

LETTERS = {"COMPLAINANT": "C", "VICTIM": "V", "WITNESS": "PW", "RESCUED": "R"}


def add_person(
    *, case: Case, person: Person, role: str, now: datetime, note: str = ""
) -> CasePerson:
    """Give a registered person a part in the case: COMPLAINANT, VICTIM or WITNESS."""
    if role not in LETTERS or role == "RESCUED":
        raise Refused(N_("Choose one of the list."), field="role")
    made = CasePerson(
        case_id=case.id,
        person_id=person.id,
        person=person,
        role=role,
        reference=_next_reference(case, role),
        nationality=person.nationality,
        sex=person.sex,
        note=note,
        recorded_at=now,
    )
    session.add(made)
    session.flush()
    return made


def add_rescued(*, case: Case, identity: RescuedFacts, actor: Actor, now: datetime) -> CasePerson:
    """A person found as a victim of trafficking: a reference in the case, the name apart.

    The name is kept in protected_identities alone (PTPA 2018 s.11), never in the register.
    """
    if not actor.may(Permission.VICTIM_READ):
        raise Refused(N_("Your role may not record who a victim is."))
    if not identity.name.strip():
        raise Refused(N_("Enter a name, or how the person is called."), field="name")
    made = CasePerson(
        case_id=case.id,
        role="RESCUED",
        reference=_next_reference(case, "RESCUED"),
        nationality=identity.nationality,
        sex=identity.sex,
        note=identity.note,
        recorded_at=now,
    )
    session.add(made)
    session.flush()
    session.add(
        ProtectedIdentity(
            case_id=case.id,
            case_person_id=made.id,
            name=identity.name.strip(),
            document=identity.document,
            age_years=identity.age_years,
            contact=identity.contact,
        )
    )
    session.flush()
    return made


def _next_reference(case: Case, role: str) -> str:
    """PW-1, C-2, R-003. People are never taken out of a case, so the count is the serial."""
    lock(case=case)
    there = session.scalar(
        select(func.count()).where(CasePerson.case_id == case.id, CasePerson.role == role)
    )
    serial = (there or 0) + 1
    return f"R-{serial:03d}" if role == "RESCUED" else f"{LETTERS[role]}-{serial}"
