"""Cognizance to verdict: what the prosecution liaison records."""

from __future__ import annotations

import re

from playwright.sync_api import Page

from tests.journeys.desk import clock, day, fill, follow, send, shot

COURT = "Additional Sessions Judge Faisalabad"


def take_cognizance(page: Page, fir: str) -> None:
    """The liaison knows of the case from its challan on, and finds it in the list."""
    page.goto("/cases")
    follow(page, fir)
    follow(page, "Record cognizance")
    fill(page, {"Court": COURT, "Court case number": "77"})
    fill(page, {"Cognizance taken at": clock(25, "10:00")})
    send(page, "Record cognizance")


def frame_charges(page: Page) -> None:
    """Against all 149, who plead not guilty."""
    follow(page, "Frame charge")
    fill(page, {"Copies supplied to the accused at": clock(24, "10:00")})
    fill(page, {"Charge framed at": clock(15, "10:00")})
    send(page, "Frame charges")


def begin_trial(page: Page) -> None:
    """The first witness is heard."""
    follow(page, "Begin trial")
    fill(page, {"First witness examined at": clock(10, "10:00")})
    send(page, "Begin trial")


def record_hearing(page: Page) -> None:
    """What came of a date in court."""
    follow(page, "Add or record")
    fill(
        page,
        {
            "Date": day(10),
            "Court": COURT,
            "For": "Prosecution evidence",
            "What happened": "PW-1 examined in part",
        },
    )
    send(page, "Add hearing")
    page.get_by_role("link", name=re.compile("FSD-FIR")).first.click()


def give_verdicts(page: Page, convicted: int) -> None:
    """All acquitted but the first `convicted`, each of whom gets a sentence and a fine."""
    follow(page, "Record verdicts")
    fill(
        page,
        {
            "Judgment announced at": clock(2, "14:00"),
            "Judgment or order number": "J-9",
            "Court": COURT,
            "Verdict": "Acquitted",
        },
    )
    page.locator("#ground").select_option(index=1)
    for row in range(convicted):
        page.locator(f"#rows-{row}-kind").select_option(label="Convicted")
        page.locator(f"#rows-{row}-sentence").fill("2 years")
        page.locator(f"#rows-{row}-fine").fill("1 lakh")
    send(page, "Record verdicts")
    shot(page, "case-decided")
