"""What one officer is told of a comparison: every figure, the first of the rows that he may open,
and how many more there are. Plain data, so that the worker can keep it for him.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any, cast
from uuid import UUID

from casetrack.audit.chain import canonical
from casetrack.reports.causes import Cause, Why
from casetrack.reports.comparing import Comparison, MovedFigure, MovedRow
from casetrack.reports.document import Text
from casetrack.reports.frozen import freeze_cell, thaw_cell
from casetrack.reports.queries.matters import Matter
from casetrack.reports.queries.returns import Root, open_to
from casetrack.rules.actor import Actor

MOST = 100  # rows told one by one; the figures above them are always whole


@dataclass(frozen=True, slots=True)
class ToldRow:
    """A row that the officer may open; `root` is the complaint or case that it leads to."""

    label: str
    root: Root
    left: tuple[str, ...]
    joined: tuple[str, ...]
    cause: Cause


@dataclass(frozen=True, slots=True)
class Told:
    """`versions`: of the definitions, then and now. `more`: rows that he may open beyond those that
    are told. `others`: rows that he may not open, by cause.
    """

    today: date
    redefined: bool
    versions: tuple[int, int]
    figures: tuple[MovedFigure, ...]
    rows: tuple[ToldRow, ...]
    more: int
    others: Mapping[Why, int]


def told(comparison: Comparison, actor: Actor) -> Told:
    """What this officer may be told of it now."""
    matters = [(row, row.matter) for row in comparison.rows if row.matter]
    mine = open_to(actor, [matter.root for _row, matter in matters])
    rows = [_row(row, matter) for row, matter in matters if matter.root in mine]
    everything = Counter(row.cause.why for row in comparison.rows)
    return Told(
        comparison.now.asked.as_of,
        comparison.redefined,
        (comparison.then.version, comparison.now.version),
        comparison.figures,
        tuple(rows[:MOST]),
        max(len(rows) - MOST, 0),
        everything - Counter(row.cause.why for row in rows),
    )


def still_open(was: Told, actor: Actor) -> Told:
    """What was told, less the rows that were closed to him since: those are only counted."""
    mine = open_to(actor, [row.root for row in was.rows])
    closed = Counter(row.cause.why for row in was.rows if row.root not in mine)
    rows = tuple(row for row in was.rows if row.root in mine)
    return replace(was, rows=rows, others=Counter(was.others) + closed)


def _row(row: MovedRow, matter: Matter) -> ToldRow:
    return ToldRow(matter.label, matter.root, row.left, row.joined, row.cause)


# ---------------------------------------------------------------- kept as text


def text_of(what: Told) -> str:
    """Canonical JSON, which `told_in` reads again."""
    return canonical(
        {
            "today": what.today.isoformat(),
            "redefined": what.redefined,
            "versions": list(what.versions),
            "figures": [_plain_figure(one) for one in what.figures],
            "rows": [_plain_row(one) for one in what.rows],
            "more": what.more,
            "others": {why.value: count for why, count in what.others.items()},
        }
    )


def told_in(text: str) -> Told:
    kept: dict[str, Any] = json.loads(text)
    then, now = kept["versions"]
    return Told(
        date.fromisoformat(kept["today"]),
        kept["redefined"],
        (then, now),
        tuple(_figure_in(one) for one in kept["figures"]),
        tuple(_row_in(one) for one in kept["rows"]),
        kept["more"],
        {Why(why): count for why, count in kept["others"].items()},
    )


def _plain_figure(figure: MovedFigure) -> dict[str, Any]:
    return {
        "of": figure.of,
        "row": freeze_cell(figure.row),
        "column": figure.column,
        "then": freeze_cell(figure.then),
        "now": freeze_cell(figure.now),
        "difference": figure.difference,
    }


def _figure_in(kept: Mapping[str, Any]) -> MovedFigure:
    return MovedFigure(
        kept["of"],
        cast("Text", thaw_cell(kept["row"])),
        kept["column"],
        thaw_cell(kept["then"]),
        thaw_cell(kept["now"]),
        kept["difference"],
    )


def _plain_row(row: ToldRow) -> dict[str, Any]:
    cause, (kind, root_id) = row.cause, row.root
    return {
        "label": row.label,
        "root": [kind, str(root_id)],
        "left": list(row.left),
        "joined": list(row.joined),
        "why": cause.why.value,
        "act": list(cause.act),
        "on": cause.on.isoformat() if cause.on else "",
        "entered": cause.entered.astimezone(UTC).isoformat() if cause.entered else "",
    }


def _row_in(kept: Mapping[str, Any]) -> ToldRow:
    kind, root_id = kept["root"]
    cause = Cause(
        Why(kept["why"]),
        tuple(kept["act"]),
        date.fromisoformat(kept["on"]) if kept["on"] else None,
        datetime.fromisoformat(kept["entered"]) if kept["entered"] else None,
    )
    label, root = kept["label"], (kind, UUID(root_id))
    return ToldRow(label, root, tuple(kept["left"]), tuple(kept["joined"]), cause)
