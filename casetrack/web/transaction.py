"""One transaction a request, committed once and only when the answer is under 400.

A GET runs read-only in the database itself; afterwards its audit row is written apart.
A POST carries an idempotency key: the same form sent twice is done once. A PATCH reads first,
without a lock, and says itself when it begins to write.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import datetime

from flask import Flask, Response, abort, g, redirect, request
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite

from casetrack import audit
from casetrack.db import begin_read_only, session, utc_now
from casetrack.web.models import IdempotencyKey

READING = frozenset({"GET", "HEAD", "OPTIONS"})
# They say themselves what they change, so that a second one changes nothing: no key is needed.
ONCE_BY_NATURE = frozenset({"PATCH", "DELETE"})
LARGEST_PATCH = 16 * 1024 * 1024


def request_time() -> datetime:
    """The one `now` of this request."""
    now: datetime = g.now
    return now


def afterwards(write: Callable[[], None]) -> None:
    """Have `write` run once the answer stands: a GET itself may write nothing."""
    g.afterwards.append(write)


def note_refusal() -> None:
    """This act was refused although its answer is kept: a bad try at signing in."""
    g.outcome = "refused"


def keep_nothing() -> None:
    """This POST only reads, its answer is the page itself: sent again, it is answered again."""
    g.keeps_nothing = True


def look_again() -> None:
    """A new read-only view of the database: the first one may be older than a lock just taken."""
    session.rollback()
    begin_read_only()


def begin_writing() -> None:
    """From here on a PATCH writes; until now it only read, and held up nobody's save."""
    session.rollback()


def init_app(app: Flask) -> None:
    """Register first: the guard and the session's owner read inside this transaction."""
    app.before_request(_open)
    app.after_request(_close)
    app.teardown_request(_forget)


def claim_idempotency_key() -> ResponseReturnValue | None:
    """Take this form's key, or answer as the first time. Runs behind the guard."""
    if request.method in READING | ONCE_BY_NATURE or not current_user.is_authenticated:
        return None
    key = request.form.get("idempotency_key") or request.headers.get("Idempotency-Key", "")
    if not key or len(key) > 64:
        abort(400)
    officer_id = current_user.actor.id
    if _claim(officer_id, key):
        g.idempotency = (officer_id, key)
        return None
    done = session.get_one(IdempotencyKey, (officer_id, key))
    return redirect(done.location, 303)


def _claim(officer_id: uuid.UUID, key: str) -> bool:
    """True if nobody sent this form before. A concurrent twin waits here for our commit."""
    dialect = session.get_bind().dialect.name
    insert = postgresql.insert if dialect == "postgresql" else sqlite.insert
    row = {
        "officer_id": officer_id,
        "key": key,
        "endpoint": request.endpoint,
        "created_at": request_time(),
        "location": request.full_path,
    }
    # Asked for the row itself: a driver may not know how many rows an INSERT made.
    claim = insert(IdempotencyKey).values(row).on_conflict_do_nothing()
    return session.scalar(claim.returning(IdempotencyKey.key)) is not None


def _open() -> None:
    session.remove()
    g.now = utc_now()
    g.request_id = uuid.uuid4().hex
    g.afterwards = []
    g.outcome = "done"
    g.keeps_nothing = False
    if request.method == "PATCH":
        # Read before anything is asked of the database: a slow sender keeps nobody waiting.
        request.max_content_length = LARGEST_PATCH
        request.get_data()
    if request.method in {*READING, "PATCH"} and request.endpoint != "static":
        begin_read_only()


def _close(response: Response) -> Response:
    if request.endpoint == "static":
        return response
    _name_act()
    if request.method in READING or response.status_code >= 400 or g.keeps_nothing:
        session.rollback()
        _run_afterwards()
        audit.write_reads("done" if response.status_code < 400 else "refused")
        return response
    _run_afterwards()
    _remember_answer(response)
    session.info["outcome"] = g.outcome
    session.commit()
    return response


def _run_afterwards() -> None:
    for write in g.afterwards:
        write()


def _name_act() -> None:
    """Attach the act to the session; changes made under it are written at the commit."""
    user = g.get("signed_out", current_user)  # who signs out did so himself
    actor = user.actor if user.is_authenticated else None
    session.info["act"] = audit.Act(
        name=request.endpoint or "unknown",
        at=request_time(),
        actor_id=actor.id if actor else None,
        actor_role=actor.role.value if actor else "",
        unit_id=actor.unit_id if actor else None,
        address=request.remote_addr or "",
        session_hash=user.session_hash[:16] if actor else "",
        request_id=g.request_id,
    )


def _remember_answer(response: Response) -> None:
    claimed = g.get("idempotency")
    if claimed is None:
        return
    row = session.scalars(
        select(IdempotencyKey).where(
            IdempotencyKey.officer_id == claimed[0], IdempotencyKey.key == claimed[1]
        )
    ).one()
    row.location = response.headers.get("Location", request.full_path)


def _forget(_error: BaseException | None) -> None:
    session.remove()
