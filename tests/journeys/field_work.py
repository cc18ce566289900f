"""Raid, arrests, production and challan: what the investigator does."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page

from tests.journeys.desk import clock, day, fill, follow, paste, press, send, shot, tick
from tests.journeys.people_found import Found, sheet

SEIZED = (
    "Computer | Dell tower with headset | 60\nSIM box | GoIP 32 ports | 2\nPhone | Vivo Y20 | 21"
)
PIECES = ("Dell tower with headset", "GoIP 32 ports", "Vivo Y20")
COURT = "Judicial Magistrate Faisalabad"


def record_raid(page: Page) -> None:
    """With a warrant, and all that was seized in one go."""
    follow(page, "Record a raid")
    fill(
        page,
        {
            "Entered at": clock(40, "20:00"),
            "Left at": clock(40, "23:50"),
            "Place": "House 7, Peoples Colony, Faisalabad",
            "Warrant number": "W-12",
            "Issued on": day(41),
            "Court that issued it": COURT,
            "Cover business": "Software house",
            "Shift hours": "20:00–05:00 PKT",
            "Target countries": "US, United Kingdom",
            "Seized things, one a line": SEIZED,
        },
    )
    tick(page, "VoIP", "AI voice")
    send(page, "Record the raid")


def enter_everyone(page: Page, rows: list[Found]) -> None:
    """Paste 149 rows, two of them wrong; correct those in place; save all."""
    follow(page, "Enter persons found")
    wrong = {5: ("Pakistani", "Pakistanee"), 90: ("\tM\t", "\tQ\t")}
    paste(page, "Everyone who was found", sheet(rows, wrong))
    press(page, "Check the rows")
    shot(page, "raid-rows-checked")
    assert "2 rows to correct" in page.get_by_role("heading", level=1).inner_text()
    assert _cell(page, 5, "nationality").get_attribute("aria-invalid") == "true"
    _cell(page, 5, "nationality").fill("Pakistani")
    _cell(page, 90, "sex").fill("M")
    fill(
        page,
        {
            "Arrested at": clock(40, "20:30"),
            "Relatives told at": clock(40, "23:00"),
            "Screened for trafficking by": "FIA AHTC, Insp. Invented",
            "How they were screened, and the finding": "Each asked alone; nobody was held.",
        },
    )
    send(page, "Save all 149")
    assert page.locator("#persons tbody tr").count() == len(rows)
    shot(page, "raid")


def _cell(page: Page, row: int, column: str) -> Locator:
    return page.locator(f"#row-{row}-{column}")


def produce_all(page: Page) -> None:
    """Within 24 hours: men on police remand, women in judicial custody; a week later, all there."""
    produce(page, "Men and others not yet produced", "Police remand", clock(39, "11:00"), days=7)
    produce(page, "Women not yet produced", "Judicial remand", clock(39, "11:00"), days=14)
    produce(page, "Everyone on police remand", "Judicial remand", clock(32, "11:00"), days=14)


def produce(page: Page, who: str, order: str, at: str, days: int) -> None:
    """One order for many."""
    page.get_by_role("link", name=re.compile("Produce before|Record remand")).first.click()
    page.get_by_label(re.compile(f"^{who}: ")).check()
    tick(page, order)
    fill(page, {"Produced at": at, "Court": COURT, "Days": str(days)})
    fill(page, {"Order number": f"R-{order.partition(' ')[0]}"})
    send(page, "Record for all chosen")


def submit_challan(page: Page) -> None:
    """Everybody stands in column 3 already."""
    page.get_by_role("link", name=re.compile("FSD-FIR")).first.click()
    follow(page, "Submit final challan")
    fill(
        page,
        {
            "Challan number": "C-31",
            "Submitted on": day(30),
            "Prosecutor": "DDPP Invented",
            "Witnesses": "Noor Jahangiri Invented\nInsp. Invented",
        },
    )
    send(page, "Submit challan")
    shot(page, "case-challaned")
