"""What every officer does at a desk: follow a link, fill what is labelled, tick, send."""

from __future__ import annotations

import os
import re
from datetime import datetime, timedelta
from pathlib import Path

from playwright.sync_api import Locator, Page

from casetrack.db import KARACHI, utc_now

SHOTS = os.environ.get("CASETRACK_SHOTS")


def day(days_ago: int) -> str:
    """That day in Pakistan, as a date field takes it."""
    return f"{_local(days_ago):%Y-%m-%d}"


def clock(days_ago: int, time: str) -> str:
    """That day and time in Pakistan, as a date-and-time field takes it."""
    return f"{day(days_ago)}T{time}"


def _local(days_ago: int) -> datetime:
    return utc_now().astimezone(KARACHI) - timedelta(days=days_ago)


def field(page: Page, label: str) -> Locator:
    """The control of that label; whether it says "(optional)" does not matter."""
    return page.get_by_label(re.compile(rf"^\s*{re.escape(label)}(\s+\(optional\))?\s*$")).first


def fill(page: Page, answers: dict[str, str]) -> None:
    """Type or choose the answer beside each label, in order."""
    for label, answer in answers.items():
        control = _unfolded(field(page, label))
        if control.evaluate("control => control.tagName") == "SELECT":
            control.select_option(label=answer)
        else:
            control.fill(answer)


def tick(page: Page, *labels: str) -> None:
    """Tick boxes and radios."""
    for label in labels:
        _unfolded(field(page, label)).check()


def _unfolded(part: Locator) -> Locator:
    """What lies in a folded part of the page, once that is open."""
    part.evaluate("part => { const fold = part.closest('details'); if (fold) fold.open = true; }")
    return part


def paste(page: Page, label: str, text: str) -> None:
    """Put text into a field in one go, as Ctrl+V does."""
    field(page, label).focus()
    page.keyboard.insert_text(text)


def follow(page: Page, link: str) -> None:
    """Follow a link by its words."""
    target = page.get_by_role("link", name=link, exact=True, include_hidden=True).first
    with page.expect_navigation():
        _unfolded(target).click()


def press(page: Page, button: str) -> None:
    """Press a button and wait for the page that answers."""
    with page.expect_navigation():
        page.get_by_role("button", name=button, exact=True).first.click()


def send(page: Page, button: str) -> None:
    """Press a button whose form must be accepted."""
    press(page, button)
    refusals = page.locator(".error-summary li").all_inner_texts()
    assert not refusals, f"{page.url}: {refusals}"
    assert page.locator(".cell-error").count() == 0, page.locator(".cell-error").all_inner_texts()


def told(page: Page) -> str:
    """What the page says happened."""
    return " ".join(page.get_by_role("status").all_inner_texts())


def shot(page: Page, name: str) -> None:
    """A picture of the page, when somebody asked for pictures."""
    if SHOTS:
        folder = Path(SHOTS)
        folder.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=folder / f"{name}.png", full_page=True)
