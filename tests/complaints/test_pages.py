"""The pages: what a clerk, an investigator and a supervisor see, send and get back."""

from __future__ import annotations

import html
import re
import uuid
from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select

from casetrack.accounts.models import Officer
from casetrack.complaints import queries
from casetrack.complaints.models import Complaint
from casetrack.db import session
from casetrack.rules.roles import Role
from casetrack.rules.stages import ComplaintState
from tests import factories
from tests.client import Browserless
from tests.complaints import made

pytestmark = pytest.mark.usefixtures("sqlite")
RELS = re.compile(r'rel="(prev|next)" href="([^"]+)"')
ClientFor = Callable[[Officer | None], Browserless]

CALL = {
    "channel": "HELPLINE",
    "received_at": "2025-07-08T10:20",
    "complainant_kind": "PERSON",
    "name": "Noor Jahangiri",
    "phone": "۰۳۲۱ ۷۶۵۴۳۲۱",
    "narrative": "مجھے بینک کے نام سے کال آئی۔ <b>He took my code</b>",
    "category": "FINANCIAL_FRAUD",
    "occurred_at": "2025-07-07T21:00",
    "means": ["PHONE_CALL", "OTP_THEFT"],
    "platforms": ["WHATSAPP"],
    "loss": "۷۲٬۰۰۰".replace("٬", ","),
    "loss_currency": "PKR",
    "identifiers-0-value": "0300-1234567",
    "identifiers-0-kind": "",
    "identifiers-0-note": "SUSPECT",
    "identifiers-1-value": "",
    "identifiers-1-kind": "",
    "identifiers-1-note": "SUSPECT",
    "money_trail-0-institution": "JazzCash",
    "money_trail-0-account": "0300 7654399",
    "money_trail-0-amount": "72,000",
    "money_trail-0-currency": "PKR",
    "money_trail-0-paid_on": "2025-07-07",
}


def text(answer: object) -> str:
    return answer.get_data(as_text=True)  # type: ignore[attr-defined, no-any-return]


def everything() -> list[Complaint]:
    return list(session.scalars(select(Complaint).order_by(Complaint.number)).unique())


def test_a_clerk_logs_a_call_and_gets_its_number_and_slip(client_for: ClientFor) -> None:
    client = client_for(factories.officer(Role.CLERK))
    client.get("/complaints/new")
    page = client.follow(client.post("/complaints/new", CALL))
    assert "FSD-2025-000001" in text(page)
    assert "مجھے بینک" in text(page)
    assert "&lt;b&gt;He took" in text(page)
    assert "Rs 72,000" in text(page)
    assert "0300 1234567" in text(page)
    kept = everything()[0]
    assert kept.loss_minor == 7_200_000
    assert kept.means == ["PHONE_CALL", "OTP_THEFT"]
    slip = client.get(f"/complaints/{kept.id}/slip")
    assert "FSD-2025-000001" in text(slip)
    assert "What to bring" in text(slip)


def test_a_double_click_logs_one_complaint(client_for: ClientFor) -> None:
    client = client_for(factories.officer(Role.CLERK))
    sent = {**CALL, "idempotency_key": uuid.uuid4().hex}
    first, second = client.post("/complaints/new", sent), client.post("/complaints/new", sent)
    assert first.location == second.location
    assert len(everything()) == 1


def test_every_mistake_stands_beside_its_field_and_all_that_was_typed_is_kept(
    client_for: ClientFor,
) -> None:
    client = client_for(factories.officer(Role.CLERK))
    wrong = {
        **CALL,
        "name": "",
        "cnic": "123",
        "category": "",
        "received_at": "2099-01-01T00:00",
        "identifiers-1-value": "some man",
        "identifiers-2-value": "12",
        "identifiers-2-kind": "IBAN",
        "money_trail-0-institution": "",
        "loss": "a lot",
    }
    page = text(client.post("/complaints/new", wrong, status=422))
    for field in ("name", "cnic", "category", "identifiers-1-value", "identifiers-2-value"):
        assert f'id="{field}-error"' in page, field
    assert 'id="money_trail-0-institution-error"' in page
    assert 'id="loss-error"' in page
    assert "some man" in page
    assert "He took my code" in page
    right_but_late = {**CALL, "received_at": "2099-01-01T00:00"}
    page = text(client.post("/complaints/new", right_but_late, status=422))
    assert 'id="received_at-error"' in page
    assert everything() == []


