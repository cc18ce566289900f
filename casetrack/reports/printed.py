"""The report as CSV, as JSON and as a table for the console, all of the same lines."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict

from casetrack.reports.facts import COURT, FUNNEL, ConvictionReport
from casetrack.reports.sheets import csv_text
from casetrack.reports.wording import (
    BASIS,
    KIND_NAMES,
    LEDGER_BASIS,
    LEDGER_NAMES,
    PARTIAL,
    RATE_DIGITS,
    RATE_NAMES,
    Line,
    Say,
    fate_name,
    lines,
    seen,
    share,
    year_name,
)
from casetrack.rules.metrics import UNDEFINED
from casetrack.rules.words import N_

# Keys for programs, so not translated.
HEADS = ("section", "year", "partial", "item", "count", "of", "rate", "words")


def as_csv(report: ConvictionReport, say: Say) -> str:
    """What it is about first, then one fact a line; an undefined rate is an empty cell."""
    blank = (None,) * 5
    about = [("about", *blank, "", f"{name}: {words}") for name, words in _about(report, say)]
    facts = [_cells(line, say) for line in lines(report, say)]
    return csv_text(HEADS, [*about, *facts])


def _cells(line: Line, say: Say) -> tuple[object, ...]:
    partial = say(N_("partial")) if line.partial else ""
    rate = "" if line.rate == UNDEFINED else line.rate
    head = (line.section, line.year, partial, line.item)
    return (*head, line.count, line.of, rate, line.words)


def as_json(report: ConvictionReport, say: Say) -> str:
    about = {name.lower(): words for name, words in _about(report, say)}
    found = {"about": about, "lines": [asdict(line) for line in lines(report, say)]}
    return json.dumps(found, ensure_ascii=False, indent=2)


def _about(report: ConvictionReport, say: Say) -> Iterator[tuple[str, str]]:
    yield say(N_("Report")), say(N_("Conviction report"))
    yield say(N_("Unit")), f"{report.unit_code} {report.unit_name}"
    yield say(N_("Period")), f"{report.period.start.isoformat()} / {report.period.end.isoformat()}"
    yield say(N_("As of")), report.as_of.isoformat()
    yield say(N_("Basis")), say(BASIS)
    yield say(N_("Ledgers")), say(LEDGER_BASIS)
    yield say(N_("Seen")), say(seen(report))
    if report.partial:
        yield say(N_("Partial years")), say(PARTIAL)
    for number, words in enumerate(report.notice, start=1):
        yield f"{say(N_('Demo'))} {number}", words


def as_table(report: ConvictionReport, say: Say) -> str:
    """The report in fixed columns."""
    parts = [f"{name}: {words}" for name, words in _about(report, say)]
    for part in (_years, _rates, _ledgers):
        parts += ["", *part(report, say)]
    return "\n".join(parts)


def _years(report: ConvictionReport, say: Say) -> list[str]:
    shown = (*FUNNEL, COURT[0])
    heads = [say(N_("Year")), *(say(figure.label) for figure in shown)]
    rows = [
        [year_name(row, say), *(f"{row.figures.of(figure):,}" for figure in shown)]
        for row in report.rows
    ]
    total = [say(N_("Total")), *(f"{report.total.of(figure):,}" for figure in shown)]
    return columns([heads, *rows, total], str.rjust)


def _rates(report: ConvictionReport, say: Say) -> list[str]:
    heads = [say(N_("Convictions")), "n", "of", say(N_("Rate")), say(N_("In words"))]
    rows = [
        [
            say(name),
            f"{rate.numerator:,}",
            f"{rate.denominator:,}",
            rate.percent_text(RATE_DIGITS),
            say(rate.definition),
        ]
        for name, rate in zip(RATE_NAMES, report.rates, strict=True)
    ]
    return columns([heads, *rows], str.ljust)


def _ledgers(report: ConvictionReport, say: Say) -> list[str]:
    found: list[str] = []
    for ledger in report.ledgers:
        rows = [
            [
                say(KIND_NAMES[fate.kind]),
                fate_name(fate, ledger, say),
                f"{fate.count:,}",
                share(fate, ledger, report.as_of).percent_text(),
            ]
            for fate in ledger.fates
        ]
        found += [f"{say(LEDGER_NAMES[ledger.key])}: {ledger.total:,}"]
        found += [*columns(rows, str.ljust), ""]
    return found


def columns(rows: Sequence[Sequence[str]], justify: Callable[[str, int], str]) -> list[str]:
    """Rows of cells as lines of equal columns."""
    if not rows:
        return []
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
    return [
        "  ".join(justify(cell, width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]
