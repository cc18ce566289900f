"""A document as the templates of page and paper print it: words made, drills turned into links."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import NamedTuple

from casetrack.reports import wording
from casetrack.reports.document import (
    Bar,
    Bars,
    Cell,
    Curves,
    Document,
    Drill,
    Money,
    Part,
    Row,
    Table,
    Text,
)
from casetrack.reports.facts import Asked
from casetrack.reports.views.plots import Plot, plot
from casetrack.reports.wording import Say
from casetrack.rules.metrics import Rate, round_half_up

# The address of the rows behind a figure, "" where there is none to give.
Link = Callable[[Drill], str]
ROOMY = 4  # columns
# Millimetres: of A4 upright and across, and what a column takes of it in print.
UPRIGHT, ACROSS = 180, 267
HEAD, FIGURE, RATE, AMOUNT, WORDS = 38, 17, 30, 28, 36


class ShownCell(NamedTuple):
    """One cell: its words, what stands small below them, and where it leads."""

    text: str
    small: tuple[str, ...] = ()
    url: str = ""
    figure: bool = False


@dataclass(frozen=True, slots=True)
class ShownRow:
    head: ShownCell
    cells: tuple[ShownCell, ...]
    look: str  # class of the <tr>
    partial: str


@dataclass(frozen=True, slots=True)
class ShownBar:
    """One bar of a chart (templates/shared/charts.html)."""

    label: str
    value: int
    shown: str
    note: str
    url: str
    running: Decimal | None = None  # percent that this and all larger ones have of the whole


@dataclass(frozen=True, slots=True)
class ShownChart:
    """`kind` is bars, funnel, pareto or curves; `bars` or `plot` is filled."""

    kind: str
    key: str
    title: str
    bars: tuple[ShownBar, ...] = ()
    plot: Plot | None = None


@dataclass(frozen=True, slots=True)
class ShownPart:
    """A card: charts, then the table, then words, then what its columns count."""

    title: str
    caption: str
    heads: tuple[str | tuple[str, str], ...]  # as shared/tables.html takes them
    rows: tuple[ShownRow, ...]
    charts: tuple[ShownChart, ...]
    words: tuple[str, ...]
    definitions: tuple[tuple[str, str], ...]
    widths: tuple[int, ...]  # of the columns in print, in millimetres
    roomy: bool  # so few columns that what is small stands on the line of its figure

    @property
    def wide(self) -> bool:
        """Whether it is printed across the page."""
        return sum(self.widths) > UPRIGHT

    def bands(self) -> Iterator[ShownPart]:
        """The table as paper holds it: cut between columns, each band with the names of rows."""
        bands: list[list[int]] = [[]]
        room = ACROSS - self.widths[0]
        for place, width in enumerate(self.widths[1:]):
            if bands[-1] and width > room:
                bands.append([])
                room = ACROSS - self.widths[0]
            bands[-1].append(place)
            room -= width
        for band in bands:
            rows = (replace(row, cells=tuple(row.cells[at] for at in band)) for row in self.rows)
            heads = (self.heads[0], *(self.heads[at + 1] for at in band))
            yield replace(self, heads=heads, rows=tuple(rows))


@dataclass(frozen=True, slots=True)
class ShownReport:
    title: str
    unit: str
    period: str
    as_of: str
    narrowed: tuple[str, ...]
    headlines: tuple[tuple[str, ShownCell, str], ...]  # label, figure, words
    parts: tuple[ShownPart, ...]
    method: tuple[str, ...]
    demo: tuple[str, ...]


def show(document: Document, link: Link, say: Say) -> ShownReport:
    """The whole report; `link` gives "" on paper."""
    say = cache(say)  # hundreds of cells say the same few words
    one = _Shower(document.asked, link, say)
    names = tuple(f"{say(name)}: {say(value)}" for name, value in document.narrowed)
    return ShownReport(
        title=say(document.title),
        unit=document.unit_name,
        period=wording.span_of(document.asked.period),
        as_of=wording.day(document.asked.as_of),
        narrowed=names,
        headlines=tuple(
            (say(each.label), one.cell(each.value, each.drill), one.text(each.words))
            for each in document.headlines
        ),
        parts=tuple(one.part(part) for part in document.parts),
        method=tuple(wording.method(document, say)),
        demo=tuple(say(line) for line in document.demo),
    )


@dataclass(frozen=True, slots=True)
class _Shower:
    asked: Asked
    link: Link
    say: Say

    def text(self, text: Text) -> str:
        return wording.say_text(text, self.say)

    def cell(self, cell: Cell, drill: Drill | None = None, *, text: bool = False) -> ShownCell:
        return ShownCell(
            wording.shown(cell, self.say),
            wording.beside(cell, self.asked.interval, self.say),
            self.link(drill) if drill and _has_rows(cell) else "",
            not text,
        )

    def part(self, part: Part) -> ShownPart:
        table = part.table
        return ShownPart(
            title=self.say(part.title),
            caption=self.say(table.title),
            heads=tuple(self._head(table, place) for place in range(len(table.columns))),
            rows=tuple(self.row(table, row) for row in table.rows),
            charts=tuple(self.chart(chart) for chart in part.charts),
            words=tuple(self.say(words) for words in part.words),
            definitions=tuple(
                (self.say(column.title), self.say(column.words))
                for column in table.columns
                if column.words
            ),
            widths=tuple(_width(table, place) for place in range(len(table.columns))),
            roomy=len(table.columns) <= ROOMY,
        )

    def _head(self, table: Table, place: int) -> str | tuple[str, str]:
        title = self.say(table.columns[place].title)
        if not table.columns[place].text:
            return title, "num"
        return (title, "wide") if place and _is_long(table, place) else title

    def row(self, table: Table, row: Row) -> ShownRow:
        shown = tuple(
            self.cell(cell, row.drills.get(column.key), text=column.text)
            for cell, column in zip(row.cells, table.columns, strict=True)
        )
        looks = {"total": row.total, "subtotal": row.subtotal, f"indent-{row.indent}": row.indent}
        look = " ".join(name for name, holds in looks.items() if holds)
        return ShownRow(shown[0], shown[1:], look, self.say(row.partial))

    def chart(self, chart: Bars | Curves) -> ShownChart:
        if isinstance(chart, Curves):
            return ShownChart(
                "curves", chart.key, self.say(chart.title), plot=plot(chart, self.say)
            )
        bars = tuple(self.bar(bar) for bar in chart.bars)
        if chart.kind == "pareto":
            bars = tuple(running(bars))
        return ShownChart(chart.kind, chart.key, self.say(chart.title), bars)

    def bar(self, bar: Bar) -> ShownBar:
        return ShownBar(
            self.text(bar.label),
            bar.value,
            self.say(bar.shown),
            self.text(bar.note),
            self.link(bar.drill) if bar.drill and bar.value else "",
        )


def _width(table: Table, place: int) -> int:
    cells = [row.cells[place] for row in table.rows]
    if place == 0:
        return HEAD
    if table.columns[place].text:
        return WORDS
    if any(isinstance(cell, Rate) for cell in cells):
        return RATE
    return AMOUNT if any(isinstance(cell, Money) for cell in cells) else FIGURE


def _has_rows(cell: Cell) -> bool:
    """Whether there is anything behind a figure; nobody follows a 0."""
    return bool(cell.numerator if isinstance(cell, Rate) else cell)


def running(bars: Sequence[ShownBar]) -> Iterator[ShownBar]:
    """The largest first, each with the share that it and all larger ones have of the whole."""
    whole, so_far = sum(bar.value for bar in bars), 0
    for bar in sorted(bars, key=lambda each: -each.value):
        so_far += bar.value
        share = Fraction(100 * so_far, whole) if whole else Fraction(0)
        yield replace(bar, running=round_half_up(share, 1))


LONG = 30  # characters from which words take a line of their own on a phone


def _is_long(table: Table, place: int) -> bool:
    texts = [row.cells[place] for row in table.rows]
    return any(isinstance(text, str) and len(text) > LONG for text in texts)
