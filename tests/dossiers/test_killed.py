"""A worker killed while it prints leaves no half file, and the next one prints the dossier."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from flask import Flask

from casetrack import audit
from casetrack.config import Settings
from casetrack.db import session, utc_now
from casetrack.dossiers import service
from casetrack.dossiers.models import Dossier
from casetrack.jobs import Job, queue
from tests.conftest import SECRET
from tests.dossiers import made as maker

ROOT = Path(__file__).resolve().parents[2]
PRINTING = "Printing part"


def begin(folder: Path, url: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "tests.dossiers.station", str(folder), url]
    return subprocess.Popen(command, cwd=ROOT)


def children_of(pid: int) -> set[int]:
    """The processes that it started, and those that these did."""
    found = {int(word) for task in Path(f"/proc/{pid}/task").iterdir() for word in told(task)}
    return found.union(*map(children_of, found)) if found else found


def printed(folder: Path) -> list[Path]:
    """The files that are not the frozen content."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return [path for path in files if not path.read_bytes().startswith(b"{")]


def told(task: Path) -> list[str]:
    return (task / "children").read_text().split()


def alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state != "Z"


def until(true: Callable[[], bool], seconds: float = 120) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.05)


def test_kill_9_while_printing(database: str, app: Flask, tmp_path: Path) -> None:
    queue.use(Settings("test", database, tmp_path, SECRET))
    made = maker.bare()
    audit.begin(audit.Act(name="test", at=utc_now()))
    actor, now = made.lead.actor, utc_now()
    asked = service.ask_dossier(case=made.case, purpose="COURT", actor=actor, now=now)
    dossier_id, job_id = asked.id, asked.job_id
    session.commit()
    session.remove()

    def job() -> tuple[str, str, int, int]:
        """State, step, progress and tries; no transaction of the test's own stays open."""
        found = session.get_one(Job, job_id)
        seen = found.state, found.step, found.progress, found.tries
        session.remove()
        return seen

    first = begin(tmp_path, database)
    until(lambda: job()[1].startswith(PRINTING))
    children = children_of(first.pid)
    assert children
    first.kill()
    first.wait()
    until(lambda: not any(map(alive, children)), seconds=10)
    files = tmp_path / "dossiers"
    assert printed(files) == []
    assert session.get_one(Dossier, dossier_id).sha256 == ""
    session.remove()

    second = begin(tmp_path, database)
    until(lambda: job()[0] == "DONE")
    second.terminate()
    assert second.wait(timeout=60) == 0
    queue.use(app.extensions["casetrack"])
    dossier = session.get_one(Dossier, dossier_id)
    (file,) = printed(files)
    assert file.parent.name + file.name == dossier.sha256
    assert hashlib.sha256(file.read_bytes()).hexdigest() == dossier.sha256
    assert job() == ("DONE", "", 100, 2)
    assert list((tmp_path / "printing").iterdir()) == []
