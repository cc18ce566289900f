"""Small counts hidden from the public, and whatever else would give one of them away.

Counts of 1 to 4 are secret, as parts of rates too. Where figures add up to a total and only one
of them is secret, the total less the others would tell it: the smallest other one is hidden with
it. What is secret in one place is secret wherever the same figure stands. Charts of a part in
which anything is hidden fall away, and no figure leads to its rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from casetrack.reports.document import (
    Bars,
    Cell,
    Curves,
    Days,
    Document,
    Drill,
    Headline,
    Hidden,
    Money,
    Part,
    Row,
    Share,
    Table,
)
from casetrack.rules.metrics import Rate

SMALL = range(1, 5)
TOTAL = "total"
# No counts, but made of them.
TELLING = (Share, Money, Days, Decimal)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a count stands; table -1 holds the headlines, side 1 is the n of a rate, 2 its d."""

    table: int
    row: int
    column: int
    side: int = 0

    @property
    def cell(self) -> tuple[int, int, int]:
        return (self.table, self.row, self.column)


def for_the_public(document: Document) -> Document:
    """The document without its small counts; a pure function."""
    counts = dict(_counts(document))
    secret = _close(counts, tuple(_sums(document, counts)), _same(document, counts))
    hidden = {place.cell: False for place in secret}
    hidden |= {place.cell: True for place in secret if counts[place] in SMALL}
    return replace(
        document,
        headlines=tuple(
            _headline(each, hidden.get((-1, row, 0))) for row, each in enumerate(document.headlines)
        ),
        parts=tuple(_part(part, table, hidden) for table, part in enumerate(document.parts)),
    )


def _counts(document: Document) -> Iterator[tuple[Place, int]]:
    """Every count of the document by its place."""
    for row, headline in enumerate(document.headlines):
        yield from _of_cell(headline.value, -1, row, 0)
    for table, of in enumerate(document.tables()):
        for row, each in enumerate(of.rows):
            for column in range(1, len(of.columns)):
                yield from _of_cell(each.cells[column], table, row, column)


def _of_cell(cell: Cell, table: int, row: int, column: int) -> Iterator[tuple[Place, int]]:
    if isinstance(cell, Rate):
        yield Place(table, row, column, 1), cell.numerator
        yield Place(table, row, column, 2), cell.denominator
    elif isinstance(cell, Share):
        yield Place(table, row, column, 1), cell.behind
    elif isinstance(cell, int):
        yield Place(table, row, column), cell


def _sums(document: Document, counts: Mapping[Place, int]) -> Iterator[tuple[Place, ...]]:
    """Places of which one is the sum of the others: in columns that add up, said or not."""
    for table, of in enumerate(document.tables()):
        for numbers in _equations(of):
            for column in range(1, len(of.columns)):
                for side in (0, 1, 2):
                    places = tuple(Place(table, row, column, side) for row in numbers)
                    if _adds_up(places, counts):
                        yield places


def _equations(table: Table) -> Iterator[list[int]]:
    """Rows of which the last is the sum of the others: subtotals make up a total, too."""
    rows = {id(row): number for number, row in enumerate(table.rows)}
    for members, total in table.sums():
        yield [rows[id(row)] for row in (*members, total)]
    subtotals: list[int] = []
    for number, row in enumerate(table.rows):
        if row.total:
            yield [*subtotals, number]
            subtotals = []
        elif row.subtotal:
            subtotals.append(number)


def _adds_up(places: tuple[Place, ...], counts: Mapping[Place, int]) -> bool:
    if any(place not in counts for place in places):
        return False
    *members, total = (counts[place] for place in places)
    return sum(members) == total


def _same(document: Document, counts: Mapping[Place, int]) -> Mapping[Place, frozenset[object]]:
    """What names each count: its rows (a drill), and its row with its value."""
    tables = tuple(document.tables())
    names: dict[Place, frozenset[object]] = {}
    for place, count in counts.items():
        if place.table < 0:
            headline = document.headlines[place.row]
            drill, head = headline.drill, TOTAL
        else:
            row = tables[place.table].rows[place.row]
            drill = row.drills.get(tables[place.table].columns[place.column].key)
            head = TOTAL if row.total else str(row.cells[0])
        named: set[object] = {(head, count)}
        if drill is not None and place.side != 2:  # a rate leads to the rows of its numerator
            named.add(_address(drill, document))
        names[place] = frozenset(named)
    return names


