"""The home page: what waits for each role, and nothing of what is not his."""

from __future__ import annotations

from datetime import timedelta

import pytest

from casetrack.accounts.models import Officer
from casetrack.cases import service
from casetrack.cases.models import Case
from casetrack.complaints import service as complaints
from casetrack.complaints.facts import ComplaintFacts
from casetrack.db import local_date, session, utc_now
from casetrack.prosecution.models import Hearing
from casetrack.rules.roles import Role
from casetrack.rules.stages import CASE, CaseState
from casetrack.worklist import queries
from tests import factories
from tests.cases import making


def text_of(answer) -> str:
    return answer.get_data(as_text=True)


def late(case: Case, days: int) -> Case:
    """Give the case a clock that was over so many days ago (negative: is due in)."""
    started = utc_now() - timedelta(days=90 + days)
    service.start_clock(case=case, key="preservation_notice", started_at=started)
    return case


def received(officer: Officer) -> None:
    facts = ComplaintFacts(
        channel="HELPLINE",
        received_at=utc_now(),
        narrative="A caller lost money.",
        category="FINANCIAL_FRAUD",
        complainant_kind="ANONYMOUS",
    )
    complaints.log(facts=facts, actor=officer.actor, now=utc_now())


@pytest.mark.usefixtures("database")
def test_what_is_due_first_stands_first() -> None:
    lead = factories.officer()
    plain, soon, over = making.enquiry(lead), making.fir(lead), making.enquiry(lead)
    late(over, 4)
    assert queries.my_cases(lead.actor) == [over, soon, plain]
    other = factories.officer()
    assert queries.my_cases(other.actor) == []
    service.add_member(case=plain, officer=other, now=utc_now())
    assert queries.my_cases(other.actor) == [plain]
    verified = making.verified_complaint(lead)
    assert queries.my_complaints(lead.actor) == [verified]


@pytest.mark.usefixtures("database")
def test_overdue_by_officer_counts_each_case_once_and_no_sealed_one() -> None:
    boss = factories.officer(Role.SUPERVISOR, "CENTRAL")
    busy, other = factories.officer(), factories.officer(at="LHR")
    service.start_clock(
        case=late(making.enquiry(busy), 3),
        key="traffic_data",
        started_at=utc_now() - timedelta(days=400),
    )
    late(making.enquiry(busy), -2)
    late(making.enquiry(busy, sections=(making.SEALING,)), 9)
    making.enquiry(other)
    late(making.enquiry(factories.officer(at="KHI")), 5)
    found = {load.officer.id: load for load in queries.loads(boss.actor, utc_now())}
    assert set(found) >= {busy.id, other.id}
    one = found[busy.id]
    assert (one.cases, one.late, one.soon) == (2, 1, 1)
    kinds = {count.key: count.number for count in queries.late_clocks(boss.actor, utc_now())}
    assert kinds == {"preservation_notice": 1, "traffic_data": 1}


@pytest.mark.usefixtures("sqlite")
def test_the_home_page_of_each_role(client_for) -> None:
    lead, clerk = factories.officer(), factories.officer(Role.CLERK)
    case = late(making.fir(lead), 4)
    received(clerk)
    session.commit()
    page = text_of(client_for(lead).get("/"))
    assert case.number in page
    assert "Data preserved on notice: late by 4 days" in page
    assert "A caller lost money." in text_of(client_for(clerk).get("/"))
    boss = text_of(client_for(factories.officer(Role.SUPERVISOR, "CENTRAL")).get("/"))
    assert lead.name in boss
    assert "Data preserved on notice" in boss
    for role in (Role.AUDITOR, Role.ADMINISTRATOR):
        page = text_of(client_for(factories.officer(role, must_change_password=False)).get("/"))
        assert case.number not in page


@pytest.mark.usefixtures("sqlite")
def test_empty_home_pages_say_what_to_do(client_for) -> None:
    for role in Role:
        page = text_of(client_for(factories.officer(role)).get("/"))
        assert "My work" in page


@pytest.mark.usefixtures("sqlite")
def test_the_liaison_sees_hearings_and_new_challans_of_his_zone(client_for) -> None:
    boss = factories.officer(Role.SUPERVISOR)
    case, far = making.fir(boss), making.fir(factories.officer(at="KHI"))
    for one in (case, far):
        made = CASE.find(CaseState.INVESTIGATION, CaseState.FINAL_CHALLAN)
        facts = making.facts_for(made, boss)
        service.move(case=one, to=made.to_state, actor=boss.actor, facts=facts, now=utc_now())
        session.add(
            Hearing(
                case_id=one.id,
                court="Special Court Invented",
                held_on=local_date(utc_now()) + timedelta(days=2),
                purpose="CHARGE",
                recorded_at=utc_now(),
            )
        )
    session.commit()
    page = text_of(client_for(factories.officer(Role.LIAISON, "CENTRAL")).get("/"))
    assert page.count(case.number) == 2
    assert "Special Court Invented" in page
    assert far.number not in page
