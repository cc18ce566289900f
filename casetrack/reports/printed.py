"""A document as JSON, and as tables of fixed columns for the console."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import date

from casetrack.reports.document import (
    Bars,
    Cell,
    Column,
    Curves,
    Days,
    Document,
    Money,
    Row,
    Share,
    Table,
)
from casetrack.reports.wording import (
    RATE_DIGITS,
    Say,
    beside,
    frame,
    interval_of,
    method,
    say_text,
    share_percent,
    shown,
)
from casetrack.rules.metrics import Rate
from casetrack.rules.words import N_


def as_json(document: Document, say: Say) -> str:
    """The whole document: exact integers, cells by the keys of their columns."""
    return json.dumps(plain(document, say), ensure_ascii=False, indent=2) + "\n"


def plain(document: Document, say: Say) -> dict[str, object]:
    """The document as plain data for a program."""
    how = document.asked.interval
    return {
        "report": document.name,
        "version": document.version,
        "title": say(document.title),
        "asked": document.asked.query(),
        "unit_name": document.unit_name,
        "sees_all": document.sees_all,
        "partial": document.partial,
        "demo": [say(line) for line in document.demo],
        "words": method(document, say),
        "headlines": [
            {
                "label": say(each.label),
                "value": _plain_cell(each.value, how, say),
                "words": say_text(each.words, say),
            }
            for each in document.headlines
        ],
        "tables": [_plain_table(table, how, say) for table in document.tables()],
        "charts": [_plain_chart(chart, say) for part in document.parts for chart in part.charts],
    }


def _plain_table(table: Table, interval: str, say: Say) -> dict[str, object]:
    return {
        "key": table.key,
        "title": say(table.title),
        "columns": [
            {"key": each.key, "title": say(each.title), "words": say(each.words)}
            for each in table.columns
        ],
        "rows": [_plain_row(row, table.columns, interval, say) for row in table.rows],
    }


def _plain_row(row: Row, columns: Sequence[Column], interval: str, say: Say) -> dict[str, object]:
    cells = {
        column.key: _plain_cell(cell, interval, say)
        for column, cell in zip(columns, row.cells, strict=True)
    }
    kind = "total" if row.total else "subtotal" if row.subtotal else "row"
    return {"kind": kind, "partial": say(row.partial), "cells": cells}


def _plain_cell(cell: Cell, interval: str, say: Say) -> object:
    match cell:
        case None | int():
            return cell
        case Rate():
            found = interval_of(cell, interval)
            low, high = (None, None) if found is None else found.percent(RATE_DIGITS)
            return {
                "n": cell.numerator,
                "of": cell.denominator,
                "percent": cell.percent_text(RATE_DIGITS).removesuffix(" %"),
                "low": None if low is None else str(low),
                "high": None if high is None else str(high),
            }
        case Share():
            return {"percent": str(share_percent(cell)), "behind": cell.behind}
        case Money() | Days():
            return asdict(cell)
        case date():
            return cell.isoformat()
        case _:
            return shown(cell, say)


def _plain_chart(chart: Bars | Curves, say: Say) -> dict[str, object]:
    if isinstance(chart, Curves):
        lines = [{"label": say_text(one.label, say), "points": one.points} for one in chart.lines]
        return {"key": chart.key, "title": say(chart.title), "until": chart.until, "lines": lines}
    bars = [
        {"label": say_text(bar.label, say), "value": bar.value, "shown": bar.shown}
        for bar in chart.bars
    ]
    return {"key": chart.key, "title": say(chart.title), "kind": chart.kind, "bars": bars}


def as_table(document: Document, say: Say) -> str:
    """The report in fixed columns."""
    lines = [f"{name}: {words}" for name, words in frame(document, say)]
    lines += [
        f"{say(each.label)}: {_words(each.value, document, say)}" for each in document.headlines
    ]
    for table in document.tables():
        lines += ["", say(table.title), *_columns(table, document, say)]
    return "\n".join(lines)


def _columns(table: Table, document: Document, say: Say) -> Iterator[str]:
    heads = [say(column.title) for column in table.columns]
    rows = [[_words(cell, document, say) for cell in row.cells] for row in table.rows]
    for words, row in zip(rows, table.rows, strict=True):
        words[0] = "  " * row.indent + words[0]
        if row.partial:
            words[0] += f" ({say(N_('partial'))}: {say(row.partial)})"
    lines = [heads, *rows]
    widths = [max(len(line[place]) for line in lines) for place in range(len(heads))]
    for line in lines:
        cells = [
            cell.ljust(width) if column.text else cell.rjust(width)
            for cell, width, column in zip(line, widths, table.columns, strict=True)
        ]
        yield "  ".join(cells).rstrip()


def _words(cell: Cell, document: Document, say: Say) -> str:
    small = beside(cell, document.asked.interval, say)
    return f"{shown(cell, say)} ({'; '.join(small)})" if small else shown(cell, say)
