"""The worker: takes jobs from the queue, and looks after those that fell by the way."""

from __future__ import annotations

import logging
import signal
import uuid
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from threading import Event, Lock, Thread

from huey.consumer import Consumer
from sqlalchemy import select, update

from casetrack.config import Settings
from casetrack.db import session, utc_now
from casetrack.jobs.carrying import carry_out
from casetrack.jobs.models import Job
from casetrack.jobs.queue import Queue

log = logging.getLogger(__name__)

ROUND_SECONDS = 3.0
# Longer than any wait for a lock, so that a busy worker is not taken for a dead one.
SILENT_AFTER = timedelta(seconds=20)
# script/server gives thirty seconds to end.
STOP_SECONDS = 20
LONGEST_POLL_SECONDS = 1.0


class Worker:
    """One worker process: `threads` jobs at a time, each inside `around()`.

    `chores` are done every round, each in a transaction of its own: quick, and right to leave out.
    """

    def __init__(
        self,
        settings: Settings,
        around: Callable[[], AbstractContextManager[object]],
        threads: int = 2,
        chores: Sequence[Callable[[], None]] = (),
    ) -> None:
        self._around = around
        self._chores = chores
        self._running: set[uuid.UUID] = set()
        self._lock = Lock()
        self._stop = Event()
        self._queue = Queue(settings, self._carry_out)
        self._consumer = Consumer(
            self._queue.huey,
            workers=threads,
            periodic=False,
            max_delay=LONGEST_POLL_SECONDS,
            shutdown_timeout=STOP_SECONDS,
        )

    def run(self) -> None:
        """Work until SIGTERM or SIGINT; a job that does not end in time is given back."""
        self._consumer.start()
        # Huey's own handlers would drop a running job on one of the two signals.
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: self._stop.set())
        rounds = Thread(target=self._go_round, name="rounds", daemon=True)
        rounds.start()
        while not self._stop.wait(ROUND_SECONDS):
            self._consumer.check_worker_health()
        self._consumer.stop(graceful=True)
        rounds.join()
        give_back(self._my_jobs())

    def _carry_out(self, job_id: uuid.UUID) -> None:
        with self._lock:
            self._running.add(job_id)
        try:
            with self._around():
                carry_out(job_id)
        finally:
            with self._lock:
                self._running.discard(job_id)

    def _my_jobs(self) -> set[uuid.UUID]:
        with self._lock:
            return set(self._running)

    def _go_round(self) -> None:
        while not self._stop.is_set():
            try:
                sweep(self._queue, self._my_jobs(), utc_now())
                for chore in self._chores:
                    chore()
                    session.commit()
            except Exception:
                log.exception("a round failed; the next one comes")
            finally:
                session.remove()
            self._stop.wait(ROUND_SECONDS)


def sweep(queue: Queue, mine: set[uuid.UUID], now: datetime) -> None:
    """Say that my jobs live; set free those of dead workers; announce what nobody announced."""
    session.execute(
        update(Job).where(Job.id.in_(mine), Job.state == "RUNNING").values(alive_at=now)
    )
    silent = (Job.state == "RUNNING", Job.alive_at < now - SILENT_AFTER)
    session.execute(update(Job).where(*silent).values(state="WAITING"))
    rows = select(Job.id).where(Job.state == "WAITING").order_by(Job.created_at)
    forgotten = list(session.scalars(rows))
    session.commit()
    if not forgotten:
        return
    announced = queue.waiting()
    for job_id in forgotten:
        if job_id not in announced:
            queue.put(job_id)


def give_back(job_ids: set[uuid.UUID]) -> None:
    """Let another worker begin these at once: this one is going."""
    if not job_ids:
        return
    log.warning("%s jobs did not end in time and begin again", len(job_ids))
    session.execute(
        update(Job)
        .where(Job.id.in_(job_ids), Job.state == "RUNNING")
        .values(state="WAITING", tries=Job.tries - 1)
    )
    session.commit()
    session.remove()