def _address(drill: Drill, document: Document) -> tuple[object, ...]:
    return (drill.measure, frozenset((document.asked.query() | dict(drill.narrows)).items()))


def _close(
    counts: Mapping[Place, int],
    sums: tuple[tuple[Place, ...], ...],
    names: Mapping[Place, frozenset[object]],
) -> set[Place]:
    """The small counts, and what must be hidden with them; again until nothing is given away."""
    secret = {place for place, count in counts.items() if count in SMALL}
    before = -1
    while before != len(secret):
        before = len(secret)
        named = set[object]().union(*(names[place] for place in secret))
        secret |= {place for place in counts if counts[place] and names[place] & named}
        cells = {place.cell for place in secret}
        for places in sums:
            unknown = [place for place in places if place.cell in cells]
            if _given_away(unknown, secret, counts, places):
                secret |= set(_next(places, cells, counts))
    return secret


def _given_away(
    unknown: list[Place],
    secret: set[Place],
    counts: Mapping[Place, int],
    places: tuple[Place, ...],
) -> bool:
    """Whether the figures shown tell one that is not: it stands alone, or what is left over is
    the least that the hidden ones can be (1 if small, else 5), or the most (4).
    """
    if not any(place in secret for place in unknown):
        return False
    if len(unknown) == 1:
        return True
    if places[-1] in unknown:
        return False
    values = [counts[place] for place in unknown]
    least = sum(SMALL.start if value in SMALL else SMALL.stop for value in values)
    return sum(values) == least or set(values) == {SMALL[-1]}


def _next(
    places: tuple[Place, ...], cells: set[tuple[int, int, int]], counts: Mapping[Place, int]
) -> list[Place]:
    """The smallest figure still shown that is not 0; of the total, only when there is no other."""
    shown = [place for place in places if place.cell not in cells and counts[place]]
    members = [place for place in shown if place != places[-1]]
    return sorted(members or shown, key=lambda place: counts[place])[:1]


def _headline(headline: Headline, small: bool | None) -> Headline:
    return replace(headline, value=_kept(headline.value, small), drill=None)


def _kept(cell: Cell, small: bool | None) -> Cell:
    """What is shown of a cell: a rate is never said to be <5, which is a count."""
    return cell if small is None else Hidden(small and not isinstance(cell, Rate | Share))


def _part(part: Part, number: int, hidden: Mapping[tuple[int, int, int], bool]) -> Part:
    rows = tuple(_row(row, number, place, hidden) for place, row in enumerate(part.table.rows))
    whole = not any(isinstance(cell, Hidden) for row in rows for cell in row.cells)
    charts = tuple(_unlinked(chart) for chart in part.charts if whole and not _small(chart))
    return replace(part, table=replace(part.table, rows=rows), charts=charts)


def _row(row: Row, table: int, place: int, hidden: Mapping[tuple[int, int, int], bool]) -> Row:
    cells: list[Cell] = []
    for column, cell in enumerate(row.cells):
        cells.append(_kept(cell, hidden.get((table, place, column))))
    if any(isinstance(cell, Hidden) for cell in cells):
        # A share, what a handful lost, or how long it took them, tells of one of them.
        cells = [Hidden(small=False) if isinstance(cell, TELLING) else cell for cell in cells]
    return replace(row, cells=tuple(cells), drills={})


def _small(chart: Bars | Curves) -> bool:
    """Whether a chart draws a small count that no table beside it has."""
    return isinstance(chart, Bars) and any(bar.value in SMALL for bar in chart.bars)


def _unlinked(chart: Bars | Curves) -> Bars | Curves:
    if isinstance(chart, Curves):
        return chart
    return replace(chart, bars=tuple(replace(bar, drill=None) for bar in chart.bars))
