"""Writing the documents of a case."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import BinaryIO

from sqlalchemy import update

from casetrack import jobs, numbers
from casetrack.cases.models import Case
from casetrack.db import session
from casetrack.evidence import store
from casetrack.evidence.facts import DerivedFacts, DocumentFacts
from casetrack.evidence.models import Derivative, Document
from casetrack.files import Kept
from casetrack.rules import lists
from casetrack.rules.actor import Actor
from casetrack.rules.choices import keys
from casetrack.rules.refusals import Refused
from casetrack.rules.words import N_

DERIVE = "derive_document"


def store_document(
    *, case: Case, stream: BinaryIO, facts: DocumentFacts, actor: Actor, now: datetime
) -> Document:
    """A file of the case: its bytes go to the store first, then the row. Raises Refused."""
    check_kind(kind=facts.kind)
    kept = store.keep(stream)
    if kept.size == 0:
        raise Refused(N_("The file is empty."), field="file")
    return enter_document(case_id=case.id, kept=kept, facts=facts, officer_id=actor.id, now=now)


def enter_document(
    *, case_id: uuid.UUID, kept: Kept, facts: DocumentFacts, officer_id: uuid.UUID, now: datetime
) -> Document:
    """The row of a file that is in the store."""
    name = store.clean_name(facts.original_name)
    document = Document(
        case_id=case_id,
        serial=numbers.take(f"document:{case_id}"),
        title=facts.title.strip() or name,
        kind=facts.kind,
        original_name=name,
        media_type=facts.media_type,
        sha256=kept.sha256,
        size=kept.size,
        verified_at=now,
        recorded_at=now,
        recorded_by_id=officer_id,
    )
    session.add(document)
    session.flush()
    jobs.ask(DERIVE, {"document": str(document.id)}, now)
    return document


def enter_derivatives(*, document: Document, made: Sequence[DerivedFacts], now: datetime) -> None:
    """What the sandbox made of a document, in place of what it made before."""
    for facts in made:
        row = Derivative(
            case_id=document.case_id,
            document_id=document.id,
            kind=facts.kind,
            sha256=facts.sha256,
            size=facts.size,
            failure=facts.failure,
            made_at=now,
        )
        session.merge(row)
    session.flush()


def note_verified(*, document_id: uuid.UUID, whole: bool, now: datetime) -> None:
    """The file was read: since when it is known good or known damaged.

    That it is as good as before changes nothing and is no act; damage, and its mending, is one.
    """
    document = session.get_one(Document, document_id)
    if whole == (document.damaged_at is not None):
        document.damaged_at = None if whole else now
    session.flush()
    session.execute(update(Document).where(Document.id == document_id).values(verified_at=now))


def check_kind(*, kind: str) -> None:
    """Raise Refused unless it is a kind of document."""
    if kind not in keys(lists.DOCUMENT_KINDS):
        raise Refused(N_("Choose what kind of document this is."), field="kind")
