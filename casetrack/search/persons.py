"""Which persons of the register an officer may know of, and where these appear.

A name is as secret as what it stands in: a person is shown to whoever may see a complaint or a
case in which he appears, and to nobody else (docs/decisions/0009-who-sees-the-register.md).
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, exists, literal, null, or_, select, true

from casetrack.cases import queries as cases
from casetrack.cases.models import Accused, Case, CasePerson
from casetrack.complaints import queries as complaints
from casetrack.complaints.models import Complaint
from casetrack.db import session
from casetrack.people.models import Person
from casetrack.people.queries import holding, recorded_by
from casetrack.rules.actor import Actor
from casetrack.rules.roles import Permission
from casetrack.rules.states import AccusedState

MOST = 50


@dataclass(frozen=True, slots=True)
class Part:
    """What somebody is in a case: ACCUSED with a state, else a role of CasePerson."""

    case: Case
    role: str
    state: AccusedState | None


def visible_to(actor: Actor) -> Select[Person]:
    """Persons who appear in a complaint or case that the actor may see."""
    return select(Person).where(
        or_(
            exists().where(Complaint.complainant_id == Person.id, complaints.may_see(actor)),
            _in_a_case(actor),
        )
    )


def listed(actor: Actor, words: str) -> Select[Person]:
    """The register's list: those first recorded by the actor's own units, so that it is short."""
    return visible_to(actor).where(recorded_by(actor), *holding(Person.search_text, words))


def complaints_of(person: Person, actor: Actor) -> Select[Complaint]:
    """Visible complaints that the person made."""
    return complaints.visible_to(actor).where(Complaint.complainant_id == person.id)


def parts_of(person: Person, actor: Actor) -> Sequence[Part]:
    """The person's parts in visible cases, newest case first, at most MOST."""
    found = [
        *session.execute(
            cases.visible_to(actor)
            .join(Accused, Accused.case_id == Case.id)
            .where(Accused.person_id == person.id, _open_accused(actor))
            .add_columns(literal("ACCUSED"), Accused.state)
            .order_by(Case.opened_on.desc(), Case.id)
            .limit(MOST)
        ),
        *session.execute(
            cases.visible_to(actor)
            .join(CasePerson, CasePerson.case_id == Case.id)
            .where(CasePerson.person_id == person.id, _open_part(actor))
            .add_columns(CasePerson.role, null())
            .order_by(Case.opened_on.desc(), Case.id)
            .limit(MOST)
        ),
    ]
    parts = [Part(case, role, state) for case, role, state in found]
    return sorted(parts, key=lambda part: part.case.opened_on, reverse=True)[:MOST]


def cases_with(ids: Select[uuid.UUID], actor: Actor) -> Select[uuid.UUID]:
    """Ids of cases in which one of the persons is accused, for `case_id IN (…)`.

    A victim's or a witness's name leads to no case from here.
    """
    return select(Accused.case_id).where(Accused.person_id.in_(ids), _open_accused(actor))


def _in_a_case(actor: Actor) -> ColumnElement[bool]:
    return or_(
        exists().where(
            Accused.person_id == Person.id,
            _open_accused(actor),
            Accused.case_id.in_(cases.visible_ids(actor)),
        ),
        exists().where(
            CasePerson.person_id == Person.id,
            _open_part(actor),
            CasePerson.case_id.in_(cases.visible_ids(actor)),
        ),
    )


def _open_accused(actor: Actor) -> ColumnElement[bool]:
    """An accused who turned out to be a victim is known to those alone who may read victims."""
    if actor.may(Permission.VICTIM_READ):
        return true()
    return Accused.state != AccusedState.TREATED_AS_VICTIM


def _open_part(actor: Actor) -> ColumnElement[bool]:
    if actor.may(Permission.VICTIM_READ):
        return true()
    return CasePerson.role.not_in(("VICTIM", "RESCUED"))
