"""What was recorded about the liberty of one accused, or of many."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from casetrack.cases.models import Accused
from casetrack.db import session
from casetrack.operations.models import (
    Arrest,
    Bail,
    Remand,
    Screening,
)
from casetrack.rules.remand import RemandOrder


@dataclass(frozen=True, slots=True)
class Record:
    """Everything about the liberty of one accused, oldest first."""

    arrests: Sequence[Arrest]
    remands: Sequence[Remand]
    bails: Sequence[Bail]
    screenings: Sequence[Screening]


def record_of(accused: Accused) -> Record:
    """Arrests, remands, bails and screenings of one accused."""
    return Record(
        arrests=session.scalars(
            select(Arrest)
            .options(joinedload(Arrest.officer))
            .where(Arrest.accused_id == accused.id)
            .order_by(Arrest.arrested_at, Arrest.id)
        ).all(),
        remands=session.scalars(
            select(Remand)
            .where(Remand.accused_id == accused.id)
            .order_by(Remand.from_on, Remand.recorded_at, Remand.id)
        ).all(),
        bails=session.scalars(
            select(Bail)
            .where(Bail.accused_id == accused.id)
            .order_by(Bail.decided_on, Bail.recorded_at, Bail.id)
        ).all(),
        screenings=session.scalars(
            select(Screening)
            .where(Screening.accused_id == accused.id)
            .order_by(Screening.screened_at, Screening.recorded_at, Screening.id)
        ).all(),
    )


def last_arrest(accused: Accused) -> Arrest | None:
    """The arrest that the accused is, or was last, held under."""
    rows = select(Arrest).where(Arrest.accused_id == accused.id)
    return session.scalars(rows.order_by(Arrest.arrested_at.desc(), Arrest.id).limit(1)).first()


def last_screening(accused: Accused) -> Screening | None:
    """What the latest screening for trafficking said."""
    rows = select(Screening).where(Screening.accused_id == accused.id)
    latest = rows.order_by(Screening.screened_at.desc(), Screening.recorded_at.desc())
    return session.scalars(latest.limit(1)).first()


def police_orders(accused_ids: Sequence[uuid.UUID]) -> Mapping[uuid.UUID, list[RemandOrder]]:
    """The orders of police remand so far, of each of these accused."""
    rows = select(Remand).where(Remand.accused_id.in_(accused_ids), Remand.kind == "POLICE")
    orders: dict[uuid.UUID, list[RemandOrder]] = {one: [] for one in accused_ids}
    for row in session.scalars(rows.order_by(Remand.from_on, Remand.id)):
        orders[row.accused_id].append(RemandOrder(row.from_on, row.days))
    return orders
