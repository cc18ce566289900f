"""add files, derivatives and confirmations

Marks, storage and bytes of exhibits, uploads that can be resumed, links of custody with seal, hash
and the word of both parties; jobs that can be cancelled.
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

APPEND_ONLY = ("custody_confirmations",)

STATES = "state IN ('WAITING', 'RUNNING', 'DONE', 'FAILED', 'CANCELLED')"
OLD_STATES = "state IN ('WAITING', 'RUNNING', 'DONE', 'FAILED')"


def upgrade() -> None:
    with op.batch_alter_table("documents") as batch:
        batch.add_column(sa.Column("mark_serial", sa.Integer(), nullable=True))
        batch.add_column(
            sa.Column("relied_on", sa.Boolean(), server_default=sa.true(), nullable=False)
        )
        batch.add_column(sa.Column("cleared_at", sa.DateTime(timezone=True), nullable=True))
        batch.add_column(sa.Column("cleared_by_id", sa.Uuid(), nullable=True))
        batch.add_column(sa.Column("verified_at", sa.DateTime(timezone=True), nullable=True))
        batch.add_column(sa.Column("damaged_at", sa.DateTime(timezone=True), nullable=True))
        batch.create_index(op.f("ix_documents_verified_at"), ["verified_at"])
        batch.create_unique_constraint(
            op.f("uq_documents_case_id_mark_serial"), ["case_id", "mark_serial"]
        )
        batch.create_foreign_key(
            op.f("fk_documents_cleared_by_id_officers"), "officers", ["cleared_by_id"], ["id"]
        )
    with op.batch_alter_table("exhibits") as batch:
        batch.add_column(sa.Column("storage_place", sa.Text(), server_default="", nullable=False))
        batch.add_column(sa.Column("register_number", sa.Text(), server_default="", nullable=False))
        batch.add_column(sa.Column("retention", sa.Text(), server_default="CASE", nullable=False))
        batch.add_column(sa.Column("document_id", sa.Uuid(), nullable=True))
        batch.create_index(op.f("ix_exhibits_document_id"), ["document_id"])
        batch.create_foreign_key(
            op.f("fk_exhibits_document_id_documents"), "documents", ["document_id"], ["id"]
        )
    _unguard("custody_acts")
    with op.batch_alter_table("custody_acts") as batch:
        batch.add_column(sa.Column("seal", sa.Text(), server_default="", nullable=False))
        batch.add_column(sa.Column("hash_before", sa.Text(), server_default="", nullable=False))
        batch.add_column(sa.Column("hash_after", sa.Text(), server_default="", nullable=False))
        batch.add_column(sa.Column("explanation", sa.Text(), server_default="", nullable=False))
        batch.add_column(sa.Column("order_reference", sa.Text(), server_default="", nullable=False))
        batch.add_column(sa.Column("from_officer_id", sa.Uuid(), nullable=True))
        batch.add_column(sa.Column("to_officer_id", sa.Uuid(), nullable=True))
        batch.create_index(op.f("ix_custody_acts_from_officer_id"), ["from_officer_id"])
        batch.create_index(op.f("ix_custody_acts_to_officer_id"), ["to_officer_id"])
        batch.create_foreign_key(
            op.f("fk_custody_acts_to_officer_id_officers"), "officers", ["to_officer_id"], ["id"]
        )
        batch.create_foreign_key(
            op.f("fk_custody_acts_from_officer_id_officers"),
            "officers",
            ["from_officer_id"],
            ["id"],
        )
    _guard("custody_acts")
    op.create_table(
        "custody_confirmations",
        sa.Column("exhibit_id", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("side", sa.Text(), nullable=False),
        sa.Column("receipt", sa.Text(), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed_by_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("side IN ('FROM', 'TO')", name=op.f("ck_custody_confirmations_side")),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("fk_custody_confirmations_case_id_cases")
        ),
        sa.ForeignKeyConstraint(
            ["confirmed_by_id"],
            ["officers.id"],
            name=op.f("fk_custody_confirmations_confirmed_by_id_officers"),
        ),
        sa.ForeignKeyConstraint(
            ["exhibit_id", "seq"],
            ["custody_acts.exhibit_id", "custody_acts.seq"],
            name=op.f("fk_custody_confirmations_exhibit_id_seq_custody_acts"),
        ),
        sa.PrimaryKeyConstraint("exhibit_id", "seq", "side", name=op.f("pk_custody_confirmations")),
    )
    op.create_index("ix_custody_confirmations_case_id", "custody_confirmations", ["case_id"])
    for table in APPEND_ONLY:
        _guard(table)
    op.create_table(
        "derivatives",
        sa.Column("document_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("failure", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("kind IN ('THUMBNAIL', 'TEXT')", name=op.f("ck_derivatives_kind")),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("fk_derivatives_case_id_cases")
        ),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.id"], name=op.f("fk_derivatives_document_id_documents")
        ),
        sa.PrimaryKeyConstraint("document_id", "kind", name=op.f("pk_derivatives")),
    )
    op.create_index("ix_derivatives_case_id", "derivatives", ["case_id"])
    op.create_table(
        "uploads",
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("original_name", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("received", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("begun_by_id", sa.Uuid(), nullable=False),
        sa.Column("touched_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("document_id", sa.Uuid(), nullable=True),
        sa.Column("job_id", sa.Uuid(), nullable=True),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(state = 'DONE') = (document_id IS NOT NULL)",
            name=op.f("ck_uploads_done_with_document"),
        ),
        sa.CheckConstraint(
            "state IN ('OPEN', 'CHECKING', 'DONE', 'ABANDONED')", name=op.f("ck_uploads_state")
        ),
        sa.CheckConstraint("received >= 0 AND received <= size", name=op.f("ck_uploads_received")),
        sa.ForeignKeyConstraint(
            ["begun_by_id"], ["officers.id"], name=op.f("fk_uploads_begun_by_id_officers")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_uploads_case_id_cases")),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.id"], name=op.f("fk_uploads_document_id_documents")
        ),
        sa.ForeignKeyConstraint(["job_id"], ["jobs.id"], name=op.f("fk_uploads_job_id_jobs")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_uploads")),
    )
    op.create_index("ix_uploads_case_id", "uploads", ["case_id"])
    op.create_index("ix_uploads_state", "uploads", ["state", "touched_at"])
    with op.batch_alter_table("jobs") as batch:
        batch.add_column(sa.Column("cancel_asked_at", sa.DateTime(timezone=True), nullable=True))
        batch.drop_constraint(op.f("ck_jobs_state"), type_="check")
        batch.create_check_constraint(op.f("ck_jobs_state"), STATES)


def downgrade() -> None:
    op.execute("UPDATE jobs SET state = 'FAILED' WHERE state = 'CANCELLED'")
    with op.batch_alter_table("jobs") as batch:
        batch.drop_constraint(op.f("ck_jobs_state"), type_="check")
        batch.create_check_constraint(op.f("ck_jobs_state"), OLD_STATES)
        batch.drop_column("cancel_asked_at")
    op.drop_table("uploads")
    op.drop_table("derivatives")
    op.drop_table("custody_confirmations")
    _unguard("custody_acts")
    with op.batch_alter_table("custody_acts") as batch:
        batch.drop_constraint(op.f("fk_custody_acts_from_officer_id_officers"), type_="foreignkey")
        batch.drop_constraint(op.f("fk_custody_acts_to_officer_id_officers"), type_="foreignkey")
        batch.drop_index(op.f("ix_custody_acts_to_officer_id"))
        batch.drop_index(op.f("ix_custody_acts_from_officer_id"))
        batch.drop_column("to_officer_id")
        batch.drop_column("from_officer_id")
        batch.drop_column("order_reference")
        batch.drop_column("explanation")
        batch.drop_column("hash_after")
        batch.drop_column("hash_before")
        batch.drop_column("seal")
    _guard("custody_acts")
    with op.batch_alter_table("exhibits") as batch:
        batch.drop_constraint(op.f("fk_exhibits_document_id_documents"), type_="foreignkey")
        batch.drop_index(op.f("ix_exhibits_document_id"))
        batch.drop_column("document_id")
        batch.drop_column("retention")
        batch.drop_column("register_number")
        batch.drop_column("storage_place")
    with op.batch_alter_table("documents") as batch:
        batch.drop_constraint(op.f("fk_documents_cleared_by_id_officers"), type_="foreignkey")
        batch.drop_constraint(op.f("uq_documents_case_id_mark_serial"), type_="unique")
        batch.drop_index(op.f("ix_documents_verified_at"))
        batch.drop_column("damaged_at")
        batch.drop_column("verified_at")
        batch.drop_column("cleared_by_id")
        batch.drop_column("cleared_at")
        batch.drop_column("relied_on")
        batch.drop_column("mark_serial")


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
