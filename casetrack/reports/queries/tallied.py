"""Counts from the tallies: what the whole agency or a unit comes to, without reading its rows."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from sqlalchemy import Select, Text, cast, func, select

from casetrack.db import session
from casetrack.reports.models import Tally
from casetrack.reports.queries.scope import Scope

# (measure, bucket, state, reason) -> how many.
Tallied = Counter[tuple[str, int, str, str]]
# year of beginning, state, lengths in days, and how many more (or fewer) are so long.
Spells = tuple[int, str, list[int], list[int]]


def tallied(scope: Scope, measures: Iterable[str], first: int, last: int) -> Tallied:
    """Counts of these measures in buckets `first` to `last`, the sealed only for who sees all.

    The sealed matters that the actor works on are to be added from their rows.
    """
    found = session.execute(_cells(scope, tuple(measures), first, last))
    return Counter({(a, b, c, d): int(n) for a, b, c, d, n in found if n})


@lru_cache(maxsize=256)
def _cells(
    scope: Scope, measures: tuple[str, ...], first: int, last: int
) -> Select[str, int, str, str, int]:
    """Writing the statement takes longer than answering it."""
    keys = (Tally.measure, Tally.bucket, Tally.state, Tally.reason)
    rows = select(*keys, func.sum(Tally.n)).where(
        Tally.measure.in_(measures), Tally.bucket.between(first, last), *scope.units(Tally)
    )
    if not scope.sees_all:
        rows = rows.where(Tally.sealed.is_(False))
    return rows.group_by(*keys).order_by(Tally.measure, Tally.bucket)


def spells(scope: Scope, measure: str) -> Iterator[Spells]:
    """Lengths of spells of the whole agency, to be added up; only for a scope of all units.

    There may be tens of thousands, so each year and state comes as one text, "days,n,days,n".
    """
    for year, state, cells in session.execute(_lengths(measure, scope.sees_all)):
        found = json.loads(f"[{cells}]")
        yield year, state, found[::2], found[1::2]


@cache
def _lengths(measure: str, sees_all: bool) -> Select[int, str, str]:
    cell = cast(Tally.days, Text) + "," + cast(Tally.n, Text)
    rows = select(Tally.bucket, Tally.state, func.aggregate_strings(cell, ",")).where(
        Tally.measure == measure
    )
    if not sees_all:
        rows = rows.where(Tally.sealed.is_(False))
    keys = (Tally.bucket, Tally.state)
    return rows.group_by(*keys).order_by(*keys)
