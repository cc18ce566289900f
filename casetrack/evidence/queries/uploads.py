"""Reads of files on their way."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Select, func, select

from casetrack.cases.models import Case
from casetrack.cases.queries import visible_ids
from casetrack.db import session
from casetrack.evidence.models import Upload
from casetrack.rules.actor import Actor

UNDER_WAY = ("OPEN", "CHECKING")


def own_uploads(actor: Actor) -> Select[Upload]:
    """What the actor himself began to upload, to cases he may see."""
    mine = select(Upload).where(Upload.begun_by_id == actor.id)
    return mine.where(Upload.case_id.in_(visible_ids(actor)))


def own_upload(actor: Actor, case_id: uuid.UUID, upload_id: uuid.UUID) -> Upload | None:
    rows = own_uploads(actor).where(Upload.case_id == case_id, Upload.id == upload_id)
    return session.scalars(rows).one_or_none()


def uploads_under_way(case: Case, actor: Actor) -> Sequence[Upload]:
    """The actor's uploads to this case that are no documents yet, newest first."""
    rows = own_uploads(actor).where(Upload.case_id == case.id, Upload.state.in_(UNDER_WAY))
    return session.scalars(rows.order_by(Upload.begun_at.desc(), Upload.id)).all()


def bytes_to_come() -> int:
    """How much room the open uploads will still take."""
    missing = func.coalesce(func.sum(Upload.size - Upload.received), 0)
    return int(session.scalar(select(missing).where(Upload.state == "OPEN")) or 0)


def stale_uploads(before: datetime) -> Sequence[Upload]:
    """Uploads that nobody went on with since then."""
    rows = select(Upload).where(Upload.state == "OPEN", Upload.touched_at < before)
    return session.scalars(rows.order_by(Upload.touched_at).limit(100)).all()


def needed_files(upload_ids: Sequence[uuid.UUID]) -> set[uuid.UUID]:
    """Those of these uploads whose bytes are still wanted."""
    rows = select(Upload.id).where(Upload.id.in_(upload_ids), Upload.state.in_(UNDER_WAY))
    return set(session.scalars(rows))
