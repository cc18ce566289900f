"""What the database itself holds: audited rows, named constraints, migrations equal to models."""

from __future__ import annotations

import pytest
from alembic import command
from alembic.script import ScriptDirectory
from flask import Flask
from sqlalchemy import inspect, text

from casetrack.cli.database import alembic_config, downgrade, upgrade
from casetrack.db import Base, make_engine, session
from casetrack.web import guard
from tests import factories
from tests.conftest import Databases
from tests.dossiers import made as maker

# Rows that are nobody's act, each with its reason.
NOT_AUDITED = {
    "audit_entries": "is the audit",
    "audit_chains": "is the audit",
    "audit_checkpoints": "is the audit",
    "counters": "its numbers show in the rows that took them",
    "idempotency_keys": "belongs to the act it guards",
    "identifiers": "its links are audited; a value alone says nothing",
    "complaint_drafts": "not yet a complaint; its officer's alone",
    "jobs": "the act that asked for it is audited",
    "tallies": "counts of audited rows, added up by triggers",
}


def test_every_row_belongs_to_an_audited_root_or_says_why_not(app: Flask) -> None:
    silent = {
        mapper.class_.__tablename__
        for mapper in Base.registry.mappers
        if not hasattr(mapper.class_, "audit_root")
    }
    assert silent == set(NOT_AUDITED)


def test_no_view_without_a_permission(app: Flask) -> None:
    guard.check_every_view(app)


def test_a_view_without_a_permission_stops_the_start() -> None:
    planted = Flask("planted")
    planted.add_url_rule("/open", "open", lambda: "for all to see")
    with pytest.raises(guard.OpenView, match="open"):
        guard.check_every_view(planted)


def test_every_foreign_key_has_a_name(app: Flask) -> None:
    unnamed = [
        f"{table.name}: {constraint}"
        for table in Base.metadata.sorted_tables
        for constraint in table.constraints
        if constraint.name is None
    ]
    assert not unnamed


def test_one_head() -> None:
    script = ScriptDirectory.from_config(alembic_config("sqlite://"))
    assert len(script.get_heads()) == 1


# SQLite cannot tell what an index on an expression holds (ix_complaints_report).
@pytest.mark.filterwarnings("ignore:Skipped unsupported reflection of expression-based index")
@pytest.mark.filterwarnings("ignore:autogenerate skipping metadata-specified expression")
def test_migrations_equal_models(database: str) -> None:
    session.remove()
    command.check(alembic_config(database))  # raises when autogenerate would change something


def _snapshot(url: str) -> dict[str, object]:
    """Every table's rows and the schema's triggers, to be equal after down and up again."""
    engine = make_engine(url)
    with engine.connect() as connection:
        names = sorted(inspect(connection).get_table_names())
        rows = {
            name: sorted(map(str, connection.execute(text(f"SELECT * FROM {name}")).all()))
            for name in names
            if name != "alembic_version" and not name.startswith("search_")
        }
        sql = (
            "SELECT name, sql FROM sqlite_master WHERE type='trigger' ORDER BY name"
            if engine.dialect.name == "sqlite"
            else "SELECT tgname, pg_get_triggerdef(oid) FROM pg_trigger "
            "WHERE NOT tgisinternal ORDER BY tgname"
        )
        triggers = sorted(map(str, connection.execute(text(sql)).all()))
    engine.dispose()
    return {"rows": rows, "triggers": triggers}


def test_each_migration_goes_down_and_up_with_data(database: str, databases: Databases) -> None:
    factories.officer()
    session.commit()
    session.remove()
    before = _snapshot(database)
    script = ScriptDirectory.from_config(alembic_config(database))
    for revision in script.walk_revisions():
        if revision.down_revision is None:
            break
        downgrade(database, "-1")
    upgrade(database)
    assert _snapshot(database) == before


def test_rebuilding_a_table_empties_none_of_its_children(database: str) -> None:
    """A whole case goes down to before its files, requests and copies, and up again."""
    maker.made(accused=1)
    session.remove()
    before = _counts(database)
    while "dossier_files" in _counts(database) or "uploads" in _counts(database):
        downgrade(database, "-1")
    assert _counts(database).items() <= before.items()
    upgrade(database)
    assert _counts(database) == before


def _counts(url: str) -> dict[str, int]:
    """Rows by table; the audit of the tests' own acts among them."""
    engine = make_engine(url)
    with engine.connect() as connection:
        names = inspect(connection).get_table_names()
        found = {
            name: connection.scalar(text(f"SELECT count(*) FROM {name}")) or 0 for name in names
        }
    engine.dispose()
    return found


def test_the_whole_schema_goes_down_to_nothing_and_up(database: str) -> None:
    session.remove()
    downgrade(database, "base")
    engine = make_engine(database)
    with engine.connect() as connection:
        assert set(inspect(connection).get_table_names()) <= {"alembic_version"}
    engine.dispose()
    upgrade(database)
