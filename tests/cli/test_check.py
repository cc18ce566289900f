"""`flask check` finds a good database right, and names each thing that is not."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import text

from casetrack.audit import triggers
from casetrack.db import session
from casetrack.rules.roles import Role
from casetrack.rules.stages import ComplaintState
from tests import factories
from tests.cases import making
from tests.complaints import made

MIGRATIONS = Path(__file__).resolve().parents[2] / "migrations" / "versions"
# Each plants one disagreement; the words are what the check must say of it.
FAULTS = [
    ("UPDATE complaints SET verified_on = '2001-01-01' WHERE state = 'VERIFIED'", "verified_on"),
    ("UPDATE complaints SET state = 'RECEIVED' WHERE state = 'VERIFIED'", "state is"),
    ("UPDATE cases SET enquiry_on = '2001-01-01'", "enquiry_on is 2001-01-01"),
    ("UPDATE cases SET state = 'TRIAL'", "state is"),
    ("UPDATE accused SET convicted_on = NULL", "convicted_on"),
    ("UPDATE cases SET raid_on = '2001-01-01'", "raid_on"),
    ("UPDATE identifiers SET degree = degree + 1", "links point to it"),
    ("DROP TRIGGER verdicts_no_update{on_verdicts}", "refuses to update"),
    ("UPDATE audit_chains SET seq = seq + 1", "the head speaks of"),
]


def small_agency() -> None:
    officer, boss = factories.officer(), factories.officer(Role.SUPERVISOR)
    for state in (ComplaintState.VERIFIED, ComplaintState.CLOSED, ComplaintState.DUPLICATE):
        made.complaint_in(state, boss, officer)
    case = making.enquiry(officer, sections=(making.COGNIZABLE,))
    making.accused(case, boss, *making.CONVICTION)
    session.commit()


def check(app: Flask) -> Result:
    session.remove()
    return app.test_cli_runner().invoke(args=["check"])


@pytest.mark.usefixtures("database")
def test_a_good_database_is_right(app: Flask) -> None:
    small_agency()
    done = check(app)
    assert done.exit_code == 0, done.output
    assert done.output.count("right") == 10


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize(("fault", "words"), FAULTS)
def test_each_fault_is_named(app: Flask, fault: str, words: str) -> None:
    small_agency()
    on_postgres = session.get_bind().dialect.name == "postgresql"
    session.execute(text(fault.format(on_verdicts=" ON verdicts" if on_postgres else "")))
    session.commit()
    done = check(app)
    assert done.exit_code == 1
    assert words in done.output


@pytest.mark.usefixtures("sqlite")
def test_a_member_of_nothing_is_named(app: Flask) -> None:
    small_agency()
    session.execute(text("UPDATE memberships SET root_id = '00000000000000000000000000000001'"))
    session.commit()
    assert "there is no case" in check(app).output


def test_the_tables_are_those_of_the_migrations() -> None:
    tables = set()
    for path in MIGRATIONS.glob("*.py"):
        block = re.search(r"APPEND_ONLY = \((.*?)\)", path.read_text(), re.DOTALL)
        tables |= set(re.findall(r'"(\w+)"', block.group(1))) if block else set()
    assert set(triggers.APPEND_ONLY) == tables
