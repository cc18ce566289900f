"""The pages of requests as officers use them, the register of s.42, the letter, worklists."""

from __future__ import annotations

import csv
import io as streams
from collections.abc import Callable
from datetime import timedelta

import pytest
from werkzeug.datastructures import FileStorage

from casetrack.accounts.models import Officer
from casetrack.cases import service as cases
from casetrack.cases.models import Case
from casetrack.db import session, utc_now
from casetrack.requests import queries
from casetrack.requests.facts import OrderFacts
from casetrack.requests.models import Request
from casetrack.rules.roles import Role
from tests import factories
from tests.cases.making import fir
from tests.client import Browserless
from tests.requests import asked

TYPED = {
    "kind": "CALL_RECORDS",
    "addressee": "Invented Telecom",
    "asked": "Calls made and received",
    "identifiers": "03001234567",
    "basis": "PECA_31_ACQUIRE",
}


@pytest.fixture
def io() -> Officer:
    return factories.officer()


@pytest.fixture
def case(io: Officer) -> Case:
    return fir(io)


def newest(case: Case) -> Request:
    return queries.requests_of(case)[-1]


@pytest.mark.usefixtures("sqlite")
def test_a_provider_is_asked_reminded_and_answers(
    io: Officer, case: Case, client_for: Callable[[object], Browserless]
) -> None:
    session.commit()
    browser = client_for(io)
    assert "Nothing is asked of a laboratory" in browser.get(f"/cases/{case.id}").text
    url = f"/cases/{case.id}/requests"
    assert "No provider is asked" in browser.get(url).text
    add = f"{url}/add/provider"
    browser.get(add)
    bad = browser.post(add, {**TYPED, "basis": "PECA_39"}, status=422).text
    assert "Choose what the request stands on" in bad
    assert "03001234567" in bad
    page = browser.follow(browser.post(add, TYPED)).text
    assert "+923001234567" in page
    one = f"/requests/{newest(case).id}"
    browser.post(f"{one}/change", {**TYPED, "asked": "Cell sites", "version": "1"})
    stale = browser.post(f"{one}/change", {**TYPED, "version": "1"}, status=422).text
    assert "Somebody changed this draft" in stale
    browser.get(f"{one}/acts/answered", status=409)
    browser.get(f"{one}/acts/burnt", status=404)
    browser.get(f"{url}/add/neighbour", status=404)
    browser.get(f"{one}/acts/sent")
    browser.post(f"{one}/acts/sent", {"done_on": "", "reference": "L-7"}, status=422)
    sent = {"done_on": asked.days_ago(30).isoformat(), "reference": "L-7"}
    assert "by 16 days" in browser.follow(browser.post(f"{one}/acts/sent", sent)).text
    browser.get(f"{one}/change", status=409)
    answer = {
        "done_on": asked.today().isoformat(),
        "reference": "T-1",
        "file": FileStorage(streams.BytesIO(b"a,b"), "calls.csv"),
    }
    page = browser.follow(browser.post(f"{one}/acts/answered", answer)).text
    assert "PR-1: Answered" in page
    assert "brought to the notice of the court" in page
    assert "PR-1" in browser.get(f"/cases/{case.id}").text
    assert "L-7" in page


@pytest.mark.usefixtures("sqlite")
def test_a_laboratory_gets_the_exhibits_with_the_letter(
    io: Officer, case: Case, client_for: Callable[[object], Browserless]
) -> None:
    asked.exhibits(case, io, 2)
    session.commit()
    browser = client_for(io)
    typed = {
        "kind": "PHONE_EXTRACTION",
        "addressee": "Forensic Laboratory",
        "asked": "Messages?",
        "exhibits": "P-7",
        "basis": "OWN_LABORATORY",
    }
    add = f"/cases/{case.id}/requests/add/forensic"
    assert "There is no P-7" in browser.post(add, typed, status=422).text
    browser.post(add, {**typed, "exhibits": "P-1 to P-2"})
    one = f"/requests/{newest(case).id}"
    assert 'value="P-1 to P-2"' in browser.get(f"{one}/change").text
    sent = {"done_on": asked.today().isoformat(), "reference": "L-1"}
    unsaid = browser.post(f"{one}/acts/sent", {**sent, "handed_at": ""}, status=422).text
    assert "how the exhibits went" in unsaid
    at = utc_now() + timedelta(hours=5) - timedelta(minutes=1)
    handed = {"handed_at": f"{at:%Y-%m-%dT%H:%M}", "to_holder": "Laboratory", "place": "Lahore"}
    wrong = {**handed, "from_holder": "Somebody else"}
    assert "P-1: " in browser.post(f"{one}/acts/sent", sent | wrong, status=422).text
    browser.post(f"{one}/acts/sent", sent | handed)
    assert (
        "Sent to the laboratory"
        in browser.get(f"/exhibits/{newest(case).items[0].exhibit_id}").text
    )
    page = browser.get(f"{one}/acts/answered").text
    assert "The exhibits came back" in page


@pytest.mark.usefixtures("sqlite")
def test_who_may_not(io: Officer, case: Case, client_for: Callable[[object], Browserless]) -> None:
    request = asked.draft(case, io, asked.FOREIGN)
    cases.set_sealed(case=case, sealed=True, reason="A child", actor=io.actor, now=utc_now())
    session.commit()
    one, register = f"/requests/{request.id}", "/requests-abroad"
    boss = factories.officer(Role.SUPERVISOR, "HQ")
    for officer, status in ((factories.officer(Role.CLERK), 403), (boss, 404)):
        browser = client_for(officer)
        browser.get(one, status=status)
        browser.get(f"/cases/{case.id}/requests", status=status)
        browser.get(f"{one}/acts/sent", status=status)
    assert "Nothing was asked abroad" in client_for(boss).get(register).text
    assert "MR-1" not in client_for(boss).get(f"{register}.csv").text
    assert queries.waiting(boss.actor, asked.today()) == []
    client_for(io).get(register, status=403)
    client_for(io).get(one)


