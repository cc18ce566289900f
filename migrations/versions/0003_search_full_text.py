"""search full text

SQLite: one FTS5 index without a copy of the text; `search_rows` gives each complaint, case,
person and organisation its row number in it, and triggers keep both in step. A batch rewrite of
one of these tables drops its triggers: make them again in the same migration. PostgreSQL: a GIN
index on each table's own words.
"""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

SOURCES = {
    "complaints": "complaint",
    "cases": "case",
    "persons": "person",
    "organisations": "organisation",
}
ROWS = """
CREATE TABLE search_rows (
    number INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    subject_id CHAR(32) NOT NULL,
    UNIQUE (kind, subject_id)
)
"""
# search_text is folded already (people/normalise.py): the tokenizer only splits at blanks.
DOCUMENTS = """
CREATE VIRTUAL TABLE search_documents USING fts5(
    words, content='', contentless_delete=1, detail=none, prefix='2 3',
    tokenize='unicode61 remove_diacritics 2'
)
"""
INSERTED = """
CREATE TRIGGER search_{table}_insert AFTER INSERT ON {table} BEGIN
    INSERT INTO search_rows (kind, subject_id) VALUES ('{kind}', new.id);
    INSERT INTO search_documents (rowid, words)
    SELECT number, new.search_text FROM search_rows WHERE kind = '{kind}' AND subject_id = new.id;
END
"""
UPDATED = """
CREATE TRIGGER search_{table}_update AFTER UPDATE OF search_text ON {table}
WHEN new.search_text IS NOT old.search_text BEGIN
    UPDATE search_documents SET words = new.search_text
    WHERE rowid = (SELECT number FROM search_rows WHERE kind = '{kind}' AND subject_id = new.id);
END
"""
DELETED = """
CREATE TRIGGER search_{table}_delete AFTER DELETE ON {table} BEGIN
    DELETE FROM search_documents
    WHERE rowid = (SELECT number FROM search_rows WHERE kind = '{kind}' AND subject_id = old.id);
    DELETE FROM search_rows WHERE kind = '{kind}' AND subject_id = old.id;
END
"""
FILL_ROWS = "INSERT INTO search_rows (kind, subject_id) SELECT '{kind}', id FROM {table}"
FILL_DOCUMENTS = """
INSERT INTO search_documents (rowid, words)
SELECT search_rows.number, {table}.search_text
FROM {table} JOIN search_rows
ON search_rows.kind = '{kind}' AND search_rows.subject_id = {table}.id
"""
GIN = """
CREATE INDEX search_{table}_words ON {table}
USING gin (to_tsvector('simple'::regconfig, search_text))
"""


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        _each(GIN)
        return
    op.execute(ROWS)
    op.execute(DOCUMENTS)
    for statement in (FILL_ROWS, FILL_DOCUMENTS, INSERTED, UPDATED, DELETED):
        _each(statement)


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        _each("DROP INDEX search_{table}_words")
        return
    for act in ("insert", "update", "delete"):
        _each(f"DROP TRIGGER search_{{table}}_{act}")
    op.execute("DROP TABLE search_documents")
    op.execute("DROP TABLE search_rows")


def _each(statement: str) -> None:
    for table, kind in SOURCES.items():
        op.execute(statement.format(table=table, kind=kind))
