"""Who may know of a complaint: role × where it lies × his relation to it × sealed or not."""

from __future__ import annotations

import uuid
from datetime import date

import pytest

from casetrack.accounts import service as accounts
from casetrack.accounts.models import Officer
from casetrack.cases.models import Case
from casetrack.complaints import queries, service
from casetrack.complaints.models import Complaint
from casetrack.db import session
from casetrack.rules.roles import Role
from casetrack.rules.stages import CaseState, Stage
from casetrack.rules.stages import ComplaintState as C
from tests import factories
from tests.complaints import made

HERE, ABOVE, BESIDE, AWAY = "FSD", "CENTRAL", "LHR", "KHI"
UNITS = (HERE, ABOVE, BESIDE, AWAY, "HQ")
# By unit and role alone, for a complaint of FSD that is not sealed.
SEES = {
    (Role.CLERK, HERE),
    (Role.INVESTIGATOR, HERE),
    (Role.INVESTIGATOR, "HQ"),
    (Role.SUPERVISOR, HERE),
    (Role.SUPERVISOR, ABOVE),
    (Role.SUPERVISOR, "HQ"),
}


def sees(officer: Officer, complaint: Complaint) -> bool:
    found = session.scalars(queries.visible_ids(officer.actor)).all()
    return complaint.id in found


def seal(complaint: Complaint) -> Complaint:
    complaint.sealed = True
    session.commit()
    return complaint


def put_on(officer: Officer, kind: str, root_id: uuid.UUID, *, gone: bool = False) -> None:
    stay = accounts.put_on(
        officer_id=officer.id, root_kind=kind, root_id=root_id, lead=False, now=made.NOW
    )
    if gone:
        accounts.take_off(membership=stay, now=made.NOW)


def joined(complaint: Complaint) -> uuid.UUID:
    """The id of a new case that the verified complaint is joined to."""
    boss = factories.officer(Role.SUPERVISOR)
    case = Case(
        title="Invented",
        unit_id=complaint.unit_id,
        lead_id=boss.id,
        enquiry_year=2025,
        enquiry_serial=1,
        number="FSD-E-1/2025",
        opened_on=date(2025, 7, 9),
        state=CaseState.ENQUIRY,
        stage=Stage.ENQUIRY,
        recorded_at=made.NOW,
    )
    session.add(case)
    session.flush()
    service.move(
        complaint=complaint,
        to=C.JOINED,
        actor=boss.actor,
        facts={"case": case.id},
        now=made.NOW.replace(year=2026),
    )
    return case.id


@pytest.mark.usefixtures("database")
def test_by_role_and_unit() -> None:
    complaint = made.complaint()
    officers = {(role, at): factories.officer(role, at) for role in Role for at in UNITS}
    assert {key for key, officer in officers.items() if sees(officer, complaint)} == SEES
    seal(complaint)
    assert not {key for key, officer in officers.items() if sees(officer, complaint)}


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize("sealed", [False, True])
@pytest.mark.parametrize("role", [Role.INVESTIGATOR, Role.SUPERVISOR])
def test_who_works_on_it_sees_it_from_anywhere(role: Role, sealed: bool) -> None:
    boss = factories.officer(Role.SUPERVISOR, "HQ")
    assigned, member, former, on_case, stranger = (factories.officer(role, AWAY) for _ in range(5))
    complaint = made.complaint(boss)
    put_on(member, "complaint", complaint.id)
    put_on(former, "complaint", complaint.id, gone=True)
    service.move(
        complaint=complaint,
        to=C.VERIFICATION,
        actor=boss.actor,
        facts=made.answers(C.VERIFICATION, assigned),
        now=made.NOW.replace(year=2026),
    )
    service.move(
        complaint=complaint,
        to=C.VERIFIED,
        actor=boss.actor,
        facts=made.answers(C.VERIFIED, assigned),
        now=made.NOW.replace(year=2026),
    )
    put_on(on_case, "case", joined(complaint))
    if sealed:
        seal(complaint)
    session.commit()
    assert [sees(one, complaint) for one in (assigned, member, on_case)] == [True, True, True]
    assert [sees(one, complaint) for one in (former, stranger)] == [False, False]


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize("role", [Role.LIAISON, Role.AUDITOR, Role.ADMINISTRATOR])
def test_other_roles_see_none_even_as_members(role: Role) -> None:
    complaint = made.complaint()
    officer = factories.officer(role)
    put_on(officer, "complaint", complaint.id)
    assert not sees(officer, complaint)


@pytest.mark.usefixtures("database")
def test_a_sealed_complaint_is_in_no_count_and_no_number() -> None:
    clerk = factories.officer(Role.CLERK)
    mine, other = made.complaint(clerk), seal(made.complaint(clerk))
    from casetrack.people.queries import links_of

    links = links_of("complaint", mine.id)
    assert not queries.others_holding(links, mine, clerk.actor)
    assert queries.numbered(clerk.actor, other.number) is None
    assert queries.numbered(clerk.actor, mine.number.lower()) is mine
