"""Counts from the tallies: what the whole agency or a unit comes to, without reading its rows."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from functools import cache, lru_cache
from typing import Any

from sqlalchemy import Select, Text, cast, func, select

from casetrack.db import session
from casetrack.reports.facts import Asked, Period
from casetrack.reports.models import Tally
from casetrack.reports.queries.scope import Scope

# Measures that are tallied by year; the rest are counted from their rows whenever asked.
BY_YEAR = (
    "received",
    "verified",
    "complaint_convicted",
    "enquiry",
    "fir",
    "case_convicted",
    "case_acquitted",
    "case_discharged",
    "arrested",
    "challaned",
    "convicted",
    "acquitted",
    "arrested_convicted",
    "raid",
)
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


def tallied_by(
    scope: Scope, measure: str, by: str, years: Sequence[int], states: Collection[str] = ()
) -> Counter[Any]:
    """Counts of one measure in these years (one after another) by "year" or "unit" (id), or all
    under None; in all states or in these. The sealed are left out as by `tallied`.
    """
    keys: tuple[Any, ...] = {"": (), "year": (Tally.bucket,), "unit": (Tally.unit_id,)}[by]
    rows = select(*keys, func.sum(Tally.n)).where(
        Tally.measure == measure,
        Tally.bucket.between(years[0], years[-1]),
        *scope.units(Tally),
        *((Tally.state.in_(states),) if states else ()),
        *(() if scope.sees_all else (Tally.sealed.is_(False),)),
    )
    found = session.execute(rows.group_by(*keys).order_by(*keys))
    return Counter({name[0] if name else None: int(n) for *name, n in found if n})


def whole_years(asked: Asked, period: Period | None = None) -> tuple[list[int], list[Period]]:
    """The whole years of the period (the asked one unless another is given), and what is left of
    it before and after them.

    Nothing has happened after the as-of day, so a year that is asked for until then is whole.
    """
    whole, edges, within = [], [], period or asked.period
    for year in within.years:
        part = within.within(year)
        to_the_end = part.end == date(year, 12, 31) or part.end >= asked.as_of
        if part.start == date(year, 1, 1) and to_the_end:
            whole.append(year)
        else:
            edges.append(part)
    return whole, edges


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
