"""Every page of every role over the demo agency: accessible, narrow, quiet, strict, by keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page
from sqlalchemy import select

from casetrack import audit
from casetrack.cases.models import Accused, Case
from casetrack.complaints.models import Complaint
from casetrack.db import session, utc_now
from casetrack.demo import agency as demo
from casetrack.demo.staff import PASSWORD
from casetrack.rules.roles import Permission, Role, may
from casetrack.web import guard
from tests.conftest import Databases
from tests.journeys import kept, unfinished
from tests.journeys.conftest import PATIENCE, WIDE, Server, start_server
from tests.journeys.sweep import FILES, PARTS, Sweep

pytestmark = pytest.mark.browser

# Where it matters how far a thing has come: each state is looked at.
APART = frozenset({"cases.show", "complaints.show", "cases.show_accused"})
# Sign-in names of the demonstration; of the two supervisors the one who sees everything.
NAMES = {
    "headquarters": Role.SUPERVISOR,
    "investigator": Role.INVESTIGATOR,
    "clerk": Role.CLERK,
    "liaison": Role.LIAISON,
    "auditor": Role.AUDITOR,
    "administrator": Role.ADMINISTRATOR,
}
# Headquarters is handed no thing. A liaison reads of joined complaints how many they are, of
# dossiers only his own, and no return of another unit.
NO_WAY = {
    Role.SUPERVISOR: {"evidence.list_handovers"},
    Role.LIAISON: {
        "cases.list_complaints",
        "dossiers.give_copy",
        "dossiers.register",
        "dossiers.show",
        "evidence.list_handovers",
        "reports.compare_return",
        "reports.show_return",
    },
}


@dataclass(frozen=True)
class Agency:
    """The demo agency behind a running server, and where each thing in it stands."""

    server: Server
    states: dict[UUID, str]
    unfinished: unfinished.Unfinished
    return_asked: UUID


@pytest.fixture(scope="module")
def agency(databases: Databases, app: Flask) -> Iterator[Agency]:
    url = databases.fresh("sqlite")
    engine = databases.connect(url)
    audit.begin(audit.Act(name="demo", at=utc_now()))
    demo.load(utc_now())
    audit.begin(audit.Act(name="test", at=utc_now()))
    still_open = unfinished.add_unfinished()
    return_asked = kept.add_reports(app)
    states = {
        key: state.value
        for model in (Case, Complaint, Accused)
        for key, state in session.execute(select(model.id, model.state))
    }
    session.remove()
    engine.dispose()
    server = start_server(url, app.extensions["casetrack"].data_dir)
    yield Agency(server, states, still_open, return_asked)
    server.stop()
    databases.drop(url)


@pytest.fixture
def page(agency: Agency, browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport=WIDE, base_url=agency.server.url, locale="en-GB")
    context.set_default_timeout(PATIENCE * 1000)
    yield context.new_page()
    context.close()


def sign_in(page: Page, name: str) -> None:
    page.goto("/sign-in")
    page.get_by_label("Sign-in name").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/")


@pytest.mark.timeout(600)
@pytest.mark.parametrize("name", NAMES)
def test_every_page_of_a_role(name: str, agency: Agency, page: Page, app: Flask) -> None:
    sign_in(page, name)
    # Who reads cases looks at every state of them; the others look at each kind of page.
    apart = APART if may(NAMES[name], Permission.CASE_READ) else frozenset()
    everything = name == "headquarters"
    sweep = Sweep(page, app.url_map.bind("127.0.0.1"), agency.states, apart, everything)
    sweep.walk(_starts(NAMES[name], agency))
    reached = {key[0] for key in sweep.seen}
    unreached = _pages_of(NAMES[name], app) - reached - NO_WAY.get(NAMES[name], set())
    assert not unreached, f"no link leads to {sorted(unreached)}"
    assert not sweep.wrong, "\n".join(sweep.wrong)


def _starts(role: Role, agency: Agency) -> list[str]:
    """Home; the case in which everything is to be done; a search that finds somebody."""
    starts = ["/"]
    if may(role, Permission.CASE_READ):
        starts += agency.unfinished.paths[: None if may(role, Permission.EVIDENCE_RECORD) else 1]
    if may(role, Permission.REPORT_ISSUE):
        starts.append(f"/reports/returns/asked/{agency.return_asked}")
    if may(role, Permission.SEARCH_USE):
        starts.append("/search?q=" + unfinished.NAMED.split(" ", maxsplit=1)[0])
    return starts


def _pages_of(role: Role, app: Flask) -> set[str]:
    """Every page that this role's permissions open."""
    pages = {rule.endpoint for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())}
    return {
        page
        for page in pages - FILES - PARTS
        if (permission := guard.permission_of(app, page)) and may(role, permission)
    }


FAULTY = """<!doctype html><html><head><meta charset="utf-8"><title> – casetrack</title></head>
<body><h1>One</h1><h1>Two</h1><p id="a"><p id="a"><div style="width: 2000px">wide</div>
<img src="https://elsewhere.example/x.png"><input><a href="/no-such-page">away</a>
<script>console.error("planted"); throw new Error("planted too");</script></body></html>"""


def test_the_walk_sees_what_is_wrong(agency: Agency, page: Page, app: Flask) -> None:
    """Each fault it looks for, planted in one page."""
    sign_in(page, "auditor")
    page.route("**/account", lambda route: route.fulfill(body=FAULTY, content_type="text/html"))
    page.route("**/elsewhere.example/**", lambda route: route.abort())
    sweep = Sweep(page, app.url_map.bind("127.0.0.1"))
    sweep.walk(["/account"])
    said = "\n".join(sweep.wrong)
    for words in (
        "no title",
        "h1: ['One', 'Two']",
        "scrolls sideways at 1280",
        "scrolls sideways at 390",
        "1280: html-has-lang",
        "390: label",
        "the same id twice",
        "console: planted",
        "script failed: planted too",
        "asks another host: https://elsewhere.example/x.png",
        "links to /no-such-page",
    ):
        assert words in said, f"{words} is not in\n{said}"