def test_more_rows_without_a_script(client_for: ClientFor) -> None:
    client = client_for(factories.officer(Role.CLERK))
    page = text(client.post("/complaints/new", {**CALL, "add_identifiers": "1"}, status=422))
    assert 'name="identifiers-2-value"' in page
    assert "0300-1234567" in page
    assert everything() == []


def test_a_draft_outlives_the_browser_and_ends_with_the_saving(client_for: ClientFor) -> None:
    officer, other = factories.officer(Role.CLERK), factories.officer(Role.CLERK)
    draft = {**CALL, "identifiers-2-value": "@third.handle", "identifiers-2-kind": "HANDLE"}
    client_for(officer).post("/complaints/draft", draft, status=204)
    client_for(officer).post("/complaints/draft", draft, status=204)
    later = client_for(officer)
    page = text(later.get("/complaints/new"))
    assert "What you had typed is restored" in page
    assert "@third.handle" in page
    assert re.search(r'value="OTP_THEFT"[^>]*checked|checked[^>]*value="OTP_THEFT"', page)
    assert "restored" not in text(client_for(other).get("/complaints/new"))
    later.post("/complaints/new", CALL)
    assert "restored" not in text(later.get("/complaints/new"))


def test_start_afresh_drops_the_draft(client_for: ClientFor) -> None:
    officer = factories.officer(Role.CLERK)
    client = client_for(officer)
    client.post("/complaints/draft", CALL, status=204)
    client.follow(client.post("/complaints/draft/drop"))
    assert queries.draft_of(officer.id) is None


def test_lists_by_tab_and_filter(client_for: ClientFor) -> None:
    boss, verifier = factories.officer(Role.SUPERVISOR), factories.officer()
    mine = made.complaint_in(ComplaintState.VERIFICATION, boss, verifier)
    closed = made.complaint_in(ComplaintState.CLOSED, boss, verifier)
    new = made.complaint(boss)
    session.commit()
    client = client_for(verifier)
    to_verify = text(client.get("/complaints"))
    assert mine.number in to_verify
    assert new.number in to_verify
    assert closed.number not in to_verify
    own = text(client.get("/complaints?view=mine"))
    assert mine.number in own
    assert new.number not in own
    assert closed.number in text(client.get("/complaints?view=all&state=CLOSED"))
    assert mine.number not in text(client.get("/complaints?view=all&state=CLOSED"))
    assert "No complaint fits" in text(client.get("/complaints?view=all&to=2025-07-01"))
    assert "field-error" in text(client.get("/complaints?from=yesterday", status=422))


def test_lists_page_by_key_both_ways(client_for: ClientFor) -> None:
    clerk = factories.officer(Role.CLERK)
    for minute in range(120):
        earlier = made.RECEIVED - timedelta(minutes=minute)
        made.complaint(clerk, received_at=earlier, occurred_at=None)
    session.commit()
    client = client_for(clerk)

    def numbers(url: str) -> tuple[list[str], dict[str, str]]:
        page = text(client.get(url))
        links = {rel: html.unescape(to) for rel, to in RELS.findall(page)}
        return re.findall(r">FSD-2025-0*(\d+)<", page), links

    first, links = numbers("/complaints?view=mine")
    assert first == [str(number) for number in range(1, 51)]
    second, links = numbers(links["next"])
    third, last_links = numbers(links["next"])
    assert (len(second), len(third)) == (50, 20)
    assert second + third == [str(number) for number in range(51, 121)]
    assert "next" not in last_links
    assert numbers(last_links["prev"])[0] == second
    assert numbers(links["prev"])[0] == first


@pytest.mark.parametrize("state", sorted(made.WAYS))
@pytest.mark.parametrize("role", [Role.CLERK, Role.INVESTIGATOR, Role.SUPERVISOR])
def test_the_page_of_a_complaint_offers_what_the_table_allows(
    client_for: ClientFor, state: ComplaintState, role: Role
) -> None:
    boss, verifier = factories.officer(Role.SUPERVISOR), factories.officer()
    complaint = made.complaint_in(state, boss, verifier)
    client = client_for(factories.officer(role))
    page = text(client.get(f"/complaints/{complaint.id}"))
    offered = re.findall(rf'href="(/complaints/{complaint.id}/move/\w+)"', page)
    for url in offered:
        client.get(url)
    every = {one.value.lower() for one in ComplaintState}
    refused = every - {url.rpartition("/")[2] for url in offered}
    for to in refused:
        assert client.http.get(f"/complaints/{complaint.id}/move/{to}").status_code in (
            403,
            404,
            409,
        )


