"""Cases in which the identifiers of a complaint were seen before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from casetrack.cases.models import Case
from casetrack.cases.queries.visible import visible_to
from casetrack.complaints.models import Complaint
from casetrack.db import session
from casetrack.people.models import IdentifierLink
from casetrack.rules.actor import Actor

MOST = 10


@dataclass(frozen=True, slots=True)
class Shared:
    """A case and how many identifiers it has in common with a complaint."""

    case: Case
    identifiers: int


def sharing_cases(complaint: Complaint, actor: Actor) -> Sequence[Shared]:
    """The visible cases that hold most of a complaint's identifiers, the strongest first."""
    ours, theirs = aliased(IdentifierLink), aliased(IdentifierLink)
    number = func.count(theirs.identifier_id.distinct())
    shared = (
        select(theirs.subject_id.label("case_id"), number.label("identifiers"))
        .join(ours, ours.identifier_id == theirs.identifier_id)
        .where(
            ours.subject_kind == "complaint",
            ours.subject_id == complaint.id,
            theirs.subject_kind == "case",
        )
        .group_by(theirs.subject_id)
        .subquery()
    )
    rows = (
        visible_to(actor)
        .join(shared, shared.c.case_id == Case.id)
        .add_columns(shared.c.identifiers)
        .order_by(shared.c.identifiers.desc(), Case.opened_on.desc(), Case.id)
        .limit(MOST)
    )
    return [Shared(case, number) for case, number in session.execute(rows).unique()]
