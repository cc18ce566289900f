"""add returns

Returns, which nothing may change or delete once they are issued; the requests for them; saved
reports and what arrives of them each month.
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

APPEND_ONLY = ("returns",)
NOT_DELETED = sa.text("deleted_at IS NULL")


def upgrade() -> None:
    _add_returns()
    _add_requests()
    _add_saved()
    _add_deliveries()
    for table in APPEND_ONLY:
        for act in ("UPDATE", "DELETE"):
            op.execute(_trigger(table, act))


def downgrade() -> None:
    for table in APPEND_ONLY:
        for act in ("UPDATE", "DELETE"):
            name = f"{table}_no_{act.lower()}"
            op.execute(f"DROP TRIGGER {name}" + (f" ON {table}" if _on_postgres() else ""))
    for table in ("report_deliveries", "saved_reports", "return_requests", "returns"):
        op.drop_table(table)


def _on_postgres() -> bool:
    return op.get_bind().dialect.name == "postgresql"


def _trigger(table: str, act: str) -> str:
    """As in 0002, whose function it calls."""
    head = f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table}"
    if _on_postgres():
        return f"{head} FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting()"
    return f"{head} BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"


def _instant() -> sa.DateTime:
    return sa.DateTime(timezone=True)


def _key(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}_{to}"))


def _add_returns() -> None:
    op.create_table(
        "returns",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.Column("report", sa.Text(), nullable=False),
        sa.Column("definitions", sa.Integer(), nullable=False),
        sa.Column("question", sa.JSON(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("issued_at", _instant(), nullable=False),
        sa.Column("issued_by_id", sa.Uuid(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("supersedes_id", sa.Uuid(), nullable=True),
        sa.Column("sealed", sa.Boolean(), nullable=False),
        sa.Column("rows", sa.BigInteger(), nullable=False),
        sa.Column("members_sha256", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "length(sha256) = 64 AND length(members_sha256) = 64", name=op.f("ck_returns_hashed")
        ),
        _key("returns", "unit_id", "units"),
        _key("returns", "issued_by_id", "officers"),
        _key("returns", "supersedes_id", "returns"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_returns")),
        sa.UniqueConstraint("number", name=op.f("uq_returns_number")),
        sa.UniqueConstraint("supersedes_id", name=op.f("uq_returns_supersedes_id")),
        sa.UniqueConstraint(
            "unit_id", "year", "serial", name=op.f("uq_returns_unit_id_year_serial")
        ),
    )
    op.create_index("ix_returns_newest", "returns", ["issued_at", "id"])


def _add_requests() -> None:
    op.create_table(
        "return_requests",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("report", sa.Text(), nullable=False),
        sa.Column("question", sa.JSON(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("supersedes_id", sa.Uuid(), nullable=True),
        sa.Column("asked_at", _instant(), nullable=False),
        sa.Column("asked_by_id", sa.Uuid(), nullable=False),
        sa.Column("job_id", sa.Uuid(), nullable=True),
        sa.Column("return_id", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        _key("return_requests", "unit_id", "units"),
        _key("return_requests", "supersedes_id", "returns"),
        _key("return_requests", "asked_by_id", "officers"),
        _key("return_requests", "job_id", "jobs"),
        _key("return_requests", "return_id", "returns"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_return_requests")),
        sa.UniqueConstraint("return_id", name=op.f("uq_return_requests_return_id")),
    )


def _add_saved() -> None:
    op.create_table(
        "saved_reports",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("officer_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("report", sa.Text(), nullable=False),
        sa.Column("question", sa.JSON(), nullable=False),
        sa.Column("monthly_from", sa.Date(), nullable=True),
        sa.Column("saved_at", _instant(), nullable=False),
        sa.Column("deleted_at", _instant(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        _key("saved_reports", "officer_id", "officers"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_reports")),
    )
    op.create_index(
        "uq_saved_reports_name",
        "saved_reports",
        ["officer_id", "name"],
        unique=True,
        sqlite_where=NOT_DELETED,
        postgresql_where=NOT_DELETED,
    )


def _add_deliveries() -> None:
    op.create_table(
        "report_deliveries",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("saved_id", sa.Uuid(), nullable=False),
        sa.Column("officer_id", sa.Uuid(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("asked_at", _instant(), nullable=False),
        sa.Column("job_id", sa.Uuid(), nullable=True),
        sa.Column("made_at", _instant(), nullable=True),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("failure", sa.Text(), nullable=False),
        sa.Column("read_at", _instant(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "made_at IS NULL OR (document = '') = (failure != '')",
            name=op.f("ck_report_deliveries_document_or_failure"),
        ),
        _key("report_deliveries", "saved_id", "saved_reports"),
        _key("report_deliveries", "officer_id", "officers"),
        _key("report_deliveries", "job_id", "jobs"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_deliveries")),
        sa.UniqueConstraint("saved_id", "month", name=op.f("uq_report_deliveries_saved_id_month")),
    )
    op.create_index(
        "ix_report_deliveries_inbox", "report_deliveries", ["officer_id", "made_at", "read_at"]
    )
