"""The worker as a process: stopped in good order, killed, and started again."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask

from casetrack import jobs
from casetrack.config import Settings
from casetrack.db import session, utc_now
from casetrack.jobs import Job, queue

ROOT = Path(__file__).resolve().parents[2]
Start = Callable[[], subprocess.Popen[bytes]]


@pytest.fixture
def start(database: str, app: Flask, tmp_path: Path) -> Iterator[Start]:
    """Starts a worker on the test's database; all are ended with the test."""
    queue.use(Settings("test", database, tmp_path, "s" * 40))
    started: list[subprocess.Popen[bytes]] = []

    def begin() -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "tests.jobs.station", str(tmp_path), database]
        started.append(subprocess.Popen(command, cwd=ROOT))
        return started[-1]

    yield begin
    for process in started:
        process.kill()
        process.wait()
    queue.use(app.extensions["casetrack"])


def ask(path: Path, seconds: float = 0) -> uuid.UUID:
    job_id = jobs.ask("write", {"path": str(path), "seconds": seconds}, utc_now()).id
    session.commit()
    return job_id


def until(true: Callable[[], bool], seconds: float = 120) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.05)


def state(job_id: uuid.UUID) -> str:
    session.rollback()
    session.expire_all()
    found = session.get_one(Job, job_id).state
    session.rollback()
    return found


def test_a_killed_worker_loses_nothing(start: Start, tmp_path: Path) -> None:
    path = tmp_path / "out"
    job = ask(path, seconds=3)
    first = start()
    until(path.with_suffix(".begun").exists)
    first.kill()
    first.wait()
    assert not path.exists()
    assert state(job) == "RUNNING"
    start()
    until(lambda: state(job) == "DONE")
    assert path.read_text() == "done\n"


def test_what_the_queue_lost_is_done_all_the_same(start: Start, tmp_path: Path) -> None:
    path = tmp_path / "out"
    job = ask(path)
    queue._door.queue().huey.storage.flush_queue()
    start()
    until(lambda: state(job) == "DONE")
    assert path.read_text() == "done\n"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_stopped_worker_ends_what_it_does(
    start: Start, tmp_path: Path, number: signal.Signals
) -> None:
    path = tmp_path / "out"
    job = ask(path, seconds=1)
    process = start()
    until(path.with_suffix(".begun").exists)
    process.send_signal(number)
    assert process.wait(timeout=60) == 0
    assert state(job) == "DONE"
    assert path.read_text() == "done\n"
