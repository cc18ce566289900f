"""Writes of the register: persons, organisations, their sites and registrations, identifiers."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime

from casetrack.db import session
from casetrack.people import persons
from casetrack.people.facts import (
    Kind,
    LinkFacts,
    OrganisationFacts,
    PersonFacts,
    RegistrationFacts,
    Root,
    SiteFacts,
)
from casetrack.people.identifiers import normalise
from casetrack.people.links import make_links
from casetrack.people.models import IdentifierLink, Organisation, Person, Registration, Site
from casetrack.people.normalise import fold_text
from casetrack.rules import choices, lists
from casetrack.rules.actor import Actor
from casetrack.rules.refusals import Refused
from casetrack.rules.words import N_

KINDS = choices.keys(lists.ORGANISATION_KINDS)
AUTHORITIES = choices.keys(lists.REGISTRATION_AUTHORITIES)


def record_person(*, facts: PersonFacts, actor: Actor, now: datetime) -> Person:
    """The person of these facts: found by CNIC or passport, else new. Raises Refused."""
    return record_persons(facts=[facts], actor=actor, now=now)[0]


def record_persons(*, facts: Sequence[PersonFacts], actor: Actor, now: datetime) -> list[Person]:
    """The person of each, in order, with a few statements for all of them. Raises Refused."""
    return persons.record(facts, actor=actor, now=now)


def link_identifier(
    *,
    kind: Kind,
    written: str,
    subject_kind: str,
    subject_id: uuid.UUID,
    root: Root,
    note: str = "",
    now: datetime,
) -> IdentifierLink:
    """Note that the identifier was seen in the subject. Raises Refused if it is malformed."""
    facts = LinkFacts(kind, written, subject_kind, subject_id, root, note)
    return make_links([facts], now=now)[0]


def link_identifiers(*, facts: Sequence[LinkFacts], now: datetime) -> list[IdentifierLink]:
    """Many links at once, all or none. Raises Refused."""
    return make_links(facts, now=now)


def record_organisation(*, facts: OrganisationFacts, actor: Actor, now: datetime) -> Organisation:
    """A new organisation and the phone, site and NTN it is known by. Raises Refused."""
    name = _filled(facts.name, N_("Enter the name of the organisation"), "name")
    if facts.kind not in KINDS:
        raise Refused(N_("Choose what kind of organisation it is"), field="kind")
    links = _identifiers_of(facts)
    made = Organisation(
        name=name,
        kind=facts.kind,
        notes=facts.notes.strip(),
        search_text=fold_text(f"{name} {facts.notes}"),
        unit_id=actor.unit_id,
        created_at=now,
    )
    session.add(made)
    session.flush()
    root = ("unit", actor.unit_id)
    make_links(
        [LinkFacts(kind, text, "organisation", made.id, root) for kind, text in links], now=now
    )
    return made


def add_site(*, organisation: Organisation, facts: SiteFacts, actor: Actor) -> Site:
    """A new address of the organisation. Raises Refused if it is on the register already."""
    address = _filled(facts.address, N_("Enter the address of the site"), "address")
    city = _filled(facts.city, N_("Enter the city"), "city")
    place = fold_text(f"{address} {city}")
    if any(fold_text(f"{one.address} {one.city}") == place for one in organisation.sites):
        raise Refused(N_("This site is on the register already"), field="address")
    made = Site(organisation_id=organisation.id, address=address, city=city, unit_id=actor.unit_id)
    organisation.sites.append(made)
    organisation.search_text = f"{organisation.search_text} {place}"
    session.flush()
    return made


def add_registration(
    *, site: Site, facts: RegistrationFacts, actor: Actor, now: datetime
) -> Registration:
    """What an authority registered the site as, from one day to another. Raises Refused."""
    if facts.authority not in AUTHORITIES:
        raise Refused(N_("Choose the authority"), field="authority")
    number = _filled(facts.number, N_("Enter the registration number"), "number")
    _check_days(site, facts, number)
    made = Registration(
        site_id=site.id,
        authority=facts.authority,
        number=number,
        registered_for=facts.registered_for.strip(),
        valid_from=facts.valid_from,
        valid_to=facts.valid_to,
        unit_id=actor.unit_id,
        recorded_at=now,
    )
    site.registrations.append(made)
    session.flush()
    return made


def _check_days(site: Site, facts: RegistrationFacts, number: str) -> None:
    if facts.valid_to is not None and facts.valid_to < facts.valid_from:
        raise Refused(N_("The last day cannot lie before the first"), field="valid_to")
    key = (facts.authority, number, facts.valid_from)
    if any((one.authority, one.number, one.valid_from) == key for one in site.registrations):
        raise Refused(
            N_("This registration from the same day is on the register already"), field="number"
        )


def _identifiers_of(facts: OrganisationFacts) -> list[tuple[Kind, str]]:
    """What was filled in, each checked on its own field."""
    written = [
        (Kind.PHONE, facts.phone, "phone"),
        (Kind.URL, facts.url, "url"),
        (Kind.NTN, facts.ntn, "ntn"),
    ]
    filled = [(kind, text, field) for kind, text, field in written if text.strip()]
    for kind, text, field in filled:
        normalise(kind, text, field)
    return [(kind, text) for kind, text, _ in filled]


def _filled(text: str, message: str, field: str) -> str:
    if not text.strip():
        raise Refused(message, field=field)
    return text.strip()
