"""What each column and row of a grid is: guessed from its words, for the officer to correct."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from casetrack.rules.choices import Choice
from casetrack.rules.claims.cells import Written, fold, read, tidy
from casetrack.rules.claims.grids import COUNTERS, Grid
from casetrack.rules.claims.spans import is_year
from casetrack.rules.words import N_

LEFT_OUT, LABEL, SERIES, COVERAGE, NUMBERING = "", "label", "series", "coverage", "numbering"
OTHER, TOTAL, RATE, SUM, PRINTED = "other", "total", "rate", "sum", "printed"
# What casetrack counts itself: keys of its own figures.
OWN: tuple[Choice, ...] = (
    Choice("complaints", N_("Complaints")),
    Choice("verified", N_("Verified")),
    Choice("enquiries", N_("Enquiries")),
    Choice("cases", N_("FIRs")),
    Choice("raids", N_("Raids")),
    Choice("arrested", N_("Arrests")),
    Choice("challaned", N_("Challans")),
    Choice("convicted", N_("Convictions (accused)")),
    Choice("acquitted", N_("Acquittals (accused)")),
    Choice("cases_convicted", N_("Cases convicted")),
    Choice("cases_acquitted", N_("Cases acquitted")),
)
COLUMNS: tuple[Choice, ...] = (
    Choice(LABEL, N_("Year or name of the row")),
    Choice(SERIES, N_("Series")),
    Choice(COVERAGE, N_("Part of the year covered")),
    Choice(NUMBERING, N_("Numbering (2.1 is part of 2)")),
    *OWN,
    Choice(OTHER, N_("Another figure")),
    Choice(TOTAL, N_("Total of columns before it")),
    Choice(RATE, N_("Rate or percentage")),
    Choice(SUM, N_("Sum of rows, as given")),
    Choice(PRINTED, N_("Printed total")),
    Choice(LEFT_OUT, N_("Leave out")),
)
ROW, SUB = "row", "sub"
ROWS: tuple[Choice, ...] = (
    Choice(ROW, N_("Row")),
    Choice(TOTAL, N_("Total")),
    Choice(SUB, N_("Sub-head, counted in another row")),
    Choice(LEFT_OUT, N_("Leave out")),
)
ADDED = frozenset({OTHER, *(choice.key for choice in OWN)})
LABELS: Mapping[str, str] = {choice.key: choice.label for choice in (*COLUMNS, *OWN)}

_NOISE = re.compile(
    r"\b(?:number|no|nos|of|total|the|received|registered|made|persons|accused|in|new|all|under"
    r"|filed|opened|during|year)\b"
)
_WORDS: Mapping[str, frozenset[str]] = {
    "complaints": frozenset({"complaints", "complaint", "applications", "شکایات"}),
    "verified": frozenset({"verified", "verifications", "complaints verified"}),
    "enquiries": frozenset({"enquiries", "inquiries", "enquiry", "inquiry", "انکوائریاں"}),
    "cases": frozenset({"cases", "firs", "fir", "cases firs", "مقدمات"}),
    "raids": frozenset({"raids", "raid", "raids conducted"}),
    "arrested": frozenset({"arrests", "arrested", "arrest", "گرفتاریاں", "گرفتار"}),
    "challaned": frozenset({"challans", "challaned", "challan", "challans submitted"}),
    "convicted": frozenset({"convictions", "convicted", "conviction"}),
    "acquitted": frozenset({"acquittals", "acquitted", "acquittal"}),
    "cases_convicted": frozenset({"cases convicted", "convicted cases"}),
    "cases_acquitted": frozenset({"cases acquitted", "acquitted cases"}),
}
_EXACT: Mapping[str, str] = {
    **dict.fromkeys(("year", "years", "period", "سال", "name", "label"), LABEL),
    **dict.fromkeys(("series", "reply", "statement"), SERIES),
    **dict.fromkeys(("coverage", "period covered", "months", "covered"), COVERAGE),
    **dict.fromkeys(("total", "grand total", "all", "sum", "overall", "کل", "میزان"), TOTAL),
    **dict.fromkeys(("row sum", "sum of rows", "rows add up to"), SUM),
    **dict.fromkeys(("printed total", "printed", "total printed", "total as printed"), PRINTED),
    **dict.fromkeys(("diff", "difference"), LEFT_OUT),
}
_RATE = re.compile(r"%|percent|per cent|\brate\b|\bratio\b|\bshare\b|\*\s*100")
_TOTAL_ROW = re.compile(r"\btotals?\b|\ball india\b|\boverall\b|\bsum\b|^کل|^میزان|^مجموع")
_OF_WHICH = re.compile(r"^(?:of which|out of which|of these|including|incl\b|thereof)")
_NUMBER = re.compile(r"^\(?(\d{1,3}(?:\.\d{1,3}){0,4})[.)]?(?=\s|$)")


def guess_columns(grid: Grid) -> tuple[str, ...]:
    """The role of each column. The first that could name the rows does."""
    roles = [_column(grid, at) for at in range(len(grid.heads))]
    texts = [at for at, role in enumerate(roles) if role is None]
    if SUM in roles and PRINTED in roles and texts:
        return tuple(LABEL if at == texts[0] else role or LEFT_OUT for at, role in enumerate(roles))
    if LABEL not in roles and texts:
        roles[max(texts, key=lambda at: len({row[at] for row in grid.rows}))] = LABEL
    if LABEL not in roles and not any(role == NUMBERING for role in roles):
        roles[0] = LABEL
    return tuple(LEFT_OUT if role is None else role for role in roles)


def _column(grid: Grid, at: int) -> str | None:
    """The role of a column; None for words of which nothing is known."""
    head, cells = fold(grid.heads[at]), [read(row[at]) for row in grid.rows]
    if head in _EXACT:
        return _EXACT[head]
    if at < 2 and _is_numbering(head, [row[at] for row in grid.rows]):
        return NUMBERING
    if at == 0 and sum(is_year(row[0]) for row in grid.rows) * 2 > len(grid.rows):
        return LABEL
    figures = sum(cell.value is not None for cell in cells)
    if not figures or figures * 2 < sum(bool(cell.text) for cell in cells):
        return None
    if _RATE.search(tidy(grid.heads[at]).casefold()) or _mostly_percent(cells, figures):
        return RATE
    return _measure(head) or OTHER


def _is_numbering(head: str, cells: Sequence[str]) -> bool:
    filled = [cell for cell in cells if cell.strip()]
    return head in COUNTERS and bool(filled) and all(_NUMBER.match(cell.strip()) for cell in filled)


def _mostly_percent(cells: Sequence[Written], figures: int) -> bool:
    return sum(cell.percent for cell in cells) * 2 > figures


def _measure(head: str) -> str:
    """What casetrack calls it, where a head says nothing else: "Total complaints received"."""
    bare = " ".join(_NOISE.sub(" ", head).split())
    return next((key for key, words in _WORDS.items() if {head, bare} & words), "")


def guess_rows(grid: Grid, columns: Sequence[str]) -> tuple[str, ...]:
    """The kind of each row; a number under another row's number makes a sub-head."""
    numbers = [number_of(row, columns) for row in grid.rows]
    known = set(numbers) - {""}
    return tuple(
        _row(row, columns, number, known) for row, number in zip(grid.rows, numbers, strict=True)
    )


def number_of(row: Sequence[str], columns: Sequence[str]) -> str:
    """2.1 of a row, from its own column or from before its label; "" if it has none."""
    for role in (NUMBERING, LABEL):
        for cell, of in zip(row, columns, strict=True):
            found = _NUMBER.match(tidy(cell)) if of == role else None
            if found and not is_year(cell):
                return found[1]
    return ""


def _row(row: Sequence[str], columns: Sequence[str], number: str, known: set[str]) -> str:
    pairs = list(zip(row, columns, strict=True))
    if not any(read(cell).value is not None for cell, role in pairs if _is_figure(role)):
        return LEFT_OUT
    label = fold(" ".join(cell for cell, role in pairs if role in (LABEL, SERIES)))
    # A row that gives its own sum and total is judged by itself.
    if _TOTAL_ROW.search(label) and PRINTED not in columns:
        return TOTAL
    parents = {number[:at] for at, letter in enumerate(number) if letter == "."}
    return SUB if parents & known or _OF_WHICH.search(label) else ROW


def _is_figure(role: str) -> bool:
    return role in ADDED or role in (TOTAL, RATE, SUM, PRINTED)
