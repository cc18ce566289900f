"""The register's services on both databases: one person a CNIC, links with their degree."""

from __future__ import annotations

import time
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from casetrack.db import session, utc_now
from casetrack.people import queries, service
from casetrack.people.facts import (
    Kind,
    LinkFacts,
    OrganisationFacts,
    PersonFacts,
    RegistrationFacts,
    SiteFacts,
)
from casetrack.people.models import Identifier, Person
from casetrack.rules.actor import Actor
from casetrack.rules.refusals import Refused
from casetrack.rules.roles import Role
from tests import factories

pytestmark = pytest.mark.usefixtures("database")
CNIC = "35202-1234567-1"


def actor(at: str = "FSD") -> Actor:
    return factories.officer(at=at).actor


def person(who: Actor, **facts: object) -> Person:
    made = service.record_person(
        facts=PersonFacts(**{"name": "Invented Name", **facts}), actor=who, now=utc_now()
    )
    session.commit()
    return made


def test_the_same_cnic_is_the_same_person_and_only_gaps_are_filled() -> None:
    who = actor()
    first = person(who, name="Zahid", cnic=CNIC, sex="M")
    again = person(
        actor("KHI"),
        name="Zahid Shah",
        cnic="۳۵۲۰۲۱۲۳۴۵۶۷۱",
        passport="AB1234567",
        sex="F",
        father_name="Akbar",
        age_years=30,
    )
    assert again.id == first.id
    assert (again.name, again.sex, again.father_name) == ("Zahid", "M", "Akbar")
    assert (again.aliases, again.age_years) == ("Zahid Shah", 30)
    assert again.unit_id == who.unit_id
    assert person(who, name="zahid shah", passport="ab 1234567").id == first.id
    assert again.aliases == "Zahid Shah"
    kinds = [link.identifier.kind for link in queries.links_of("person", first.id)]
    assert kinds == ["CNIC", "PASSPORT"]


def test_a_shared_phone_does_not_make_one_person() -> None:
    who = actor()
    one, other = person(who, phone="0300 1234567"), person(who, phone="+923001234567")
    assert one.id != other.id
    degree = session.scalar(select(Identifier.degree).where(Identifier.kind == "PHONE"))
    assert degree == 2


def test_papers_of_two_persons_are_refused() -> None:
    who = actor()
    person(who, cnic=CNIC)
    person(who, passport="AB1234567")
    with pytest.raises(Refused) as refused:
        person(who, cnic=CNIC, passport="AB1234567")
    assert refused.value.field == "passport"


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"name": " "}, "name"),
        ({"sex": "?"}, "sex"),
        ({"age_years": 200}, "age_years"),
        ({"born_on": date(2999, 1, 1)}, "born_on"),
        ({"nationality": "QQ"}, "nationality"),
        ({"cnic": "1"}, "cnic"),
        ({"passport": "1"}, "passport"),
        ({"phone": "1"}, "phone"),
    ],
)
def test_facts_that_cannot_be_are_refused_on_their_field(
    facts: dict[str, object], field: str
) -> None:
    with pytest.raises(Refused) as refused:
        person(actor(), **facts)
    assert refused.value.field == field


def test_149_persons_in_one_go_are_quick_and_one_a_passport() -> None:
    who = actor()
    facts = [
        PersonFacts(name=f"Person {row}", passport=f"E{row:07}", phone=f"+9230012{row:05}")
        for row in range(149)
    ]
    started = time.process_time()
    made = service.record_persons(facts=[*facts, facts[0]], actor=who, now=utc_now())
    session.commit()
    assert time.process_time() - started < 3
    assert made[0] is made[-1]
    assert session.scalar(select(func.count()).select_from(Person)) == 149
    assert session.scalars(select(Identifier.degree).distinct()).all() == [1]


def test_one_link_an_identifier_and_subject() -> None:
    who = actor()
    subject = person(who)
    row = LinkFacts(
        Kind.URL, "hxxps://Example[.]com/a", "person", subject.id, ("unit", who.unit_id)
    )
    first, twin = service.link_identifiers(facts=[row, row], now=utc_now())
    later = service.link_identifier(
        kind=Kind.URL,
        written="https://example.com/a",
        subject_kind="person",
        subject_id=subject.id,
        root=("unit", who.unit_id),
        now=utc_now(),
    )
    assert first is twin is later
    assert (first.as_written, first.identifier.degree) == ("hxxps://Example[.]com/a", 1)


