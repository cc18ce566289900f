"""Sites registered and not, raids by the standing of the day, and who is named by complaints."""

from __future__ import annotations

from datetime import date

import pytest

from casetrack.db import session
from casetrack.people import service as people
from casetrack.people.facts import Kind, OrganisationFacts, RegistrationFacts, SiteFacts
from casetrack.people.models import Site
from casetrack.reports.catalogue.oversight import KIND
from casetrack.reports.facts import Period
from casetrack.rules.roles import Role
from tests import factories
from tests.reports import population as made
from tests.reports.histories import Station
from tests.reports.reading import TODAY, headline, report, table

pytestmark = pytest.mark.usefixtures("database")
YEARS = Period(date(2023, 1, 1), date(2024, 12, 31))
DAY = date(2024, 5, 5)
EARLY = made.noon(date(2020, 1, 1))


def site(name: str, *registrations: tuple, city: str = "Faisalabad", **more) -> Site:
    """A site of a new call centre; registrations as (authority, from, to)."""
    actor = made.clerk().actor
    organisation = people.record_organisation(
        facts=OrganisationFacts(name, more.pop("kind", "CALL_CENTRE"), **more),
        actor=actor,
        now=EARLY,
    )
    return address(organisation, *registrations, city=city)


def address(organisation, *registrations: tuple, city: str = "Faisalabad") -> Site:
    actor = made.clerk().actor
    facts = SiteFacts(f"House {len(organisation.sites)}", city)
    one = people.add_site(organisation=organisation, facts=facts, actor=actor)
    for number, (authority, start, end) in enumerate(registrations):
        told = RegistrationFacts(authority, f"N-{number}", start, end)
        people.add_registration(site=one, facts=told, actor=actor, now=EARLY)
    return one


def raid(on: date, at: Site | None = None, **more):
    one = made.raid(made.case(fir=on, **more), on)
    one.site_id = at.id if at else None
    session.flush()
    return one


PSEB_23 = ("PSEB", date(2022, 7, 1), date(2023, 6, 30))


def test_the_register_by_year_authority_and_city() -> None:
    site("Lawful", PSEB_23, ("PSEB", date(2023, 7, 1), None), city="Lahore")
    site("Lapsed", PSEB_23)
    site("Member", ("PASHA", date(2020, 1, 1), None))
    site("Rogue")
    site("Bank", PSEB_23, kind="BANK")
    document = report(KIND, period=YEARS)
    rows = table(document, "standing")
    assert rows["Registered"] == {"2023": 2, "2024": 1}
    assert rows["Member of an association only"] == {"2023": 1, "2024": 1}
    assert rows["Registration ended before"] == {"2023": 0, "2024": 1}
    assert rows["No registration known"] == {"2023": 1, "2024": 1}
    assert rows["All sites on the register"] == {"2023": 4, "2024": 4}
    listed = table(document, "registered")
    assert listed["PSEB (per site and year): Lahore"] == {"2023": 1, "2024": 1}
    assert listed["PSEB (per site and year): all cities"] == {"2023": 2, "2024": 1}
    assert listed["P@SHA (membership, not a licence): all cities (no licence)"]["2024"] == 1
    assert headline(document, "Call-centre sites registered").numerator == 1


def test_a_raid_counts_by_what_the_site_was_on_that_day() -> None:
    lawful = site("Lawful", ("PSEB", date(2023, 7, 1), date(2024, 6, 30)), city="Lahore")
    second = address(lawful.organisation)
    raid(date(2023, 6, 30), lawful)
    raid(DAY, lawful)
    raid(date(2024, 7, 1), lawful)
    raid(DAY, second)
    raid(DAY, site("Member", ("PASHA", date(2020, 1, 1), None)))
    raid(DAY, site("Rogue"))
    raid(DAY)
    made.raid(made.case(fir=DAY), DAY, kind="SEARCH")
    document = report(KIND, period=YEARS)
    found = {name: row["raids"] for name, row in table(document, "raids_by_standing").items()}
    assert found == {
        "Registered": 1,
        "Member of an association only": 1,
        "Registration ended before": 1,
        "Registered at another address only": 1,
        "No registration known": 2,
        "Site not on the register": 1,
        "All raids": 7,
    }
    by_city = table(report(KIND, period=YEARS, by="city"), "raids")
    assert (by_city["Lahore"]["all"], by_city["City not known"]["off_register"]) == (3, 1)
    by_year = table(document, "raids")
    assert (by_year["2023"]["none"], by_year["2024"]["all"]) == (1, 6)
    by_unit = table(report(KIND, period=YEARS, by="unit"), "raids")
    assert by_unit[factories.unit("FSD").name]["all"] == 7


def link(complaint, phone: str) -> None:
    people.link_identifier(
        kind=Kind.PHONE,
        written=phone,
        subject_kind="complaint",
        subject_id=complaint.id,
        root=("complaint", complaint.id),
        now=made.noon(complaint.received_on),
    )


def test_a_complaint_names_a_centre_when_both_hold_an_identifier() -> None:
    site("Lawful", ("PSEB", date(2024, 1, 1), None), phone="0300-1234567")
    site("Rogue", phone="0300-7654321")
    site("Operator", phone="0300-1111111", kind="TELCO")
    both = made.complaint(DAY)
    link(both, "+923001234567")
    link(both, "03007654321")
    early = made.complaint(date(2023, 5, 5))
    link(early, "0300-1234567")
    link(made.complaint(DAY), "0300-1111111")
    sealed = made.complaint(DAY, sealed=True)
    link(sealed, "0300-7654321")
    session.commit()
    boss = factories.officer(Role.SUPERVISOR, "FSD")
    document = report(KIND, period=YEARS, seen_by=boss)
    rows = table(document, "complaints")
    assert rows["2024"] == {
        "received": 2,
        "naming": 1,
        "licensed": 1,
        "member": 0,
        "lapsed": 0,
        "none": 1,
    }
    assert (rows["2023"]["naming"], rows["2023"]["none"]) == (1, 1)
    named = table(document, "organisations")
    assert (named["Lawful"]["complaints"], named["Rogue"]["complaints"]) == (2, 1)
    assert named["Lawful"]["standing"] == "Registered"
    assert table(report(KIND, period=YEARS), "organisations")["Rogue"]["complaints"] == 2


def test_names_are_for_those_who_may_read_the_register() -> None:
    raid(DAY, site("Rogue"))
    session.commit()
    for role, named in ((Role.SUPERVISOR, 1), (Role.LIAISON, 0), (Role.AUDITOR, 0)):
        seen = report(KIND, period=YEARS, seen_by=factories.officer(role, "FSD"))
        assert len(table(seen, "organisations")) == named
        assert headline(seen, "Raids") == 1
    assert table(report(KIND, period=YEARS, public=True), "organisations") == {}


def test_a_registration_recorded_later_is_not_known_earlier() -> None:
    one = site("Late")
    made.raid(Station.at("FSD").fir(DAY), DAY).site_id = one.id
    session.flush()
    people.add_registration(
        site=one,
        facts=RegistrationFacts("PSEB", "P-1", date(2024, 1, 1)),
        actor=made.clerk().actor,
        now=made.noon(date(2024, 9, 1)),
    )

    def licensed(as_of: date) -> object:
        document = report(KIND, period=YEARS, as_of=as_of)
        return table(document, "raids_by_standing")["Registered"]["raids"]

    assert (licensed(date(2024, 8, 1)), licensed(TODAY)) == (0, 1)
