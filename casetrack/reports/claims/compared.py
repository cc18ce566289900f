"""Printed figures beside casetrack's own of the same days and unit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from casetrack.reports.claims import figures
from casetrack.reports.document import Cell, Column, Drill, Part, Row, Table
from casetrack.reports.facts import Period
from casetrack.reports.queries.own import Own, own_figures
from casetrack.reports.queries.scope import Scope
from casetrack.reports.wording import span_of
from casetrack.rules.claims import roles
from casetrack.rules.claims import table as printed
from casetrack.rules.claims.cells import Written
from casetrack.rules.words import N_

# Role of a column -> the measure whose rows stand behind casetrack's own figure.
MEASURES: Mapping[str, str] = {
    "complaints": "received",
    "verified": "verified",
    "enquiries": "enquiry",
    "cases": "fir",
    "raids": "raid",
    "arrested": "arrested",
    "challaned": "challaned",
    "convicted": "convicted",
    "acquitted": "acquitted",
    "cases_convicted": "case_convicted",
    "cases_acquitted": "case_acquitted",
}
HEADS = (
    Column("row", N_("Figure and year"), text=True),
    Column("printed", N_("Printed")),
    Column("own", N_("casetrack"), N_("What casetrack counts in these days and this unit")),
    Column("difference", N_("Difference"), N_("Printed minus casetrack's own figure")),
    Column("note", N_("Note"), text=True),
)
WORDS = N_(
    "casetrack counts each event on its own day, in the chosen unit and all below it. A figure"
    " printed for part of a year is set against the same days, and against nothing where the days"
    " are not said."
)
UNSAID = N_("part of a year, and which days is not said: not compared")
OWN_PARTIAL = N_("casetrack has only some of these days")
PART = N_("part of a year")
MIXED = N_("adds part of a year to whole ones")
NO_DAYS = N_("no days are known for a row of it: not compared")


def days_of(line: printed.Line) -> Period | None:
    """The days that a line can be compared over."""
    return Period(line.span.start, line.span.end) if line.span and line.span.known else None


def compared(
    table: printed.Table, scope: Scope, as_of: date, owners: Sequence[printed.Column]
) -> Iterator[Part]:
    """Series by series: every measure, year by year, and its total."""
    periods = [days for line in table.lines if (days := days_of(line))]
    own = own_figures(scope=scope, periods=periods, as_of=as_of) if owners else {}
    rows = tuple(
        row for lines in table.series() for column in owners for row in _measure(lines, column, own)
    )
    if rows:
        title = N_("Beside casetrack's own figures")
        yield Part(title, Table("own", title, HEADS, rows), words=(WORDS,))


def _measure(
    lines: Sequence[printed.Line], column: printed.Column, own: Mapping[Period, Own]
) -> Iterator[Row]:
    dated = [line for line in lines if line.kind == roles.ROW and line.span]
    for line in dated:
        cell = line.cells[column.place]
        if cell.value is not None:
            yield _row(line, column, cell, own)
    for line in lines:
        if line.kind == roles.TOTAL and line.cells[column.place].value is not None and dated:
            yield _total(line, column, dated, own)


def _row(
    line: printed.Line, column: printed.Column, cell: Written, own: Mapping[Period, Own]
) -> Row:
    days = days_of(line)
    found = own.get(days) if days else None
    count = _count(found, column) if found else None
    note = "" if days else UNSAID
    if found and found.partial:
        note = OWN_PARTIAL
    drill = Drill(MEASURES[column.role], _between(days)) if days and count else None
    return Row(
        (*_cells((_title(column), *line.name), cell, count), note or None),
        partial=_partial(line),
        drills={"own": drill} if drill else {},
    )


def _total(
    line: printed.Line,
    column: printed.Column,
    dated: Sequence[printed.Line],
    own: Mapping[Period, Own],
) -> Row:
    rows = [row for row in dated if row.cells[column.place].value is not None]
    found = [own.get(days) if (days := days_of(row)) else None for row in rows]
    known = [each for each in found if each is not None]
    whole = bool(rows) and len(known) == len(found)
    count = sum(_count(each, column) for each in known) if whole else None
    mixed = any(row.span is not None and row.span.partial for row in rows)
    note = NO_DAYS if not whole else OWN_PARTIAL if any(each.partial for each in known) else ""
    return Row(
        (*_cells((_title(column), *line.name), line.cells[column.place], count), note or None),
        subtotal=True,
        partial=MIXED if mixed else "",
    )


def _cells(name: tuple[str, ...], cell: Written, count: int | None) -> tuple[Cell, ...]:
    value = cell.value
    if value is None:
        return name, None, count, None
    difference = None if count is None else figures.cell(value - count)
    return name, figures.cell(value), count, difference


def _title(column: printed.Column) -> str:
    return roles.LABELS[column.role]


def _count(own: Own, column: printed.Column) -> int:
    role = column.role
    count: int = getattr(own.figures, role)
    return count


def _partial(line: printed.Line) -> str:
    if line.span is None or not line.span.partial:
        return ""
    days = days_of(line)
    return span_of(days) if days else PART


def _between(days: Period) -> dict[str, str]:
    return {"from": days.start.isoformat(), "to": days.end.isoformat()}
