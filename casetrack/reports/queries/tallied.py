"""Counts from the tallies: what the whole agency or a unit comes to, without reading its rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from sqlalchemy import func, select

from casetrack.db import session
from casetrack.reports.models import Tally
from casetrack.reports.queries.scope import Scope

# (measure, bucket, state, reason) -> how many.
Tallied = Counter[tuple[str, int, str, str]]
# (measure, bucket, state, days) -> how many spells.
Spells = Counter[tuple[str, int, str, int]]


def tallied(scope: Scope, measures: Iterable[str], first: int, last: int) -> Tallied:
    """Counts of these measures in buckets `first` to `last`, the sealed only for who sees all.

    The sealed matters that the actor works on are to be added from their rows.
    """
    keys = (Tally.measure, Tally.bucket, Tally.state, Tally.reason)
    rows = select(*keys, func.sum(Tally.n)).where(
        Tally.measure.in_(tuple(measures)), Tally.bucket.between(first, last), *scope.units(Tally)
    )
    if not scope.sees_all:
        rows = rows.where(Tally.sealed.is_(False))
    found = session.execute(rows.group_by(*keys).order_by(Tally.measure, Tally.bucket))
    return Counter({(a, b, c, d): int(n) for a, b, c, d, n in found if n})


def spells(scope: Scope, measure: str) -> Spells:
    """Lengths of ended spells of the whole agency; only for a scope of all units."""
    keys = (Tally.measure, Tally.bucket, Tally.state, Tally.days)
    rows = select(*keys, func.sum(Tally.n)).where(Tally.measure == measure)
    if not scope.sees_all:
        rows = rows.where(Tally.sealed.is_(False))
    # Past the mapper, in the order of the groups: there may be ten thousand of them.
    found = session.connection().execute(rows.group_by(*keys).order_by(*keys))
    return Counter({(a, b, c, d): int(n) for a, b, c, d, n in found if n})
