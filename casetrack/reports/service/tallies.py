"""Keeping the table of tallies small: equal cells are put together in the background."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import func, select, text

from casetrack.db import session
from casetrack.reports.models import Tally

# Some 1,500 moves. A report reads that many rows in a few milliseconds.
MANY = 5_000

# On SQLite nobody else writes meanwhile: the oldest row of a cell takes what all of them come to.
_ADD_UP = """
    UPDATE tallies SET n = folded.n
    FROM (
        SELECT min(id) AS id, sum(n) AS n FROM tallies
        GROUP BY measure, bucket, state, reason, days, sealed, unit_id HAVING count(*) > 1
    ) AS folded
    WHERE tallies.id = folded.id"""
_DROP_THE_REST = """
    DELETE FROM tallies WHERE n = 0 OR id NOT IN (
        SELECT min(id) FROM tallies
        GROUP BY measure, bucket, state, reason, days, sealed, unit_id
    )"""
# On PostgreSQL one statement takes away rows that it has seen and puts their sums back. A row that
# a writer adds meanwhile is untouched; two who fold at once each fold what the other does not hold.
_TAKE_AND_PUT_BACK = """
    WITH many AS (
        SELECT unnest(array_agg(id)) AS id FROM tallies
        GROUP BY measure, bucket, state, reason, days, sealed, unit_id HAVING count(*) > 1
    ), held AS (
        SELECT id FROM tallies WHERE id IN (SELECT id FROM many) FOR UPDATE SKIP LOCKED
    ), gone AS (
        DELETE FROM tallies WHERE id IN (SELECT id FROM held)
        RETURNING measure, bucket, unit_id, sealed, state, reason, days, n
    )
    INSERT INTO tallies (measure, bucket, unit_id, sealed, state, reason, days, n)
    SELECT measure, bucket, unit_id, sealed, state, reason, days, sum(n) FROM gone
    GROUP BY measure, bucket, state, reason, days, sealed, unit_id HAVING sum(n) <> 0"""
FOLDS: Mapping[str, tuple[str, ...]] = {
    "sqlite": (_ADD_UP, _DROP_THE_REST),
    "postgresql": (_TAKE_AND_PUT_BACK,),
}


def fold() -> None:
    """Put the rows of each cell together; no sum changes, whoever writes at the same time."""
    for statement in FOLDS[session.get_bind().dialect.name]:
        session.execute(text(statement))


def fold_if_many(*, since: int) -> int:
    """Fold when MANY rows have gathered after the one of this id; give the id to go on from."""
    newest = _newest()
    if newest - since < MANY:
        return min(newest, since)
    fold()
    return _newest()


def _newest() -> int:
    return session.scalar(select(func.max(Tally.id))) or 0
