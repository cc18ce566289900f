"""What the case page says of exhibits and documents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import func, select

from casetrack.cases.models import Case
from casetrack.db import KARACHI, session
from casetrack.evidence.models import CustodyAct, Document, Exhibit
from casetrack.evidence.queries.custody import Custody, custody_of
from casetrack.evidence.queries.documents import documents_of


@dataclass(frozen=True, slots=True)
class Shelf:
    """The exhibits of one case in figures, and the newest documents."""

    exhibits: int
    pieces: int
    by_kind: tuple[tuple[str, int], ...]
    custody: Custody
    documents: Sequence[Document]


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
        custody=custody_of(case),
        by_kind=tuple((kind, int(pieces)) for kind, _count, pieces in kinds),
        documents=documents_of(case),
    )


def custody_on(case: Case, day: date) -> Sequence[tuple[str, int]]:
    """How many acts of each kind the chains of a case have on one day in Pakistan."""
    begins = datetime.combine(day, time.min, tzinfo=KARACHI)
    rows = (
        select(CustodyAct.kind, func.count())
        .where(
            CustodyAct.case_id == case.id,
            CustodyAct.occurred_at >= begins,
            CustodyAct.occurred_at < begins + timedelta(days=1),
        )
        .group_by(CustodyAct.kind)
        .order_by(CustodyAct.kind)
    )
    return [(row[0], row[1]) for row in session.execute(rows)]
