"""Organisations of the demonstration: a lawful call centre, a rogue one, a bank, an operator."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from casetrack.demo.staff import Desk
from casetrack.people import service as people
from casetrack.people.facts import OrganisationFacts, RegistrationFacts, SiteFacts
from casetrack.people.models import Site

MARJAN_PHONE = "0311-5550199"
# The lawful centre is named by a complaint: somebody showed its number while he called.
# key, circle, name, kind, address, city, phone, then (authority, number, from, to, for).
ORGANISATIONS = (
    (
        (
            "lawful",
            "LHR",
            "Invented Voice Services",
            "CALL_CENTRE",
            "Plaza 3, Model Town",
            "Lahore",
            "0301-2223334",
        ),
        (
            ("PSEB", "CC-25/1187", date(2025, 7, 1), date(2026, 6, 30), "call-centre service"),
            ("PSEB", "CC-26/0911", date(2026, 7, 1), date(2027, 6, 30), "call-centre service"),
            ("PASHA", "M-3310", date(2024, 1, 1), None, "membership"),
        ),
    ),
    (
        (
            "marjan",
            "FSD",
            "Marjanistan Exports",
            "CALL_CENTRE",
            "Kothi 9, Canal Bank",
            "Faisalabad",
            MARJAN_PHONE,
        ),
        (),
    ),
    (
        (
            "lapsed",
            "FSD",
            "Marjanistan Exports (old office)",
            "CALL_CENTRE",
            "Office 2, D Ground",
            "Faisalabad",
            "",
        ),
        (("PSEB", "CC-23/0402", date(2023, 7, 1), date(2024, 6, 30), "call-centre service"),),
    ),
    (("bank", "KHI", "Invented Bank", "BANK", "Main Road 1", "Karachi", ""), ()),
    (("telco", "ISB", "Invented Telecom", "TELCO", "Blue Avenue 5", "Islamabad", ""), ()),
)


def make(desks: Mapping[str, Desk], now: datetime) -> Mapping[str, Site]:
    """The sites by key, each with what it was registered as."""
    return {row[0][0]: _site(row[0], row[1], desks, now) for row in ORGANISATIONS}


def _site(
    told: tuple[str, ...],
    registrations: tuple[tuple[str, str, date, date | None, str], ...],
    desks: Mapping[str, Desk],
    now: datetime,
) -> Site:
    _key, circle, name, kind, address, city, phone = told
    actor = desks[circle].investigators[0].actor
    organisation = people.record_organisation(
        facts=OrganisationFacts(name=name, kind=kind, phone=phone), actor=actor, now=now
    )
    site = people.add_site(organisation=organisation, facts=SiteFacts(address, city), actor=actor)
    for authority, number, valid_from, valid_to, purpose in registrations:
        facts = RegistrationFacts(authority, number, valid_from, valid_to, purpose)
        people.add_registration(site=site, facts=facts, actor=actor, now=now)
    return site
