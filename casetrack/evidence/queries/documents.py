"""Reads of documents: those of the cases the actor may see."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import selectinload

from casetrack.cases.models import Case
from casetrack.cases.queries import visible_ids
from casetrack.db import session
from casetrack.evidence.models import Derivative, Document, Exhibit
from casetrack.jobs import Job
from casetrack.rules.actor import Actor


def visible_documents(actor: Actor) -> Select[Document]:
    """Documents of the cases the actor may see."""
    return select(Document).where(Document.case_id.in_(visible_ids(actor)))


def documents_of(case: Case, kind: str = "") -> Sequence[Document]:
    """The documents of a case, of one kind where it is named, newest first."""
    rows = select(Document).where(Document.case_id == case.id)
    if kind:
        rows = rows.where(Document.kind == kind)
    return session.scalars(
        rows.options(selectinload(Document.derivatives)).order_by(Document.serial.desc())
    ).all()


def kinds_of(case: Case) -> Sequence[str]:
    """The kinds of document that the case has, by key."""
    rows = select(Document.kind).where(Document.case_id == case.id).distinct()
    return session.scalars(rows.order_by(Document.kind)).all()


def thumbnail_of(actor: Actor, document_id: uuid.UUID) -> str:
    """The address of the small picture of a document that the actor may see; "" without one."""
    rows = select(Derivative.sha256).where(
        Derivative.document_id == document_id,
        Derivative.kind == "THUMBNAIL",
        Derivative.case_id.in_(visible_ids(actor)),
    )
    return session.scalar(rows) or ""


def exhibits_made_of(document: Document) -> Sequence[Exhibit]:
    """The exhibits whose bytes this document is; their chain of custody speaks of it."""
    rows = select(Exhibit).where(Exhibit.document_id == document.id)
    return session.scalars(rows.order_by(Exhibit.serial)).all()


def damaged_documents(actor: Actor, limit: int = 20) -> Sequence[Document]:
    """Documents of the actor's cases whose file is known to be missing or changed."""
    rows = visible_documents(actor).where(Document.damaged_at.is_not(None))
    return session.scalars(rows.order_by(Document.damaged_at, Document.id).limit(limit)).all()


def damaged_count() -> int:
    """How many files are known to be missing or changed, whosever they are."""
    rows = select(func.count()).select_from(Document).where(Document.damaged_at.is_not(None))
    return session.scalar(rows) or 0


def every_document(case_id: uuid.UUID | None = None) -> Iterator[Document]:
    """For checks by the operator: all documents, or those of one case, every actor's."""
    rows = select(Document).order_by(Document.case_id, Document.serial)
    if case_id is not None:
        rows = rows.where(Document.case_id == case_id)
    yield from session.scalars(rows.execution_options(yield_per=500))


def longest_unread(*, before: datetime, limit: int) -> Sequence[Document]:
    """The documents whose file was not read since then, the longest ago first."""
    seen = or_(Document.verified_at.is_(None), Document.verified_at < before)
    rows = select(Document).where(seen).order_by(Document.verified_at.nulls_first(), Document.id)
    return session.scalars(rows.limit(limit)).all()


def verifying_now(job: str) -> bool:
    """Whether the reading of files is asked for or under way."""
    alive = select(Job.id).where(Job.kind == job, Job.state.in_(("WAITING", "RUNNING")))
    return session.scalar(alive.limit(1)) is not None


def made_derivatives() -> Iterator[Derivative]:
    rows = select(Derivative).where(Derivative.sha256 != "")
    yield from session.scalars(rows.order_by(Derivative.document_id, Derivative.kind))


def known_files() -> set[str]:
    """The addresses that documents speak of."""
    return set(session.scalars(select(Document.sha256)))


def known_derivatives() -> set[str]:
    return set(session.scalars(select(Derivative.sha256)))
