"""The pages of the cases room: strict HTML, what each role is offered, forms that keep words."""

from __future__ import annotations

import re
import uuid

import pytest

from casetrack.cases import queries, service
from casetrack.cases.models import Case
from casetrack.db import KARACHI, local_date, session, utc_now
from casetrack.rules.roles import Role
from casetrack.rules.stages import CASE, AccusedState, CaseState
from tests import factories
from tests.cases import making

pytestmark = pytest.mark.usefixtures("sqlite")


def text_of(answer) -> str:
    return answer.get_data(as_text=True)


def typed_today() -> str:
    """An instant earlier today as a browser sends it."""
    return f"{making.earlier_today().astimezone(KARACHI):%Y-%m-%dT%H:%M}"


def fresh(case: Case) -> Case:
    session.expire_all()
    return session.get_one(Case, case.id)


@pytest.fixture
def lead():
    return factories.officer()


@pytest.fixture
def boss():
    return factories.officer(Role.SUPERVISOR, "CENTRAL")


def test_every_page_of_a_case(client_for, lead, boss) -> None:
    case = making.fir(lead)
    accused = making.accused(case, lead, AccusedState.NOMINATED, AccusedState.ARRESTED)
    making.accused(case, lead, name="Zhang Invented", sex="F", nationality="CN")
    service.start_clock(
        case=case, key="arrest_to_magistrate", started_at=utc_now(), accused=accused
    )
    session.commit()
    client = client_for(boss)
    page = text_of(client.get(f"/cases/{case.id}"))
    for words in (case.number, "Raid in Peoples Colony", "Interim challan: in", "1 woman", "A-001"):
        assert words in page
    for part in ("accused", "accused?state=ARRESTED", "diary", "history", "people", "members"):
        client.get(f"/cases/{case.id}/{part}")
    for part in ("accused/new", "people/new", "seal", "complaints", "move/cancellation_report"):
        client.get(f"/cases/{case.id}/{part}")
    client.get(f"/accused/{accused.id}")
    door = client.get(f"/accused/{accused.id}/move/released_s169", status=303)
    assert door.location.endswith(f"/accused/{accused.id}/release")
    door = client.post(f"/cases/{case.id}/move/final_challan", {}, status=303)
    assert door.location.endswith("/challan/new?kind=final_challan")
    for words in ("Submit interim challan", "Submit final challan"):
        assert words in page, words
    for query in ("", "?overdue=y", "?q=peoples", "?state=INVESTIGATION", "?stage=ARREST&q=zzz"):
        client.get(f"/cases{query}")


def test_from_a_verified_complaint_to_the_fir(client_for, lead) -> None:
    complaint = making.verified_complaint(lead)
    session.commit()
    client = client_for(lead)
    client.get(f"/complaints/{complaint.id}/enquiry")
    client.get(f"/complaints/{complaint.id}/join")
    answer = client.post(
        f"/complaints/{complaint.id}/enquiry",
        {
            "title": "Call-centre fraud",
            "enquiry_officer": str(lead.id),
            "offence_sections": [making.FRAUD, making.COGNIZABLE],
        },
    )
    assert "FSD-E-1/" in text_of(client.follow(answer))
    case_url = answer.headers["Location"]
    wrong = client.post(f"{case_url}/move/permission", {"cfr": "Kept words."}, status=422)
    assert "Kept words." in text_of(wrong)
    client.post(
        f"{case_url}/move/permission",
        {
            "cfr": "Final report.",
            "offence_sections": [making.FRAUD],
            "cognizable_flag": "no",
            "legal_opinion": "Fit.",
        },
    )
    fir = {
        "police_station": "FSD",
        "fir_at": typed_today(),
        "sections": [making.FRAUD],
        "io": str(lead.id),
        "approval_ref": "AD/7",
    }
    refused = client.post(f"{case_url}/move/investigation", fir, status=422)
    assert "s155_order_no-error" in text_of(refused)
    client.post(f"{case_url}/move/investigation", fir | {"s155_order_no": "M/9"})
    assert f"FSD-FIR-1/{local_date(utc_now()).year}" in text_of(client.get(case_url))


def test_a_complaint_joins_a_case_that_shares_its_numbers(client_for, lead) -> None:
    case = making.enquiry(lead)
    complaint = making.verified_complaint(lead)
    session.commit()
    client = client_for(lead)
    page = text_of(client.get(f"/complaints/{complaint.id}/join"))
    assert case.number in page
    client.post(f"/complaints/{complaint.id}/join", {"case": "FSD-E-77/2020"}, status=422)
    client.post(f"/complaints/{complaint.id}/join", {"case": case.number.lower()})
    assert queries.losses_of(case)[0] == 2
    client.get(f"/complaints/{complaint.id}/join", status=409)


