"""Who may know of a case: a reviewed table of role × relation, not derived from the code."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from casetrack.accounts.models import Officer
from casetrack.accounts.queries import members
from casetrack.cases import queries, service
from casetrack.cases.models import Case
from casetrack.complaints.models import Complaint
from casetrack.db import local_date, session, utc_now
from casetrack.rules.roles import Role
from casetrack.rules.stages import Stage
from tests import factories
from tests.cases import making

# role, where he serves, open case, open case before the court, sealed case
STRANGERS = [
    (Role.CLERK, "FSD", False, False, False),
    (Role.INVESTIGATOR, "FSD", True, True, False),
    (Role.INVESTIGATOR, "LHR", False, False, False),
    (Role.INVESTIGATOR, "CENTRAL", False, False, False),
    (Role.INVESTIGATOR, "HQ", True, True, False),
    (Role.SUPERVISOR, "FSD", True, True, False),
    (Role.SUPERVISOR, "CENTRAL", True, True, False),
    (Role.SUPERVISOR, "LHR", False, False, False),
    (Role.SUPERVISOR, "SOUTH", False, False, False),
    (Role.SUPERVISOR, "HQ", True, True, False),
    (Role.LIAISON, "FSD", False, True, False),
    (Role.LIAISON, "CENTRAL", False, True, False),
    (Role.LIAISON, "SOUTH", False, False, False),
    (Role.LIAISON, "HQ", False, True, False),
    (Role.AUDITOR, "HQ", False, False, False),
    (Role.ADMINISTRATOR, "HQ", False, False, False),
]
MEMBERS = [
    (Role.INVESTIGATOR, "KHI", True),
    (Role.SUPERVISOR, "KHI", True),
    (Role.LIAISON, "KHI", True),
]


def sees(officer: Officer, case: Case) -> bool:
    found = session.scalars(queries.visible_to(officer.actor).where(Case.id == case.id)).all()
    counted = case.id in session.scalars(queries.visible_ids(officer.actor)).all()
    assert bool(found) is counted
    return counted


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize(("role", "at", "open_", "in_court", "sealed"), STRANGERS)
def test_strangers(role: Role, at: str, open_: bool, in_court: bool, sealed: bool) -> None:
    lead = factories.officer()
    officer = factories.officer(role, at)
    case = making.fir(lead)
    assert sees(officer, case) is open_
    service.reach_stage(case=case, stage=Stage.PROSECUTION, on=local_date(utc_now()))
    assert sees(officer, case) is in_court
    case.sealed = True
    session.flush()
    assert sees(officer, case) is sealed
    assert sees(lead, case)


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize(("role", "at", "seen"), MEMBERS)
@pytest.mark.parametrize("sealed", [False, True])
def test_members_while_they_are_on_it(role: Role, at: str, seen: bool, sealed: bool) -> None:
    lead = factories.officer()
    officer = factories.officer(role, at)
    case = making.fir(lead)
    service.reach_stage(case=case, stage=Stage.PROSECUTION, on=local_date(utc_now()))
    case.sealed = sealed
    membership = service.add_member(case=case, officer=officer, now=utc_now())
    assert sees(officer, case) is seen
    service.take_off(case=case, membership=membership, now=utc_now())
    assert not sees(officer, case)


@pytest.mark.usefixtures("database")
def test_an_accused_is_as_visible_as_his_case() -> None:
    lead = factories.officer()
    accused = making.accused(making.fir(lead), lead)
    for officer, seen in ((lead, True), (factories.officer(at="KHI"), False)):
        found = session.scalars(queries.accused_visible_to(officer.actor)).all()
        assert (accused in found) is seen


@pytest.mark.usefixtures("database")
def test_an_offence_against_a_victim_seals_the_case_and_its_complaints() -> None:
    lead, boss = factories.officer(), factories.officer(Role.SUPERVISOR)
    case = making.enquiry(lead, sections=(making.SEALING,), by=boss)
    assert case.sealed
    assert sees(boss, case)
    assert not sees(factories.officer(Role.SUPERVISOR), case)
    complaint = queries.complaints_of(case, select(Complaint.id))[0]
    assert complaint.sealed
    service.set_sealed(case=case, sealed=False, reason="Public", actor=boss.actor, now=utc_now())
    assert (case.sealed, complaint.sealed) == (False, False)
    assert sees(factories.officer(Role.SUPERVISOR), case)


@pytest.mark.usefixtures("database")
def test_handing_over_keeps_the_one_before_as_a_member() -> None:
    lead, boss = factories.officer(), factories.officer(Role.SUPERVISOR)
    case, heir = making.fir(lead), factories.officer(at="KHI")
    service.hand_over(case=case, to=heir, actor=boss.actor, now=utc_now())
    there = {row.officer_id: row.lead for row in members("case", case.id)}
    assert there == {lead.id: False, heir.id: True}
    assert case.lead is heir
    assert heir.title in queries.diary_of(case)[0].text
