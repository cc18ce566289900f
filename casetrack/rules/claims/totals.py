"""Which cells are the total of which, and whether they equal them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from casetrack.rules.claims import roles
from casetrack.rules.claims.cells import Written
from casetrack.rules.claims.spans import Span
from casetrack.rules.claims.table import Column, Line, Table

MOST_RIVALS = 3
Alike = dict[tuple[str, Span | None], list[Line]]


@dataclass(frozen=True, slots=True)
class Item:
    """One figure that a total is the sum of; `rivals` are other figures printed for the same."""

    label: str
    cell: Written
    rivals: tuple[Fraction, ...] = ()


@dataclass(frozen=True, slots=True)
class Check:
    """One printed total and what it should be the sum of.

    `key` is the role of its measure, `measure` its head as printed, `name` the total's own words.
    `across`: the sum of cells beside it. `part`: the sum of sub-heads, which may be "of which".
    """

    name: tuple[str, ...]
    key: str
    measure: str
    printed: Written
    items: tuple[Item, ...]
    blanks: int = 0
    across: tuple[str, ...] = ()
    part: bool = False
    sum: Fraction = field(init=False)
    difference: Fraction = field(init=False)  # printed total minus the sum; 0 is sound

    def __post_init__(self) -> None:
        found = added(item.cell.value for item in self.items)
        object.__setattr__(self, "sum", found)
        object.__setattr__(self, "difference", self.total - found)

    @property
    def total(self) -> Fraction:
        return self.printed.value or Fraction(0)

    @property
    def same_rows(self) -> tuple[object, ...]:
        """Equal for totals of the same measure over the same rows."""
        labels = tuple(item.label for item in self.items)
        return self.measure, self.part, self.across, labels, self.sum

    @property
    def sound(self) -> bool:
        """Sub-heads may be some of their parent (of which), never more than it."""
        return self.difference == 0 or (self.part and self.difference > 0)


def added(values: Iterable[Fraction | None]) -> Fraction:
    """The sum of those that there are; whole numbers are added as such, ten times as fast."""
    known = [value for value in values if value is not None]
    if all(value.denominator == 1 for value in known):
        return Fraction(sum(value.numerator for value in known))
    return sum(known, Fraction(0))


def checks(table: Table) -> tuple[Check, ...]:
    """Every total of the table, series by series: down, then across, then of sub-heads."""
    given = tuple(_given(table))
    return given or (*_down(table), *_across(table), *_of_subheads(table))


def _given(table: Table) -> Iterator[Check]:
    """Rows that give a sum and a printed total themselves."""
    sums, printed = table.of_role(roles.SUM), table.of_role(roles.PRINTED)
    if not sums or not printed:
        return
    for line in table.lines:
        total, added = line.cells[printed[0].place], line.cells[sums[0].place]
        if total.value is not None and added.value is not None:
            item = Item(sums[0].title, added)
            yield Check((line.series,) if line.series else (), "", line.label, total, (item,))


def _down(table: Table) -> Iterator[Check]:
    rivals = _alike(table)
    for lines in table.series():
        for at, total in enumerate(lines):
            if total.kind == roles.TOTAL:
                rows = _rows_of(table, lines, at)
                for column in table.figures():
                    yield from _one(total, rows, column, rivals)


def _one(
    total: Line, rows: Sequence[Line], column: Column, alike: Alike | None = None
) -> Iterator[Check]:
    printed = total.cells[column.place]
    filled = [row for row in rows if row.cells[column.place].value is not None]
    if printed.value is None or not filled:
        return
    items = tuple(
        Item(row.label, row.cells[column.place], _rivals(row, column, alike or {}))
        for row in filled
    )
    yield Check(total.name, column.role, column.title, printed, items, len(rows) - len(filled))


def _alike(table: Table) -> Alike:
    """Rows of the same label and days: never a whole year for a part of one."""
    found: Alike = {}
    for line in table.lines:
        if line.kind == roles.ROW:
            found.setdefault((line.label, line.span), []).append(line)
    return found


def _rivals(row: Line, column: Column, alike: Alike) -> tuple[Fraction, ...]:
    """What other series print for the same row, and otherwise than here."""
    own = row.cells[column.place].value
    others = (
        line.cells[column.place].value
        for line in alike.get((row.label, row.span), ())
        if line.series != row.series
    )
    found = dict.fromkeys(value for value in others if value is not None and value != own)
    return tuple(found)[:MOST_RIVALS]


def _rows_of(table: Table, lines: Sequence[Line], at: int) -> tuple[Line, ...]:
    """The rows that a total is meant to be of: those whose sums equal it in most columns.

    The rows above it, else those below it, when no sum speaks for more.
    """
    columns = table.figures()
    best: tuple[Line, ...] = ()
    most = -1
    for rows in _candidates(table, lines, at):
        agree = sum(_agrees(lines[at], rows, column) for column in columns)
        if agree > most:
            best, most = rows, agree
    return best


def _candidates(table: Table, lines: Sequence[Line], at: int) -> Iterator[tuple[Line, ...]]:
    above = _block([*reversed(lines[:at])])
    below = _block(lines[at + 1 :])
    for rows in (above[::-1], below, lines, table.lines):
        found = tuple(row for row in rows if row.kind == roles.ROW)
        if found:
            yield found


def _block(lines: Sequence[Line]) -> list[Line]:
    """The rows next to a total until another one; totals right beside it are passed over."""
    rest = list(lines)
    while rest and rest[0].kind == roles.TOTAL:
        rest.pop(0)
    end = next((at for at, line in enumerate(rest) if line.kind == roles.TOTAL), len(rest))
    return rest[:end]


def _agrees(total: Line, rows: Sequence[Line], column: Column) -> bool:
    printed = total.cells[column.place].value
    found = [row.cells[column.place].value for row in rows]
    known = [value for value in found if value is not None]
    return bool(known) and printed is not None and printed == added(known)


def _across(table: Table) -> Iterator[Check]:
    """Total columns: each the sum of as many columns before it as fit most of its rows."""
    columns = table.figures()
    for at, column in enumerate(columns):
        if column.role != roles.TOTAL:
            continue
        parts = _parts_of(table, columns, at)
        for line in table.lines:
            yield from _beside(line, column, parts)


def _parts_of(table: Table, columns: Sequence[Column], at: int) -> tuple[Column, ...]:
    before = [*reversed(columns[:at])]
    end = next((n for n, one in enumerate(before) if one.role == roles.TOTAL), len(before))
    left = tuple(reversed(before[:end]))
    parts = left if len(left) > 1 else tuple(columns[at + 1 :])
    wide = [parts[start:] for start in range(len(parts) - 1)] or [parts]
    return max(wide, key=lambda some: sum(_fits(line, columns[at], some) for line in table.lines))


def _fits(line: Line, column: Column, parts: Sequence[Column]) -> bool:
    return any(check.difference == 0 for check in _beside(line, column, parts))


def _beside(line: Line, column: Column, parts: Sequence[Column]) -> Iterator[Check]:
    printed = line.cells[column.place]
    items = tuple(
        Item(part.title, cell)
        for part in parts
        if (cell := line.cells[part.place]).value is not None
    )
    if printed.value is not None and items:
        names = tuple(part.title for part in parts)
        blanks = len(parts) - len(items)
        yield Check(line.name, column.role, column.title, printed, items, blanks, across=names)


def _of_subheads(table: Table) -> Iterator[Check]:
    """Heads with numbered sub-heads: these must not be more than their head."""
    for lines in table.series():
        for head in lines:
            prefix = f"{head.number}."
            parts = [
                line
                for line in lines
                if head.number
                and line.number.startswith(prefix)
                and line.number.count(".") == head.number.count(".") + 1
            ]
            for column in table.figures() if parts else ():
                for check in _one(head, parts, column):
                    yield replace(check, part=True)
