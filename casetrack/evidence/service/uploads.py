"""Files on their way: announced, received piece by piece, checked, and entered as documents."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import update

from casetrack import jobs
from casetrack.cases.models import Case
from casetrack.db import session
from casetrack.evidence import incoming, queries, store
from casetrack.evidence.facts import DocumentFacts, UploadFacts
from casetrack.evidence.models import Document, Upload
from casetrack.evidence.service.documents import check_kind, enter_document
from casetrack.files import Kept
from casetrack.rules.actor import Actor
from casetrack.rules.refusals import Refused
from casetrack.rules.words import N_

JOB = "settle_upload"
LARGEST = 256 * 1024**3  # bytes
# What the disk keeps free for the database and for everybody's saves.
SPARE = 1024**3


def begin_upload(*, case: Case, facts: UploadFacts, actor: Actor, now: datetime) -> Upload:
    """Announce a file; its bytes come by themselves. Raises Refused."""
    check_kind(kind=facts.document.kind)
    _check_size(facts.size)
    name = store.clean_name(facts.document.original_name)
    upload = Upload(
        case_id=case.id,
        title=facts.document.title.strip()[:300] or name,
        kind=facts.document.kind,
        original_name=name,
        media_type=facts.document.media_type,
        size=facts.size,
        begun_at=now,
        begun_by_id=actor.id,
        touched_at=now,
    )
    session.add(upload)
    session.flush()
    return upload


def note_received(*, upload_id: uuid.UUID, offset: int, count: int, now: datetime) -> Upload:
    """`count` bytes from `offset` on are on the disk; with the last one the checking is asked for.

    Pieces are no acts of their own: the audit names the beginning, the last one and the document.
    """
    session.execute(
        update(Upload)
        .where(Upload.id == upload_id, Upload.state == "OPEN", Upload.received == offset)
        .values(received=offset + count, touched_at=now)
    )
    upload = session.get_one(Upload, upload_id, populate_existing=True)
    if upload.received != offset + count:
        raise Refused(N_("Somebody else went on with this upload."))
    if upload.received == upload.size:
        settle_upload(upload=upload, now=now)
    return upload


def settle_upload(*, upload: Upload, now: datetime) -> None:
    """Have the worker check the whole file and enter it. Raises Refused while bytes are missing."""
    if upload.state not in queries.UNDER_WAY or upload.received != upload.size:
        raise Refused(N_("This upload cannot be checked now."))
    upload.state = "CHECKING"
    upload.job_id = jobs.ask(JOB, {"upload": str(upload.id)}, now).id
    session.flush()


def enter_upload(*, upload: Upload, kept: Kept, now: datetime) -> Document:
    """The checked file as a document of the case, by the officer who sent it."""
    facts = DocumentFacts(upload.title, upload.kind, upload.original_name, upload.media_type)
    document = enter_document(
        case_id=upload.case_id, kept=kept, facts=facts, officer_id=upload.begun_by_id, now=now
    )
    upload.state, upload.document_id, upload.touched_at = "DONE", document.id, now
    session.flush()
    return document


def abandon_upload(*, upload: Upload, now: datetime) -> None:
    """Give an upload up; the worker clears its bytes. Raises Refused once it is whole."""
    if upload.state != "OPEN":
        raise Refused(N_("This upload is whole already; it cannot be given up."))
    upload.state, upload.touched_at = "ABANDONED", now
    session.flush()


def _check_size(size: int) -> None:
    if size == 0:
        raise Refused(N_("The file is empty."), field="file")
    if size > LARGEST:
        raise Refused(N_("The file is larger than 256 GB."), field="file")
    if size + queries.bytes_to_come() + SPARE > incoming.room():
        raise Refused(N_("The server has no room for a file of this size. Tell the operator."))
