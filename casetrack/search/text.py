"""Full text on either database (migration 0003): FTS5 on SQLite, tsvector on PostgreSQL.

Every word must begin a word of the row's `search_text`; both sides are folded by
people/normalise.py, so neither database adds grammar of its own.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from sqlalchemy import (
    ColumnElement,
    Select,
    Uuid,
    column,
    func,
    literal,
    literal_column,
    select,
    table,
)

from casetrack.db import session

_TABLES = {
    "complaint": "complaints",
    "case": "cases",
    "person": "persons",
    "organisation": "organisations",
}
_rows = table("search_rows", column("number"), column("kind"), column("subject_id", Uuid()))
_documents = table("search_documents", column("rowid"), column("words"))


def matching(kind: str, words: Sequence[str]) -> Select[uuid.UUID]:
    """Ids of the rows of one kind that hold every word; folded words, at least one."""
    if session.get_bind().dialect.name == "postgresql":
        return _matching_tsvector(kind, words)
    return _matching_fts5(kind, words)


def _matching_fts5(kind: str, words: Sequence[str]) -> Select[uuid.UUID]:
    wanted = " AND ".join(f'"{word}"*' for word in words)
    return (
        select(_rows.c.subject_id)
        .join_from(_documents, _rows, _rows.c.number == _documents.c.rowid)
        .where(literal_column("search_documents").op("MATCH")(wanted), _rows.c.kind == kind)
    )


def _matching_tsvector(kind: str, words: Sequence[str]) -> Select[uuid.UUID]:
    source = table(_TABLES[kind], column("id", Uuid()), column("search_text"))
    simple: ColumnElement[str] = literal_column("'simple'::regconfig")
    wanted = " & ".join(f"'{word}':*" for word in words)
    return select(source.c.id).where(
        func.to_tsvector(simple, source.c.search_text).op("@@")(
            func.to_tsquery(simple, literal(wanted))
        )
    )
