"""The export is valid CASE/UCO, says what the chain says, and is the same twice."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from flask import Flask

from casetrack.accounts.models import Officer
from casetrack.db import session
from casetrack.evidence import case_uco, queries
from tests import factories
from tests.evidence import chains

NAME = 'A "phone" \u06af\u0631\u0641\u062a\u0627\u0631\u06cc </script>'


@pytest.fixture
def officer(sqlite: str) -> Officer:
    return factories.officer()


def test_case_validate_accepts_it(officer: Officer, app: Flask, tmp_path: Path) -> None:
    case = chains.hostile_case(officer, NAME)
    session.commit()
    out = tmp_path / "case.jsonld"
    run = app.test_cli_runner().invoke(
        args=["evidence", "export", case.number, "--output", str(out)]
    )
    assert run.exit_code == 0, run.output
    assert out.read_bytes() == case_uco.export(case, queries.all_exhibits(case))
    tool = Path(sys.executable).with_name("case_validate")
    found = subprocess.run(
        [tool, "--built-version", "case-1.5.0", out], capture_output=True, text=True, check=False
    )
    assert (found.returncode, "Conforms: True" in found.stdout) == (0, True), found.stdout
    assert "UserWarning" not in found.stderr  # a concept that the ontology does not have
    nodes = json.loads(out.read_text(encoding="utf-8"))["@graph"]
    kinds = [node["@type"] for node in nodes]
    assert kinds.count("case-investigation:ProvenanceRecord") == 3
    assert kinds.count("case-investigation:InvestigativeAction") == 4
    said = [
        line for node in nodes for line in node.get("uco-core:description", ()) if "Gap" in line
    ]
    assert len(said) == 1
    assert any(NAME in str(node.get("uco-core:description")) for node in nodes)


def test_an_unknown_case_is_told(officer: Officer, app: Flask, tmp_path: Path) -> None:
    args = ["evidence", "export", "FSD-FIR-9/1999", "--output", str(tmp_path / "x")]
    assert "there is no case" in app.test_cli_runner().invoke(args=args).output
