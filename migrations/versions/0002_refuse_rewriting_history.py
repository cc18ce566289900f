"""refuse rewriting history

Triggers that refuse UPDATE and DELETE on what is only ever appended. A batch rewrite of one of
these tables on SQLite drops its triggers: make them again in the same migration.
"""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

APPEND_ONLY = (
    "audit_entries",
    "audit_checkpoints",
    "complaint_movements",
    "case_movements",
    "accused_movements",
    "custody_acts",
    "diary_entries",
    "verdicts",
)
FUNCTION = """
CREATE FUNCTION refuse_rewriting() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$
"""


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(FUNCTION)
    for table in APPEND_ONLY:
        for act in ("UPDATE", "DELETE"):
            op.execute(_trigger(table, act))


def downgrade() -> None:
    on_postgres = op.get_bind().dialect.name == "postgresql"
    for table in APPEND_ONLY:
        for act in ("UPDATE", "DELETE"):
            name = f"{table}_no_{act.lower()}"
            op.execute(f"DROP TRIGGER {name}" + (f" ON {table}" if on_postgres else ""))
    if on_postgres:
        op.execute("DROP FUNCTION refuse_rewriting()")


def _trigger(table: str, act: str) -> str:
    head = f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table}"
    if op.get_bind().dialect.name == "postgresql":
        return f"{head} FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting()"
    return f"{head} BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