def test_an_investigator_verifies_by_the_form(client_for: ClientFor) -> None:
    boss, verifier = factories.officer(Role.SUPERVISOR), factories.officer()
    complaint = made.complaint_in(ComplaintState.VERIFICATION, boss, verifier)
    client = client_for(verifier)
    url = f"/complaints/{complaint.id}/move/verified"
    page = text(client.post(url, {"verification_report": "", "version": "2"}, status=422))
    assert 'id="verification_report-error"' in page
    report = {"verification_report": "رقم بینک سے نکلی ہے۔", "version": str(complaint.version)}
    page = text(client.follow(client.post(url, report)))
    assert "رقم بینک سے نکلی ہے۔" in page
    session.expire_all()
    assert session.get_one(Complaint, complaint.id).state is ComplaintState.VERIFIED


def test_assigning_asks_whom_and_tells_it(client_for: ClientFor) -> None:
    clerk, verifier = factories.officer(Role.CLERK), factories.officer()
    complaint = made.complaint(clerk)
    session.commit()
    client = client_for(clerk)
    url = f"/complaints/{complaint.id}/move/verification"
    assert verifier.title in text(client.get(url))
    sent = {"verification_officer": str(verifier.id), "assigned_at": "2025-07-08T10:25"}
    page = text(client.follow(client.post(url, sent)))
    assert verifier.title in page
    assert "8 Jul 2025, 10:25 PKT" in page


def test_a_duplicate_is_named_by_its_number(client_for: ClientFor) -> None:
    boss = factories.officer(Role.SUPERVISOR)
    first, second = made.complaint(boss), made.complaint(boss)
    session.commit()
    client = client_for(boss)
    url = f"/complaints/{second.id}/move/duplicate"
    assert "there is no way back" in text(client.get(url))
    page = text(client.post(url, {"duplicate_of": "LHR-2025-000009"}, status=422))
    assert 'id="duplicate_of-error"' in page
    page = text(client.post(url, {"duplicate_of": second.number}, status=422))
    assert 'id="duplicate_of-error"' in page
    page = text(client.follow(client.post(url, {"duplicate_of": f" {first.number.lower()} "})))
    assert f'href="/complaints/{first.id}"' in page


def test_the_second_of_two_officers_is_told_what_changed(client_for: ClientFor) -> None:
    boss, verifier = factories.officer(Role.SUPERVISOR), factories.officer()
    complaint = made.complaint_in(ComplaintState.VERIFICATION, boss, verifier)
    client = client_for(verifier)
    page = text(client.get(f"/complaints/{complaint.id}/move/verified"))
    hidden = dict(re.findall(r'name="(version|seen)" value="(\d+)"', page))
    closing = made.answers(ComplaintState.CLOSED, verifier)
    client_for(boss).post(f"/complaints/{complaint.id}/move/closed", closing)
    sent = {**hidden, "verification_report": "My careful report"}
    url = f"/complaints/{complaint.id}/move/verified"
    page = text(client.post(url, sent, status=409))
    assert "My careful report" in page
    assert "Close at verification" in page
    assert boss.title in page
    assert "no longer possible" in page


def test_hidden_and_absent_complaints_answer_alike(client_for: ClientFor) -> None:
    complaint = made.complaint(factories.officer(Role.CLERK, at="KHI"))
    session.commit()
    client = client_for(factories.officer(Role.CLERK))
    pages = [
        text(client.get(f"/complaints/{one}{tail}", status=404))
        for one in (complaint.id, uuid.uuid4())
        for tail in ("", "/slip", "/move/closed")
    ]
    assert complaint.number not in "".join(pages)
    assert complaint.number not in text(client.get("/complaints?view=all"))


@pytest.mark.parametrize("role", [Role.LIAISON, Role.AUDITOR, Role.ADMINISTRATOR])
def test_the_room_is_closed_to_those_without_the_permission(
    client_for: ClientFor, role: Role
) -> None:
    client = client_for(factories.officer(role))
    client.get("/complaints", status=403)
    client.get("/complaints/new", status=403)
