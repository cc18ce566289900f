"""let filtered reports read indexes alone

All that a report asks of a complaint is in one index, in the order unit and day; another holds the
few complaints that stand in a case. The two that served the yearly report before the tallies go.
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

REPORT = [
    "unit_id",
    "received_on",
    "sealed",
    "category",
    "complainant_kind",
    "target_country",
    "verified_on",
    "state",
    "close_reason",
    "case_id",
    "assigned_to_id",
    "ended_on",
    sa.text("CAST(means AS TEXT)"),
]


def upgrade() -> None:
    op.create_index("ix_complaints_report", "complaints", REPORT)
    op.create_index(
        "ix_complaints_joined",
        "complaints",
        ["unit_id", "received_on", "case_id", "verified_on", "sealed"],
        sqlite_where=sa.text("case_id IS NOT NULL"),
        postgresql_where=sa.text("case_id IS NOT NULL"),
    )
    op.drop_index("ix_complaints_received", "complaints")
    op.drop_index("ix_complaints_verified", "complaints")


def downgrade() -> None:
    op.create_index(
        "ix_complaints_received",
        "complaints",
        ["received_on", "state", "close_reason", "unit_id", "sealed"],
    )
    op.create_index("ix_complaints_verified", "complaints", ["verified_on", "unit_id", "sealed"])
    op.drop_index("ix_complaints_joined", "complaints")
    op.drop_index("ix_complaints_report", "complaints")
