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
    and_,
    column,
    func,
    literal,
    literal_column,
    select,
    table,
)
from sqlalchemy.orm import InstrumentedAttribute

from casetrack.db import session

# An index hands over all hits of a word before they can be sorted; beyond these it is slower
# than reading the newest rows until a page is full (100,000 rows with the word: 1.3 s, 12 ms).
COMMON = 2000
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


def is_common(kind: str, words: Sequence[str]) -> bool:
    """True if so many rows hold the words that reading the newest finds a page sooner."""
    some = matching(kind, words).limit(COMMON + 1).subquery()
    return (session.scalar(select(func.count()).select_from(some)) or 0) > COMMON


def reading(column: InstrumentedAttribute[str], words: Sequence[str]) -> ColumnElement[bool]:
    """The same match by reading each row's text: for common words, newest rows first."""
    padded = literal(" ").concat(column)
    return and_(*(padded.contains(f" {word}") for word in words))


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
