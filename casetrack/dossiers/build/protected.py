"""Whose names and numbers never stand in a dossier, and what stands in their place."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence

from casetrack.cases.models import Accused, Case, CasePerson
from casetrack.dossiers import queries
from casetrack.people.facts import Kind
from casetrack.people.identifiers import show
from casetrack.people.models import IdentifierLink, Person
from casetrack.rules.states import AccusedState

ADULT = 18
WITHHELD = "withheld"
HARMED = ("VICTIM", "COMPLAINANT")
Links = Mapping[uuid.UUID, Sequence[IdentifierLink]]


def is_named(case: Case, role: str, person: Person | None) -> bool:
    """Whether a person who is not accused is named: never one who was rescued, nor a child who
    was harmed, nor the victim and the complainant of a sealed case (PTPA 2018 s.11; PPC s.376-A).
    """
    if person is None or role == "RESCUED":
        return False
    return role not in HARMED or not (case.sealed or is_child(case, person))


def is_child(case: Case, person: Person) -> bool:
    """Whether he was under 18 when the case was opened, by his birth or the age he stated."""
    if person.born_on is None:
        return person.age_years is not None and person.age_years < ADULT
    born, on = person.born_on, case.opened_on
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day)) < ADULT


def secrets(
    case: Case, persons: Sequence[CasePerson], accused: Sequence[Accused], links: Links
) -> Iterator[tuple[str, Iterable[str]]]:
    """References with the names and numbers that they stand for."""
    references = {one.id: one.reference for one in persons}
    for identity in queries.protected_in(case):
        told = (identity.name, identity.document, identity.contact)
        yield references[identity.case_person_id], told
    for one in persons:
        if one.person is not None and not is_named(case, one.role, one.person):
            yield one.reference, _all_of(one.person, links)
    for held in accused:
        if held.state is AccusedState.TREATED_AS_VICTIM:
            yield held.reference, _all_of(held.person, links)


def homes(persons: Sequence[CasePerson], links: Links) -> Iterator[tuple[str, Iterable[str]]]:
    """Where witnesses live and can be called, to be struck out where nobody may know it."""
    for one in persons:
        if one.person is not None:
            yield WITHHELD, [one.person.address, *_numbers(one.person, links)]


def _all_of(person: Person, links: Links) -> list[str]:
    names = [person.name, *person.aliases.splitlines(), person.father_name, person.address]
    return [*names, *_numbers(person, links)]


def _numbers(person: Person, links: Links) -> list[str]:
    """Each number as it is kept and as it is written at home: +92300… is also 0300…"""
    found = []
    for link in links.get(person.id, ()):
        value = link.identifier.value
        found += [value, link.as_written, show(Kind(link.identifier.kind), value)]
        if value.startswith("+92"):
            found.append(f"0{value[3:]}")
    return found
