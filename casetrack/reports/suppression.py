"""Small counts hidden from the public, and whatever else would give one of them away."""

from __future__ import annotations

from dataclasses import replace

from casetrack.reports.document import Cell, Document, Hidden, Part, Table
from casetrack.rules.metrics import Rate

SMALL = range(1, 5)


def for_the_public(document: Document) -> Document:
    """The document with its small counts, and the rates built on them, hidden."""
    headlines = tuple(
        replace(each, value=_hidden(each.value), drill=None) for each in document.headlines
    )
    return replace(
        document, headlines=headlines, parts=tuple(_part(part) for part in document.parts)
    )


def _part(part: Part) -> Part:
    table = _table(part.table)
    hides = any(isinstance(cell, Hidden) for row in table.rows for cell in row.cells)
    return replace(part, table=table, charts=() if hides else part.charts)


def _table(table: Table) -> Table:
    rows = (
        replace(row, cells=(row.cells[0], *(_hidden(cell) for cell in row.cells[1:])), drills={})
        for row in table.rows
    )
    return replace(table, rows=tuple(rows))


def _hidden(cell: Cell) -> Cell:
    counts = (cell.numerator, cell.denominator) if isinstance(cell, Rate) else (cell,)
    return Hidden(small=True) if any(count in SMALL for count in counts) else cell
