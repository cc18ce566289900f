"""What `flask report moved` prints: every figure and every row, whoever may see them."""

from __future__ import annotations

from collections.abc import Iterator

import click

from casetrack.db import local_date, utc_now
from casetrack.reports import issuing, queries, wording
from casetrack.reports.catalogue import BY_NAME
from casetrack.reports.comparing import Comparison, MovedFigure, MovedRow, compared
from casetrack.reports.queries.returns import return_numbered
from casetrack.reports.returned import signed


def lines(number: str) -> Iterator[str]:
    """Raises ClickException, Refused, or ValueError where the rows of the return are gone."""
    found = return_numbered(number)
    kind = BY_NAME.get(found.report) if found else None
    if found is None or kind is None:
        raise click.ClickException(f"there is no return {number} that could be asked again")
    comparison = compared(
        signed(found.content),
        kind,
        queries.scope_of_return(found),
        shelf=issuing.shelf(),
        today=local_date(utc_now()),
    )
    yield from _said(comparison)


def _said(comparison: Comparison) -> Iterator[str]:
    if comparison.redefined:
        old, new = comparison.then.version, comparison.now.version
        yield f"The definitions were changed since, from version {old} to {new}."
    yield from map(_figure, comparison.figures)
    yield from map(_row, comparison.rows)
    if not comparison.figures and not comparison.rows:
        yield "Nothing moved."


def _figure(moved: MovedFigure) -> str:
    row = wording.say_text(moved.row, str)
    name = ": ".join(part for part in (moved.of, row, moved.column) if part)
    then, now = (wording.shown(cell, str) for cell in (moved.then, moved.now))
    return f"{name}: {then} then, {now} now"


def _row(moved: MovedRow) -> str:
    cause = moved.cause
    label = moved.matter.label if moved.matter else moved.id
    act = " -> ".join(cause.act)
    on = f"of {cause.on}" if cause.on else ""
    entered = f"entered {local_date(cause.entered)}" if cause.entered else ""
    why = ", ".join(part for part in (cause.why.label, act, on, entered) if part)
    went = [f"left {name}" for name in moved.left] + [f"joined {name}" for name in moved.joined]
    return f"{moved.kind} {label}: {why}; {'; '.join(went)}"
