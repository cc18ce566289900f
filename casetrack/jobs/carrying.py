"""Carrying a job out, once: claimed by one worker, its end written whatever happens."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy import update
from sqlalchemy.exc import OperationalError

from casetrack.db import session, utc_now
from casetrack.jobs.models import Job
from casetrack.jobs.work import HANDLERS, Cancelled, Failed, Work
from casetrack.rules.refusals import Refused
from casetrack.rules.words import N_

log = logging.getLogger(__name__)

MOST_TRIES = 3
BROKE = N_("casetrack failed. Nothing was lost; ask for it again or tell the operator.")
GIVEN_UP = N_("The worker stopped three times over this. Tell the operator.")


def carry_out(job_id: uuid.UUID, *, clock: Callable[[], datetime] = utc_now) -> bool:
    """Run the job's handler if it still waits for one; False when it was done or taken."""
    work = _claim(job_id, clock)
    if work is None:
        return False
    try:
        failure = _run(work)
    except Cancelled:
        session.remove()
        _end(job_id, "", clock(), state="CANCELLED")
        return True
    except OperationalError:
        # The database went away or was locked for long: silence has the job taken up again.
        log.exception("job %s was interrupted", job_id)
        return True
    finally:
        session.remove()
    _end(job_id, failure, clock())
    return True


def _claim(job_id: uuid.UUID, clock: Callable[[], datetime]) -> Work | None:
    now = clock()
    claimed = session.execute(
        update(Job)
        .where(Job.id == job_id, Job.state == "WAITING")
        .values(state="RUNNING", started_at=now, alive_at=now, tries=Job.tries + 1)
        .returning(Job.kind, Job.arguments, Job.tries)
    ).one_or_none()
    session.commit()
    if claimed is None:
        return None
    if claimed.tries > MOST_TRIES:
        _end(job_id, GIVEN_UP, now)
        return None
    return Work(job_id, claimed.kind, claimed.arguments, clock)


def _run(work: Work) -> str:
    """Why it failed, in words for the officer; "" when it is done."""
    try:
        HANDLERS[work.kind](work)
    except (Failed, Refused) as refusal:
        return str(refusal)
    except (Cancelled, OperationalError):
        raise
    except Exception:
        log.exception("job %s (%s) failed", work.job_id, work.kind)
        return BROKE
    return ""


def _end(job_id: uuid.UUID, failure: str, now: datetime, *, state: str = "") -> None:
    state = state or ("FAILED" if failure else "DONE")
    done: dict[str, Any] = {"state": state, "failure": failure, "ended_at": now}
    if state == "DONE":
        done |= {"progress": 100, "step": ""}
    session.execute(update(Job).where(Job.id == job_id, Job.state == "RUNNING").values(**done))
    session.commit()
    session.remove()
