"""A report as plain data: what page, PDF, CSV, XLSX, JSON, console and a frozen return all print.

Text is untranslated words or data; whoever prints it passes it through `say`. A tuple of words is
one text, joined by ": ". Nothing here knows a database.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction

from casetrack.reports.facts import Asked
from casetrack.rules.metrics import Rate, demand_total

Text = str | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Money:
    """Minor units of one currency."""

    minor: int
    currency: str


@dataclass(frozen=True, slots=True)
class Days:
    """A length of time in days; None is "not reached"."""

    days: int | None


@dataclass(frozen=True, slots=True)
class Share:
    """An estimated share, 0 to 1, that is no count over a count; `behind`: the endings it tells."""

    value: Fraction
    behind: int


@dataclass(frozen=True, slots=True)
class Hidden:
    """A figure kept from the public: `small` is a count of 1 to 4, else it would give one away."""

    small: bool


# int is a count, a Decimal is printed with the digits it has. None is shown "-" and stands for
# "undefined" or "does not apply".
Cell = Text | int | Decimal | date | Rate | Share | Money | Days | Hidden | None


@dataclass(frozen=True, slots=True)
class Drill:
    """The rows behind a figure: a measure (queries.measures) and what narrows it.

    `narrows` may hold from, to, state, reason ("": none), any filter of Asked by its query name,
    and what views/behind reads: `passed` or `cohort`, another measure that the rows count under
    too (it is the cohort's day that lies in the period); `open` "1", those without an end;
    `group` (unit, officer, offence) and its `key`; of a followed cohort point, fate, reached, had.
    """

    measure: str
    narrows: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Column:
    """`key` for programs, `title` for people, `words` says what exactly is counted."""

    key: str
    title: str
    words: str = ""
    text: bool = False  # words, not figures
    adds_up: bool = False  # the total is the sum of the rows, and a return refuses if it is not


@dataclass(frozen=True, slots=True)
class Row:
    """`cells` in the order of the columns, the first one names the row."""

    cells: tuple[Cell, ...]
    total: bool = False
    subtotal: bool = False
    indent: int = 0
    partial: str = ""  # why this row must not be set against a full one
    drills: Mapping[str, Drill] = field(default_factory=dict)  # by column key


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of one kind. A total is the sum of the rows since the last total, subtotals left out;
    a subtotal that of the rows since the last subtotal or total.
    """

    key: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    def demand_sums(self) -> None:
        """Raise Refused where a total differs from its rows."""
        for place, column in enumerate(self.columns):
            if column.adds_up:
                for members, total in self.sums():
                    counts = [_count(row.cells[place]) for row in members]
                    demand_total(counts, _count(total.cells[place]), measure=column.title)

    def sums(self) -> Iterator[tuple[tuple[Row, ...], Row]]:
        """Each total and subtotal with the rows that it is the sum of."""
        whole: list[Row] = []
        part: list[Row] = []
        for row in self.rows:
            if row.total:
                yield tuple(whole), row
                whole, part = [], []
            elif row.subtotal:
                yield tuple(part), row
                part = []
            else:
                whole.append(row)
                part.append(row)


def _count(cell: Cell) -> int:
    return cell if isinstance(cell, int) else 0


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a chart; `shown` are the words for the value."""

    label: Text
    value: int
    shown: str
    note: Text = ""
    drill: Drill | None = None


@dataclass(frozen=True, slots=True)
class Bars:
    """Bars in order; `kind` is "bars", "funnel" or "pareto" (largest first, running share)."""

    key: str
    title: str
    bars: tuple[Bar, ...]
    kind: str = "bars"


@dataclass(frozen=True, slots=True)
class Line:
    """A step curve: from `x` (days) on, the share `y` (0 to 1).

    `until` is the last day that it knows of; None: as far as the chart goes.
    """

    label: Text
    points: tuple[tuple[int, float], ...]
    until: int | None = None


@dataclass(frozen=True, slots=True)
class Curves:
    """Step curves over days since the beginning."""

    key: str
    title: str
    lines: tuple[Line, ...]
    until: int  # the last day shown


@dataclass(frozen=True, slots=True)
class Headline:
    """A figure shown large: several stand side by side, never one alone."""

    label: str
    value: Cell
    words: Text = ""
    drill: Drill | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A titled part: a table, the charts of the same figures beside it, and words below."""

    title: str
    table: Table
    charts: tuple[Bars | Curves, ...] = ()
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A whole report. `version` is that of its definitions: it grows when one of them changes."""

    name: str
    version: int
    title: str
    asked: Asked
    unit_name: str
    sees_all: bool
    parts: tuple[Part, ...]
    headlines: tuple[Headline, ...] = ()
    words: tuple[str, ...] = ()  # how it was counted
    partial: bool = False
    demo: tuple[str, ...] = ()  # what is published or invented in a demonstration: kind.built
    narrowed: tuple[tuple[str, str], ...] = ()  # what else was asked, in words: kind.built

    def tables(self) -> Iterator[Table]:
        for part in self.parts:
            yield part.table

    def demand_sums(self) -> None:
        """Raise Refused where a total differs from its rows."""
        for table in self.tables():
            table.demand_sums()
