"""Without a mouse: the skip link, an order that reaches everything, a focus one can see."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from casetrack.accounts.models import Officer
from casetrack.db import session
from casetrack.rules.roles import Role
from tests import factories
from tests.cases import making
from tests.journeys.conftest import NARROW, WIDE, Server, SignIn

pytestmark = pytest.mark.browser

# What a person can come to with Tab, in the order of the page; of radios one for each question.
REACHABLE = """() => {
  const wanted = 'a[href],button,input:not([type=hidden]),select,textarea,summary,[tabindex="0"]';
  const asked = new Set();
  return [...document.querySelectorAll(wanted)].filter((part) => {
    if (part.tabIndex < 0 || part.disabled || !part.checkVisibility()) return false;
    if (part.type !== "radio") return true;
    const chosen = document.querySelector(`input[name="${part.name}"]:checked`);
    if (asked.has(part.name) || (chosen && chosen !== part)) return false;
    return asked.add(part.name);
  }).map((part) => { part.dataset.stop = part.outerHTML.slice(0, 90); return part.dataset.stop; });
}"""
# Where the focus is, and whether it can be seen there.
FOCUS = """() => {
  const part = document.activeElement, look = getComputedStyle(part);
  const box = part.getBoundingClientRect();
  const ringed = look.outlineStyle !== "none" && parseFloat(look.outlineWidth) >= 2;
  const inside = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  const seen = inside && (ringed || look.boxShadow !== "none");
  return {stop: part.dataset.stop ?? part.tagName, seen};
}"""
# A form may take the focus by itself; the walk begins above it.
FROM_TOP = "() => { document.body.tabIndex = -1; document.body.focus(); }"
MOST_STOPS = 400


def focus(page: Page) -> dict[str, Any]:
    found: dict[str, Any] = page.evaluate(FOCUS)
    return found


def tab_through(page: Page) -> list[dict[str, Any]]:
    """Every stop from the top of the page until the focus leaves it; a date has several inside."""
    stops: list[dict[str, Any]] = []
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        here = focus(page)
        if here["stop"] == "BODY" or (len(stops) > 1 and here["stop"] == stops[0]["stop"]):
            break
        if not stops or stops[-1]["stop"] != here["stop"]:
            stops.append(here)
    return stops


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until the focus is there."""
    for _ in range(MOST_STOPS):
        if page.evaluate("(wanted) => document.activeElement.matches(wanted)", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab never comes to {selector} on {page.url}")


def clerk() -> Officer:
    made = factories.officer(Role.CLERK)
    session.remove()
    return made


def test_sign_in_and_log_a_complaint(live_sqlite: Server, browser: Browser) -> None:
    officer = clerk()
    context = browser.new_context(viewport=WIDE, base_url=live_sqlite.url)
    page = context.new_page()
    page.goto("/sign-in")
    type_into(page, {"#username": officer.username, "#password": factories.PASSWORD})
    page.keyboard.press("Enter")
    page.wait_for_url("**/")
    tab_to(page, 'a[href="/complaints/new"]')
    page.keyboard.press("Enter")
    page.wait_for_url("**/complaints/new")
    type_into(page, {"#name": "Noor Invented", "#narrative": "A caller took a code."})
    tab_to(page, "#category")
    page.keyboard.type("Financial")
    tab_to(page, "#identifiers-0-value")
    page.keyboard.type("0300 1234567")
    tab_to(page, "button.btn-primary[type=submit]")
    page.keyboard.press("Enter")
    page.get_by_text("Tell the caller this number").wait_for()
    assert "0300" in page.locator("main").inner_text()
    context.close()


def type_into(page: Page, texts: dict[str, str]) -> None:
    for selector, text in texts.items():
        tab_to(page, selector)
        page.keyboard.type(text)


def test_the_skip_link_leads_past_the_navigation(live_sqlite: Server, sign_in: SignIn) -> None:
    page = sign_in(live_sqlite, clerk())
    page.goto("/complaints")
    page.keyboard.press("Tab")
    link = page.locator(":focus")
    assert link.inner_text() == "Skip to main content"
    box = link.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_tab_reaches_everything_and_shows_where_it_is(
    size: Any, live_sqlite: Server, sign_in: SignIn
) -> None:
    officer = factories.officer()
    case = making.fir(officer)
    making.accused(case, officer)
    session.commit()
    here = f"/cases/{case.id}"
    paths = ("/", "/complaints/new", "/cases", here, f"{here}/move/untraced_report")
    session.remove()
    page = sign_in(live_sqlite, officer)
    page.set_viewport_size(size)
    page.emulate_media(reduced_motion="reduce")  # else the page still glides to the focus
    for path in paths:
        page.goto(path)
        expected = page.evaluate(REACHABLE)
        page.evaluate(FROM_TOP)
        stops = tab_through(page)
        assert [one["stop"] for one in stops] == expected, path
        unseen = [one["stop"] for one in stops if not one["seen"]]
        assert not unseen, f"{path}: {unseen}"
