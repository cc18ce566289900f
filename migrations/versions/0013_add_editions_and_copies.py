"""add editions and copies

Dossiers in editions and single papers, frozen, approved, printed in volumes; who was given a copy.
"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

APPEND_ONLY = ("dossier_files", "dossier_copies")


def upgrade() -> None:
    with op.batch_alter_table("dossiers") as batch:
        batch.add_column(sa.Column("first_bates", sa.Integer(), server_default="0", nullable=False))
        batch.add_column(sa.Column("form", sa.Text(), server_default="DOSSIER", nullable=False))
        batch.add_column(sa.Column("edition", sa.Text(), server_default="COURT", nullable=False))
        batch.add_column(sa.Column("subject_id", sa.Uuid(), nullable=True))
        batch.add_column(sa.Column("follows_id", sa.Uuid(), nullable=True))
        batch.add_column(sa.Column("approved_at", sa.DateTime(timezone=True), nullable=True))
        batch.add_column(sa.Column("approved_by_id", sa.Uuid(), nullable=True))
        batch.add_column(sa.Column("content_sha256", sa.Text(), server_default="", nullable=False))
        batch.create_foreign_key(
            op.f("fk_dossiers_follows_id_dossiers"), "dossiers", ["follows_id"], ["id"]
        )
        batch.create_foreign_key(
            op.f("fk_dossiers_approved_by_id_officers"), "officers", ["approved_by_id"], ["id"]
        )
        batch.create_check_constraint(
            op.f("ck_dossiers_approved_by"), "(approved_at IS NULL) = (approved_by_id IS NULL)"
        )
    op.create_table(
        "dossier_files",
        sa.Column("dossier_id", sa.Uuid(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("volume", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("first_bates", sa.Integer(), nullable=False),
        sa.Column("last_bates", sa.Integer(), nullable=False),
        sa.Column("signed", sa.Boolean(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("stage IN ('DRAFT', 'FINAL')", name=op.f("ck_dossier_files_stage")),
        sa.CheckConstraint("length(sha256) = 64", name=op.f("ck_dossier_files_sha256")),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("fk_dossier_files_case_id_cases")
        ),
        sa.ForeignKeyConstraint(
            ["dossier_id"], ["dossiers.id"], name=op.f("fk_dossier_files_dossier_id_dossiers")
        ),
        sa.PrimaryKeyConstraint("dossier_id", "stage", "volume", name=op.f("pk_dossier_files")),
    )
    op.create_index("ix_dossier_files_case_id", "dossier_files", ["case_id"])
    op.create_index("ix_dossier_files_sha256", "dossier_files", ["sha256"])
    op.execute(
        "INSERT INTO dossier_files (dossier_id, stage, volume, sha256, size, pages, first_bates,"
        " last_bates, signed, made_at, case_id)"
        " SELECT id, 'DRAFT', 1, sha256, size, pages, 0, 0, false, built_at, case_id"
        " FROM dossiers WHERE sha256 != ''"
    )
    op.create_table(
        "dossier_copies",
        sa.Column("dossier_id", sa.Uuid(), nullable=False),
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("recipient", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("given_by_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("fk_dossier_copies_case_id_cases")
        ),
        sa.ForeignKeyConstraint(
            ["dossier_id"], ["dossiers.id"], name=op.f("fk_dossier_copies_dossier_id_dossiers")
        ),
        sa.ForeignKeyConstraint(
            ["given_by_id"], ["officers.id"], name=op.f("fk_dossier_copies_given_by_id_officers")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dossier_copies")),
        sa.UniqueConstraint(
            "dossier_id", "serial", name=op.f("uq_dossier_copies_dossier_id_serial")
        ),
    )
    op.create_index("ix_dossier_copies_case_id", "dossier_copies", ["case_id"])
    for table in APPEND_ONLY:
        _guard(table)


def downgrade() -> None:
    op.drop_table("dossier_copies")
    op.drop_table("dossier_files")
    with op.batch_alter_table("dossiers") as batch:
        batch.drop_constraint(op.f("ck_dossiers_approved_by"), type_="check")
        batch.drop_constraint(op.f("fk_dossiers_approved_by_id_officers"), type_="foreignkey")
        batch.drop_constraint(op.f("fk_dossiers_follows_id_dossiers"), type_="foreignkey")
        batch.drop_column("first_bates")
        batch.drop_column("content_sha256")
        batch.drop_column("approved_by_id")
        batch.drop_column("approved_at")
        batch.drop_column("follows_id")
        batch.drop_column("subject_id")
        batch.drop_column("edition")
        batch.drop_column("form")


def _guard(table: str) -> None:
    """Refuse UPDATE and DELETE, as migration 0002 does; a table rebuilt on SQLite has lost them."""
    for act in ("UPDATE", "DELETE"):
        head = f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table}"
        if op.get_bind().dialect.name == "postgresql":
            op.execute(f"{head} FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting()")
        else:
            op.execute(f"{head} BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END")
