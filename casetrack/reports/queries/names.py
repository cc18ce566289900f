"""What units and officers are called, by id, in the order of the tree and of the alphabet."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping

from sqlalchemy import select

from casetrack.accounts.models import Officer, Unit
from casetrack.db import session


def unit_names() -> Mapping[uuid.UUID, str]:
    rows = select(Unit.id, Unit.name).order_by(Unit.path)
    return {row.id: row.name for row in session.execute(rows)}


def officer_names(ids: Iterable[uuid.UUID]) -> Mapping[uuid.UUID, str]:
    rows = select(Officer).where(Officer.id.in_(list(ids))).order_by(Officer.name, Officer.id)
    return {officer.id: officer.title for officer in session.scalars(rows)}
