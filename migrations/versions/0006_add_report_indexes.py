"""add report indexes

The tallies' index holds all their columns: a report, a median and a fold read nothing else.
"""

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

CELL = ["measure", "bucket", "state", "reason", "days", "sealed", "unit_id", "n"]


def upgrade() -> None:
    op.create_index("ix_tallies_cell", "tallies", CELL)
    op.drop_index("ix_tallies_measure", "tallies")


def downgrade() -> None:
    op.create_index("ix_tallies_measure", "tallies", ["measure", "bucket"])
    op.drop_index("ix_tallies_cell", "tallies")