@pytest.mark.usefixtures("sqlite")
def test_the_register_of_requests_abroad(
    io: Officer, case: Case, client_for: Callable[[object], Browserless]
) -> None:
    first = asked.draft(case, io, asked.FOREIGN, addressee="=Ministry of Justice")
    asked.act(first, io, "SENT", done_on=asked.days_ago(400), due_on=asked.days_ago(40))
    asked.draft(case, io, asked.FOREIGN, kind="INTERPOL", basis="PECA_42", country="AE")
    asked.draft(case, io, asked.PROVIDER)
    session.commit()
    browser = client_for(factories.officer(Role.SUPERVISOR, "HQ"))
    year = asked.days_ago(400).year
    for asked_for, there in (
        ("", {"MR-1", "MR-2"}),
        ("?country=AE", {"MR-2"}),
        ("?state=SENT", {"MR-1"}),
        (f"?year={year}", {"MR-1"}),
        (f"?year={year}&country=AE", set()),
        ("?country=nowhere", {"MR-1", "MR-2"}),
    ):
        page = browser.get(f"/requests-abroad{asked_for}").text
        assert {one for one in ("MR-1", "MR-2", "PR-1") if one in page} == there, asked_for
        written = browser.get(f"/requests-abroad.csv{asked_for}").text
        assert {row[1] for row in csv.reader(streams.StringIO(written))} - {"Number"} == there
    assert "'=Ministry of Justice" in browser.get("/requests-abroad.csv").text
    assert "by 40 days" in browser.get("/requests-abroad").text


@pytest.mark.usefixtures("sqlite")
def test_worklists_show_what_is_overdue_and_what_is_soon_lost(
    io: Officer, case: Case, client_for: Callable[[object], Browserless]
) -> None:
    late = asked.draft(case, io, asked.PROVIDER)
    asked.act(late, io, "SENT", done_on=asked.days_ago(20))
    asked.draft(case, io, asked.PROVIDER, lost_on=asked.today() + timedelta(days=12))
    notice = asked.draft(case, io, asked.PROVIDER, kind="PRESERVATION", basis="PECA_31")
    asked.act(notice, io, "SENT", done_on=asked.days_ago(85))
    asked.act(notice, io, "ANSWERED", done_on=asked.days_ago(80))
    asked.draft(case, io, asked.PROVIDER, lost_on=asked.today() + timedelta(days=200))
    session.commit()
    boss = factories.officer(Role.SUPERVISOR)
    found = queries.waiting(io.actor, asked.today(), mine=True)
    assert [(one.request.reference, one.why, one.days) for one in found] == [
        ("PR-1", "OVERDUE", -6),
        ("PR-3", "ENDING", 5),
        ("PR-2", "LOST", 12),
    ]
    assert queries.waiting(boss.actor, asked.today(), mine=True) == []
    counted = queries.counted_by_officer(boss.actor, asked.today())
    assert [(one.officer.id, one.overdue, one.lost, one.ending) for one in counted] == [
        (io.id, 1, 1, 1)
    ]
    assert [one.reference for one in queries.open_requests(io.actor, utc_now())] == ["PR-1"]
    mine = client_for(io).get("/").text
    assert "by 6 days" in mine
    assert "in 12 days" in mine
    page = client_for(boss).get("/").text
    assert "in 5 days" in page
    assert io.title in page


@pytest.mark.usefixtures("sqlite")
def test_the_letter_says_it_all(io: Officer, case: Case) -> None:
    begins = utc_now() - timedelta(days=90)
    order = OrderFacts("Special Court (PECA), Lahore", "O-7/2026", asked.days_ago(2))
    request = asked.draft(
        case,
        io,
        asked.PROVIDER,
        identifiers="0300-1234567\nhttps://evil.example.com/a\n203.0.113.5\nthe blue account",
        period_from=begins,
        order=order,
        copy_to="Deputy Director, FSD\n\nFile",
        due_on=asked.today() + timedelta(days=9),
    )
    letter = queries.letter_of(request)
    assert letter.reference == f"{case.number}/PR-1"
    assert letter.draft
    assert letter.asked == ("Calls made and received", "Cell sites")
    assert letter.identifiers == (
        "Phone: +923001234567",
        "Website or domain: hxxps://evil[.]example[.]com/a",
        "IP address: 203.0.113.5",
        "the blue account",
    )
    assert "PKT to the day of your reply" in letter.period
    assert "Order O-7/2026 of the Special Court" in letter.order
    assert letter.copy_to == ("Deputy Director, FSD", "File")
    assert "s.31" in letter.legal_basis
    assert letter.verify_with_counsel
    assert letter.urgent == ""
    notice = asked.draft(case, io, asked.PROVIDER, kind="PRESERVATION", basis="PECA_31")
    asked.act(notice, io, "SENT")
    urgent = queries.letter_of(notice)
    assert urgent.urgent.startswith("URGENT")
    assert urgent.deadline.startswith("Please confirm by")
    assert not urgent.draft
    asked.exhibits(case, io, 2)
    sent = asked.draft(case, io, asked.FORENSIC, exhibits="P-1 to P-2")
    laboratory = queries.letter_of(sent)
    assert laboratory.exhibits[0] == "P-1: Phone 0, seal S-0"
    assert laboratory.asked[0] == "Extract the messages of May 2026."
