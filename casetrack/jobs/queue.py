"""Huey, which carries the ids of jobs from the web server to the worker.

SqliteHuey beside an embedded database, PostgresHuey inside a PostgreSQL one. The queue only
saves the worker from polling: what is lost here is found again in the outbox, so the system's
old SQLite library is good enough for it, and nothing in it needs to survive a power cut.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable, Sequence
from threading import Lock
from typing import Any

from sqlalchemy.engine import make_url

from casetrack.config import Settings

NAME = "casetrack"
TASK = "carry_out"


class JsonSerializer:
    """Messages as JSON. Huey's own pickles would let whoever writes the queue run code here."""

    def serialize(self, message: Sequence[Any]) -> bytes:
        return json.dumps(list(message)).encode()

    def deserialize(self, data: bytes) -> Any:
        from huey.registry import Message  # noqa: PLC0415 - as below

        return Message(*json.loads(data))


def _leave(_job_id: uuid.UUID) -> None:
    """What a process that only announces jobs does with one."""


class Queue:
    """Ids of jobs on their way; `run` is what a worker does with one."""

    def __init__(self, settings: Settings, run: Callable[[uuid.UUID], None] = _leave) -> None:
        self.huey = _open(settings)
        self._carry_out = self.huey.task(name=TASK)(lambda job_id: run(uuid.UUID(job_id)))

    def put(self, job_id: uuid.UUID) -> None:
        self._carry_out(str(job_id))

    def close(self) -> None:
        self.huey.storage.close()

    def waiting(self) -> set[uuid.UUID]:
        """The jobs that were announced and that no worker has taken yet."""
        return {uuid.UUID(task.args[0]) for task in self.huey.pending()}


class _Door:
    """This process's way into the queue, opened when first needed: start-up stays quick."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._settings: Settings | None = None
        self._queue: Queue | None = None

    def belongs_to(self, settings: Settings) -> None:
        with self._lock:
            if self._queue is not None:
                self._queue.close()
            self._settings, self._queue = settings, None

    def queue(self) -> Queue:
        with self._lock:
            if self._queue is None:
                if self._settings is None:
                    raise RuntimeError("nobody said where the queue is (jobs.use)")
                self._queue = Queue(self._settings)
            return self._queue


_door = _Door()


def use(settings: Settings) -> None:
    """Which database and folder the queue belongs to; told once, by create_app."""
    _door.belongs_to(settings)


def announce(job_id: uuid.UUID) -> None:
    """Tell the worker of a job that is committed."""
    _door.queue().put(job_id)


def _open(settings: Settings) -> Any:
    import huey  # noqa: PLC0415 - brings psycopg along: only who announces or works needs it

    common = {"results": False, "serializer": JsonSerializer()}
    url = make_url(settings.database_url)
    if url.get_backend_name() == "postgresql":
        dsn = url.set(drivername="postgresql").render_as_string(hide_password=False)
        return huey.PostgresHuey(NAME, dsn=dsn, **common)
    # No write-ahead log: the library that Huey imports may have the bug that resets it.
    file = settings.data_dir / "jobs.sqlite"
    return huey.SqliteHuey(NAME, filename=str(file), journal_mode="truncate", **common)
