"""add requests and zimnis

What is asked of laboratories, providers and states abroad; diary entries of one day are one zimni.
"""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

APPEND_ONLY = ("request_acts",)

KARACHI = ZoneInfo("Asia/Karachi")


def upgrade() -> None:
    op.create_table(
        "requests",
        sa.Column("family", sa.Text(), nullable=False),
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=True),
        sa.Column("addressee", sa.Text(), nullable=False),
        sa.Column("via", sa.Text(), nullable=False),
        sa.Column("copy_to", sa.Text(), nullable=False),
        sa.Column("country", sa.Text(), nullable=False),
        sa.Column("asked", sa.Text(), nullable=False),
        sa.Column("identifiers", sa.Text(), nullable=False),
        sa.Column("period_from", sa.DateTime(timezone=True), nullable=True),
        sa.Column("period_to", sa.DateTime(timezone=True), nullable=True),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("order_court", sa.Text(), nullable=False),
        sa.Column("order_number", sa.Text(), nullable=False),
        sa.Column("order_on", sa.Date(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("their_reference", sa.Text(), nullable=False),
        sa.Column("lost_on", sa.Date(), nullable=True),
        sa.Column("preserved_until", sa.Date(), nullable=True),
        sa.Column("acted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(state = 'DRAFT') <= (sent_on IS NULL)", name=op.f("ck_requests_sent_with_date")
        ),
        sa.CheckConstraint(
            "family IN ('FORENSIC', 'PROVIDER', 'FOREIGN')", name=op.f("ck_requests_family")
        ),
        sa.CheckConstraint(
            "state IN ('DRAFT', 'SENT', 'PARTLY_ANSWERED', 'ANSWERED', 'REFUSED', 'WITHDRAWN')",
            name=op.f("ck_requests_state"),
        ),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_requests_case_id_cases")),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_requests_organisation_id_organisations"),
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["officers.id"], name=op.f("fk_requests_recorded_by_id_officers")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_requests")),
        sa.UniqueConstraint(
            "case_id", "family", "serial", name=op.f("uq_requests_case_id_family_serial")
        ),
    )
    op.create_index("ix_requests_case_id", "requests", ["case_id"])
    op.create_index("ix_requests_open", "requests", ["state", "due_on"])
    op.create_table(
        "request_acts",
        sa.Column("request_id", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("preserved_until", sa.Date(), nullable=True),
        sa.Column("document_id", sa.Uuid(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("fk_request_acts_case_id_cases")
        ),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.id"], name=op.f("fk_request_acts_document_id_documents")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"],
            ["officers.id"],
            name=op.f("fk_request_acts_recorded_by_id_officers"),
        ),
        sa.ForeignKeyConstraint(
            ["request_id"], ["requests.id"], name=op.f("fk_request_acts_request_id_requests")
        ),
        sa.PrimaryKeyConstraint("request_id", "seq", name=op.f("pk_request_acts")),
    )
    op.create_index("ix_request_acts_case_id", "request_acts", ["case_id"])
    for table in APPEND_ONLY:
        _guard(table)
    op.create_table(
        "request_items",
        sa.Column("request_id", sa.Uuid(), nullable=False),
        sa.Column("exhibit_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("fk_request_items_case_id_cases")
        ),
        sa.ForeignKeyConstraint(
            ["exhibit_id"], ["exhibits.id"], name=op.f("fk_request_items_exhibit_id_exhibits")
        ),
        sa.ForeignKeyConstraint(
            ["request_id"], ["requests.id"], name=op.f("fk_request_items_request_id_requests")
        ),
        sa.PrimaryKeyConstraint("request_id", "exhibit_id", name=op.f("pk_request_items")),
    )
    op.create_index("ix_request_items_case_id", "request_items", ["case_id"])
    _unguard("diary_entries")
    with op.batch_alter_table("diary_entries") as batch:
        batch.add_column(sa.Column("zimni", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("worked_on", sa.Date(), nullable=True))
    _number_days()
    with op.batch_alter_table("diary_entries") as batch:
        batch.alter_column("zimni", existing_type=sa.Integer(), nullable=False)
        batch.alter_column("worked_on", existing_type=sa.Date(), nullable=False)
    op.create_index("ix_diary_entries_zimni", "diary_entries", ["case_id", "zimni"])
    _guard("diary_entries")


def downgrade() -> None:
    _unguard("diary_entries")
    op.drop_index("ix_diary_entries_zimni", "diary_entries")
    with op.batch_alter_table("diary_entries") as batch:
        batch.drop_column("worked_on")
        batch.drop_column("zimni")
    _guard("diary_entries")
    op.drop_table("request_items")
    op.drop_table("request_acts")
    op.drop_table("requests")


def _number_days() -> None:
    """The entries of one day are one zimni; days are numbered as their first entries were."""
    entries = sa.table(
        "diary_entries",
        sa.column("id", sa.Uuid()),
        sa.column("case_id", sa.Uuid()),
        sa.column("serial", sa.Integer()),
        sa.column("occurred_at", sa.DateTime(timezone=True)),
        sa.column("zimni", sa.Integer()),
        sa.column("worked_on", sa.Date()),
    )
    columns = (entries.c.id, entries.c.case_id, entries.c.occurred_at)
    rows = op.get_bind().execute(sa.select(*columns).order_by(entries.c.case_id, entries.c.serial))
    days: dict[tuple[object, date], int] = {}
    opened: dict[object, int] = {}
    for entry_id, case_id, occurred_at in rows.all():
        day = _local_date(occurred_at)
        if (case_id, day) not in days:
            opened[case_id] = opened.get(case_id, 0) + 1
            days[case_id, day] = opened[case_id]
        told = {"zimni": days[case_id, day], "worked_on": day}
        op.get_bind().execute(entries.update().where(entries.c.id == entry_id).values(told))


def _local_date(instant: datetime) -> date:
    """SQLite gives an instant without its zone, which is UTC."""
    known = instant if instant.tzinfo else instant.replace(tzinfo=UTC)
    return known.astimezone(KARACHI).date()


def _guard(table: str) -> None:
    """Refuse UPDATE and DELETE, as migration 0002 does; a table rebuilt on SQLite has lost them."""
    for act in ("UPDATE", "DELETE"):
        head = f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table}"
        if op.get_bind().dialect.name == "postgresql":
            op.execute(f"{head} FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting()")
        else:
            op.execute(f"{head} BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END")


def _unguard(table: str) -> None:
    on_postgres = op.get_bind().dialect.name == "postgresql"
    for act in ("update", "delete"):
        op.execute(f"DROP TRIGGER {table}_no_{act}" + (f" ON {table}" if on_postgres else ""))
