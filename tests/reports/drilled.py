"""Every figure of a document set against the rows that its drill lists."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from casetrack.reports.document import Bars, Cell, Document, Drill, Table
from casetrack.reports.facts import Asked, Period
from casetrack.reports.queries.behind import how_many
from casetrack.reports.queries.counted import question
from casetrack.reports.queries.scope import Scope
from casetrack.reports.views.behind import behind
from casetrack.rules.metrics import Rate


def differences(document: Document, scope: Scope) -> list[str]:
    """Each figure that differs from its rows; and that there were figures at all."""
    figures = list(_figures(document))
    assert figures
    wrong = []
    for name, cell, drill in figures:
        counted = cell.numerator if isinstance(cell, Rate) else cell
        listed = rows_behind(drill, document.asked, scope)
        if counted is not None and counted != listed:
            wrong.append(f"{name} says {counted}, {drill} lists {listed}")
    return wrong


def _figures(document: Document) -> Iterator[tuple[str, Cell, Drill]]:
    for each in document.headlines:
        if each.drill:
            yield each.label, each.value, each.drill
    for part in document.parts:
        yield from _of_table(part.table)
        for chart in part.charts:
            if isinstance(chart, Bars) and chart.kind in ("pareto", "funnel"):
                yield from _of_bars(chart)


def _of_table(table: Table) -> Iterator[tuple[str, Cell, Drill]]:
    for row in table.rows:
        for column, cell in zip(table.columns, row.cells, strict=True):
            if column.key in row.drills:
                yield f"{table.key} {row.cells[0]} {column.key}", cell, row.drills[column.key]


def _of_bars(chart: Bars) -> Iterator[tuple[str, Cell, Drill]]:
    for bar in chart.bars:
        if bar.drill:
            yield f"{chart.key} {bar.label}", bar.value, bar.drill


def rows_behind(drill: Drill, asked: Asked, scope: Scope) -> int:
    given = dict(drill.narrows)
    start = date.fromisoformat(given.pop("from", asked.period.start.isoformat()))
    end = date.fromisoformat(given.pop("to", asked.period.end.isoformat()))
    q = question(scope, replace(asked, period=Period(start, end)))
    return how_many(behind({"measure": drill.measure, **given}), q)
