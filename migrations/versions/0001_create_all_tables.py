"""create all tables

Rules of a migration: it imports no models, has a way down, keeps every row, and is run
up, down and up again with data on SQLite and PostgreSQL before it is merged.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "audit_chains",
        sa.Column("chain", sa.Text(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("chain", name=op.f("pk_audit_chains")),
    )
    op.create_table(
        "audit_checkpoints",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("chains", sa.Integer(), nullable=False),
        sa.Column("merkle_root", sa.Text(), nullable=False),
        sa.Column("signature", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_audit_checkpoints")),
    )
    op.create_table(
        "audit_entries",
        sa.Column("chain", sa.Text(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.Uuid(), nullable=True),
        sa.Column("actor_role", sa.Text(), nullable=False),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("session_hash", sa.Text(), nullable=False),
        sa.Column("request_id", sa.Text(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("previous_hash", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("chain", "seq", name=op.f("pk_audit_entries")),
    )
    with op.batch_alter_table("audit_entries", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_audit_entries_actor_id"), ["actor_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_audit_entries_at"), ["at"], unique=False)

    op.create_table(
        "counters",
        sa.Column("series", sa.Text(), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("series", name=op.f("pk_counters")),
    )
    op.create_table(
        "idempotency_keys",
        sa.Column("officer_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("endpoint", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("location", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("officer_id", "key", name=op.f("pk_idempotency_keys")),
    )
    with op.batch_alter_table("idempotency_keys", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_idempotency_keys_created_at"), ["created_at"], unique=False
        )

    op.create_table(
        "identifiers",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("degree", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_identifiers")),
        sa.UniqueConstraint("kind", "value", name=op.f("uq_identifiers_kind_value")),
    )
    op.create_table(
        "jobs",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("arguments", sa.JSON(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("progress", sa.Integer(), nullable=False),
        sa.Column("step", sa.Text(), nullable=False),
        sa.Column("failure", sa.Text(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("alive_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "state IN ('WAITING', 'RUNNING', 'DONE', 'FAILED')", name=op.f("ck_jobs_state")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_jobs")),
    )
    with op.batch_alter_table("jobs", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_jobs_state"), ["state"], unique=False)

    op.create_table(
        "units",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "HEADQUARTERS",
                "ZONE",
                "CIRCLE",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("parent_id", sa.Uuid(), nullable=True),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["parent_id"], ["units.id"], name=op.f("fk_units_parent_id_units")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_units")),
        sa.UniqueConstraint("code", name=op.f("uq_units_code")),
        sa.UniqueConstraint("path", name=op.f("uq_units_path")),
    )
    with op.batch_alter_table("units", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_units_parent_id"), ["parent_id"], unique=False)

    op.create_table(
        "demo_loads",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("loaded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('AGENCY', 'NATIONAL', 'AS_PRINTED')", name=op.f("ck_demo_loads_kind")
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["units.id"], name=op.f("fk_demo_loads_unit_id_units")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_demo_loads")),
    )
    op.create_table(
        "identifier_links",
        sa.Column("identifier_id", sa.Uuid(), nullable=False),
        sa.Column("subject_kind", sa.Text(), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("root_kind", sa.Text(), nullable=False),
        sa.Column("root_id", sa.Uuid(), nullable=False),
        sa.Column("as_written", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "subject_kind IN ('complaint', 'case', 'person', 'organisation')",
            name=op.f("ck_identifier_links_subject_kind"),
        ),
        sa.ForeignKeyConstraint(
            ["identifier_id"],
            ["identifiers.id"],
            name=op.f("fk_identifier_links_identifier_id_identifiers"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_identifier_links")),
        sa.UniqueConstraint(
            "identifier_id",
            "subject_kind",
            "subject_id",
            name=op.f("uq_identifier_links_identifier_id_subject_kind_subject_id"),
        ),
    )
    with op.batch_alter_table("identifier_links", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_identifier_links_identifier_id"), ["identifier_id"], unique=False
        )
        batch_op.create_index(
            "ix_identifier_links_subject", ["subject_kind", "subject_id"], unique=False
        )

    op.create_table(
        "officers",
        sa.Column("username", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("rank", sa.Text(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "CLERK",
                "INVESTIGATOR",
                "SUPERVISOR",
                "LIAISON",
                "AUDITOR",
                "ADMINISTRATOR",
                name="role",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("password_hash", sa.Text(), nullable=False),
        sa.Column("must_change_password", sa.Boolean(), nullable=False),
        sa.Column("bad_tries", sa.Integer(), nullable=False),
        sa.Column("locked_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("disabled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_officers_unit_id_units")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_officers")),
        sa.UniqueConstraint("username", name=op.f("uq_officers_username")),
    )
    with op.batch_alter_table("officers", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_officers_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "organisations",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("notes", sa.Text(), nullable=False),
        sa.Column("search_text", sa.Text(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["units.id"], name=op.f("fk_organisations_unit_id_units")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisations")),
    )
    with op.batch_alter_table("organisations", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_organisations_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "persons",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("aliases", sa.Text(), nullable=False),
        sa.Column("father_name", sa.Text(), nullable=False),
        sa.Column("sex", sa.Text(), nullable=False),
        sa.Column("born_on", sa.Date(), nullable=True),
        sa.Column("age_years", sa.Integer(), nullable=True),
        sa.Column("age_stated_on", sa.Date(), nullable=True),
        sa.Column("nationality", sa.Text(), nullable=False),
        sa.Column("no_cnic_reason", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("search_text", sa.Text(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("sex IN ('F', 'M', 'X', 'U')", name=op.f("ck_persons_sex")),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_persons_unit_id_units")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_persons")),
    )
    with op.batch_alter_table("persons", schema=None) as batch_op:
        batch_op.create_index("ix_persons_name", ["name", "id"], unique=False)
        batch_op.create_index("ix_persons_unit_name", ["unit_id", "name", "id"], unique=False)

    op.create_table(
        "cases",
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("lead_id", sa.Uuid(), nullable=False),
        sa.Column("enquiry_year", sa.Integer(), nullable=True),
        sa.Column("enquiry_serial", sa.Integer(), nullable=True),
        sa.Column("police_station", sa.Text(), nullable=False),
        sa.Column("fir_year", sa.Integer(), nullable=True),
        sa.Column("fir_serial", sa.Integer(), nullable=True),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("sealed", sa.Boolean(), nullable=False),
        sa.Column("court", sa.Text(), nullable=False),
        sa.Column("court_case_number", sa.Text(), nullable=False),
        sa.Column("merged_into_id", sa.Uuid(), nullable=True),
        sa.Column("search_text", sa.Text(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "ENQUIRY",
                "PERMISSION",
                "INVESTIGATION",
                "INTERIM_CHALLAN",
                "FINAL_CHALLAN",
                "COGNIZANCE",
                "CHARGE_FRAMED",
                "TRIAL",
                "CONVICTED",
                "ACQUITTED",
                "APPEAL",
                "ENQUIRY_CLOSED",
                "TRANSFERRED",
                "MERGED",
                "CANCELLATION_REPORT",
                "UNTRACED_REPORT",
                "QUASHED",
                "DISCHARGED",
                "COMPOUNDED",
                "WITHDRAWN",
                "ABATED",
                "DORMANT",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "stage",
            sa.Enum(
                "COMPLAINT",
                "VERIFICATION",
                "ENQUIRY",
                "INVESTIGATION",
                "RAID",
                "ARREST",
                "PROSECUTION",
                "VERDICT",
                name="stage",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "outcome",
            sa.Enum(
                "OPEN",
                "CONVICTED",
                "ACQUITTED",
                name="outcome",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("exit_reason", sa.Text(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("complaint_on", sa.Date(), nullable=True),
        sa.Column("verification_on", sa.Date(), nullable=True),
        sa.Column("enquiry_on", sa.Date(), nullable=True),
        sa.Column("investigation_on", sa.Date(), nullable=True),
        sa.Column("raid_on", sa.Date(), nullable=True),
        sa.Column("arrest_on", sa.Date(), nullable=True),
        sa.Column("prosecution_on", sa.Date(), nullable=True),
        sa.Column("verdict_on", sa.Date(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(fir_serial IS NULL) = (fir_year IS NULL)", name=op.f("ck_cases_whole_fir_number")
        ),
        sa.CheckConstraint(
            "enquiry_serial IS NOT NULL OR fir_serial IS NOT NULL",
            name=op.f("ck_cases_some_number"),
        ),
        sa.ForeignKeyConstraint(
            ["lead_id"], ["officers.id"], name=op.f("fk_cases_lead_id_officers")
        ),
        sa.ForeignKeyConstraint(
            ["merged_into_id"], ["cases.id"], name=op.f("fk_cases_merged_into_id_cases")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_cases_unit_id_units")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cases")),
        sa.UniqueConstraint("number", name=op.f("uq_cases_number")),
        sa.UniqueConstraint("police_station", "fir_year", "fir_serial", name="uq_cases_fir"),
        sa.UniqueConstraint("unit_id", "enquiry_year", "enquiry_serial", name="uq_cases_enquiry"),
    )
    with op.batch_alter_table("cases", schema=None) as batch_op:
        batch_op.create_index(
            "ix_cases_enquiry_on",
            ["enquiry_on", "fir_year", "state", "exit_reason", "unit_id", "sealed"],
            unique=False,
        )
        batch_op.create_index(
            "ix_cases_investigation_on",
            ["investigation_on", "state", "exit_reason", "unit_id", "sealed"],
            unique=False,
        )
        batch_op.create_index(batch_op.f("ix_cases_lead_id"), ["lead_id"], unique=False)
        batch_op.create_index("ix_cases_opened", ["opened_on", "id"], unique=False)
        batch_op.create_index(
            "ix_cases_prosecution_on", ["prosecution_on", "unit_id"], unique=False
        )
        batch_op.create_index(
            "ix_cases_sealed",
            ["unit_id"],
            unique=False,
            sqlite_where=sa.text("sealed IS 1"),
            postgresql_where=sa.text("sealed IS true"),
        )
        batch_op.create_index(
            "ix_cases_unit_state", ["unit_id", "state", "opened_on"], unique=False
        )
        batch_op.create_index("ix_cases_verdict_on", ["verdict_on", "unit_id"], unique=False)

    op.create_table(
        "complaint_drafts",
        sa.Column("officer_id", sa.Uuid(), nullable=False),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["officer_id"], ["officers.id"], name=op.f("fk_complaint_drafts_officer_id_officers")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_complaint_drafts")),
        sa.UniqueConstraint("officer_id", name=op.f("uq_complaint_drafts_officer_id")),
    )
    op.create_table(
        "memberships",
        sa.Column("root_kind", sa.Text(), nullable=False),
        sa.Column("root_id", sa.Uuid(), nullable=False),
        sa.Column("officer_id", sa.Uuid(), nullable=False),
        sa.Column("lead", sa.Boolean(), nullable=False),
        sa.Column("from_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "root_kind IN ('case', 'complaint')", name=op.f("ck_memberships_root_kind")
        ),
        sa.CheckConstraint(
            "until_at IS NULL OR until_at >= from_at", name=op.f("ck_memberships_until_after_from")
        ),
        sa.ForeignKeyConstraint(
            ["officer_id"], ["officers.id"], name=op.f("fk_memberships_officer_id_officers")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_memberships")),
        sa.UniqueConstraint("officer_id", "root_id", "from_at", name="uq_memberships_stay"),
    )
    with op.batch_alter_table("memberships", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_memberships_officer_id"), ["officer_id"], unique=False)
        batch_op.create_index("ix_memberships_root", ["root_kind", "root_id"], unique=False)

    op.create_table(
        "sign_in_sessions",
        sa.Column("token_hash", sa.Text(), nullable=False),
        sa.Column("officer_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("end_reason", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["officer_id"], ["officers.id"], name=op.f("fk_sign_in_sessions_officer_id_officers")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in_sessions")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_sign_in_sessions_token_hash")),
    )
    with op.batch_alter_table("sign_in_sessions", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_sign_in_sessions_officer_id"), ["officer_id"], unique=False
        )

    op.create_table(
        "sites",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("city", sa.Text(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_sites_organisation_id_organisations"),
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_sites_unit_id_units")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sites")),
    )
    with op.batch_alter_table("sites", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_sites_organisation_id"), ["organisation_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_sites_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "accused",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "SUSPECT",
                "CLEARED",
                "NOMINATED",
                "ARRESTED",
                "PRE_ARREST_BAIL",
                "ABSCONDING",
                "PROCLAIMED_OFFENDER",
                "DISCHARGED_BY_MAGISTRATE",
                "RELEASED_S169",
                "CHALLANED",
                "CHARGED",
                "DISCHARGED",
                "CONVICTED",
                "ACQUITTED",
                "DIED",
                "TREATED_AS_VICTIM",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "custody",
            sa.Enum(
                "NONE",
                "POLICE_ARREST",
                "POLICE_REMAND",
                "JUDICIAL",
                "BAIL",
                "PROBATION",
                "SENTENCE",
                "DEPORTED",
                name="custody",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("arrested_on", sa.Date(), nullable=True),
        sa.Column("challaned_on", sa.Date(), nullable=True),
        sa.Column("convicted_on", sa.Date(), nullable=True),
        sa.Column("acquitted_on", sa.Date(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_accused_case_id_cases")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["persons.id"], name=op.f("fk_accused_person_id_persons")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accused")),
        sa.UniqueConstraint("case_id", "person_id", name=op.f("uq_accused_case_id_person_id")),
        sa.UniqueConstraint("case_id", "serial", name=op.f("uq_accused_case_id_serial")),
    )
    with op.batch_alter_table("accused", schema=None) as batch_op:
        batch_op.create_index("ix_accused_acquitted_on", ["acquitted_on"], unique=False)
        batch_op.create_index("ix_accused_arrested_on", ["arrested_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_accused_case_id"), ["case_id"], unique=False)
        batch_op.create_index("ix_accused_challaned_on", ["challaned_on"], unique=False)
        batch_op.create_index("ix_accused_convicted_on", ["convicted_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_accused_person_id"), ["person_id"], unique=False)

    op.create_table(
        "appeals",
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("court", sa.Text(), nullable=False),
        sa.Column("filed_on", sa.Date(), nullable=False),
        sa.Column("filed_by", sa.Text(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("result", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_appeals_case_id_cases")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appeals")),
    )
    with op.batch_alter_table("appeals", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_appeals_case_id"), ["case_id"], unique=False)

    op.create_table(
        "case_movements",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column(
            "from_state",
            sa.Enum(
                "ENQUIRY",
                "PERMISSION",
                "INVESTIGATION",
                "INTERIM_CHALLAN",
                "FINAL_CHALLAN",
                "COGNIZANCE",
                "CHARGE_FRAMED",
                "TRIAL",
                "CONVICTED",
                "ACQUITTED",
                "APPEAL",
                "ENQUIRY_CLOSED",
                "TRANSFERRED",
                "MERGED",
                "CANCELLATION_REPORT",
                "UNTRACED_REPORT",
                "QUASHED",
                "DISCHARGED",
                "COMPOUNDED",
                "WITHDRAWN",
                "ABATED",
                "DORMANT",
                name="from_state",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column(
            "to_state",
            sa.Enum(
                "ENQUIRY",
                "PERMISSION",
                "INVESTIGATION",
                "INTERIM_CHALLAN",
                "FINAL_CHALLAN",
                "COGNIZANCE",
                "CHARGE_FRAMED",
                "TRIAL",
                "CONVICTED",
                "ACQUITTED",
                "APPEAL",
                "ENQUIRY_CLOSED",
                "TRANSFERRED",
                "MERGED",
                "CANCELLATION_REPORT",
                "UNTRACED_REPORT",
                "QUASHED",
                "DISCHARGED",
                "COMPOUNDED",
                "WITHDRAWN",
                "ABATED",
                "DORMANT",
                name="to_state",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("occurred_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.Uuid(), nullable=False),
        sa.Column("authority", sa.Text(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["actor_id"], ["officers.id"], name=op.f("fk_case_movements_actor_id_officers")
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("fk_case_movements_case_id_cases")
        ),
        sa.PrimaryKeyConstraint("case_id", "seq", name=op.f("pk_case_movements")),
    )
    op.create_table(
        "case_persons",
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("nationality", sa.Text(), nullable=False),
        sa.Column("sex", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(role = 'RESCUED') = (person_id IS NULL)",
            name=op.f("ck_case_persons_rescued_protected"),
        ),
        sa.CheckConstraint(
            "role IN ('COMPLAINANT', 'VICTIM', 'WITNESS', 'RESCUED')",
            name=op.f("ck_case_persons_role"),
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("fk_case_persons_case_id_cases")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["persons.id"], name=op.f("fk_case_persons_person_id_persons")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_persons")),
        sa.UniqueConstraint(
            "case_id", "role", "reference", name=op.f("uq_case_persons_case_id_role_reference")
        ),
    )
    with op.batch_alter_table("case_persons", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_case_persons_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_case_persons_person_id"), ["person_id"], unique=False)

    op.create_table(
        "case_sections",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("offence", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("fk_case_sections_case_id_cases")
        ),
        sa.PrimaryKeyConstraint("case_id", "offence", name=op.f("pk_case_sections")),
    )
    op.create_table(
        "challans",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("submitted_on", sa.Date(), nullable=False),
        sa.Column("prosecutor", sa.Text(), nullable=False),
        sa.Column("witnesses", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('INTERIM', 'FINAL', 'SUPPLEMENTARY')", name=op.f("ck_challans_kind")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_challans_case_id_cases")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_challans")),
        sa.UniqueConstraint("case_id", "number", name=op.f("uq_challans_case_id_number")),
    )
    with op.batch_alter_table("challans", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_challans_case_id"), ["case_id"], unique=False)
        batch_op.create_index("ix_challans_submitted_on", ["submitted_on"], unique=False)

    op.create_table(
        "complaints",
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("occurred_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("complainant_id", sa.Uuid(), nullable=True),
        sa.Column("complainant_kind", sa.Text(), nullable=False),
        sa.Column("complainant_name", sa.Text(), server_default="", nullable=False),
        sa.Column("complainant_address", sa.Text(), server_default="", nullable=False),
        sa.Column("narrative", sa.Text(), nullable=False),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("means", sa.JSON(), nullable=False),
        sa.Column("platforms", sa.JSON(), nullable=False),
        sa.Column("impersonated", sa.Text(), nullable=False),
        sa.Column("target_country", sa.Text(), nullable=False),
        sa.Column("loss_minor", sa.BigInteger(), nullable=True),
        sa.Column("loss_currency", sa.Text(), nullable=False),
        sa.Column("search_text", sa.Text(), nullable=False),
        sa.Column("sealed", sa.Boolean(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "RECEIVED",
                "VERIFICATION",
                "VERIFIED",
                "JOINED",
                "CLOSED",
                "TRANSFERRED",
                "DUPLICATE",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("assigned_to_id", sa.Uuid(), nullable=True),
        sa.Column("close_reason", sa.Text(), nullable=False),
        sa.Column("verification_on", sa.Date(), nullable=True),
        sa.Column("verified_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("case_id", sa.Uuid(), nullable=True),
        sa.Column("duplicate_of_id", sa.Uuid(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(state = 'CLOSED') = (close_reason != '')",
            name=op.f("ck_complaints_closed_with_reason"),
        ),
        sa.CheckConstraint(
            "(state = 'JOINED') = (case_id IS NOT NULL)", name=op.f("ck_complaints_joined_to_case")
        ),
        sa.CheckConstraint(
            "loss_minor IS NULL OR loss_minor >= 0", name=op.f("ck_complaints_loss_not_negative")
        ),
        sa.ForeignKeyConstraint(
            ["assigned_to_id"], ["officers.id"], name=op.f("fk_complaints_assigned_to_id_officers")
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("fk_complaints_case_id_cases")
        ),
        sa.ForeignKeyConstraint(
            ["complainant_id"], ["persons.id"], name=op.f("fk_complaints_complainant_id_persons")
        ),
        sa.ForeignKeyConstraint(
            ["duplicate_of_id"],
            ["complaints.id"],
            name=op.f("fk_complaints_duplicate_of_id_complaints"),
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["officers.id"], name=op.f("fk_complaints_recorded_by_id_officers")
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["units.id"], name=op.f("fk_complaints_unit_id_units")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_complaints")),
        sa.UniqueConstraint("number", name=op.f("uq_complaints_number")),
        sa.UniqueConstraint(
            "unit_id", "year", "serial", name=op.f("uq_complaints_unit_id_year_serial")
        ),
    )
    with op.batch_alter_table("complaints", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_complaints_assigned_to_id"), ["assigned_to_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_complaints_case_id"), ["case_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_complaints_complainant_id"), ["complainant_id"], unique=False
        )
        batch_op.create_index("ix_complaints_newest", ["received_at", "id"], unique=False)
        batch_op.create_index(
            "ix_complaints_received",
            ["received_on", "state", "close_reason", "unit_id", "sealed"],
            unique=False,
        )
        batch_op.create_index(
            "ix_complaints_sealed",
            ["unit_id"],
            unique=False,
            sqlite_where=sa.text("sealed IS 1"),
            postgresql_where=sa.text("sealed IS true"),
        )
        batch_op.create_index(
            "ix_complaints_state", ["unit_id", "state", "received_on"], unique=False
        )
        batch_op.create_index(
            "ix_complaints_unit_newest", ["unit_id", "received_at", "id"], unique=False
        )
        batch_op.create_index(
            "ix_complaints_verified", ["verified_on", "unit_id", "sealed"], unique=False
        )

    op.create_table(
        "diary_entries",
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.Column("occurred_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("officer_id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("fk_diary_entries_case_id_cases")
        ),
        sa.ForeignKeyConstraint(
            ["officer_id"], ["officers.id"], name=op.f("fk_diary_entries_officer_id_officers")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_diary_entries")),
        sa.UniqueConstraint("case_id", "serial", name=op.f("uq_diary_entries_case_id_serial")),
    )
    with op.batch_alter_table("diary_entries", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_diary_entries_case_id"), ["case_id"], unique=False)

    op.create_table(
        "documents",
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("original_name", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("length(sha256) = 64", name=op.f("ck_documents_sha256")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_documents_case_id_cases")),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["officers.id"], name=op.f("fk_documents_recorded_by_id_officers")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_documents")),
        sa.UniqueConstraint("case_id", "serial", name=op.f("uq_documents_case_id_serial")),
    )
    with op.batch_alter_table("documents", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_documents_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_documents_sha256"), ["sha256"], unique=False)

    op.create_table(
        "dossiers",
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("as_of", sa.DateTime(timezone=True), nullable=False),
        sa.Column("requested_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("requested_by_id", sa.Uuid(), nullable=False),
        sa.Column("job_id", sa.Uuid(), nullable=True),
        sa.Column("built_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("manifest_sha256", sa.Text(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(built_at IS NULL) = (sha256 = '')", name=op.f("ck_dossiers_built_with_hash")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_dossiers_case_id_cases")),
        sa.ForeignKeyConstraint(["job_id"], ["jobs.id"], name=op.f("fk_dossiers_job_id_jobs")),
        sa.ForeignKeyConstraint(
            ["requested_by_id"], ["officers.id"], name=op.f("fk_dossiers_requested_by_id_officers")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dossiers")),
        sa.UniqueConstraint("case_id", "serial", name=op.f("uq_dossiers_case_id_serial")),
    )
    with op.batch_alter_table("dossiers", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_dossiers_case_id"), ["case_id"], unique=False)

    op.create_table(
        "exhibits",
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("maker", sa.Text(), nullable=False),
        sa.Column("maker_number", sa.Text(), nullable=False),
        sa.Column("seal", sa.Text(), nullable=False),
        sa.Column("found_at", sa.Text(), nullable=False),
        sa.Column("moved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_exhibits_some_quantity")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_exhibits_case_id_cases")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exhibits")),
        sa.UniqueConstraint("case_id", "serial", name=op.f("uq_exhibits_case_id_serial")),
    )
    with op.batch_alter_table("exhibits", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_exhibits_case_id"), ["case_id"], unique=False)

    op.create_table(
        "hearings",
        sa.Column("court", sa.Text(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("next_on", sa.Date(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_hearings_case_id_cases")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hearings")),
    )
    with op.batch_alter_table("hearings", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_hearings_case_id"), ["case_id"], unique=False)
        batch_op.create_index("ix_hearings_held_on", ["held_on"], unique=False)

    op.create_table(
        "operations",
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("warrant_number", sa.Text(), nullable=False),
        sa.Column("warrant_court", sa.Text(), nullable=False),
        sa.Column("warrant_on", sa.Date(), nullable=True),
        sa.Column("no_warrant_reason", sa.Text(), nullable=False),
        sa.Column("site_id", sa.Uuid(), nullable=True),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("started_on", sa.Date(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("leader_id", sa.Uuid(), nullable=False),
        sa.Column("team", sa.Text(), nullable=False),
        sa.Column("agencies", sa.Text(), nullable=False),
        sa.Column("cover_business", sa.Text(), nullable=False),
        sa.Column("shift_hours", sa.Text(), nullable=False),
        sa.Column("voip_provider", sa.Text(), nullable=False),
        sa.Column("means", sa.JSON(), nullable=False),
        sa.Column("target_countries", sa.JSON(), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("kind IN ('RAID', 'SEARCH')", name=op.f("ck_operations_kind")),
        sa.CheckConstraint(
            "warrant_number != '' OR no_warrant_reason != ''",
            name=op.f("ck_operations_warrant_or_why"),
        ),
        sa.CheckConstraint(
            "ended_at IS NULL OR ended_at >= started_at", name=op.f("ck_operations_end_after_start")
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("fk_operations_case_id_cases")
        ),
        sa.ForeignKeyConstraint(
            ["leader_id"], ["officers.id"], name=op.f("fk_operations_leader_id_officers")
        ),
        sa.ForeignKeyConstraint(
            ["site_id"], ["sites.id"], name=op.f("fk_operations_site_id_sites")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_operations")),
        sa.UniqueConstraint("case_id", "serial", name=op.f("uq_operations_case_id_serial")),
    )
    with op.batch_alter_table("operations", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_operations_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_operations_site_id"), ["site_id"], unique=False)
        batch_op.create_index("ix_operations_started_on", ["started_on", "kind"], unique=False)

    op.create_table(
        "registrations",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("authority", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("registered_for", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "valid_to IS NULL OR valid_to >= valid_from",
            name=op.f("ck_registrations_to_after_from"),
        ),
        sa.ForeignKeyConstraint(
            ["site_id"], ["sites.id"], name=op.f("fk_registrations_site_id_sites")
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["units.id"], name=op.f("fk_registrations_unit_id_units")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_registrations")),
        sa.UniqueConstraint(
            "authority",
            "number",
            "site_id",
            "valid_from",
            name=op.f("uq_registrations_authority_number_site_id_valid_from"),
        ),
    )
    with op.batch_alter_table("registrations", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_registrations_site_id"), ["site_id"], unique=False)

    op.create_table(
        "accused_movements",
        sa.Column("accused_id", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column(
            "from_state",
            sa.Enum(
                "SUSPECT",
                "CLEARED",
                "NOMINATED",
                "ARRESTED",
                "PRE_ARREST_BAIL",
                "ABSCONDING",
                "PROCLAIMED_OFFENDER",
                "DISCHARGED_BY_MAGISTRATE",
                "RELEASED_S169",
                "CHALLANED",
                "CHARGED",
                "DISCHARGED",
                "CONVICTED",
                "ACQUITTED",
                "DIED",
                "TREATED_AS_VICTIM",
                name="from_state",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column(
            "to_state",
            sa.Enum(
                "SUSPECT",
                "CLEARED",
                "NOMINATED",
                "ARRESTED",
                "PRE_ARREST_BAIL",
                "ABSCONDING",
                "PROCLAIMED_OFFENDER",
                "DISCHARGED_BY_MAGISTRATE",
                "RELEASED_S169",
                "CHALLANED",
                "CHARGED",
                "DISCHARGED",
                "CONVICTED",
                "ACQUITTED",
                "DIED",
                "TREATED_AS_VICTIM",
                name="to_state",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("occurred_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.Uuid(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["accused_id"], ["accused.id"], name=op.f("fk_accused_movements_accused_id_accused")
        ),
        sa.ForeignKeyConstraint(
            ["actor_id"], ["officers.id"], name=op.f("fk_accused_movements_actor_id_officers")
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("fk_accused_movements_case_id_cases")
        ),
        sa.PrimaryKeyConstraint("accused_id", "seq", name=op.f("pk_accused_movements")),
    )
    with op.batch_alter_table("accused_movements", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_accused_movements_case_id"), ["case_id"], unique=False)

    op.create_table(
        "arrests",
        sa.Column("accused_id", sa.Uuid(), nullable=False),
        sa.Column("operation_id", sa.Uuid(), nullable=True),
        sa.Column("arrested_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("arrested_on", sa.Date(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("officer_id", sa.Uuid(), nullable=False),
        sa.Column("memo_number", sa.Text(), nullable=False),
        sa.Column("relative_informed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("consulate_informed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("produced_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("produced_before", sa.Text(), nullable=False),
        sa.Column("released_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("release_reason", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "produced_at IS NULL OR produced_at >= arrested_at",
            name=op.f("ck_arrests_produced_after"),
        ),
        sa.ForeignKeyConstraint(
            ["accused_id"], ["accused.id"], name=op.f("fk_arrests_accused_id_accused")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_arrests_case_id_cases")),
        sa.ForeignKeyConstraint(
            ["officer_id"], ["officers.id"], name=op.f("fk_arrests_officer_id_officers")
        ),
        sa.ForeignKeyConstraint(
            ["operation_id"], ["operations.id"], name=op.f("fk_arrests_operation_id_operations")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_arrests")),
    )
    with op.batch_alter_table("arrests", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_arrests_accused_id"), ["accused_id"], unique=False)
        batch_op.create_index("ix_arrests_arrested_on", ["arrested_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_arrests_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_arrests_operation_id"), ["operation_id"], unique=False)

    op.create_table(
        "bails",
        sa.Column("accused_id", sa.Uuid(), nullable=False),
        sa.Column("decision", sa.Text(), nullable=False),
        sa.Column("pre_arrest", sa.Boolean(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("court", sa.Text(), nullable=False),
        sa.Column("order_number", sa.Text(), nullable=False),
        sa.Column("surety_minor", sa.BigInteger(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "decision IN ('GRANTED', 'REFUSED', 'CANCELLED')", name=op.f("ck_bails_decision")
        ),
        sa.ForeignKeyConstraint(
            ["accused_id"], ["accused.id"], name=op.f("fk_bails_accused_id_accused")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_bails_case_id_cases")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bails")),
    )
    with op.batch_alter_table("bails", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_bails_accused_id"), ["accused_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_bails_case_id"), ["case_id"], unique=False)

    op.create_table(
        "challan_accused",
        sa.Column("challan_id", sa.Uuid(), nullable=False),
        sa.Column("accused_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("challan_column", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "challan_column IN (2, 3)", name=op.f("ck_challan_accused_challan_column")
        ),
        sa.ForeignKeyConstraint(
            ["accused_id"], ["accused.id"], name=op.f("fk_challan_accused_accused_id_accused")
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("fk_challan_accused_case_id_cases")
        ),
        sa.ForeignKeyConstraint(
            ["challan_id"], ["challans.id"], name=op.f("fk_challan_accused_challan_id_challans")
        ),
        sa.PrimaryKeyConstraint("challan_id", "accused_id", name=op.f("pk_challan_accused")),
    )
    op.create_table(
        "charges",
        sa.Column("accused_id", sa.Uuid(), nullable=False),
        sa.Column("offence", sa.Text(), nullable=False),
        sa.Column("framed_on", sa.Date(), nullable=False),
        sa.Column("plea", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["accused_id"], ["accused.id"], name=op.f("fk_charges_accused_id_accused")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_charges_case_id_cases")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_charges")),
        sa.UniqueConstraint("accused_id", "offence", name=op.f("uq_charges_accused_id_offence")),
    )
    with op.batch_alter_table("charges", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_charges_accused_id"), ["accused_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_charges_case_id"), ["case_id"], unique=False)

    op.create_table(
        "clocks",
        sa.Column("accused_id", sa.Uuid(), nullable=True),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("hard", sa.Boolean(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("stopped_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("due_at >= started_at", name=op.f("ck_clocks_due_after_start")),
        sa.ForeignKeyConstraint(
            ["accused_id"], ["accused.id"], name=op.f("fk_clocks_accused_id_accused")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_clocks_case_id_cases")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clocks")),
    )
    with op.batch_alter_table("clocks", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_clocks_accused_id"), ["accused_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_clocks_case_id"), ["case_id"], unique=False)
        batch_op.create_index("ix_clocks_open", ["stopped_at", "due_at"], unique=False)

    op.create_table(
        "complaint_movements",
        sa.Column("complaint_id", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column(
            "from_state",
            sa.Enum(
                "RECEIVED",
                "VERIFICATION",
                "VERIFIED",
                "JOINED",
                "CLOSED",
                "TRANSFERRED",
                "DUPLICATE",
                name="from_state",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column(
            "to_state",
            sa.Enum(
                "RECEIVED",
                "VERIFICATION",
                "VERIFIED",
                "JOINED",
                "CLOSED",
                "TRANSFERRED",
                "DUPLICATE",
                name="to_state",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("occurred_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.Uuid(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["actor_id"], ["officers.id"], name=op.f("fk_complaint_movements_actor_id_officers")
        ),
        sa.ForeignKeyConstraint(
            ["complaint_id"],
            ["complaints.id"],
            name=op.f("fk_complaint_movements_complaint_id_complaints"),
        ),
        sa.PrimaryKeyConstraint("complaint_id", "seq", name=op.f("pk_complaint_movements")),
    )
    op.create_table(
        "custody_acts",
        sa.Column("exhibit_id", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("occurred_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("from_holder", sa.Text(), nullable=False),
        sa.Column("to_holder", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("seal_intact", sa.Boolean(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("fk_custody_acts_case_id_cases")
        ),
        sa.ForeignKeyConstraint(
            ["exhibit_id"], ["exhibits.id"], name=op.f("fk_custody_acts_exhibit_id_exhibits")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"],
            ["officers.id"],
            name=op.f("fk_custody_acts_recorded_by_id_officers"),
        ),
        sa.PrimaryKeyConstraint("exhibit_id", "seq", name=op.f("pk_custody_acts")),
    )
    with op.batch_alter_table("custody_acts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_custody_acts_case_id"), ["case_id"], unique=False)
        batch_op.create_index("ix_custody_acts_occurred", ["case_id", "occurred_at"], unique=False)

    op.create_table(
        "found_persons",
        sa.Column("case_person_id", sa.Uuid(), nullable=False),
        sa.Column("operation_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("fk_found_persons_case_id_cases")
        ),
        sa.ForeignKeyConstraint(
            ["case_person_id"],
            ["case_persons.id"],
            name=op.f("fk_found_persons_case_person_id_case_persons"),
        ),
        sa.ForeignKeyConstraint(
            ["operation_id"],
            ["operations.id"],
            name=op.f("fk_found_persons_operation_id_operations"),
        ),
        sa.PrimaryKeyConstraint("case_person_id", name=op.f("pk_found_persons")),
    )
    with op.batch_alter_table("found_persons", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_found_persons_case_id"), ["case_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_found_persons_operation_id"), ["operation_id"], unique=False
        )

    op.create_table(
        "money_trails",
        sa.Column("complaint_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("institution", sa.Text(), nullable=False),
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("amount_minor", sa.BigInteger(), nullable=True),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("paid_on", sa.Date(), nullable=True),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["complaint_id"],
            ["complaints.id"],
            name=op.f("fk_money_trails_complaint_id_complaints"),
        ),
        sa.PrimaryKeyConstraint("complaint_id", "position", name=op.f("pk_money_trails")),
    )
    op.create_table(
        "operation_cases",
        sa.Column("operation_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("fk_operation_cases_case_id_cases")
        ),
        sa.ForeignKeyConstraint(
            ["operation_id"],
            ["operations.id"],
            name=op.f("fk_operation_cases_operation_id_operations"),
        ),
        sa.PrimaryKeyConstraint("operation_id", "case_id", name=op.f("pk_operation_cases")),
    )
    op.create_table(
        "protected_identities",
        sa.Column("case_person_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("age_years", sa.Integer(), nullable=True),
        sa.Column("contact", sa.Text(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("fk_protected_identities_case_id_cases")
        ),
        sa.ForeignKeyConstraint(
            ["case_person_id"],
            ["case_persons.id"],
            name=op.f("fk_protected_identities_case_person_id_case_persons"),
        ),
        sa.PrimaryKeyConstraint("case_person_id", name=op.f("pk_protected_identities")),
    )
    with op.batch_alter_table("protected_identities", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_protected_identities_case_id"), ["case_id"], unique=False
        )

    op.create_table(
        "remands",
        sa.Column("accused_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("court", sa.Text(), nullable=False),
        sa.Column("order_number", sa.Text(), nullable=False),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("kind IN ('POLICE', 'JUDICIAL')", name=op.f("ck_remands_kind")),
        sa.CheckConstraint("days > 0", name=op.f("ck_remands_some_days")),
        sa.ForeignKeyConstraint(
            ["accused_id"], ["accused.id"], name=op.f("fk_remands_accused_id_accused")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_remands_case_id_cases")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_remands")),
    )
    with op.batch_alter_table("remands", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_remands_accused_id"), ["accused_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_remands_case_id"), ["case_id"], unique=False)

    op.create_table(
        "screenings",
        sa.Column("accused_id", sa.Uuid(), nullable=False),
        sa.Column("screened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("screened_by", sa.Text(), nullable=False),
        sa.Column("trafficked", sa.Boolean(), nullable=False),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.Column("second_reason", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["accused_id"], ["accused.id"], name=op.f("fk_screenings_accused_id_accused")
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("fk_screenings_case_id_cases")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_screenings")),
    )
    with op.batch_alter_table("screenings", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_screenings_accused_id"), ["accused_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_screenings_case_id"), ["case_id"], unique=False)

    op.create_table(
        "seizures",
        sa.Column("exhibit_id", sa.Uuid(), nullable=False),
        sa.Column("operation_id", sa.Uuid(), nullable=False),
        sa.Column("exhibit_serial", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_seizures_case_id_cases")),
        sa.ForeignKeyConstraint(
            ["exhibit_id"], ["exhibits.id"], name=op.f("fk_seizures_exhibit_id_exhibits")
        ),
        sa.ForeignKeyConstraint(
            ["operation_id"], ["operations.id"], name=op.f("fk_seizures_operation_id_operations")
        ),
        sa.PrimaryKeyConstraint("exhibit_id", name=op.f("pk_seizures")),
    )
    with op.batch_alter_table("seizures", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_seizures_case_id"), ["case_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_seizures_operation_id"), ["operation_id"], unique=False
        )

    op.create_table(
        "verdicts",
        sa.Column("charge_id", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("given_on", sa.Date(), nullable=False),
        sa.Column("court", sa.Text(), nullable=False),
        sa.Column("judgment_number", sa.Text(), nullable=False),
        sa.Column("on_appeal", sa.Boolean(), nullable=False),
        sa.Column("ground", sa.Text(), nullable=False),
        sa.Column("sentence_days", sa.Integer(), nullable=True),
        sa.Column("sentence_words", sa.Text(), nullable=False),
        sa.Column("fine_minor", sa.BigInteger(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "kind IN ('CONVICTED', 'ACQUITTED', 'DISCHARGED', 'WITHDRAWN', 'COMPOUNDED', 'ABATED', 'SET_ASIDE')",
            name=op.f("ck_verdicts_kind"),
        ),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_verdicts_case_id_cases")),
        sa.ForeignKeyConstraint(
            ["charge_id"], ["charges.id"], name=op.f("fk_verdicts_charge_id_charges")
        ),
        sa.PrimaryKeyConstraint("charge_id", "seq", name=op.f("pk_verdicts")),
    )
    with op.batch_alter_table("verdicts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_verdicts_case_id"), ["case_id"], unique=False)
        batch_op.create_index("ix_verdicts_given_on", ["given_on", "kind"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("verdicts", schema=None) as batch_op:
        batch_op.drop_index("ix_verdicts_given_on")
        batch_op.drop_index(batch_op.f("ix_verdicts_case_id"))

    op.drop_table("verdicts")
    with op.batch_alter_table("seizures", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_seizures_operation_id"))
        batch_op.drop_index(batch_op.f("ix_seizures_case_id"))

    op.drop_table("seizures")
    with op.batch_alter_table("screenings", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_screenings_case_id"))
        batch_op.drop_index(batch_op.f("ix_screenings_accused_id"))

    op.drop_table("screenings")
    with op.batch_alter_table("remands", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_remands_case_id"))
        batch_op.drop_index(batch_op.f("ix_remands_accused_id"))

    op.drop_table("remands")
    with op.batch_alter_table("protected_identities", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_protected_identities_case_id"))

    op.drop_table("protected_identities")
    op.drop_table("operation_cases")
    op.drop_table("money_trails")
    with op.batch_alter_table("found_persons", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_found_persons_operation_id"))
        batch_op.drop_index(batch_op.f("ix_found_persons_case_id"))

    op.drop_table("found_persons")
    with op.batch_alter_table("custody_acts", schema=None) as batch_op:
        batch_op.drop_index("ix_custody_acts_occurred")
        batch_op.drop_index(batch_op.f("ix_custody_acts_case_id"))

    op.drop_table("custody_acts")
    op.drop_table("complaint_movements")
    with op.batch_alter_table("clocks", schema=None) as batch_op:
        batch_op.drop_index("ix_clocks_open")
        batch_op.drop_index(batch_op.f("ix_clocks_case_id"))
        batch_op.drop_index(batch_op.f("ix_clocks_accused_id"))

    op.drop_table("clocks")
    with op.batch_alter_table("charges", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_charges_case_id"))
        batch_op.drop_index(batch_op.f("ix_charges_accused_id"))

    op.drop_table("charges")
    op.drop_table("challan_accused")
    with op.batch_alter_table("bails", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_bails_case_id"))
        batch_op.drop_index(batch_op.f("ix_bails_accused_id"))

    op.drop_table("bails")
    with op.batch_alter_table("arrests", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_arrests_operation_id"))
        batch_op.drop_index(batch_op.f("ix_arrests_case_id"))
        batch_op.drop_index("ix_arrests_arrested_on")
        batch_op.drop_index(batch_op.f("ix_arrests_accused_id"))

    op.drop_table("arrests")
    with op.batch_alter_table("accused_movements", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_accused_movements_case_id"))

    op.drop_table("accused_movements")
    with op.batch_alter_table("registrations", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_registrations_site_id"))

    op.drop_table("registrations")
    with op.batch_alter_table("operations", schema=None) as batch_op:
        batch_op.drop_index("ix_operations_started_on")
        batch_op.drop_index(batch_op.f("ix_operations_site_id"))
        batch_op.drop_index(batch_op.f("ix_operations_case_id"))

    op.drop_table("operations")
    with op.batch_alter_table("hearings", schema=None) as batch_op:
        batch_op.drop_index("ix_hearings_held_on")
        batch_op.drop_index(batch_op.f("ix_hearings_case_id"))

    op.drop_table("hearings")
    with op.batch_alter_table("exhibits", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_exhibits_case_id"))

    op.drop_table("exhibits")
    with op.batch_alter_table("dossiers", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_dossiers_case_id"))

    op.drop_table("dossiers")
    with op.batch_alter_table("documents", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_documents_sha256"))
        batch_op.drop_index(batch_op.f("ix_documents_case_id"))

    op.drop_table("documents")
    with op.batch_alter_table("diary_entries", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_diary_entries_case_id"))

    op.drop_table("diary_entries")
    with op.batch_alter_table("complaints", schema=None) as batch_op:
        batch_op.drop_index("ix_complaints_verified")
        batch_op.drop_index("ix_complaints_unit_newest")
        batch_op.drop_index("ix_complaints_state")
        batch_op.drop_index(
            "ix_complaints_sealed",
            sqlite_where=sa.text("sealed IS 1"),
            postgresql_where=sa.text("sealed IS true"),
        )
        batch_op.drop_index("ix_complaints_received")
        batch_op.drop_index("ix_complaints_newest")
        batch_op.drop_index(batch_op.f("ix_complaints_complainant_id"))
        batch_op.drop_index(batch_op.f("ix_complaints_case_id"))
        batch_op.drop_index(batch_op.f("ix_complaints_assigned_to_id"))

    op.drop_table("complaints")
    with op.batch_alter_table("challans", schema=None) as batch_op:
        batch_op.drop_index("ix_challans_submitted_on")
        batch_op.drop_index(batch_op.f("ix_challans_case_id"))

    op.drop_table("challans")
    op.drop_table("case_sections")
    with op.batch_alter_table("case_persons", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_case_persons_person_id"))
        batch_op.drop_index(batch_op.f("ix_case_persons_case_id"))

    op.drop_table("case_persons")
    op.drop_table("case_movements")
    with op.batch_alter_table("appeals", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_appeals_case_id"))

    op.drop_table("appeals")
    with op.batch_alter_table("accused", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_accused_person_id"))
        batch_op.drop_index("ix_accused_convicted_on")
        batch_op.drop_index("ix_accused_challaned_on")
        batch_op.drop_index(batch_op.f("ix_accused_case_id"))
        batch_op.drop_index("ix_accused_arrested_on")
        batch_op.drop_index("ix_accused_acquitted_on")

    op.drop_table("accused")
    with op.batch_alter_table("sites", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sites_unit_id"))
        batch_op.drop_index(batch_op.f("ix_sites_organisation_id"))

    op.drop_table("sites")
    with op.batch_alter_table("sign_in_sessions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sign_in_sessions_officer_id"))

    op.drop_table("sign_in_sessions")
    with op.batch_alter_table("memberships", schema=None) as batch_op:
        batch_op.drop_index("ix_memberships_root")
        batch_op.drop_index(batch_op.f("ix_memberships_officer_id"))

    op.drop_table("memberships")
    op.drop_table("complaint_drafts")
    with op.batch_alter_table("cases", schema=None) as batch_op:
        batch_op.drop_index("ix_cases_verdict_on")
        batch_op.drop_index("ix_cases_unit_state")
        batch_op.drop_index(
            "ix_cases_sealed",
            sqlite_where=sa.text("sealed IS 1"),
            postgresql_where=sa.text("sealed IS true"),
        )
        batch_op.drop_index("ix_cases_prosecution_on")
        batch_op.drop_index("ix_cases_opened")
        batch_op.drop_index(batch_op.f("ix_cases_lead_id"))
        batch_op.drop_index("ix_cases_investigation_on")
        batch_op.drop_index("ix_cases_enquiry_on")

    op.drop_table("cases")
    with op.batch_alter_table("persons", schema=None) as batch_op:
        batch_op.drop_index("ix_persons_unit_name")
        batch_op.drop_index("ix_persons_name")

    op.drop_table("persons")
    with op.batch_alter_table("organisations", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_organisations_unit_id"))

    op.drop_table("organisations")
    with op.batch_alter_table("officers", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_officers_unit_id"))

    op.drop_table("officers")
    with op.batch_alter_table("identifier_links", schema=None) as batch_op:
        batch_op.drop_index("ix_identifier_links_subject")
        batch_op.drop_index(batch_op.f("ix_identifier_links_identifier_id"))

    op.drop_table("identifier_links")
    op.drop_table("demo_loads")
    with op.batch_alter_table("units", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_units_parent_id"))

    op.drop_table("units")
    with op.batch_alter_table("jobs", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_jobs_state"))

    op.drop_table("jobs")
    op.drop_table("identifiers")
    with op.batch_alter_table("idempotency_keys", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_idempotency_keys_created_at"))

    op.drop_table("idempotency_keys")
    op.drop_table("counters")
    with op.batch_alter_table("audit_entries", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_audit_entries_at"))
        batch_op.drop_index(batch_op.f("ix_audit_entries_actor_id"))

    op.drop_table("audit_entries")
    op.drop_table("audit_checkpoints")
    op.drop_table("audit_chains")
