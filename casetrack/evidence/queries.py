"""Reads of exhibits and documents: those of the cases the actor may see."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Select, func, select

from casetrack.cases.models import Case
from casetrack.cases.queries import visible_ids
from casetrack.db import session
from casetrack.evidence import store
from casetrack.evidence.chain import LastLink
from casetrack.evidence.models import Document, Exhibit
from casetrack.rules.actor import Actor

PAGE = 100


@dataclass(frozen=True, slots=True)
class Shelf:
    """The exhibits of one case in figures, and the newest documents."""

    exhibits: int
    pieces: int
    by_kind: tuple[tuple[str, int], ...]
    documents: Sequence[Document]


def visible_exhibits(actor: Actor) -> Select[Exhibit]:
    """Exhibits of the cases the actor may see."""
    return select(Exhibit).where(Exhibit.case_id.in_(visible_ids(actor)))


def visible_documents(actor: Actor) -> Select[Document]:
    """Documents of the cases the actor may see."""
    return select(Document).where(Document.case_id.in_(visible_ids(actor)))


def exhibits_of(case: Case, *, after: int = 0, limit: int = PAGE) -> Sequence[Exhibit]:
    """The exhibits of a case that follow P-`after`, by number."""
    rows = select(Exhibit).where(Exhibit.case_id == case.id, Exhibit.serial > after)
    return session.scalars(rows.order_by(Exhibit.serial).limit(limit)).all()


def documents_of(case: Case) -> Sequence[Document]:
    """The documents of a case, newest first."""
    rows = select(Document).where(Document.case_id == case.id)
    return session.scalars(rows.order_by(Document.serial.desc())).all()


def last_link(exhibit: Exhibit) -> LastLink:
    """Where the exhibit's chain of custody stands."""
    last = exhibit.custody[-1]
    return LastLink(last.kind, last.occurred_at, last.to_holder)


def shelf_of(case: Case) -> Shelf:
    """What the case page says of exhibits and documents."""
    kinds = session.execute(
        select(Exhibit.kind, func.count(), func.sum(Exhibit.quantity))
        .where(Exhibit.case_id == case.id)
        .group_by(Exhibit.kind)
        .order_by(func.sum(Exhibit.quantity).desc(), Exhibit.kind)
    ).all()
    return Shelf(
        exhibits=sum(count for _kind, count, _pieces in kinds),
        pieces=sum(int(pieces) for _kind, _count, pieces in kinds),
        by_kind=tuple((kind, int(pieces)) for kind, _count, pieces in kinds),
        documents=documents_of(case),
    )


def missing_files() -> Iterator[str]:
    """A line for each document whose file is gone or no longer has its bytes.

    For checks of the whole store by the operator; every actor's rows are read.
    """
    rows = session.scalars(select(Document).order_by(Document.case_id, Document.serial))
    for document in rows:
        if not store.path_of(document.sha256).exists():
            yield f"{document.reference} {document.id}: the file {document.sha256} is missing"
        elif not store.is_whole(document.sha256):
            yield f"{document.reference} {document.id}: the file {document.sha256} was changed"
