"""The administrator's and the auditor's pages in a real browser: usable, narrow, without faults."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from casetrack.rules.roles import Role
from tests import factories
from tests.journeys.conftest import NARROW, WIDE, Server, SignIn, axe_violations, overflows

pytestmark = pytest.mark.browser


def look_at(page: Page, url: str) -> None:
    """Open a page, wide and narrow; it must be free of axe's violations and of overflow."""
    page.set_viewport_size(WIDE)
    page.goto(url)
    assert axe_violations(page) == [], url
    page.set_viewport_size(NARROW)
    assert not overflows(page), url


def test_pages_of_the_administrator(live_sqlite: Server, sign_in: SignIn) -> None:
    officer = factories.officer(Role.CLERK)
    for role in (Role.SUPERVISOR, Role.INVESTIGATOR):
        factories.officer(role, "LHR")
    page = sign_in(live_sqlite, factories.officer(Role.ADMINISTRATOR, "HQ"))
    one = f"/officers/{officer.id}"
    urls = ["/officers", "/officers/new", one, f"{one}/change", f"{one}/close"]
    for url in [*urls, f"{one}/password", "/units", "/units/new"]:
        look_at(page, url)


def test_an_officer_is_added_and_signs_in(live_sqlite: Server, sign_in: SignIn) -> None:
    unit = str(factories.unit("FSD").id)
    page = sign_in(live_sqlite, factories.officer(Role.ADMINISTRATOR, "HQ"))
    page.get_by_role("link", name="Officers", exact=True).click()
    page.get_by_role("link", name="Add an officer").click()
    page.get_by_label("Rank").fill("SI")
    page.get_by_label("Name", exact=True).fill("Bano Invented")
    page.get_by_label("Role").select_option("Clerk")
    page.get_by_label("Unit").select_option(value=unit)
    page.get_by_label("Sign-in name").fill("b.invented")
    password = page.get_by_label("First password").input_value()
    page.get_by_role("button", name="Add the officer").click()
    expect(page.get_by_text("SI Bano Invented can sign in now.")).to_be_visible()
    page.context.clear_cookies()
    page.goto("/sign-in")
    page.get_by_label("Sign-in name").fill("b.invented")
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="Change your password")).to_be_visible()


def test_pages_of_the_auditor(live_sqlite: Server, sign_in: SignIn) -> None:
    page = sign_in(live_sqlite, factories.officer(Role.AUDITOR, "HQ"))
    for url in ("/audit", "/audit?act=nothing", "/audit/seals"):
        look_at(page, url)
    page.set_viewport_size(WIDE)
    page.goto("/audit")
    page.locator("tbody a").first.click()
    page.get_by_role("link", name="Verify now").click()
    expect(page.get_by_text("Every entry of this chain is as it was written.")).to_be_visible()
    assert axe_violations(page) == []
