"""The pages of exhibits and documents, as officers use them."""

from __future__ import annotations

import io
import uuid
from collections.abc import Callable

import pytest
from sqlalchemy import select

from casetrack.accounts.models import Officer
from casetrack.cases.models import Case
from casetrack.db import session
from casetrack.evidence import store
from casetrack.evidence.models import Document, Exhibit
from casetrack.files import FolderStore
from casetrack.rules.roles import Role
from tests import factories
from tests.client import Browserless
from tests.operations import making

SignIn = Callable[[Officer | None], Browserless]
URDU = "گرفتاری میمو.pdf"


@pytest.fixture
def officer(sqlite: str) -> Officer:
    return factories.officer()


@pytest.fixture
def case(officer: Officer) -> Case:
    made = making.fir(officer)
    session.commit()
    return made


@pytest.fixture
def browser(officer: Officer, client_for: SignIn) -> Browserless:
    return client_for(officer)


def thing(**more: str) -> dict[str, str]:
    return {
        "taken": "SEIZED",
        "occurred_at": making.hours_ago(30).strftime("%Y-%m-%dT%H:%M"),
        "place": "Faisalabad",
        "to_holder": "Insp. A",
        "kind": "PHONE",
        "description": "Blue phone",
        "quantity": "1",
        **more,
    }


def test_one_thing_and_many_lines_are_added_at_once(browser: Browserless, case: Case) -> None:
    url = f"/cases/{case.id}/exhibits/add"
    browser.get(url)
    answer = browser.post(url, thing(lines="Computer | Dell | 40\nSIM | Jazz | 300"))
    page = browser.follow(answer).get_data(as_text=True)
    assert all(one in page for one in ("P-1", "P-2", "P-3", "Blue phone", "300"))
    case_page = browser.get(f"/cases/{case.id}").get_data(as_text=True)
    assert "3 exhibits" in case_page


def test_bad_lines_come_back_with_what_was_typed(browser: Browserless, case: Case) -> None:
    url = f"/cases/{case.id}/exhibits/add"
    page = browser.post(url, thing(lines="Unicorn | white"), 422).get_data(as_text=True)
    assert "Line 1:" in page
    assert "Unicorn | white" in page
    assert "Describe the thing" in browser.post(url, thing(description=""), 422).text
    assert session.scalars(select(Exhibit)).all() == []


def test_the_chain_is_shown_and_a_gap_is_refused(browser: Browserless, case: Case) -> None:
    browser.post(f"/cases/{case.id}/exhibits/add", thing())
    exhibit = session.scalars(select(Exhibit)).one()
    url = f"/exhibits/{exhibit.id}/custody"
    browser.get(url)
    act = {
        "kind": "STORED",
        "occurred_at": making.hours_ago(20).strftime("%Y-%m-%dT%H:%M"),
        "from_holder": "Somebody",
        "to_holder": "Moharrir B",
        "place": "Malkhana",
        "seal_broken": "y",
        "explanation": "The bag was torn on the way.",
    }
    unexplained = {**act, "explanation": ""}
    told = browser.post(url, unexplained, 422).text
    assert "since act 1 Insp. A held it" in told
    assert "If it was so, say here how it came" in told
    page = browser.follow(browser.post(url, {**act, "from_holder": "Insp. A"})).text
    assert "With Moharrir B" in page
    assert "Not intact" in page


def upload(browser: Browserless, case: Case, content: bytes, name: str) -> Document:
    file = [(io.BytesIO(content), name)]
    browser.post(f"/cases/{case.id}/documents/add", {"file": file, "kind": "ARREST_MEMO"})
    return session.scalars(select(Document).order_by(Document.serial.desc())).first()  # type: ignore[return-value]


def test_a_hostile_file_is_only_ever_data(browser: Browserless, case: Case) -> None:
    content = b"<script>alert(1)</script>"
    document = upload(browser, case, content, 'x"><script>.html')
    browser.get(f"/cases/{case.id}/documents")
    answer = browser.get(f"/documents/{document.id}/file")
    assert answer.data == content
    assert answer.mimetype == "application/octet-stream"
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    answer.close()


def test_an_urdu_name_is_kept_and_given_back(browser: Browserless, case: Case) -> None:
    document = upload(browser, case, b"%PDF-1.7", URDU)
    assert (document.original_name, document.title) == (URDU, URDU)
    answer = browser.get(f"/documents/{document.id}/file")
    given = answer.headers["Content-Disposition"]
    assert "filename*=UTF-8''%DA%AF%D8%B1%D9%81%D8%AA" in given
    answer.close()


def test_a_changed_file_is_not_given_out(browser: Browserless, case: Case) -> None:
    document = upload(browser, case, uuid.uuid4().bytes, "a.bin")
    shelf = store.shelf()
    assert isinstance(shelf, FolderStore)
    path = shelf.path_of(document.sha256)
    path.chmod(0o600)
    path.write_bytes(b"other bytes")
    assert "missing or was changed" in browser.get(f"/documents/{document.id}/file", 409).text


def test_a_form_without_a_file_is_refused(browser: Browserless, case: Case) -> None:
    url = f"/cases/{case.id}/documents/add"
    browser.get(url)
    assert "Choose a file" in browser.post(url, {"kind": "OTHER"}, 422).text


def test_who_may_not_see_the_case_finds_nothing(
    browser: Browserless, case: Case, client_for: SignIn
) -> None:
    document = upload(browser, case, b"secret", "a.txt")
    browser.post(f"/cases/{case.id}/exhibits/add", thing())
    exhibit = session.scalars(select(Exhibit)).one()
    stranger = client_for(factories.officer(at="KHI"))
    for url in (
        f"/cases/{case.id}/exhibits",
        f"/cases/{case.id}/exhibits/add",
        f"/cases/{case.id}/documents",
        f"/cases/{case.id}/documents/add",
        f"/exhibits/{exhibit.id}",
        f"/exhibits/{exhibit.id}/custody",
        f"/documents/{document.id}/file",
    ):
        stranger.get(url, 404)
    client_for(factories.officer(Role.CLERK)).get(f"/documents/{document.id}/file", 403)
