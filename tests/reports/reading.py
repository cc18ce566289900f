"""Reading a built document in tests: a table's cells by row name and column key."""

from __future__ import annotations

from datetime import date
from typing import Any

from casetrack.accounts.models import Officer
from casetrack.db import local_date, utc_now
from casetrack.reports import queries
from casetrack.reports.catalogue.kind import Kind, built
from casetrack.reports.document import Cell, Document
from casetrack.reports.facts import Asked, Period
from casetrack.reports.wording import say_text
from tests import factories

TODAY = local_date(utc_now())
YEARS = Period(date(2023, 1, 1), TODAY)


def report(
    kind: Kind,
    *,
    period: Period = YEARS,
    unit: str = "",
    as_of: date = TODAY,
    seen_by: Officer | None = None,
    **asked: Any,
) -> Document:
    """The report of everything, or of what one officer may know of in a unit."""
    scope = queries.everything(unit)
    if seen_by is not None:
        scope = queries.scope_of(seen_by.actor, factories.unit(unit or "FSD"))
    assert scope is not None
    by = asked.pop("by", kind.by[0].key if kind.by else "")
    return built(kind, scope, Asked(period, scope.unit.code, as_of, by=by, **asked))


def table(document: Document, key: str) -> dict[str, dict[str, Cell]]:
    """Rows of one table by name; the cells by the keys of their columns."""
    found = next(one for one in document.tables() if one.key == key)
    keys = [column.key for column in found.columns]
    return {
        say_text(row.cells[0], str): dict(zip(keys[1:], row.cells[1:], strict=True))  # type: ignore[arg-type]
        for row in found.rows
    }


def headline(document: Document, label: str) -> Cell:
    return next(each.value for each in document.headlines if each.label == label)