def test_a_malformed_identifier_leaves_nothing() -> None:
    who = actor()
    subject = person(who)
    root = ("unit", who.unit_id)
    good = LinkFacts(Kind.EMAIL, "a@example.com", "person", subject.id, root)
    bad = LinkFacts(Kind.EMAIL, "nobody", "person", subject.id, root)
    with pytest.raises(Refused):
        service.link_identifiers(facts=[good, bad], now=utc_now())
    assert queries.links_of("person", subject.id) == []


def test_standing_of_a_site_on_a_day() -> None:
    who = actor()
    centre = service.record_organisation(
        facts=OrganisationFacts("Invented Calls", "CALL_CENTRE", phone="041 2345678"),
        actor=who,
        now=utc_now(),
    )
    site = service.add_site(
        organisation=centre, facts=SiteFacts("Plot 1, Canal Road", "Faisalabad"), actor=who
    )
    for authority, start in (("PSEB", date(2023, 7, 1)), ("PASHA", date(2025, 1, 1))):
        service.add_registration(
            site=site,
            facts=RegistrationFacts(
                authority, f"{authority}-1", start, start + timedelta(days=365), "call centre"
            ),
            actor=who,
            now=utc_now(),
        )
    session.commit()
    on_the_raid = queries.standing(site, date(2025, 7, 8))
    assert [one.authority for one in on_the_raid.memberships] == ["PASHA"]
    assert [one.authority for one in on_the_raid.lapsed] == ["PSEB"]
    assert not on_the_raid.licences
    assert queries.standing(site, date(2024, 6, 30)).licences
    assert not queries.standing(site, date(2024, 7, 1)).licences
    assert len(queries.standing(site, date(2020, 1, 1)).later) == 1
    after_both = queries.standing(site, date(2026, 6, 1))
    assert (len(after_both.lapsed), after_both.memberships) == (1, ())
    rogue = service.add_site(
        organisation=centre, facts=SiteFacts("House 7, Canal Road", "Faisalabad"), actor=who
    )
    session.commit()
    papers = queries.standing(rogue, date(2024, 1, 8))
    assert not papers.held
    assert [(there.address, one.authority) for there, one in papers.elsewhere] == [
        ("Plot 1, Canal Road", "PSEB")
    ]
    assert not queries.standing(rogue, date(2020, 1, 1)).elsewhere
    assert not queries.standing(site, date(2024, 1, 8)).elsewhere


def test_register_refuses_twins_and_days_the_wrong_way_round() -> None:
    who, now = actor(), utc_now()
    centre = service.record_organisation(
        facts=OrganisationFacts("Invented Bank", "BANK"), actor=who, now=now
    )
    place = SiteFacts("1 Main Road", "Lahore")
    site = service.add_site(organisation=centre, facts=place, actor=who)
    held = RegistrationFacts("SBP", "1", date(2020, 1, 1))
    service.add_registration(site=site, facts=held, actor=who, now=now)
    wrong = RegistrationFacts("SBP", "2", date(2020, 1, 1), date(2019, 1, 1))
    with pytest.raises(Refused) as twin_site:
        service.add_site(organisation=centre, facts=place, actor=who)
    with pytest.raises(Refused) as twin:
        service.add_registration(site=site, facts=held, actor=who, now=now)
    with pytest.raises(Refused) as order:
        service.add_registration(site=site, facts=wrong, actor=who, now=now)
    assert [r.value.field for r in (twin_site, twin, order)] == ["address", "number", "valid_to"]


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        (OrganisationFacts(" ", "BANK"), "name"),
        (OrganisationFacts("A", "CASTLE"), "kind"),
        (OrganisationFacts("A", "BANK", phone="12345678"), "phone"),
        (OrganisationFacts("A", "BANK", url="two words!"), "url"),
        (OrganisationFacts("A", "BANK", ntn="1"), "ntn"),
    ],
)
def test_organisation_is_refused_on_the_field(facts: OrganisationFacts, field: str) -> None:
    with pytest.raises(Refused) as refused:
        service.record_organisation(facts=facts, actor=actor(), now=utc_now())
    assert refused.value.field == field


def test_persons_are_listed_to_their_unit_and_to_whoever_answers_for_it() -> None:
    here = person(actor("FSD"), name="Here")
    for role, at, sees in (
        (Role.CLERK, "FSD", True),
        (Role.CLERK, "CENTRAL", False),
        (Role.SUPERVISOR, "CENTRAL", True),
        (Role.SUPERVISOR, "SOUTH", False),
        (Role.INVESTIGATOR, "LHR", False),
        (Role.INVESTIGATOR, "HQ", True),
    ):
        rows = select(Person).where(queries.recorded_by(factories.officer(role, at).actor))
        assert (here in session.scalars(rows).all()) is sees, (role, at)
    held = select(Person).where(*queries.holding(Person.search_text, "hEr"))
    assert session.scalars(held).all() == [here]
