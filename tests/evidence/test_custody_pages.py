"""The pages of custody, as officers use them."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from sqlalchemy import event, select

from casetrack.accounts.models import Officer
from casetrack.cases.models import Case
from casetrack.db import session
from casetrack.evidence import queries
from casetrack.evidence.models import Document, Exhibit
from casetrack.rules.roles import Role
from tests import factories
from tests.client import Browserless
from tests.evidence import chains
from tests.operations import making

SignIn = Callable[[Officer | None], Browserless]


@pytest.fixture
def officer(sqlite: str) -> Officer:
    return factories.officer()


@pytest.fixture
def colleague(officer: Officer) -> Officer:
    return factories.officer()


@pytest.fixture
def case(officer: Officer) -> Case:
    made = making.fir(officer)
    chains.things(made, officer, 12)
    session.commit()
    return made


@pytest.fixture
def browser(officer: Officer, client_for: SignIn) -> Browserless:
    return client_for(officer)


def act(**more: object) -> dict[str, object]:
    return {
        "kind": "SENT_TO_LAB",
        "occurred_at": making.hours_ago(20).strftime("%Y-%m-%dT%H:%M"),
        "to_holder": "Laboratory, Lahore",
        "place": "Lahore",
        **more,
    }


def hidden(page: str, name: str) -> list[str]:
    return re.findall(rf'name="{name}" value="([^"]+)"', page)


def test_ten_things_go_to_the_laboratory_in_one_act(browser: Browserless, case: Case) -> None:
    url = f"/cases/{case.id}/custody"
    page = browser.get(f"{url}?numbers=P-1 to P-9&p=12").text
    chosen = hidden(page, "p")
    assert chosen == [f"{n}.1" for n in (*range(1, 10), 12)]
    browser.post(url, act(p=chosen, place=""), 422)
    back = browser.follow(browser.post(url, act(p=chosen))).text
    assert "At the laboratory (10)" in back
    assert "Not confirmed (10)" in back
    shown = browser.get(f"/cases/{case.id}/exhibits?show=LABORATORY").text
    assert "P-12<" in shown
    assert "P-11<" not in shown
    panel = browser.get(f"/cases/{case.id}").text
    assert "At the laboratory: 10" in panel
    assert "10 not confirmed" in panel


def test_who_saw_an_older_state_is_told_before_anything_is_recorded(
    browser: Browserless, case: Case, officer: Officer
) -> None:
    many, one = f"/cases/{case.id}/custody", session.scalars(select(Exhibit)).first()
    assert one is not None
    chosen = hidden(browser.get(f"{many}?p={one.serial}").text, "p")
    alone = f"/exhibits/{one.id}/custody"
    version = hidden(browser.get(alone).text, "version")[0]
    now = session.get_one(Exhibit, one.id)
    chains.record([now], officer, chains.act(1, kind="SEALED", seal="S-99"))
    told = browser.post(many, act(p=chosen, purpose="Typed words"), 409).text
    assert "Somebody recorded an act meanwhile" in told
    assert "Typed words" in told
    told = browser.post(alone, act(version=version, purpose="Typed words"), 409).text
    assert "Typed words" in told
    assert len(session.get_one(Exhibit, one.id).custody) == 2
    # What came back carries the new state: who has looked may go on.
    again = hidden(told, "version")[0]
    browser.follow(browser.post(alone, act(version=again)))


@pytest.mark.parametrize("asked", ["numbers=P-99", "numbers=all of them", "", "p=x&p=3.x"])
def test_what_was_not_chosen_is_said_on_the_list(
    browser: Browserless, case: Case, asked: str
) -> None:
    page = browser.follow(browser.get(f"/cases/{case.id}/custody?{asked}", 303)).text
    assert 'role="alert"' in page


def test_the_other_officer_confirms_from_the_home_page(
    browser: Browserless, case: Case, colleague: Officer, client_for: SignIn
) -> None:
    url = f"/cases/{case.id}/custody"
    chosen = hidden(browser.get(f"{url}?numbers=1-3").text, "p")
    given = act(p=chosen, kind="HANDED_OVER", to_holder="", to_officer_id=str(colleague.id))
    browser.post(url, {**given, "to_holder": "And somebody"}, 422)
    browser.post(url, given)
    other = client_for(colleague)
    assert "Confirm the handover" in other.get("/").text
    assert "Confirm the handover" not in browser.get("/").text
    page = other.get("/custody/confirm").text
    acts = hidden(page, "act")
    assert len(acts) == 3
    assert "Tick the handovers" in other.follow(other.post("/custody/confirm", {})).text
    # What awaits another is not confirmed by naming it.
    browser.post("/custody/confirm", {"act": acts})
    assert len(queries.awaiting(colleague.actor)) == 3
    said = other.follow(other.post("/custody/confirm", {"act": acts})).text
    assert "3 handovers confirmed" in said
    assert "No handover waits" in said


def test_the_timeline_marks_faults_in_place_and_asks_for_the_word(
    browser: Browserless, case: Case, officer: Officer
) -> None:
    exhibit = session.scalars(select(Exhibit)).first()
    assert exhibit is not None
    gap = chains.act(2, from_holder="<b>X</b>", to_holder="Lab", explanation="<i>why</i>")
    chains.record([exhibit], officer, gap)
    page = browser.get(f"/exhibits/{exhibit.id}").text
    assert "1 fault in the chain" in page
    assert "&lt;i&gt;why&lt;/i&gt;" in page
    assert "<b>X</b>" not in page
    url = f"/exhibits/{exhibit.id}/custody/2/receipt"
    browser.get(url)
    browser.post(url, {"side": "TO", "receipt": ""}, 422)
    browser.post(url, {"side": "TO", "receipt": "R-7"})
    browser.post(url, {"side": "FROM", "receipt": "R-8"})
    assert "Nobody outside the agency" in browser.get(url).text
    assert "R-7" in browser.get(f"/exhibits/{exhibit.id}").text
    browser.get(f"/exhibits/{exhibit.id}/custody/9/receipt", 404)


def test_storage_and_retention_are_changed(browser: Browserless, case: Case) -> None:
    exhibit = session.scalars(select(Exhibit)).first()
    assert exhibit is not None
    url = f"/exhibits/{exhibit.id}/keeping"
    browser.get(url)
    kept = {"storage_place": "Rack 4", "register_number": "XIX-7", "retention": "APPEAL"}
    browser.post(url, {**kept, "retention": "FOREVER"}, 422)
    page = browser.follow(browser.post(url, kept)).text
    assert all(words in page for words in ("Rack 4", "XIX-7", "Until the appeal is over"))


def test_things_are_added_with_storage_and_seal_for_all(browser: Browserless, case: Case) -> None:
    url = f"/cases/{case.id}/exhibits/add"
    things = {
        "taken": "SEIZED",
        "occurred_at": making.hours_ago(30).strftime("%Y-%m-%dT%H:%M"),
        "place": "Faisalabad",
        "kind": "PHONE",
        "lines": "Phone | Vivo | 3\nPhone | Oppo | 1 | | B-7",
        "seal": "B-1",
        "storage_place": "Rack 9",
        "retention": "OWNER",
    }
    browser.post(url, things)
    made = session.scalars(select(Exhibit).where(Exhibit.serial > 12).order_by(Exhibit.serial))
    assert [(one.seal, one.storage_place, one.retention) for one in made] == [
        ("B-1", "Rack 9", "OWNER"),
        ("B-7", "Rack 9", "OWNER"),
    ]


def test_a_document_is_marked_cleared_and_made_an_exhibit(
    browser: Browserless, case: Case, officer: Officer
) -> None:
    document = chains.stored(case, officer)
    session.commit()
    at = f"/documents/{document.id}"
    for path, fields in (
        ("relied-on", {}),
        ("relied-on", {"relied_on": "y"}),
        ("mark", {}),
        ("cleared", {"cleared": "y"}),
    ):
        answer = browser.post(f"{at}/{path}", fields)
        assert answer.headers["Location"] == at
        page = browser.follow(answer).text
    assert all(
        one in page for one in ("Ex.PA", "Cleared", "Withdraw the clearance", f"{at}/exhibit")
    )
    assert "Give the next exhibit mark" not in page
    document = session.get_one(Document, document.id)
    assert (document.mark, document.relied_on) == ("Ex.PA", True)
    assert document.cleared_by_id == officer.id
    browser.post(f"{at}/mark", {}, 409)
    browser.post(f"{at}/cleared", {})
    browser.get(f"{at}/exhibit")
    facts = {
        "taken": "RECEIVED",
        "occurred_at": making.hours_ago(1).strftime("%Y-%m-%dT%H:%M"),
        "place": "Faisalabad",
        "kind": "FILE",
    }
    browser.post(f"{at}/exhibit", {**facts, "place": ""}, 422)
    page = browser.follow(browser.post(f"{at}/exhibit", {**facts, "description": "Log"})).text
    assert document.sha256 in page
    assert (
        "already: P-13" in browser.post(f"{at}/exhibit", {**facts, "description": "Log"}, 422).text
    )


def test_the_export_is_a_download_for_those_who_may_read(
    browser: Browserless, case: Case, client_for: SignIn
) -> None:
    answer = browser.get(f"/cases/{case.id}/exhibits.jsonld")
    assert answer.mimetype == "application/ld+json"
    assert "attachment" in answer.headers["Content-Disposition"]
    client_for(factories.officer(Role.CLERK)).get(f"/cases/{case.id}/exhibits.jsonld", 403)
    client_for(factories.officer(at="KHI")).get(f"/cases/{case.id}/exhibits.jsonld", 404)


def test_the_list_asks_as_often_for_many_as_for_few(case: Case, officer: Officer) -> None:
    """The chains of a case are read in three statements, however many exhibits it has."""
    asked: list[str] = []
    event.listen(session.get_bind(), "before_cursor_execute", lambda *a: asked.append(a[2]))
    counts = []
    for more in (0, 30):
        if more:
            chains.things(case, officer, more)
            session.commit()
        asked.clear()
        queries.custody_of(case)
        counts.append(sum(one.startswith("SELECT") for one in asked))
    assert counts == [3, 3]
