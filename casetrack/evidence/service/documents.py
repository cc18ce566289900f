"""Writing the documents of a case."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import BinaryIO

from casetrack import numbers
from casetrack.cases.models import Case
from casetrack.db import session
from casetrack.evidence import store
from casetrack.evidence.facts import DocumentFacts
from casetrack.evidence.models import Document
from casetrack.files import Kept
from casetrack.rules import lists
from casetrack.rules.actor import Actor
from casetrack.rules.choices import keys
from casetrack.rules.refusals import Refused
from casetrack.rules.words import N_


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
    return document


def check_kind(*, kind: str) -> None:
    """Raise Refused unless it is a kind of document."""
    if kind not in keys(lists.DOCUMENT_KINDS):
        raise Refused(N_("Choose what kind of document this is."), field="kind")
