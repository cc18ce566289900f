"""One register: whoever shows the same CNIC or passport is the same person."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime

import pycountry

from casetrack.db import local_date, session
from casetrack.people import queries
from casetrack.people.facts import Kind, LinkFacts, PersonFacts
from casetrack.people.identifiers import normalise
from casetrack.people.links import make_links
from casetrack.people.models import Person
from casetrack.people.normalise import fold_text
from casetrack.people.queries import Value
from casetrack.rules.actor import Actor
from casetrack.rules.refusals import Refused
from casetrack.rules.words import N_

SEXES = frozenset("FMXU")
OLDEST = 120
# Papers that belong to one human being; a phone does not.
PAPERS = frozenset({Kind.CNIC, Kind.PASSPORT})
# Facts that a later record may add, never change.
ONCE = ("father_name", "nationality", "no_cnic_reason", "address")
Written = tuple[Kind, str, str]


def record(facts: Sequence[PersonFacts], *, actor: Actor, now: datetime) -> list[Person]:
    """The person of each set of facts, known or new, linked to phone, CNIC and passport."""
    today = local_date(now)
    written = [_check(one, today) for one in facts]
    known = queries.persons_known_by(
        (kind, value) for row in written for kind, value, _ in row if kind in PAPERS
    )
    found = []
    for one, row in zip(facts, written, strict=True):
        person = _known_person(row, known) or _new_person(one, actor, now)
        _fill_gaps(person, one, today)
        known.update({(kind, value): person for kind, value, _ in row if kind in PAPERS})
        found.append(person)
    session.flush()
    make_links(
        [
            LinkFacts(kind, text, "person", person.id, ("unit", person.unit_id))
            for person, row in zip(found, written, strict=True)
            for kind, _, text in row
        ],
        now=now,
    )
    return found


def _check(facts: PersonFacts, today: date) -> list[Written]:
    """Refuse what cannot be; return the identifiers as (kind, value, as written)."""
    if not facts.name.strip():
        raise Refused(N_("Enter the name, or the name the person goes by"), field="name")
    if facts.sex not in SEXES:
        raise Refused(N_("Choose female, male, transgender or not known"), field="sex")
    if facts.age_years is not None and not 0 <= facts.age_years <= OLDEST:
        raise Refused(N_("Enter an age from 0 to 120"), field="age_years")
    if facts.born_on is not None and facts.born_on > today:
        raise Refused(N_("The date of birth lies in the future"), field="born_on")
    if facts.nationality and pycountry.countries.get(alpha_2=facts.nationality) is None:
        raise Refused(N_("Choose the nationality from the list"), field="nationality")
    return [
        (kind, normalise(kind, text, field), text)
        for kind, text, field in (
            (Kind.CNIC, facts.cnic, "cnic"),
            (Kind.PASSPORT, facts.passport, "passport"),
            (Kind.PHONE, facts.phone, "phone"),
        )
        if text.strip()
    ]


def _known_person(written: list[Written], known: dict[Value, Person]) -> Person | None:
    holders = [known[kind, value] for kind, value, _ in written if (kind, value) in known]
    if any(holder is not holders[0] for holder in holders):
        raise Refused(
            N_("The CNIC and the passport belong to two different persons on the register"),
            field="passport",
        )
    return holders[0] if holders else None


def _new_person(facts: PersonFacts, actor: Actor, now: datetime) -> Person:
    person = Person(
        name=facts.name.strip(),
        aliases="",
        father_name="",
        sex="U",
        nationality="",
        no_cnic_reason="",
        address="",
        search_text="",
        unit_id=actor.unit_id,
        created_at=now,
    )
    session.add(person)
    return person


def _fill_gaps(person: Person, facts: PersonFacts, today: date) -> None:
    """Add what was not known. Another name becomes an alias; nothing known is overwritten."""
    for fact in ONCE:
        if not getattr(person, fact):
            setattr(person, fact, getattr(facts, fact).strip())
    if person.sex == "U":
        person.sex = facts.sex
    if person.born_on is None:
        person.born_on = facts.born_on
    if person.age_years is None and facts.age_years is not None:
        person.age_years, person.age_stated_on = facts.age_years, today
    person.aliases = "; ".join(_aliases(person, facts))
    person.search_text = fold_text(
        f"{person.name} {person.aliases} {person.father_name} {person.address}"
    )


def _aliases(person: Person, facts: PersonFacts) -> list[str]:
    """Every other name, once, in the order they became known."""
    taken = {fold_text(person.name)}
    names = []
    for name in re.split(r"[;,\n،]", f"{person.aliases};{facts.aliases};{facts.name}"):
        if (folded := fold_text(name)) and folded not in taken:
            taken.add(folded)
            names.append(name.strip())
    return names
