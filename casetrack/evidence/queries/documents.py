"""Reads of documents: those of the cases the actor may see."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import Select, select

from casetrack.cases.models import Case
from casetrack.cases.queries import visible_ids
from casetrack.db import session
from casetrack.evidence import store
from casetrack.evidence.models import Document
from casetrack.rules.actor import Actor


def visible_documents(actor: Actor) -> Select[Document]:
    """Documents of the cases the actor may see."""
    return select(Document).where(Document.case_id.in_(visible_ids(actor)))


def documents_of(case: Case) -> Sequence[Document]:
    """The documents of a case, newest first."""
    rows = select(Document).where(Document.case_id == case.id)
    return session.scalars(rows.order_by(Document.serial.desc())).all()


def missing_files() -> Iterator[str]:
    """A line for each document whose file is gone or no longer has its bytes.

    For checks of the whole store by the operator; every actor's rows are read.
    """
    rows = session.scalars(select(Document).order_by(Document.case_id, Document.serial))
    for document in rows:
        if store.shelf().size(document.sha256) is None:
            yield f"{document.reference} {document.id}: the file {document.sha256} is missing"
        elif not store.is_whole(document.sha256):
            yield f"{document.reference} {document.id}: the file {document.sha256} was changed"
