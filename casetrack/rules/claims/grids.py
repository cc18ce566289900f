"""Pasted text as a grid with one head to a column and years (or other items) down its rows."""

from __future__ import annotations

import csv
import io
import re
import zlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from casetrack.rules.claims.cells import fold, read, tidy
from casetrack.rules.claims.spans import is_year
from casetrack.rules.refusals import Refused
from casetrack.rules.words import N_

MOST_TEXT, MOST_ROWS, MOST_COLUMNS, MOST_CELLS = 200_000, 400, 40, 8_000
FIELD = "table"
# How a table lies: years down, years across, or one figure to a row.
DOWN, ACROSS, LONG = "down", "across", "long"
MEASURE_HEADS = frozenset({"measure", "indicator", "particulars", "item", "figure", "variable"})
VALUE_HEADS = frozenset(
    {"value", "count", "number", "figures", "total number", "persons", "amount"}
)
COUNTERS = frozenset({"", "no", "s no", "sr", "sr no", "sl no", "serial", "serial no", "sn"})

Cells = list[list[str]]


@dataclass(frozen=True, slots=True)
class Grid:
    """Heads and rows of equal length, years down; `lies` is how the table lay before."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    lies: str = DOWN

    @property
    def shape(self) -> str:
        """Which grid it is, so that choices made for another one are not taken for it."""
        words = "\t".join(self.heads).encode(errors="replace")
        return f"{self.lies}-{len(self.rows)}-{zlib.crc32(words):08x}"


def split(text: str) -> Cells:
    """The cells of pasted text: tabs, commas, semicolons, bars or blanks between them.

    Raises Refused where there is nothing or too much.
    """
    if len(text) > MOST_TEXT:
        raise Refused(N_("Paste at most 200,000 characters."), field=FIELD)
    clean = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    lines = [line for line in clean.split("\n") if line.strip() and not line.startswith("#")]
    if not lines:
        raise Refused(N_("Paste a table, or choose a file."), field=FIELD)
    return _cut(lines)


def _cut(lines: Sequence[str]) -> Cells:
    for separator in ("\t", "|", ";"):
        if sum(separator in line for line in lines) * 2 > len(lines):
            return [_bare(row) for row in _parsed(lines, separator) if not _is_rule(row)]
    by_comma = _parsed(lines, ",")
    lengths = Counter(len(row) for row in by_comma)
    usual, often = max(lengths.items(), key=lambda pair: pair[1], default=(0, 0))
    if usual > 1 and often * 10 >= len(by_comma) * 7:
        return by_comma
    return [_by_blanks(line) for line in lines]


def _parsed(lines: Sequence[str], separator: str) -> Cells:
    try:
        rows = csv.reader(io.StringIO("\n".join(lines)), delimiter=separator)
        return [row for row in rows if any(cell.strip() for cell in row)]
    except csv.Error as error:
        words = N_("The table could not be read. Copy it from the spreadsheet again.")
        raise Refused(words, field=FIELD) from error


def _is_rule(row: Sequence[str]) -> bool:
    """The line of dashes under the heads of a table written with bars."""
    return all(set(cell.strip()) <= set(":-") for cell in row)


def _bare(row: list[str]) -> list[str]:
    """Without the empty cells outside the bars of | a | b |."""
    return row[1:-1] if len(row) > 2 and not row[0].strip() and not row[-1].strip() else row


def _by_blanks(line: str) -> list[str]:
    """A label and its figures, as copied from a page: two blanks apart, or figure by figure."""
    wide = re.split(r"\s{2,}", line.strip())
    if len(wide) > 2:
        return wide
    words = line.split()
    at = len(words)
    while at > 1 and (read(words[at - 1]).value is not None or words[at - 1] in {"-", "–"}):
        at -= 1
    # A head of single words has as many cells as words.
    return [" ".join(words[:at]), *words[at:]] if at < len(words) else words


def grid_of(cells: Cells, lies: str = "") -> Grid:
    """The grid of some cells; `lies` is DOWN, ACROSS or LONG if somebody said so.

    Raises Refused where there is too much, or a row has more cells than there are heads.
    """
    rows = [_ended(row) for row in cells]
    start = next((at for at, row in enumerate(rows) if _filled(row) > 1), None)
    if start is None:
        raise Refused(N_("Paste a table with a head and at least two columns."), field=FIELD)
    heads, *body = rows[start:]
    if not _is_head(heads):
        body, heads = [heads, *body], [str(at) for at in range(1, len(heads) + 1)]
    _demand_bounds(heads, body)
    full = [tuple(row) + ("",) * (len(heads) - len(row)) for row in body]
    grid = Grid(tuple(tidy(head) for head in heads), tuple(full))
    return _laid(grid, lies or _lies(grid))


def _ended(row: Sequence[str]) -> list[str]:
    kept = list(row)
    while kept and not kept[-1].strip():
        kept.pop()
    return kept


def _filled(row: Iterable[str]) -> int:
    return sum(bool(cell.strip()) for cell in row)


def _is_head(row: Sequence[str]) -> bool:
    """Words, or years, stand over columns; figures do not."""
    figures = [cell for cell in row[1:] if read(cell).value is not None and not is_year(cell)]
    return len(figures) * 2 <= len(row) - 1


def _demand_bounds(heads: Sequence[str], body: Sequence[Sequence[str]]) -> None:
    if not body:
        raise Refused(N_("There is a head and no row below it."), field=FIELD)
    wide, long = len(heads) > MOST_COLUMNS, len(body) > MOST_ROWS
    if wide or long or len(heads) * len(body) > MOST_CELLS:
        raise Refused(
            N_(
                "The table has {columns} columns and {rows} rows. At most {wide} and {long} can be"
                " read, and {cells} cells."
            ),
            field=FIELD,
            columns=len(heads),
            rows=len(body),
            wide=MOST_COLUMNS,
            long=MOST_ROWS,
            cells=MOST_CELLS,
        )
    for number, row in enumerate(body, start=1):
        if len(row) > len(heads):
            raise Refused(
                N_(
                    "Row {number} has {cells} cells under {heads} heads. Paste it from a"
                    " spreadsheet, or put figures with commas in quotation marks."
                ),
                field=FIELD,
                number=number,
                cells=len(row),
                heads=len(heads),
            )


def _lies(grid: Grid) -> str:
    heads = {fold(head) for head in grid.heads}
    if heads & MEASURE_HEADS and heads & VALUE_HEADS:
        return LONG
    years = sum(is_year(head) for head in grid.heads[1:])
    down = sum(is_year(row[0]) for row in grid.rows)
    return ACROSS if years >= 2 and down * 2 <= len(grid.rows) else DOWN


def _laid(grid: Grid, lies: str) -> Grid:
    if lies == LONG:
        return _from_long(grid)
    return _turned(grid) if lies == ACROSS else grid


def _turned(grid: Grid) -> Grid:
    """Years across become years down; a column before the measures is the series."""
    years = [at for at, head in enumerate(grid.heads) if is_year(head)]
    first = years[0] if years else 1
    leads = [at for at in range(first) if fold(grid.heads[at]) not in COUNTERS or first == 1]
    measure = leads[-1] if leads else 0
    series = leads[0] if len(leads) > 1 else None
    named = _filled_down(grid.rows, series) if series is not None else [()] * len(grid.rows)
    figures = [
        (name, row[measure], head, row[at])
        for name, row in zip(named, grid.rows, strict=True)
        for at, head in enumerate(grid.heads)
        if at >= first
    ]
    lead = ["Series"] if series is not None else []
    return _spread(figures, [*lead, "Year"], ACROSS)


def _filled_down(rows: Sequence[Sequence[str]], column: int) -> list[tuple[str, ...]]:
    """A name that stands in the first of its rows alone, for each of them."""
    found: list[tuple[str, ...]] = []
    for row in rows:
        found.append((row[column],) if row[column].strip() or not found else found[-1])
    return found


def _from_long(grid: Grid) -> Grid:
    """One figure to a row becomes one column to a measure."""
    folded = [fold(head) for head in grid.heads]
    measure = next((at for at, head in enumerate(folded) if head in MEASURE_HEADS), 0)
    value = next(
        (at for at, head in enumerate(folded) if head in VALUE_HEADS and at != measure),
        len(folded) - 1,
    )
    leads = [at for at in range(len(folded)) if at not in (measure, value)]
    figures = [
        (
            tuple(row[at] for at in leads[:-1]),
            row[measure],
            row[leads[-1]] if leads else "",
            row[value],
        )
        for row in grid.rows
    ]
    return _spread(figures, [grid.heads[at] for at in leads] or ["Year"], LONG)


def _spread(
    figures: Sequence[tuple[tuple[str, ...], str, str, str]], leads: Sequence[str], lies: str
) -> Grid:
    """(what leads, measure, row, figure) as one row to a lead and one column to a measure."""
    measures = list(dict.fromkeys(measure for _lead, measure, _row, _figure in figures))
    keys = dict.fromkeys((lead, row) for lead, _measure, row, _figure in figures)
    found: dict[tuple[tuple[str, ...], str, str], str] = {}
    for lead, measure, row, figure in figures:
        found.setdefault((lead, row, measure), figure)
    rows = tuple(
        (*lead, row, *(found.get((lead, row, measure), "") for measure in measures))
        for lead, row in keys
    )
    heads = (*leads, *(tidy(measure) for measure in measures))
    _demand_bounds(heads, rows)
    return Grid(heads, rows, lies)
