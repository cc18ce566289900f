"""The verifier without casetrack says of every tampering exactly what casetrack says."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import text

from casetrack.audit import seal
from casetrack.db import session, utc_now
from tests import factories

pytestmark = pytest.mark.usefixtures("database")
SCRIPT = Path(__file__).resolve().parents[2] / "script" / "verify-audit"
KEY = b"k" * 32
SECOND = "UPDATE audit_entries SET {} WHERE seq = 2"
FIRST = (
    "SELECT hash FROM audit_entries "
    "WHERE audit_entries.chain = audit_chains.chain AND audit_entries.seq = 1"
)
TAMPERING = {
    "nothing": [],
    "act": [SECOND.format("act = 'x'")],
    "actor": [SECOND.format("actor_id = NULL, actor_role = 'CLERK'")],
    "instant": ["UPDATE audit_entries SET at = '2020-01-01 00:00:00' WHERE seq = 2"],
    "detail": [SECOND.format("detail = '{}'")],
    "hash": [SECOND.format("hash = act")],
    "link": [SECOND.format("previous_hash = hash")],
    "number": [SECOND.format("seq = 99")],
    "removed": ["DELETE FROM audit_entries WHERE seq = 2"],
    "tail": ["DELETE FROM audit_entries WHERE seq > 1"],
    "all": ["DELETE FROM audit_entries"],
    "head": ["DELETE FROM audit_chains"],
    "head moved": ["UPDATE audit_chains SET seq = seq + 1"],
    "tail and head": [
        "DELETE FROM audit_entries WHERE seq > 1",
        f"UPDATE audit_chains SET seq = 1, hash = ({FIRST})",
    ],
}


def tamper(statements: list[str]) -> None:
    on_postgres = session.get_bind().dialect.name == "postgresql"
    for act in ("update", "delete"):
        table = " ON audit_entries" if on_postgres else ""
        session.execute(text(f"DROP TRIGGER audit_entries_no_{act}{table}"))
    for statement in statements:
        session.execute(text(statement))
    session.commit()


def standalone(folder: Path, *more: str) -> tuple[int, list[str]]:
    """Run the script in isolation: it must not find casetrack even if it wished to."""
    export = folder / "audit.jsonl"
    export.write_text("".join(f"{line}\n" for line in seal.exported()), encoding="utf-8")
    command = [sys.executable, "-I", "-S", str(SCRIPT), str(export), *more]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode in {0, 1}, done.stderr
    return done.returncode, done.stdout.splitlines()


@pytest.mark.parametrize("kind", TAMPERING)
def test_both_name_the_same(kind: str, tmp_path: Path) -> None:
    for code in ("FSD", "FSD", "FSD", "LHR", "LHR"):
        factories.officer(at=code)
    file, key = tmp_path / "checkpoints", tmp_path / "key"
    key.write_text(KEY.hex())
    seal.add_checkpoint(file=file, key=KEY, now=utc_now())
    session.commit()
    tamper(TAMPERING[kind])
    ours = [*seal.breaks(), *seal.checkpoint_breaks(file=file, key=KEY)]
    code, theirs = standalone(tmp_path, "--checkpoints", str(file), "--key-file", str(key))
    assert code == bool(ours)
    assert bool(ours) == (kind != "nothing")
    if ours:
        assert sorted(theirs) == sorted(ours)


def test_a_forged_checkpoint_is_seen(tmp_path: Path) -> None:
    factories.officer()
    file, key = tmp_path / "checkpoints", tmp_path / "key"
    key.write_text(KEY.hex())
    seal.add_checkpoint(file=file, key=b"somebody else's key", now=utc_now())
    session.commit()
    code, said = standalone(tmp_path, "--checkpoints", str(file), "--key-file", str(key))
    assert (code, said) == (
        1,
        ["checkpoint 1 in checkpoints was not signed by this casetrack"],
    )


def test_an_export_that_was_cut_is_seen(tmp_path: Path) -> None:
    factories.officer()
    file = tmp_path / "cut"
    file.write_text("\n".join(list(seal.exported())[:-1]))
    command = [sys.executable, "-I", "-S", str(SCRIPT), str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (1, "the export is cut off: it has no heads\n")


def test_it_imports_nothing_but_the_standard_library() -> None:
    assert "casetrack" not in {
        word
        for line in SCRIPT.read_text().splitlines()
        if "import" in line
        for word in line.split()
    }
