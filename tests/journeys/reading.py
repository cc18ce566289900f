"""What the supervisor reads, and what is printed: the report's figures, the dossier's text."""

from __future__ import annotations

import csv
import io
import re
import subprocess
from dataclasses import dataclass

from playwright.sync_api import Page, expect

from tests.journeys.desk import day, fill, follow, press, send, shot, tick

ARABIC = re.compile(r"[\u0600-\u06ff\ufb50-\ufdff\ufe70-\ufefc]")
PRINTED_WITHIN_MS = 120_000


@dataclass(frozen=True, slots=True)
class Report:
    """The totals of the funnel and the rates as fractions, both as the page shows them."""

    figures: dict[str, int]
    rates: dict[str, str]

    def gained(self, before: Report) -> dict[str, int]:
        """By how much each figure moved; what did not move is left out."""
        moved = {name: self.figures[name] - before.figures[name] for name in self.figures}
        return {name: number for name, number in moved.items() if number}


def conviction_report(page: Page) -> Report:
    """The report of the last three months, read off the page; the CSV must say the same."""
    page.goto("/")
    follow(page, "Reports")
    follow(page, "Conviction report")
    fill(page, {"From": day(90), "To": day(0)})
    press(page, "Show report")
    table = page.locator("table", has=page.get_by_text("Figures by year", exact=True)).first
    heads = table.locator("thead th").all_inner_texts()[1:]
    totals = table.locator("tr.total td").all_inner_texts()
    figures = {head: int(cell.replace(",", "")) for head, cell in zip(heads, totals, strict=True)}
    names = page.locator(".figures dt").all_inner_texts()
    fractions = page.locator(".figures dd.why:nth-of-type(2)").all_inner_texts()
    shot(page, "report")
    _same_in_csv(page, figures)
    return Report(figures, dict(zip(names, fractions, strict=True)))


def _same_in_csv(page: Page, figures: dict[str, int]) -> None:
    with page.expect_download() as waiting:
        page.get_by_role("link", name="CSV", exact=True).click()
    rows = list(csv.reader(io.StringIO(waiting.value.path().read_text(encoding="utf-8-sig"))))
    cells = {cell for row in rows for cell in row}
    assert {str(number) for number in figures.values()} <= cells


def print_dossier(page: Page) -> bytes:
    """Asked for on the case page, watched until it is printed, downloaded."""
    follow(page, "Print dossier")
    tick(page, "For the court")
    send(page, "Print the draft")
    link = page.get_by_role("link", name=re.compile("^(Open it|Draft)$"))
    expect(link.first).to_be_visible(timeout=PRINTED_WITHIN_MS)
    if link.first.inner_text() == "Open it":
        follow(page, "Open it")
    shot(page, "dossier")
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Draft", exact=True).click()
    return waiting.value.path().read_bytes()


def words_of(data: bytes) -> str:
    """The text of a PDF file in reading order, each run of blanks as one."""
    read = subprocess.run(["pdftotext", "-", "-"], input=data, capture_output=True, check=True)
    return " ".join(read.stdout.decode().split())
