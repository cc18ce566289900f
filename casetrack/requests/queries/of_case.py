"""The requests of one case."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import Select, case, func, select
from sqlalchemy.orm import joinedload, selectinload

from casetrack.cases.models import Case
from casetrack.cases.queries import visible_ids
from casetrack.complaints.models import Complaint
from casetrack.db import session
from casetrack.evidence.models import Exhibit
from casetrack.people.models import Organisation
from casetrack.requests.models import Request, RequestAct, RequestItem
from casetrack.rules.actor import Actor
from casetrack.rules.request_kinds import Family
from casetrack.rules.request_moves import RequestAct as Act

TO_LABORATORY, FROM_LABORATORY = "SENT_TO_LAB", "RETURNED_FROM_LAB"
_COMES_BACK = frozenset({Act.PARTLY_ANSWERED, Act.ANSWERED, Act.REFUSED, Act.WITHDRAWN})
_FAMILIES = case({family.value: place for place, family in enumerate(Family)}, value=Request.family)


def visible_requests(actor: Actor) -> Select[Request]:
    """Requests of the cases the actor may see."""
    return select(Request).where(Request.case_id.in_(visible_ids(actor)))


def requests_of(case: Case) -> Sequence[Request]:
    """Every request of a case with its acts and exhibits, by family and number."""
    rows = (
        select(Request)
        .options(
            selectinload(Request.acts),
            selectinload(Request.items).joinedload(RequestItem.exhibit),
            joinedload(Request.organisation),
        )
        .where(Request.case_id == case.id)
        .order_by(_FAMILIES, Request.serial)
    )
    return session.scalars(rows).unique().all()


def first_incident(case: Case) -> datetime | None:
    """When the first incident of the joined complaints was, or else was reported."""
    told = func.coalesce(Complaint.occurred_at, Complaint.received_at)
    first: datetime | None = session.scalar(
        select(told).where(Complaint.case_id == case.id).order_by(told).limit(1)
    )
    return first


def done_on(case: Case, day: date) -> Sequence[tuple[Request, RequestAct]]:
    """What was done on a day about the requests of a case, in the order of recording."""
    rows = (
        select(Request, RequestAct)
        .join(RequestAct, RequestAct.request_id == Request.id)
        .where(Request.case_id == case.id, RequestAct.done_on == day)
        .order_by(RequestAct.recorded_at, Request.family, Request.serial, RequestAct.seq)
    )
    return [(row[0], row[1]) for row in session.execute(rows).unique()]


def providers() -> Sequence[Organisation]:
    """Those of the register who may be asked for data, by name."""
    kinds = ("BANK", "WALLET_PROVIDER", "TELCO", "INTERNET_PROVIDER", "PLATFORM", "EXCHANGE")
    rows = select(Organisation).where(Organisation.kind.in_(kinds))
    return session.scalars(rows.order_by(Organisation.name, Organisation.id)).all()


def exhibits_moving(request: Request, act: Act) -> Sequence[Exhibit]:
    """Exhibits that an act moves: to the laboratory with the letter, back with the report."""
    things = sorted((item.exhibit for item in request.items), key=lambda one: one.serial)
    if act is Act.SENT:
        return [one for one in things if not _at_laboratory(one)]
    return [one for one in things if _at_laboratory(one)] if act in _COMES_BACK else []


def _at_laboratory(exhibit: Exhibit) -> bool:
    journeys = [
        link.kind for link in exhibit.custody if link.kind in (TO_LABORATORY, FROM_LABORATORY)
    ]
    return journeys[-1:] == [TO_LABORATORY]
