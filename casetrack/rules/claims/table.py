"""A printed table as it is understood: columns with a role, lines with a kind and read cells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from casetrack.rules.claims import roles
from casetrack.rules.claims.cells import Written, read, tidy
from casetrack.rules.claims.grids import Grid
from casetrack.rules.claims.spans import Span, span_of


@dataclass(frozen=True, slots=True)
class Column:
    """`place` in the grid; `title` as printed."""

    place: int
    role: str
    title: str


@dataclass(frozen=True, slots=True)
class Line:
    """One row. `kind` is one of roles.ROWS; `cells` by the place of their column."""

    place: int
    kind: str
    series: str
    label: str
    number: str
    span: Span | None
    cells: Mapping[int, Written]

    @property
    def name(self) -> tuple[str, ...]:
        """Series and label, those that there are."""
        return tuple(word for word in (self.series, self.label) if word)


@dataclass(frozen=True, slots=True)
class Table:
    """The whole of it. Lines that are left out are not in it."""

    columns: tuple[Column, ...]
    lines: tuple[Line, ...]

    def figures(self) -> tuple[Column, ...]:
        """The columns that a Total row is the sum of."""
        return tuple(
            column for column in self.columns if column.role in roles.ADDED | {roles.TOTAL}
        )

    def of_role(self, role: str) -> tuple[Column, ...]:
        return tuple(column for column in self.columns if column.role == role)

    def series(self) -> Iterator[tuple[Line, ...]]:
        """The lines of each series, in order."""
        for name in dict.fromkeys(line.series for line in self.lines):
            yield tuple(line for line in self.lines if line.series == name)

    def unread(self) -> Iterator[tuple[Line, Column, Written]]:
        """The cells that should hold a figure and hold something else."""
        for line in self.lines:
            for column in self.columns:
                cell = line.cells.get(column.place)
                if cell is not None and cell.fault:
                    yield line, column, cell


def table_of(grid: Grid, columns: Sequence[str], rows: Sequence[str]) -> Table:
    """The table, given the role of each column and the kind of each row."""
    known = tuple(
        Column(place, role, head)
        for place, (head, role) in enumerate(zip(grid.heads, columns, strict=True))
    )
    lines: list[Line] = []
    for place, (row, kind) in enumerate(zip(grid.rows, rows, strict=True)):
        before = lines[-1].series if lines else ""
        if kind != roles.LEFT_OUT:
            lines.append(_line(place, kind, row, known, before))
    return Table(known, tuple(lines))


def _line(place: int, kind: str, row: Sequence[str], columns: Sequence[Column], above: str) -> Line:
    def words(role: str) -> str:
        found = (tidy(row[each.place]) for each in columns if each.role == role)
        return " ".join(word for word in found if word)

    has_series = any(column.role == roles.SERIES for column in columns)
    label = words(roles.LABEL)
    number = roles.number_of(row, [column.role for column in columns])
    return Line(
        place,
        kind,
        # A series is often named in its first row alone.
        (words(roles.SERIES) or above) if has_series else "",
        label or number or str(place + 1),
        number,
        span_of(label, words(roles.COVERAGE)) if kind != roles.TOTAL else None,
        {each.place: read(row[each.place]) for each in columns if _holds_figures(each)},
    )


def _holds_figures(column: Column) -> bool:
    more = (roles.TOTAL, roles.RATE, roles.SUM, roles.PRINTED)
    return column.role in roles.ADDED or column.role in more
