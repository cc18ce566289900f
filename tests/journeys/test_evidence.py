"""A thing on its way: raid, label, handover, laboratory, court, dossier; in a real browser."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from casetrack.db import session
from casetrack.rules.roles import Role
from tests import factories
from tests.cases import making
from tests.journeys import field_work, reading
from tests.journeys.conftest import Server, SignIn
from tests.journeys.desk import clock, field, fill, follow, press, send, shot

pytestmark = pytest.mark.browser
LABORATORY = "Punjab Forensic Science Agency, Lahore"
COURT = "Special Court, Faisalabad"
WORDS = ("Sent to the laboratory", LABORATORY, "PFSA-77/2026", "Produced in court", "P-2")


@pytest.mark.timeout(600)
def test_a_thing_from_the_raid_to_the_dossier(
    live: Server, sign_in: SignIn, tmp_path: Path
) -> None:
    investigator, keeper = factories.officer(), factories.officer()
    supervisor = factories.officer(Role.SUPERVISOR)
    case = making.fir(investigator)
    path, number, to = f"/cases/{case.id}", case.number, keeper.title
    session.commit()
    session.remove()

    office = sign_in(live, investigator)
    office.goto(path)
    field_work.record_raid(office)
    assert "P-1" in reading.words_of(print_labels(office, path))
    hand_over(office, path, to)

    malkhana = sign_in(live, keeper)
    malkhana.goto("/")
    follow(malkhana, "See and confirm")
    shot(malkhana, "handover")
    press(malkhana, "Confirm all 3")

    send_to_laboratory(office, path)
    record(office, path, "Returned from the laboratory", "8", keeper=to)
    produce_in_court(office, path)
    office.goto(path)
    draft = reading.print_dossier(office)
    text = reading.words_of(draft)
    assert [word for word in WORDS if word not in text] == []
    assert f"{number}/C 000001" not in text

    boss = sign_in(live, supervisor)
    boss.goto(office.url)
    approve(boss)
    final = give_out(boss)
    text = reading.words_of(final)
    assert f"{number}/C 000001" in text
    assert [word for word in WORDS if word not in text] == []
    check(boss, f"{number}/D2", final, tmp_path)


def print_labels(page: Page, case: str) -> bytes:
    """The sheet of labels, to be stuck on the things."""
    page.goto(case)
    follow(page, "Print a paper")
    option = page.locator("option", has_text="all 3 exhibits")
    field(page, "Paper").select_option(value=option.get_attribute("value"))
    send(page, "Print")
    return _downloaded(page, "Download the PDF")


def _downloaded(page: Page, link: str) -> bytes:
    target = page.get_by_role("link", name=re.compile(f"^({link}|Open it)$")).first
    expect(target).to_be_visible(timeout=reading.PRINTED_WITHIN_MS)
    if target.inner_text() == "Open it":
        follow(page, "Open it")
    with page.expect_download() as waiting:
        page.get_by_role("link", name=re.compile(f"^{link}")).first.click()
    return waiting.value.path().read_bytes()


def choose_all(page: Page, case: str) -> None:
    page.goto(f"{case}/exhibits")
    fill(page, {"Or by number": "P-1 to P-3"})
    press(page, "Record one act for those chosen")


def hand_over(page: Page, case: str, to: str) -> None:
    choose_all(page, case)
    fill(
        page,
        {
            "What was done": "Handed over",
            "When": clock(20, "10:00"),
            "Place": "Malkhana, FSD Circle",
            "To which officer": to,
        },
    )
    send(page, "Record for all")


def send_to_laboratory(page: Page, case: str) -> None:
    choose_all(page, case)
    fill(
        page,
        {
            "What was done": "Sent to the laboratory",
            "When": clock(15, "10:00"),
            "Place": "Lahore",
            "To which officer": "Not an officer of the agency",
            "Or to whom outside the agency": LABORATORY,
            "Number of the signed receipt": "PFSA-77/2026",
        },
    )
    send(page, "Record for all")


def record(page: Page, case: str, act: str, time: str, *, keeper: str) -> None:
    choose_all(page, case)
    fill(
        page,
        {
            "What was done": act,
            "When": clock(int(time), "12:00"),
            "Place": "Malkhana, FSD Circle",
            "To which officer": keeper,
        },
    )
    send(page, "Record for all")


def produce_in_court(page: Page, case: str) -> None:
    """One thing goes to court; its chain says so at its end."""
    page.goto(f"{case}/exhibits")
    page.get_by_role("link", name="P-2", exact=True).first.click()
    follow(page, "Record next act")
    fill(
        page,
        {
            "What was done": "Produced in court",
            "When": clock(2, "09:30"),
            "Place": COURT,
            "Or to whom outside the agency": f"Reader of the {COURT}",
        },
    )
    send(page, "Record the act")
    shot(page, "chain")


def approve(page: Page) -> None:
    """By another than who asked for it; the worker prints it anew without the word."""
    follow(page, "Approve")
    send(page, "Approve")


def give_out(page: Page) -> bytes:
    given = page.get_by_role("link", name="Give out a copy", exact=True)
    for _attempt in range(60):
        if given.is_visible():
            break
        page.wait_for_timeout(2000)
        page.reload()
    follow(page, "Give out a copy")
    fill(page, {"Who receives it": COURT, "Why": "Ordered by the court"})
    send(page, "Enter the copy")
    shot(page, "copies")
    with page.expect_download() as waiting:
        page.get_by_role("link", name=re.compile("^Download")).first.click()
    return waiting.value.path().read_bytes()


def check(page: Page, document: str, data: bytes, folder: Path) -> None:
    """The file that was given out is known to the register; a changed one is not."""
    true, false = folder / "true.pdf", folder / "false.pdf"
    true.write_bytes(data)
    false.write_bytes(data + b" ")
    for file, words in ((true, "This is the file"), (false, "This is not a file")):
        page.goto("/issued")
        fill(page, {"Document number": document})
        field(page, "The file").set_input_files(file)
        press(page, "Check")
        expect(page.get_by_text(words)).to_be_visible()
