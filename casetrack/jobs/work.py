"""What a handler is given: the arguments, a word on progress, and its transactions."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import update

from casetrack import audit
from casetrack.audit import Act
from casetrack.db import session
from casetrack.jobs.models import Job


class Failed(Exception):
    """The work cannot be done, in marked words for the officer; trying again would not help."""


class Cancelled(Exception):
    """An officer asked for it to stop: what is not yet written is not written."""


@dataclass(frozen=True, slots=True)
class Work:
    """One job under way. A handler reads, lets go, works, and writes: no transaction stays open
    while it works, so a long rendering holds up nobody's save."""

    job_id: uuid.UUID
    kind: str
    arguments: Mapping[str, Any]
    now: Callable[[], datetime]

    def progress(self, percent: int, step: str) -> None:
        """Tell the officer how far it is, at once; only between transactions.

        Raises Cancelled when he asked for it to stop.
        """
        if session().in_transaction():
            raise RuntimeError("progress is told between transactions, not within one")
        stop = session.scalar(
            update(Job)
            .where(Job.id == self.job_id)
            .values(progress=percent, step=step)
            .returning(Job.cancel_asked_at)
        )
        session.commit()
        if stop is not None:
            raise Cancelled

    @contextmanager
    def reading(self) -> Iterator[None]:
        """One consistent view of the database, in which nothing can be written."""
        options: dict[str, Any] = {"casetrack_read_only": True, "postgresql_readonly": True}
        if session.get_bind().dialect.name == "postgresql":
            options["isolation_level"] = "REPEATABLE READ"
        session.connection(execution_options=options)
        try:
            yield
        finally:
            session.remove()

    @contextmanager
    def writing(self, act: Act) -> Iterator[None]:
        """A transaction under this act; committed at the end, undone by an exception."""
        audit.begin(act)
        try:
            yield
            session.commit()
        finally:
            session.remove()


Handler = Callable[[Work], None]
HANDLERS: dict[str, Handler] = {}


def handler(kind: str) -> Callable[[Handler], Handler]:
    """Register what carries out jobs of this kind. It may be run twice: the second run, after
    a worker died, must find what the first one did."""

    def register(carry_out: Handler) -> Handler:
        HANDLERS[kind] = carry_out
        return carry_out

    return register
