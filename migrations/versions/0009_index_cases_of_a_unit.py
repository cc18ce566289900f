"""find the enquiries and FIRs of one unit by their day

The indexes by day alone made a unit's report read ten times the agency at ten times the size.
"""

from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(
        "ix_cases_unit_enquiry",
        "cases",
        ["unit_id", "enquiry_on", "fir_year", "state", "exit_reason", "sealed"],
    )
    op.create_index(
        "ix_cases_unit_fir",
        "cases",
        ["unit_id", "investigation_on", "state", "exit_reason", "sealed"],
    )


def downgrade() -> None:
    op.drop_index("ix_cases_unit_fir", "cases")
    op.drop_index("ix_cases_unit_enquiry", "cases")
