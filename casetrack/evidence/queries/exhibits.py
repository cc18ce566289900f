"""Reads of exhibits: those of the cases the actor may see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import selectinload

from casetrack.cases.models import Case
from casetrack.cases.queries import visible_ids
from casetrack.db import session
from casetrack.evidence.models import Exhibit
from casetrack.evidence.queries.custody import standing_of
from casetrack.rules.actor import Actor

PAGE = 100


def visible_exhibits(actor: Actor) -> Select[Exhibit]:
    """Exhibits of the cases the actor may see."""
    return select(Exhibit).where(Exhibit.case_id.in_(visible_ids(actor)))


def exhibits_of(case: Case, *, after: int = 0, limit: int = PAGE) -> Sequence[Exhibit]:
    """The exhibits of a case that follow P-`after`, by number."""
    rows = select(Exhibit).where(Exhibit.case_id == case.id, Exhibit.serial > after)
    return session.scalars(rows.order_by(Exhibit.serial).limit(limit)).all()


def all_exhibits(case: Case) -> Sequence[Exhibit]:
    """Every exhibit of a case by number, with its document."""
    rows = select(Exhibit).options(selectinload(Exhibit.document))
    return session.scalars(rows.where(Exhibit.case_id == case.id).order_by(Exhibit.serial)).all()


@dataclass(frozen=True, slots=True)
class Label:
    """What a label on the thing says; `path` is the address of its page, for the QR code."""

    reference: str
    case_number: str
    description: str
    quantity: int
    maker_number: str
    seal: str  # in force now, "" when it is open or was never sealed
    taken_at: datetime
    taken_place: str
    taken_by: str
    storage_place: str
    register_number: str
    sha256: str  # of a digital exhibit
    path: str


def label_of(exhibit: Exhibit) -> Label:
    """The facts of an exhibit's label."""
    case = session.get_one(Case, exhibit.case_id)
    stands, first = standing_of(exhibit), min(exhibit.custody, key=lambda act: act.occurred_at)
    return Label(
        reference=exhibit.reference,
        case_number=case.number,
        description=exhibit.description,
        quantity=exhibit.quantity,
        maker_number=exhibit.maker_number,
        seal=stands.seal,
        taken_at=first.occurred_at,
        taken_place=first.place,
        taken_by=first.to_holder,
        storage_place=exhibit.storage_place,
        register_number=exhibit.register_number,
        sha256=stands.sha256,
        path=f"/exhibits/{exhibit.id}",
    )
