"""count by any filter from indexes alone

What a complaint tells, whose it is and the case that it stands in are each found in an index that
holds what a report counts by; those that held one column give way to them. Cases and accused carry
in their indexes what they are joined by.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0013"
branch_labels = None
depends_on = None

MEANS = sa.text("CAST(means AS TEXT)")
# (table, index, its columns, the columns of the index that it takes the place of, if any)
Change = tuple[str, str, list[Any], tuple[str, list[Any]] | None]
SPLIT = ["state", "exit_reason"]
CHANGED: tuple[Change, ...] = (
    (
        "complaints",
        "ix_complaints_told",
        [
            "category",
            "complainant_kind",
            "target_country",
            MEANS,
            "received_on",
            "verified_on",
            "unit_id",
            "sealed",
            "state",
            "close_reason",
            "case_id",
        ],
        None,
    ),
    (
        "complaints",
        "ix_complaints_officer",
        [
            "assigned_to_id",
            "received_on",
            "state",
            "close_reason",
            "verified_on",
            "unit_id",
            "sealed",
            "case_id",
        ],
        ("ix_complaints_assigned_to_id", ["assigned_to_id"]),
    ),
    (
        "complaints",
        "ix_complaints_case",
        [
            "case_id",
            "category",
            "complainant_kind",
            "target_country",
            "received_on",
            "verified_on",
            "unit_id",
            "sealed",
            MEANS,
        ],
        ("ix_complaints_case_id", ["case_id"]),
    ),
    (
        "cases",
        "ix_cases_enquiry_on",
        ["enquiry_on", "fir_year", *SPLIT, "unit_id", "sealed", "id"],
        ("ix_cases_enquiry_on", ["enquiry_on", "fir_year", *SPLIT, "unit_id", "sealed"]),
    ),
    (
        "cases",
        "ix_cases_investigation_on",
        ["investigation_on", *SPLIT, "unit_id", "sealed", "id"],
        ("ix_cases_investigation_on", ["investigation_on", *SPLIT, "unit_id", "sealed"]),
    ),
    (
        "cases",
        "ix_cases_unit_enquiry",
        ["unit_id", "enquiry_on", "fir_year", *SPLIT, "sealed", "id"],
        ("ix_cases_unit_enquiry", ["unit_id", "enquiry_on", "fir_year", *SPLIT, "sealed"]),
    ),
    (
        "cases",
        "ix_cases_unit_fir",
        ["unit_id", "investigation_on", *SPLIT, "sealed", "id"],
        ("ix_cases_unit_fir", ["unit_id", "investigation_on", *SPLIT, "sealed"]),
    ),
    (
        "cases",
        "ix_cases_offence",
        ["offence", "investigation_on", "enquiry_on", "unit_id", "sealed"],
        ("ix_cases_offence", ["offence", "investigation_on"]),
    ),
    (
        "cases",
        "ix_cases_lead",
        ["lead_id", "investigation_on", "enquiry_on", "unit_id", "sealed"],
        ("ix_cases_lead_id", ["lead_id"]),
    ),
    ("case_sections", "ix_case_sections_offence", ["offence", "case_id"], None),
    (
        "accused",
        "ix_accused_arrested_on",
        ["arrested_on", "case_id"],
        ("ix_accused_arrested_on", ["arrested_on"]),
    ),
    (
        "accused",
        "ix_accused_convicted_on",
        ["convicted_on", "case_id", "arrested_on"],
        ("ix_accused_convicted_on", ["convicted_on"]),
    ),
    (
        "accused",
        "ix_accused_acquitted_on",
        ["acquitted_on", "case_id"],
        ("ix_accused_acquitted_on", ["acquitted_on"]),
    ),
    (
        "accused",
        "ix_accused_challaned_on",
        ["challaned_on", "case_id"],
        ("ix_accused_challaned_on", ["challaned_on"]),
    ),
)
IN_A_CASE = sa.text("case_id IS NOT NULL")
PARTIAL = {"sqlite_where": IN_A_CASE, "postgresql_where": IN_A_CASE}
WITH_MEANS = {"postgresql_include": ["means"]}
MORE: dict[str, dict[str, Any]] = {
    "ix_complaints_told": WITH_MEANS,
    "ix_complaints_case": {**PARTIAL, **WITH_MEANS},
}


def upgrade() -> None:
    for table, name, columns, before in CHANGED:
        if before:
            op.drop_index(before[0], table)
        op.create_index(name, table, columns, **MORE.get(name, {}))


def downgrade() -> None:
    for table, name, _columns, before in reversed(CHANGED):
        op.drop_index(name, table)
        if before:
            op.create_index(before[0], table, before[1])
