"""`flask dossier`: a draft at the console."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from casetrack.db import session
from casetrack.dossiers.models import Dossier
from tests import factories
from tests.dossiers import made as maker
from tests.dossiers.printer import PDF, stand_in


@pytest.fixture(autouse=True)
def printer(monkeypatch: pytest.MonkeyPatch, sqlite: str) -> None:
    stand_in(monkeypatch)


def run(app: Flask, *arguments: str) -> tuple[int, str]:
    result = app.test_cli_runner().invoke(args=["dossier", *arguments])
    return result.exit_code, result.output


def test_it_prints_as_the_lead(app: Flask, tmp_path: Path) -> None:
    made = maker.made(accused=1)
    username, output = made.lead.username, tmp_path / "d.pdf"
    code, said = run(app, "fsd-fir-31/2025", "--output", str(output))
    assert (code, output.read_bytes()) == (0, PDF)
    assert f"({username}) may see it" in said
    assert "7 pages" in said


def test_it_prints_as_an_officer_who_may(app: Flask, tmp_path: Path) -> None:
    made = maker.made(accused=1)
    output = tmp_path / "d.pdf"
    stranger = factories.officer(at="KHI").username
    supervisor = made.supervisor.username
    session.remove()
    arguments = ("FSD-FIR-31/2025", "--output", str(output), "--officer")
    code, said = run(app, *arguments, stranger)
    assert code == 1
    assert "may not print" in said
    assert not output.exists()
    assert run(app, *arguments, supervisor)[0] == 0


def test_unknown_names_are_told(app: Flask, tmp_path: Path) -> None:
    maker.made(accused=1)
    out = ("--output", str(tmp_path / "d.pdf"))
    assert "there is no case" in run(app, "FSD-FIR-99/2025", *out)[1]
    assert "nobody signs in" in run(app, "FSD-FIR-31/2025", *out, "--officer", "x")[1]


def test_it_prints_the_edition_that_is_asked_for(app: Flask, tmp_path: Path) -> None:
    maker.made(accused=1)
    out = ("fsd-fir-31/2025", "--output", str(tmp_path / "d.pdf"))
    assert run(app, *out, "--edition", "media")[0] == 0
    assert session.scalars(select(Dossier.edition)).one() == "MEDIA"
    assert "Choose whose complaint it is" in run(app, *out, "--edition", "complainant")[1]
    assert "holds no complaint" in run(app, *out, "--complaint", "FSD-2025-999999")[1]
