"""Money frozen, recovered or returned, within the cases the actor may see."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import Select, func, select

from casetrack.cases.models import Case
from casetrack.cases.queries import visible_ids
from casetrack.db import session
from casetrack.operations.models import Recovery
from casetrack.rules.actor import Actor


def recoveries_visible_to(actor: Actor) -> Select[Recovery]:
    """Recoveries of the cases the actor may see."""
    return select(Recovery).where(Recovery.case_id.in_(visible_ids(actor)))


def recoveries_of(case: Case) -> Sequence[Recovery]:
    """Everything recorded in a case, struck out or not, the newest first."""
    rows = select(Recovery).where(Recovery.case_id == case.id)
    return session.scalars(
        rows.order_by(Recovery.done_on.desc(), Recovery.recorded_at.desc())
    ).all()


def recovered_in(case: Case) -> Mapping[str, Mapping[str, int]]:
    """Minor units by currency and kind; what was struck out is left out."""
    rows = (
        select(Recovery.currency, Recovery.kind, func.sum(Recovery.amount_minor))
        .where(Recovery.case_id == case.id, Recovery.struck_at.is_(None))
        .group_by(Recovery.currency, Recovery.kind)
        .order_by(Recovery.currency, Recovery.kind)
    )
    found: dict[str, dict[str, int]] = {}
    for currency, kind, minor in session.execute(rows):
        found.setdefault(currency, {})[kind] = int(minor)
    return found
