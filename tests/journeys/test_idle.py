"""An officer is called away while typing; the session ends; nothing that was typed is lost."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import update

from casetrack.accounts.models import Officer, SignInSession
from casetrack.cases import service
from casetrack.cases.facts import FirFacts
from casetrack.db import session, utc_now
from tests import factories
from tests.journeys.conftest import Server, SignIn, act_as_test, axe_violations

pytestmark = pytest.mark.browser
TYPED = "The bank's officer brought the statement.\nاکاؤنٹ کل کھولا گیا تھا۔"


def a_case(lead: Officer) -> str:
    """The address of a case that this officer leads."""
    facts = FirFacts(
        title="Call centre in Peoples Colony",
        police_station=lead.unit.code,
        sections=("PECA-2016/10",),
        io=lead.id,
        fir_at=utc_now() - timedelta(days=3),
        source_report="Found at work.",
        reason_no_enquiry="Caught red-handed.",
    )
    made = service.open_by_fir(facts=facts, actor=lead.actor, now=utc_now())
    session.commit()
    return f"/cases/{made.id}"


def go_away(minutes: int) -> None:
    """As if nothing had been clicked for so long."""
    long_ago = utc_now() - timedelta(minutes=minutes)
    act_as_test()
    session.execute(update(SignInSession).values(seen_at=long_ago))
    session.commit()
    session.remove()


def sign_in_again(page: Page, officer: Officer) -> None:
    page.get_by_label("Sign-in name").fill(officer.username)
    page.get_by_label("Password").fill(factories.PASSWORD)
    page.get_by_role("button", name="Sign in").click()


def test_a_form_sent_too_late_comes_back_with_all_that_was_typed(
    live_sqlite: Server, sign_in: SignIn
) -> None:
    officer = factories.officer()
    url = a_case(officer)
    page = sign_in(live_sqlite, officer)
    page.goto(f"{url}/diary")
    page.get_by_label("What was done").fill(TYPED)
    go_away(20)
    page.get_by_role("button", name="Write entry").click()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    assert axe_violations(page) == []
    sign_in_again(page, officer)
    page.wait_for_url(f"**{url}/diary")
    expect(page.get_by_label("What was done")).to_have_value(TYPED)
    page.get_by_role("button", name="Write entry").click()
    expect(page.get_by_text("اکاؤنٹ کل کھولا گیا تھا۔")).to_be_visible()
    expect(page.get_by_label("What was done")).to_have_value("")


def test_a_page_opened_too_late_comes_back_too(live_sqlite: Server, sign_in: SignIn) -> None:
    officer = factories.officer()
    url = a_case(officer)
    page = sign_in(live_sqlite, officer)
    page.goto(f"{url}/diary")
    page.get_by_label("What was done").fill(TYPED)
    go_away(20)
    page.reload()
    sign_in_again(page, officer)
    page.wait_for_url(f"**{url}/diary")
    expect(page.get_by_label("What was done")).to_have_value(TYPED)


def test_another_officer_at_the_same_desk_is_shown_nothing_of_it(
    live_sqlite: Server, sign_in: SignIn
) -> None:
    officer, other = factories.officer(), factories.officer()
    url = a_case(officer)
    page = sign_in(live_sqlite, officer)
    page.goto(f"{url}/diary")
    page.get_by_label("What was done").fill(TYPED)
    go_away(20)
    page.reload()
    sign_in_again(page, other)
    page.wait_for_url(f"**{url}/diary")
    expect(page.get_by_label("What was done")).to_have_value("")
    assert TYPED not in page.evaluate("JSON.stringify(sessionStorage)")


def test_signing_out_leaves_nothing_in_the_browser(live_sqlite: Server, sign_in: SignIn) -> None:
    officer = factories.officer()
    url = a_case(officer)
    page = sign_in(live_sqlite, officer)
    page.goto(f"{url}/diary")
    page.get_by_label("What was done").fill(TYPED)
    page.locator("details.officer summary").click()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    assert "statement" not in page.evaluate("JSON.stringify(sessionStorage)")
