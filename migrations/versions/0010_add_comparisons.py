"""add comparisons

Large returns set against today by the worker, each for the officer who asked. What was ordered for
the inbox and has not arrived is found by its job.
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

NOT_MADE = sa.text("made_at IS NULL")


def upgrade() -> None:
    op.create_table(
        "return_comparisons",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("return_id", sa.Uuid(), nullable=False),
        sa.Column("asked_by_id", sa.Uuid(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("job_id", sa.Uuid(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("result", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(made_at IS NULL) = (result = '')", name=op.f("ck_return_comparisons_made")
        ),
        _key("return_id", "returns"),
        _key("asked_by_id", "officers"),
        _key("job_id", "jobs"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_return_comparisons")),
    )
    op.create_index(
        "ix_return_comparisons_last", "return_comparisons", ["return_id", "asked_by_id", "asked_at"]
    )
    op.create_index(
        "ix_report_deliveries_ordered",
        "report_deliveries",
        ["job_id"],
        sqlite_where=NOT_MADE,
        postgresql_where=NOT_MADE,
    )


def downgrade() -> None:
    op.drop_index("ix_report_deliveries_ordered", "report_deliveries")
    op.drop_table("return_comparisons")


def _key(column: str, to: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_return_comparisons_{column}_{to}")
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=name)
