"""Writing the documents of a case."""

from __future__ import annotations

from datetime import datetime
from typing import BinaryIO

from casetrack import numbers
from casetrack.cases.models import Case
from casetrack.db import session
from casetrack.evidence import store
from casetrack.evidence.facts import DocumentFacts
from casetrack.evidence.models import Document
from casetrack.rules import lists
from casetrack.rules.actor import Actor
from casetrack.rules.choices import keys
from casetrack.rules.refusals import Refused
from casetrack.rules.words import N_


def store_document(
    *, case: Case, stream: BinaryIO, facts: DocumentFacts, actor: Actor, now: datetime
) -> Document:
    """A file of the case: its bytes go to the store first, then the row. Raises Refused."""
    if facts.kind not in keys(lists.DOCUMENT_KINDS):
        raise Refused(N_("Choose what kind of document this is."), field="kind")
    kept = store.keep(stream)
    if kept.size == 0:
        raise Refused(N_("The file is empty."), field="file")
    name = store.clean_name(facts.original_name)
    document = Document(
        case_id=case.id,
        serial=numbers.take(f"document:{case.id}"),
        title=facts.title.strip() or name,
        kind=facts.kind,
        original_name=name,
        media_type=facts.media_type,
        sha256=kept.sha256,
        size=kept.size,
        recorded_at=now,
        recorded_by_id=actor.id,
    )
    session.add(document)
    session.flush()
    return document
