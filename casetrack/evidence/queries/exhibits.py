"""Reads of exhibits: those of the cases the actor may see."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Select, select

from casetrack.cases.models import Case
from casetrack.cases.queries import visible_ids
from casetrack.db import session
from casetrack.evidence.chain import LastLink
from casetrack.evidence.models import Exhibit
from casetrack.rules.actor import Actor

PAGE = 100


def visible_exhibits(actor: Actor) -> Select[Exhibit]:
    """Exhibits of the cases the actor may see."""
    return select(Exhibit).where(Exhibit.case_id.in_(visible_ids(actor)))


def exhibits_of(case: Case, *, after: int = 0, limit: int = PAGE) -> Sequence[Exhibit]:
    """The exhibits of a case that follow P-`after`, by number."""
    rows = select(Exhibit).where(Exhibit.case_id == case.id, Exhibit.serial > after)
    return session.scalars(rows.order_by(Exhibit.serial).limit(limit)).all()


def last_link(exhibit: Exhibit) -> LastLink:
    """Where the exhibit's chain of custody stands."""
    last = exhibit.custody[-1]
    return LastLink(last.kind, last.occurred_at, last.to_holder)
