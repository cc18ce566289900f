"""Every figure of a document with its place in it, and how many rows it says that there are."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from casetrack.reports.document import Cell, Document, Drill, Part, Text
from casetrack.rules.metrics import Rate
from casetrack.rules.words import N_

AT_A_GLANCE = N_("At a glance")


class Figure(NamedTuple):
    """One cell that is not words. `of`, `row` and `column` are what a reader finds it by; `place`
    is how a program does, the same in every document of that question.
    """

    of: str
    row: Text
    column: str
    place: tuple[object, ...]
    cell: Cell
    drill: Drill | None

    @property
    def counted(self) -> int | None:
        """The rows that its drill leads to: the count, or what a rate has above the line."""
        if isinstance(self.cell, Rate):
            return self.cell.numerator
        return self.cell if isinstance(self.cell, int) else None


def figures(document: Document) -> Iterator[Figure]:
    """In the order of the page. Charts show the figures of the tables beside them once more."""
    for each in document.headlines:
        yield Figure(AT_A_GLANCE, each.label, "", ("headline", each.label), each.value, each.drill)
    for part in document.parts:
        yield from _of_table(part)


def _of_table(part: Part) -> Iterator[Figure]:
    table, above = part.table, ""
    for row in part.table.rows:
        name = row.cells[0]
        assert isinstance(name, str | tuple)  # noqa: S101 - Row: the first cell names the row
        for column, cell in zip(table.columns[1:], row.cells[1:], strict=True):
            if not column.text:
                place = (table.key, above, name, column.key)
                drill = row.drills.get(column.key)
                yield Figure(table.title, name, column.title, place, cell, drill)
        if row.total or row.subtotal:
            above = str(name)
