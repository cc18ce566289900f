"""A report as plain data: what page, PDF, CSV, XLSX, JSON, console and a frozen return all print.

Text is untranslated words or data; whoever prints it passes it through `say`. A tuple of words is
one text, joined by ": ". Nothing here knows a database.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from casetrack.reports.facts import Asked
from casetrack.rules.metrics import Rate, demand_total

Text = str | tuple[str, ...]
NONE: Mapping[str, Drill] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Money:
    """Minor units of one currency."""

    minor: int
    currency: str


@dataclass(frozen=True, slots=True)
class Days:
    """A length of time in days; None is "not reached"."""

    days: int | None


# int is a count; None is shown "-" and stands for "undefined" or "does not apply".
Cell = Text | int | date | Rate | Money | Days | None


@dataclass(frozen=True, slots=True)
class Drill:
    """The rows behind a figure: a measure (queries.measures) and what narrows it.

    `narrows` may hold from, to, state, reason and any filter of Asked by its query name.
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
    indent: int = 0
    partial: str = ""  # why this row must not be set against a full one
    drills: Mapping[str, Drill] = NONE  # by column key


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of one kind. Rows marked total are sums of the rows since the last total."""

    key: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    def demand_sums(self) -> None:
        """Raise Refused where a total differs from its rows."""
        for place, column in enumerate(self.columns):
            if not column.adds_up:
                continue
            gathered: list[int] = []
            for row in self.rows:
                cell = row.cells[place]
                count = cell if isinstance(cell, int) else 0
                if row.total:
                    demand_total(gathered, count, measure=column.title)
                    gathered = []
                else:
                    gathered.append(count)


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a chart; `shown` are the words for the value."""

    label: Text
    value: int
    shown: str
    note: str = ""
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
    """A step curve: from `x` (days) on, the share `y` (0 to 1)."""

    label: Text
    points: tuple[tuple[int, float], ...]


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
    demo: tuple[str, ...] = ()  # what is published, rounded or invented in a demonstration

    def tables(self) -> Iterator[Table]:
        for part in self.parts:
            yield part.table

    def demand_sums(self) -> None:
        """Raise Refused where a total differs from its rows."""
        for table in self.tables():
            table.demand_sums()
