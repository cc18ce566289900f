"""A job is committed with its act, carried out once, and never lost."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from casetrack import jobs
from casetrack.audit import Act
from casetrack.config import Settings
from casetrack.db import session, utc_now
from casetrack.jobs import Failed, Job, Work, carrying, queue, worker
from casetrack.jobs.queue import Queue
from casetrack.jobs.work import HANDLERS

DONE: list[str] = []


@pytest.fixture(autouse=True)
def handlers() -> Iterator[None]:
    DONE.clear()
    before = dict(HANDLERS)
    jobs.handler("note")(lambda work: DONE.append(work.arguments["word"]))
    yield
    HANDLERS.clear()
    HANDLERS.update(before)


@pytest.fixture
def line(database: str, app: Flask, tmp_path: Path) -> Iterator[Queue]:
    """An empty queue of the same kind as the database, in which `ask` announces."""
    settings = Settings("test", database, tmp_path, "s" * 40)
    queue.use(settings)
    opened = Queue(settings)
    yield opened
    opened.close()
    queue.use(app.extensions["casetrack"])


def ask(kind: str = "note", **arguments: object) -> uuid.UUID:
    job_id = jobs.ask(kind, arguments or {"word": "hello"}, utc_now()).id
    session.commit()
    return job_id


def fresh(job_id: uuid.UUID) -> Job:
    session.expire_all()
    return session.get_one(Job, job_id)


def test_a_job_is_carried_out_once(line: Queue) -> None:
    job = ask()
    assert jobs.carry_out(job)
    assert not jobs.carry_out(job)
    found = fresh(job)
    assert (DONE, found.state, found.progress, found.tries) == (["hello"], "DONE", 100, 1)
    assert found.ended_at is not None


def test_it_is_announced_at_the_commit_and_not_before(line: Queue) -> None:
    job = jobs.ask("note", {"word": "x"}, utc_now()).id
    assert line.waiting() == set()
    session.commit()
    assert line.waiting() == {job}


def test_an_act_that_is_undone_asks_for_nothing(line: Queue) -> None:
    jobs.ask("note", {"word": "x"}, utc_now())
    session.rollback()
    session.commit()
    assert line.waiting() == set()
    assert session.scalars(select(Job)).all() == []


def test_a_queue_that_fails_does_not_fail_the_act(
    line: Queue, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_job_id: uuid.UUID) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(queue, "announce", broken)
    job = ask()
    assert fresh(job).state == "WAITING"
    worker.sweep(line, set(), utc_now())
    assert line.waiting() == {job}


def test_the_round_announces_each_forgotten_job_once(line: Queue) -> None:
    job = ask()
    line.huey.storage.flush_queue()
    for _ in range(3):
        worker.sweep(line, set(), utc_now())
    assert [task.args for task in line.huey.pending()] == [[str(job)]]


def test_a_job_of_a_silent_worker_is_taken_up_again(line: Queue) -> None:
    job = ask()
    now = utc_now()
    assert carrying._claim(job, lambda: now) is not None
    worker.sweep(line, {job}, now + timedelta(seconds=60))
    assert fresh(job).state == "RUNNING"
    worker.sweep(line, set(), now + timedelta(seconds=70))
    assert fresh(job).state == "RUNNING"
    worker.sweep(line, set(), now + timedelta(seconds=90))
    assert fresh(job).state == "WAITING"
    assert jobs.carry_out(job)
    assert fresh(job).tries == 2


def test_a_job_that_kills_its_workers_is_given_up(line: Queue) -> None:
    job = ask()
    for _ in range(3):
        assert carrying._claim(job, utc_now) is not None
        worker.sweep(line, set(), utc_now() + timedelta(seconds=60))
    assert not jobs.carry_out(job)
    assert fresh(job).state == "FAILED"
    assert fresh(job).failure == carrying.GIVEN_UP


def test_a_job_given_back_by_a_worker_that_stops_costs_no_try(line: Queue) -> None:
    job = ask()
    assert carrying._claim(job, utc_now) is not None
    worker.give_back({job})
    assert (fresh(job).state, fresh(job).tries) == ("WAITING", 0)


def test_a_refusal_is_told_in_its_words_and_a_fault_in_ours(line: Queue) -> None:
    def refuse(_work: Work) -> None:
        raise Failed("Pango is missing")

    def break_down(_work: Work) -> None:
        raise ValueError("secret detail")

    jobs.handler("refuse")(refuse)
    jobs.handler("break")(break_down)
    refused, broken = ask("refuse"), ask("break")
    jobs.carry_out(refused)
    jobs.carry_out(broken)
    assert (fresh(refused).state, fresh(refused).failure) == ("FAILED", "Pango is missing")
    assert (fresh(broken).state, fresh(broken).failure) == ("FAILED", carrying.BROKE)


def test_progress_is_seen_at_once_and_reading_writes_nothing(line: Queue) -> None:
    seen: list[tuple[int, str]] = []

    def work_long(work: Work) -> None:
        work.progress(40, "Printing")
        with work.reading():
            row = session.get_one(Job, work.job_id)
            seen.append((row.progress, row.step))
            with pytest.raises(RuntimeError):
                work.progress(50, "within a transaction")
            row.step = "written while reading"
            with pytest.raises(Exception, match=r"readonly|read-only"):
                session.flush()

    jobs.handler("long")(work_long)
    job = ask("long")
    jobs.carry_out(job)
    assert seen == [(40, "Printing")]
    assert fresh(job).state == "DONE"


def test_what_a_handler_writes_is_undone_when_it_fails(line: Queue) -> None:
    def write_half(work: Work) -> None:
        with work.writing(Act(name="half", at=utc_now())):
            session.get_one(Job, work.job_id).step = "half"
            session.flush()
            raise Failed("no")

    jobs.handler("half")(write_half)
    job = ask("half")
    jobs.carry_out(job)
    assert fresh(job).step == ""


def test_the_queue_carries_json_not_pickles(line: Queue) -> None:
    job = ask()
    (written,) = line.huey.storage.enqueued_items()
    assert str(job).encode() in bytes(written)
    assert bytes(written).startswith(b"[")