def test_a_case_by_fir_and_its_people(client_for, lead) -> None:
    client = client_for(lead)
    client.get("/cases/new-fir")
    client.post("/cases/new-fir", {}, status=422)
    answer = client.post(
        "/cases/new-fir",
        {
            "title": "Red-handed",
            "police_station": "FSD",
            "fir_at": "2026-02-01T09:00",
            "io": str(lead.id),
            "source_report": "Found at work.",
            "reason_no_enquiry": "Would have fled.",
            "sections": [making.COGNIZABLE],
        },
    )
    url = answer.headers["Location"]
    added = client.post(f"{url}/accused/new", {"name": "Ali Invented", "state": "NOMINATED"})
    assert "A-001" in text_of(client.follow(added))
    client.post(f"{url}/accused/new", {"name": "", "state": "NOMINATED"}, status=422)
    client.post(
        f"{url}/people/new", {"name": "Secret Name", "role": "RESCUED", "nationality": "NG"}
    )
    client.post(f"{url}/people/new", {"name": "Witness Invented", "role": "WITNESS"})
    assert "Secret Name" in text_of(client.get(f"{url}/people"))
    assert "Secret Name" not in text_of(client.get(url))
    client.post(f"{url}/diary", {"text": "Sealed the room.", "occurred_at": "2026-02-01T10:00"})
    client.post(f"{url}/diary", {"text": "", "occurred_at": "2026-02-01T10:00"}, status=422)
    assert "Sealed the room." in text_of(client.get(url))
    moved = client.post(
        text_of(client.follow(added)) and _link(text_of(client.follow(added)), "absconding"),
        {"warrant_returned_at": "2026-02-02T10:00"},
    )
    assert "Absconding" in text_of(client.follow(moved))


def _link(page: str, to: str) -> str:
    found = re.search(rf'href="(/accused/[^"]+/move/{to})"', page)
    assert found is not None
    return found.group(1)


def test_the_second_of_two_editors_keeps_his_words(client_for, lead, boss) -> None:
    case = making.enquiry(lead)
    session.commit()
    shown = case.version
    url = f"/cases/{case.id}/move/transferred"
    facts = {"target_agency": "FIA", "letter_no": "L/1", "version": str(shown), "seen": "1"}
    client_for(boss).post(
        f"/cases/{case.id}/move/permission",
        {
            "cfr": "Report.",
            "offence_sections": [making.FRAUD],
            "cognizable_flag": "no",
            "legal_opinion": "Fit.",
            "version": str(shown),
        },
    )
    late = text_of(client_for(lead).post(url, facts, status=409))
    assert "L/1" in late
    assert "Awaiting permission" in late
    assert fresh(case).state is CaseState.PERMISSION
    client_for(lead).get(url, status=409)


def test_the_supervisor_manages_officers_and_the_seal(client_for, lead, boss) -> None:
    case = making.fir(lead)
    other = factories.officer(at="KHI")
    session.commit()
    client = client_for(boss)
    url = f"/cases/{case.id}"
    client_for(other).get(url, status=404)
    client.post(f"{url}/members", {"officer": str(other.id)})
    client_for(other).get(url)
    client.post(f"{url}/members/lead", {"officer": str(other.id)})
    client.post(f"{url}/members/lead", {"officer": str(other.id)}, status=422)
    client.post(f"{url}/members", {"officer": str(uuid.uuid4())}, status=422)
    take_off = re.findall(r'action="([^"]+take-off)"', text_of(client.get(f"{url}/members")))
    client.post(take_off[0])
    client.post(f"{url}/seal", {"reason": ""}, status=422)
    client.post(f"{url}/seal", {"reason": "A minor"})
    client_for(factories.officer(Role.SUPERVISOR)).get(url, status=404)
    assert "Sealed." in text_of(client.get(url))
    client.post(f"{url}/seal", {"reason": "Judgment is public"})
    client_for(lead).get(url)


def test_each_role_at_the_door(client_for, lead) -> None:
    case = making.fir(lead)
    session.commit()
    for role in (Role.CLERK, Role.AUDITOR, Role.ADMINISTRATOR):
        client = client_for(factories.officer(role))
        client.get(f"/cases/{case.id}", status=403)
        client.get("/cases", status=403)
    liaison = client_for(factories.officer(Role.LIAISON, "CENTRAL"))
    liaison.get(f"/cases/{case.id}", status=404)
    assert "No case of your zone" in text_of(liaison.get("/cases"))
    move_and_commit(case, CaseState.FINAL_CHALLAN, factories.officer(Role.SUPERVISOR))
    page = text_of(liaison.get(f"/cases/{case.id}"))
    assert "Record cognizance" in page
    assert "Add to diary" not in page
    liaison.get(f"/cases/{case.id}/diary", status=403)
    liaison.get(f"/cases/{case.id}/move/investigation", status=403)
    liaison.get(f"/cases/{case.id}/move/nonsense", status=404)
    liaison.post(
        f"/cases/{case.id}/move/cognizance",
        {"court": "Special Court", "court_case_no": "12/2026", "cognizance_at": typed_today()},
    )
    assert fresh(case).court == "Special Court"


def move_and_commit(case: Case, to: CaseState, officer) -> None:
    case = fresh(case)
    made = CASE.find(case.state, to)
    assert made is not None
    facts = making.facts_for(made, officer)
    service.move(case=case, to=to, actor=officer.actor, facts=facts, now=utc_now())
    session.commit()


def test_a_complaint_leads_to_its_case_only_who_may_see_the_case(client_for, lead) -> None:
    elsewhere = factories.officer(Role.INVESTIGATOR, "LHR")
    case = making.fir(elsewhere, station="LHR")
    complaint = making.verified_complaint(lead)
    director = factories.officer(Role.SUPERVISOR, "HQ")
    service.join_complaint(case=case, complaint=complaint, actor=director.actor, now=utc_now())
    session.commit()
    door = f'href="/cases/{case.id}"'
    for officer, sees in ((director, True), (lead, False), (factories.officer(Role.CLERK), False)):
        page = text_of(client_for(officer).get(f"/complaints/{complaint.id}"))
        assert "Work goes on in" in page
        assert (door in page) is sees, officer.role
