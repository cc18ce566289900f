"""Numbers within a case are given under the lock of its row."""

from __future__ import annotations

from sqlalchemy import select

from casetrack.cases.models import Case
from casetrack.db import session


def lock(*, case: Case) -> None:
    """Make another writer of this case wait until this transaction ends."""
    session.execute(select(Case.id).where(Case.id == case.id).with_for_update())
