"""add recoveries

Money frozen, recovered or returned in a case, per currency: what the recovery rate counts.
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "recoveries",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("amount_minor", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("institution", sa.Text(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=False),
        sa.Column("order_number", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("struck_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("struck_reason", sa.Text(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('FROZEN', 'RECOVERED', 'RETURNED')", name=op.f("ck_recoveries_kind")
        ),
        sa.CheckConstraint("amount_minor > 0", name=op.f("ck_recoveries_some_amount")),
        sa.CheckConstraint("currency != ''", name=op.f("ck_recoveries_some_currency")),
        sa.CheckConstraint(
            "(struck_at IS NULL) = (struck_reason = '')",
            name=op.f("ck_recoveries_struck_with_reason"),
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("fk_recoveries_case_id_cases")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["officers.id"], name=op.f("fk_recoveries_recorded_by_id_officers")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recoveries")),
    )
    op.create_index("ix_recoveries_case_id", "recoveries", ["case_id"])
    op.create_index("ix_recoveries_done_on", "recoveries", ["done_on", "kind"])


def downgrade() -> None:
    op.drop_index("ix_recoveries_done_on", "recoveries")
    op.drop_index("ix_recoveries_case_id", "recoveries")
    op.drop_table("recoveries")
