"""Whether every return is still what was issued: its text, its rows, its sums, its number."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import undefer

from casetrack.db import session
from casetrack.files import Store
from casetrack.numbers import Counter as Series
from casetrack.reports import kept_rows
from casetrack.reports.catalogue.kind import behind_every_drill
from casetrack.reports.models import Return
from casetrack.reports.proving import demand_rows
from casetrack.reports.returned import Signed, sha256_of, signed
from casetrack.rules.refusals import Refused


def faults(shelf: Store) -> Iterator[str]:
    """A line for each return that is not whole, and for each number that is missing."""
    ids = session.scalars(select(Return.id).order_by(Return.issued_at, Return.id)).all()
    for one in ids:
        rows = select(Return).where(Return.id == one).options(undefer(Return.content))
        found = session.scalars(rows).one()
        fault = _fault(found, shelf)
        if fault:
            yield f"{found.number}: {fault}"
        session.expunge(found)
    yield from _missing()


def is_whole(found: Return) -> bool:
    """Whether the text of a return is the one that was signed off."""
    return sha256_of(found.content) == found.sha256


def _fault(found: Return, shelf: Store) -> str:
    if not is_whole(found):
        return "its text is not the one that was signed off (SHA-256 differs)"
    try:
        said = signed(found.content)
        wrong = _column_fault(found, said)
        if wrong:
            return wrong
        return _rows_fault(said, shelf)
    except (kept_rows.BadFile, ValueError) as bad:
        return str(bad)
    except Refused as refused:
        return str(refused)


def _column_fault(found: Return, said: Signed) -> str:
    """The list of returns is read from columns: they say what the text says."""
    told = {
        "number": (found.number, said.number),
        "report": (found.report, said.report),
        "definitions": (found.definitions, said.definitions),
        "question": (found.question, said.question),
        "as_of": (found.as_of, said.as_of),
        "issued_at": (found.issued_at, said.issued_at),
        "purpose": (found.purpose, said.purpose),
        "rows": (found.rows, said.rows),
        "members_sha256": (found.members_sha256, said.members_sha256),
        "unit": (found.unit.code, said.unit),
        "supersedes": (found.supersedes.number if found.supersedes else "", said.supersedes),
    }
    wrong = next((name for name, (column, text) in told.items() if column != text), "")
    return f"its {wrong} is not the one that was signed off" if wrong else ""


def _rows_fault(said: Signed, shelf: Store) -> str:
    rows, counts = kept_rows.counted(behind_every_drill(said.document), shelf, said.members_sha256)
    if rows != said.rows:
        return f"there are {rows} rows in its file, and it speaks of {said.rows}"
    said.document.demand_sums()
    demand_rows(said.document, counts)
    return ""


def _missing() -> Iterator[str]:
    """Numbers are given without gaps: what the counter gave and no return has was taken away."""
    rows = select(Return.number, Return.year, Return.serial, Return.unit_id)
    there = {number for number, *_ in session.execute(rows.order_by(Return.number))}
    series = select(Series).where(Series.series.startswith("return:")).order_by(Series.series)
    for one in session.scalars(series):
        _return, code, year = one.series.split(":")
        numbers = (f"R-{code}-{year}-{serial:04d}" for serial in range(1, one.value + 1))
        yield from (
            f"{number}: it was issued and is gone" for number in numbers if number not in there
        )
