"""The job that turns a received upload into a document, and the chores that clear the rest.

The order is: hash the whole file, place it in the store, commit the row, remove the upload. A
worker killed anywhere between leaves either an upload that is checked anew or a finished one.
"""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import select

from casetrack import jobs
from casetrack.audit import Act
from casetrack.db import session
from casetrack.evidence import incoming, queries, service, store
from casetrack.evidence.models import Upload
from casetrack.evidence.service.uploads import JOB
from casetrack.rules.actor import Actor
from casetrack.rules.words import N_

ABANDONED_AFTER = timedelta(days=14)
TELL_EVERY = 1.0  # seconds


@jobs.handler(JOB)
def settle(work: jobs.Work) -> None:
    """Check one upload and enter it. Run again after a worker died, it finds what was done."""
    upload_id = uuid.UUID(work.arguments["upload"])
    with work.reading():
        found = _waiting(upload_id)
        size, actor = (found.size, found.begun_by.actor) if found else (0, None)
    if actor is None:
        return
    path = incoming.path_of(upload_id)
    if not path.exists() or path.stat().st_size != size:
        raise jobs.Failed(N_("Bytes of this file are gone from the server. Upload it again."))
    kept = store.shelf().keep_path(path, _teller(work, size))
    with work.writing(_act(actor, work.now())):
        upload = _waiting(upload_id, lock=True)
        if upload is not None:
            service.enter_upload(upload=upload, kept=kept, now=work.now())
    incoming.remove(upload_id)


def abandon_stale(now: datetime) -> None:
    """A chore: give up what nobody went on with for two weeks."""
    for upload in queries.stale_uploads(now - ABANDONED_AFTER):
        service.abandon_upload(upload=upload, now=now)


def clear_unwanted() -> None:
    """A chore: remove the bytes of uploads that are done, given up or were never begun."""
    there = list(incoming.present())
    for upload_id in set(there) - queries.needed_files(there):
        incoming.remove(upload_id)


def _waiting(upload_id: uuid.UUID, *, lock: bool = False) -> Upload | None:
    rows = select(Upload).where(Upload.id == upload_id, Upload.state == "CHECKING")
    return session.scalars(rows.with_for_update(of=Upload) if lock else rows).one_or_none()


def _teller(work: jobs.Work, size: int) -> Callable[[int], None]:
    """Tells how far the hashing is, once a second."""
    last = time.monotonic()

    def tell(done: int) -> None:
        nonlocal last
        if time.monotonic() - last > TELL_EVERY:
            last = time.monotonic()
            work.progress(95 * done // size, N_("Checking the file"))

    return tell


def _act(actor: Actor, now: datetime) -> Act:
    return Act(
        name="jobs.settle_upload",
        at=now,
        actor_id=actor.id,
        actor_role=actor.role.value,
        unit_id=actor.unit_id,
    )
