"""The command that makes the first administrator of an empty casetrack."""

from __future__ import annotations

import re

import pytest
from flask import Flask

from casetrack.accounts import queries, service
from casetrack.db import session, utc_now
from casetrack.rules.roles import Role
from tests.accounts.test_sign_in import LASTS


@pytest.mark.usefixtures("database")
def test_the_printed_password_opens_once_and_must_be_changed(app: Flask) -> None:
    run = app.test_cli_runner().invoke(args=["officers", "add-administrator", "boss", "A. Boss"])
    assert run.exit_code == 0, run.output
    session.remove()
    officer = queries.officer_named("boss")
    assert officer is not None
    assert (officer.role, officer.unit.code) == (Role.ADMINISTRATOR, "HQ")
    assert officer.must_change_password
    found = re.search(r"with (\S+) and", run.output)
    assert found is not None
    assert service.sign_in(
        username="boss", password=found[1], address="", now=utc_now(), lasts=LASTS
    )


@pytest.mark.usefixtures("sqlite")
def test_a_taken_name_is_refused_in_words(app: Flask) -> None:
    command = ["officers", "add-administrator", "boss", "A. Boss"]
    app.test_cli_runner().invoke(args=command)
    again = app.test_cli_runner().invoke(args=command)
    assert again.exit_code == 1
    assert "taken" in again.output
