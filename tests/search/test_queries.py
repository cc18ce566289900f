"""What the one box finds on both databases, and what it must not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import Select, select

from casetrack.accounts.models import Officer
from casetrack.cases.models import Accused
from casetrack.complaints.models import Complaint
from casetrack.db import session, utc_now
from casetrack.people import service as register
from casetrack.people.facts import OrganisationFacts, PersonFacts
from casetrack.rules.actor import Actor
from casetrack.rules.roles import Role
from casetrack.rules.states import AccusedState
from casetrack.search import persons, queries
from casetrack.search.wanted import read
from tests import factories
from tests.cases import making
from tests.complaints.made import complaint

pytestmark = pytest.mark.usefixtures("database")
Hits = Callable[[Any, Actor], Select[Any]]
CNIC = "35202-1234567-1"


def found(hits: Hits, text: str, officer: Officer) -> list[Any]:
    return list(session.scalars(hits(read(text), officer.actor)).unique())


def one_complaint(**changed: object) -> tuple[Complaint, Officer]:
    clerk = factories.officer(Role.CLERK)
    made = complaint(clerk, **changed)
    session.commit()
    return made, clerk


@pytest.mark.parametrize(
    "text",
    [
        "number",
        "serial",
        "savings bank",
        "SAVING",
        "jahangiri",
        "0300-1234567",
        "+92 300 1234567",
        "۰۳۰۰۱۲۳۴۵۶۷",
        "03217654321",
        "0300 7654399",
        "https://bank-verify.example.com/otp",
    ],
)
def test_a_complaint_is_found_by(text: str) -> None:
    made, clerk = one_complaint()
    texts = {"number": made.number, "serial": f"{made.year}-{made.serial}"}
    assert found(queries.complaint_hits, texts.get(text, text), clerk) == [made]


@pytest.mark.parametrize("text", ["savings lion", "03001234568", "FSD-2025-999999", "<>", "zzz"])
def test_a_complaint_is_not_found_by(text: str) -> None:
    _, clerk = one_complaint()
    wanted = read(text)
    assert not wanted or found(queries.complaint_hits, text, clerk) == []


def test_urdu_words_typed_on_another_keyboard() -> None:
    made, clerk = one_complaint(narrative="اس نے کہا وہ بینک سے ہے اور کوڈ مانگا")
    assert found(queries.complaint_hits, "بينك كوڈ", clerk) == [made]


def test_a_person_leads_to_complaints_and_cases() -> None:
    officer = factories.officer()
    case = making.fir(officer)
    who = making.accused(case, officer, name="Karim Invented", cnic=CNIC).person
    session.commit()
    for text in ("karim", CNIC, case.number, f"{case.fir_serial}/{case.fir_year}"):
        assert found(queries.case_hits, text, officer) == [case], text
    assert found(queries.person_hits, "3520212345671", officer) == [who]
    assert found(queries.person_hits, "invented karim", officer) == [who]
    assert [(p.case, p.role) for p in persons.parts_of(who, officer.actor)] == [(case, "ACCUSED")]


def test_sealed_and_foreign_rows_are_absent() -> None:
    officer = factories.officer()
    case = making.fir(officer, sections=(making.SEALING,))
    making.accused(case, officer, name="Canary Invented", cnic=CNIC)
    secret = complaint(
        factories.officer(Role.CLERK, "LHR"),
        narrative="Canary words",
        complainant=PersonFacts(name="Canary Teller", passport="AB1234567"),
    )
    sealed = complaint(
        factories.officer(Role.CLERK, "FSD"),
        narrative="Canary words",
        complainant=PersonFacts(name="Canary Child"),
    )
    sealed.sealed = True
    session.commit()
    assert case.sealed
    texts = ["canary", CNIC, "AB1234567", secret.number, sealed.number, case.number, "0300 1234567"]
    for role in (Role.CLERK, Role.INVESTIGATOR, Role.SUPERVISOR, Role.LIAISON):
        outsider = factories.officer(role, "FSD")
        for text in texts:
            for hits in (queries.complaint_hits, queries.case_hits, queries.person_hits):
                assert found(hits, text, outsider) == [], (role, text, hits)
        assert session.scalars(persons.listed(outsider.actor, "")).all() == []
    assert found(queries.case_hits, "canary", officer) == [case]


def test_a_victims_name_stays_with_those_who_may_read_victims() -> None:
    officer = factories.officer()
    case = making.fir(officer)
    who = making.accused(case, officer, name="Hina Invented").person
    case.prosecution_on = utc_now().date()
    accused = persons.parts_of(who, officer.actor)
    assert len(accused) == 1
    liaison = factories.officer(Role.LIAISON, "CENTRAL")
    assert found(queries.person_hits, "hina", liaison) == [who]
    session.scalars(select(Accused)).one().state = AccusedState.TREATED_AS_VICTIM
    session.commit()
    assert found(queries.person_hits, "hina", liaison) == []
    assert found(queries.case_hits, "hina", liaison) == []
    assert list(persons.parts_of(who, liaison.actor)) == []
    assert found(queries.person_hits, "hina", officer) == [who]


def test_organisations_by_name_address_and_identifier() -> None:
    officer = factories.officer()
    made = register.record_organisation(
        facts=OrganisationFacts("Invented Calls", "CALL_CENTRE", url="calls.example.com"),
        actor=officer.actor,
        now=utc_now(),
    )
    session.commit()
    for text in ("invented", "CALLS inv", "hxxps://calls.example.com", "calls[.]example[.]com"):
        assert found(queries.organisation_hits, text, officer) == [made], text


def test_what_holds_an_identifier() -> None:
    made, clerk = one_complaint()
    values = read("0300 1234567").values
    assert session.scalars(queries.complaints_holding(values, clerk.actor)).unique().all() == [made]
    stranger = factories.officer(Role.CLERK, "KHI").actor
    assert session.scalars(queries.complaints_holding(values, stranger)).all() == []
    assert session.scalars(queries.cases_holding(values, clerk.actor)).all() == []


@pytest.mark.parametrize("text", ["SAVING bank", "jahangiri", "aving", "0300 1234567"])
def test_common_words_are_read_and_find_the_same(
    monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    made, clerk = one_complaint()
    found_by_index = found(queries.complaint_hits, text, clerk)
    monkeypatch.setattr("casetrack.search.text.COMMON", 0)
    assert found(queries.complaint_hits, text, clerk) == found_by_index
    assert found_by_index == ([] if text == "aving" else [made])
