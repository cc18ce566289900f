"""Asking for work: a row in the transaction of the act that asks, announced once it stands."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import event, update
from sqlalchemy.orm import Session

from casetrack.db import session
from casetrack.jobs import queue
from casetrack.jobs.models import Job

log = logging.getLogger(__name__)


def ask(kind: str, arguments: Mapping[str, Any], now: datetime) -> Job:
    """Have a handler called `kind` carry this out after the commit. Plain JSON arguments: ids."""
    job = Job(kind=kind, arguments=dict(arguments), created_at=now)
    session.add(job)
    session.flush()
    session.info.setdefault("asked_jobs", []).append(job.id)
    return job


def cancel(job: Job, now: datetime) -> None:
    """Have it stop: at once while it waits, else when it next tells its progress."""
    waiting = update(Job).where(Job.id == job.id, Job.state == "WAITING")
    session.execute(waiting.values(state="CANCELLED", ended_at=now, cancel_asked_at=now))
    running = update(Job).where(Job.id == job.id, Job.state == "RUNNING")
    session.execute(running.values(cancel_asked_at=now))


@event.listens_for(Session, "after_commit")
def _announce(current: Session) -> None:
    asked: list[uuid.UUID] = current.info.pop("asked_jobs", [])
    for job_id in asked:
        try:
            queue.announce(job_id)
        except Exception:
            # The act is committed and must not answer as failed: the worker sweeps the row up.
            log.warning("job %s waits for the worker's next round", job_id, exc_info=True)


@event.listens_for(Session, "after_rollback")
def _forget(current: Session) -> None:
    current.info.pop("asked_jobs", None)
