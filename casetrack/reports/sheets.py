"""A document as rows of plain values, and as CSV."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from casetrack.reports.document import Cell, Days, Document, Money, Row, Share, Table
from casetrack.reports.wording import (
    RATE_DIGITS,
    Say,
    frame,
    major,
    say_text,
    share_percent,
    shown,
)
from casetrack.rules.metrics import Rate
from casetrack.rules.words import N_
from casetrack.web.sheets import csv_text

Value = str | int | Decimal | date | None


def as_csv(document: Document, say: Say) -> str:
    """What it is about, the headlines, then each table under its title, a blank line between."""
    rows: list[Sequence[object]] = list(frame(document, say))
    for title, heads, lines in sections(document, say):
        rows += [(), (title,), heads, *lines]
    return csv_text(rows)


def sections(document: Document, say: Say) -> Iterable[tuple[str, list[str], list[list[Value]]]]:
    """Title, heads and rows of the headlines and of each table; a rate takes three columns."""
    if document.headlines:
        yield (say(N_("At a glance")), *_headlines(document, say))
    for table in document.tables():
        yield (say(table.title), *flat(table, say))


def flat(table: Table, say: Say) -> tuple[list[str], list[list[Value]]]:
    """The heads and rows of a table. Rates: count, of, percent; money: amount, currency.

    What a row is besides, a sum or partial, stands in columns at the end, where there is any.
    """
    shapes = [_shape(row.cells[place] for row in table.rows) for place in range(len(table.columns))]
    heads: list[str] = []
    for column, shape in zip(table.columns, shapes, strict=True):
        heads += _heads(say(column.title), shape, say)
    rows = [_row(row, shapes, say) for row in table.rows]
    for head, remarks in (
        (N_("Sum"), [_sum(row) for row in table.rows]),
        (N_("Partial"), [row.partial for row in table.rows]),
    ):
        if any(remarks):
            heads.append(say(head))
            for row, remark in zip(rows, remarks, strict=True):
                row.append(say(remark))
    return heads, rows


def _row(row: Row, shapes: Sequence[str], say: Say) -> list[Value]:
    pairs = zip(row.cells, shapes, strict=True)
    return [value for cell, shape in pairs for value in _values(cell, shape, say)]


def _sum(row: Row) -> str:
    if row.total:
        return N_("total")
    return N_("subtotal") if row.subtotal else ""


def _headlines(document: Document, say: Say) -> tuple[list[str], list[list[Value]]]:
    heads = ["", *_heads(say(N_("Figure")), "rate", say), say(N_("In words"))]
    rows: list[list[Value]] = []
    for each in document.headlines:
        found = _values(each.value, "rate", say)
        if not isinstance(each.value, Rate | Share):
            found = [_value(each.value, say), None, None]
        rows.append([say(each.label), *found, say_text(each.words, say)])
    return heads, rows


def _shape(cells: Iterable[Cell]) -> str:
    """What a column holds: rate, share, money or plain."""
    named = {Rate: "rate", Share: "share", Money: "money"}
    return next((named[type(cell)] for cell in cells if type(cell) in named), "plain")


def _heads(title: str, shape: str, say: Say) -> list[str]:
    if shape == "rate":
        return [f"{title}: n", f"{title}: {say(N_('of'))}", f"{title} (%)"]
    if shape == "share":
        return [f"{title} (%)"]
    return [title, say(N_("Currency"))] if shape == "money" else [title]


def _values(cell: Cell, shape: str, say: Say) -> list[Value]:
    if isinstance(cell, Rate):
        return [cell.numerator, cell.denominator, cell.percent(_digits(cell))]
    if isinstance(cell, Money):
        return [major(cell), cell.currency]
    if shape == "rate":
        return [None, None, _value(cell, say)]
    return [_value(cell, say), None] if shape == "money" else [_value(cell, say)]


def _digits(rate: Rate) -> int:
    """As many decimals as the page shows: more where 0.00 would hide something."""
    text = rate.percent_text(RATE_DIGITS).partition(" ")[0]
    return len(text.partition(".")[2]) or RATE_DIGITS


def _value(cell: Cell, say: Say) -> Value:
    if cell is None or isinstance(cell, int | Decimal | date):
        return cell
    if isinstance(cell, Days):
        return cell.days
    if isinstance(cell, Share):
        return share_percent(cell)
    return shown(cell, say)
