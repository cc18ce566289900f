"""Whether every stored file is there and still has its bytes, and every file its row.

`faults` is for the operator's command and reads everything. The job reads, bit by bit, what has
not been read for a week, so that damage is known before a court asks for the file.
"""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from casetrack import jobs
from casetrack.audit import Act
from casetrack.db import session
from casetrack.evidence import deriving, queries, service, store
from casetrack.evidence.models import Document

JOB = "verify_files"
DUE_AFTER = timedelta(days=7)
# One job reads for a minute, then lets others have the worker.
SECONDS = 60.0
WHOLE, DAMAGED, MISSING = "whole", "was changed", "is missing"


@dataclass(frozen=True, slots=True)
class Looked:
    """One document as it was found: its file is whole, was changed or is missing."""

    document_id: uuid.UUID
    reference: str
    sha256: str
    size: int
    state: str

    @property
    def words(self) -> str:
        return f"{self.reference} {self.document_id}: the file {self.sha256} {self.state}"


def look_at(document: Document) -> Looked:
    """Read a document's whole file."""
    found = store.shelf().size(document.sha256)
    state = MISSING if found is None else DAMAGED
    if found == document.size and store.is_whole(document.sha256):
        state = WHOLE
    return Looked(document.id, document.reference, document.sha256, document.size, state)


def faults(
    case_id: uuid.UUID | None = None, told: Callable[[Looked], None] = lambda _one: None
) -> Iterator[str]:
    """A line for each document or derivative whose file is missing or was changed."""
    for document in queries.every_document(case_id):
        looked = look_at(document)
        told(looked)
        if looked.state != WHOLE:
            yield looked.words
    if case_id is None:
        yield from _made_faults()


def _made_faults() -> Iterator[str]:
    for found in queries.made_derivatives():
        if not deriving.shelf().is_whole(found.sha256):
            name = f"{found.kind.lower()} of {found.document_id}"
            yield f"{name}: the file {found.sha256} is missing or was changed"


def strays() -> Iterator[str]:
    """A line for each file that no row speaks of; what is being stored now may wait for its row."""
    for shelf, known in (
        (store.shelf(), queries.known_files),
        (deriving.shelf(), queries.known_derivatives),
    ):
        there = set(shelf.hashes())
        for sha256 in sorted(there - known()):
            yield f"the file {sha256} has no row"


@jobs.handler(JOB)
def verify_some(work: jobs.Work) -> None:
    """Read files for a minute, the longest unread first, and note what was found."""
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        with work.reading():
            documents = queries.longest_unread(before=work.now() - DUE_AFTER, limit=1)
        if not documents:
            return
        looked = look_at(documents[0])
        with work.writing(Act(name="jobs.verify_files", at=work.now())):
            service.note_verified(
                document_id=looked.document_id, whole=looked.state == WHOLE, now=work.now()
            )


def ask_if_due(now: datetime) -> None:
    """A chore: ask for the next minute of reading where files are due and nobody reads."""
    if queries.verifying_now(JOB) or not queries.longest_unread(before=now - DUE_AFTER, limit=1):
        return
    jobs.ask(JOB, {}, now)
    session.flush()
