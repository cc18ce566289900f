"""Two officers at once, on both databases: one acts, the other is told."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Callable

import pytest

from casetrack.accounts.models import Officer
from casetrack.cases.models import Case
from casetrack.db import session
from casetrack.evidence.models import Document, Exhibit
from tests import factories
from tests.client import Browserless
from tests.evidence import chains
from tests.operations import making

SignIn = Callable[[Officer | None], Browserless]
Fields = dict[str, object]


@pytest.fixture
def officer(database: str) -> Officer:
    return factories.officer()


@pytest.fixture
def case(officer: Officer) -> Case:
    return making.fir(officer)


@pytest.fixture
def browsers(officer: Officer, client_for: SignIn) -> list[Browserless]:
    other = factories.officer()
    session.commit()
    return [client_for(officer), client_for(other)]


def at_once(browsers: list[Browserless], url: str, fields: Fields) -> list[int]:
    """The statuses of one form sent by all at the same moment, in rising order."""
    start, found = threading.Barrier(len(browsers)), []

    def send(browser: Browserless, token: str) -> None:
        sent = {**fields, "csrf_token": token, "idempotency_key": uuid.uuid4().hex}
        start.wait()
        answer = browser.http.post(url, data=sent)
        found.append(answer.status_code)
        answer.close()
        session.remove()

    tokens = [browser._token() for browser in browsers]
    session.remove()
    threads = [
        threading.Thread(target=send, args=pair) for pair in zip(browsers, tokens, strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(found)


def test_one_of_two_hands_on_the_same_things(
    case: Case, officer: Officer, browsers: list[Browserless]
) -> None:
    phones = chains.things(case, officer, 2)
    session.commit()
    act: Fields = {
        "kind": "STORED",
        "occurred_at": making.hours_ago(20).strftime("%Y-%m-%dT%H:%M"),
        "to_officer_id": "",
        "to_holder": "Moharrir B",
        "place": "Malkhana",
    }
    alone = {**act, "version": "1", "from_officer_id": str(officer.id)}
    assert at_once(browsers, f"/exhibits/{phones[0].id}/custody", alone) == [303, 409]
    assert at_once(browsers, f"/cases/{case.id}/custody", {**act, "p": "2.1"}) == [303, 409]
    for phone in phones:
        assert len(session.get_one(Exhibit, phone.id).custody) == 2


def test_a_document_gets_one_mark_and_no_mark_is_lost(
    case: Case, officer: Officer, browsers: list[Browserless]
) -> None:
    made = [chains.stored(case, officer, bytes([n])) for n in range(2)]
    session.commit()
    for document in made:
        assert at_once(browsers, f"/documents/{document.id}/mark", {}) == [303, 409]
    assert [session.get_one(Document, one.id).mark for one in made] == ["Ex.PA", "Ex.PB"]
