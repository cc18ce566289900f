"""A worker killed while it issues a return leaves no return and no used number; the next one
issues it, once.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from flask import Flask
from sqlalchemy import func, select

from casetrack import files
from casetrack.config import Settings
from casetrack.db import session
from casetrack.jobs import Job, queue
from casetrack.numbers import Counter
from casetrack.reports import verifying
from casetrack.reports.models import Return
from tests.conftest import SECRET
from tests.reports import issued
from tests.reports import population as made

ROOT = Path(__file__).resolve().parents[2]
AT = {"keep": 10, "prove": 80}  # percent, in reports/issuing.py


def begin(folder: Path, url: str, slow: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "tests.reports.station", str(folder), url, slow]
    return subprocess.Popen(command, cwd=ROOT)


def until(true: Callable[[], bool], seconds: float = 120) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.05)


def test_kill_9_before_signing(database: str, app: Flask, tmp_path: Path) -> None:
    kill_and_go_on(app, database, tmp_path, "prove")


def test_kill_9_while_keeping_the_rows(sqlite: str, app: Flask, tmp_path: Path) -> None:
    kill_and_go_on(app, sqlite, tmp_path, "keep")


def kill_and_go_on(app: Flask, database: str, tmp_path: Path, step: str) -> None:
    queue.use(Settings("test", database, tmp_path, SECRET))
    made.complaint(date(2024, 5, 5))
    job_id = issued.ask().job_id
    session.remove()

    def job() -> tuple[str, int, int]:
        found = session.get_one(Job, job_id)
        seen = found.state, found.progress, found.tries
        session.remove()
        return seen

    first = begin(tmp_path, database, step)
    until(lambda: job()[1] == AT[step])
    time.sleep(0.5)
    first.kill()
    first.wait()
    assert session.scalar(select(func.count()).select_from(Return)) == 0
    assert session.scalars(select(Counter).where(Counter.series.startswith("return:"))).all() == []
    session.remove()

    second = begin(tmp_path, database, "")
    until(lambda: job()[0] == "DONE")
    second.terminate()
    assert second.wait(timeout=60) == 0
    queue.use(app.extensions["casetrack"])
    assert session.scalars(select(Return)).one().serial == 1
    assert list(verifying.faults(files.FolderStore(tmp_path / "returns"))) == []
    assert job() == ("DONE", 100, 2)
