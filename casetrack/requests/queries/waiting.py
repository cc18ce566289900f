"""What the agency waits for: replies overdue, data that are soon lost, preservation that ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy import case as sql_case
from sqlalchemy.orm import contains_eager

from casetrack.accounts.models import Officer
from casetrack.accounts.queries import on_it
from casetrack.cases.models import Case
from casetrack.cases.queries import may_see
from casetrack.db import local_date, session
from casetrack.requests.facts import ENDING, LOST, OVERDUE
from casetrack.requests.models import Request
from casetrack.requests.queries.of_case import visible_requests
from casetrack.requests.standing import is_overdue, may_be_lost
from casetrack.rules.actor import Actor
from casetrack.rules.request_moves import OPEN, RequestState

LOST_WITHIN, ENDS_WITHIN = timedelta(days=60), timedelta(days=14)
# What was lost or ran out is shown for some days more: somebody has to know of it.
SHOWN_AFTER = timedelta(days=14)
MOST = 100
_OPEN = [state.value for state in OPEN]
_NOT_HERE = [RequestState.DRAFT.value, *_OPEN]
_HELD = [*_OPEN, RequestState.ANSWERED.value]


@dataclass(frozen=True, slots=True)
class Waiting:
    """A request and why it is urgent: a key of facts.WHY, the day, and days from today."""

    request: Request
    why: str
    on: date
    days: int


@dataclass(frozen=True, slots=True)
class Counted:
    """How many requests of the cases one officer leads are urgent, by why."""

    officer: Officer
    overdue: int
    lost: int
    ending: int


def open_requests(actor: Actor, now: datetime) -> Sequence[Request]:
    """Requests that wait for a reply, the one due first at the top; overdue ones lead."""
    rows = visible_requests(actor).where(
        Request.state.in_(_OPEN), Request.sent_on <= local_date(now)
    )
    return session.scalars(rows.order_by(Request.due_on, Request.id)).unique().all()


def waiting(actor: Actor, today: date, *, mine: bool = False) -> Sequence[Waiting]:
    """What is urgent in the cases the actor may see, or is on himself; the nearest day first."""
    rows = (
        select(Request)
        .join(Case, Case.id == Request.case_id)
        .options(contains_eager(Request.case))
        .where(may_see(actor), or_(_overdue(today), _lost(today), _ending(today)))
    )
    if mine:
        rows = rows.where(or_(Case.lead_id == actor.id, on_it(actor, "case", Case.id.expression)))
    found = session.scalars(_nearest_first(rows, today).limit(MOST)).unique()
    listed = [one for request in found for one in waiting_for(request, today)]
    return sorted(listed, key=lambda one: (one.on, one.request.id))


def waiting_for(request: Request, today: date) -> list[Waiting]:
    """Why one request is urgent; empty when it is not."""
    found: list[tuple[str, date]] = []
    if request.due_on and is_overdue(request, today):
        found.append((OVERDUE, request.due_on))
    if request.lost_on and may_be_lost(request) and _near(request.lost_on, today, LOST_WITHIN):
        found.append((LOST, request.lost_on))
    held = request.preserved_until
    if held and request.state in _HELD and _near(held, today, ENDS_WITHIN):
        found.append((ENDING, held))
    return [Waiting(request, why, day, (day - today).days) for why, day in found]


def counted_by_officer(actor: Actor, today: date) -> Sequence[Counted]:
    """The urgent requests by the lead of their case, the most overdue first."""
    numbers = [_number(urgent) for urgent in (_overdue(today), _lost(today), _ending(today))]
    rows = (
        select(Case.lead_id, *numbers)
        .join(Request, Request.case_id == Case.id)
        .where(may_see(actor), or_(_overdue(today), _lost(today), _ending(today)))
        .group_by(Case.lead_id)
        .order_by(numbers[0].desc(), Case.lead_id)
    )
    counts = session.execute(rows).all()
    leads = select(Officer).where(Officer.id.in_([row[0] for row in counts])).order_by(Officer.id)
    officers = {one.id: one for one in session.scalars(leads).unique()}
    return [Counted(officers[row[0]], row[1], row[2], row[3]) for row in counts]


def _overdue(today: date) -> ColumnElement[bool]:
    return and_(Request.state.in_(_OPEN), Request.due_on < today)


def _lost(today: date) -> ColumnElement[bool]:
    near = Request.lost_on.between(today - SHOWN_AFTER, today + LOST_WITHIN)
    return and_(Request.state.in_(_NOT_HERE), near)


def _ending(today: date) -> ColumnElement[bool]:
    near = Request.preserved_until.between(today - SHOWN_AFTER, today + ENDS_WITHIN)
    return and_(Request.state.in_(_HELD), near)


def _near(day: date, today: date, within: timedelta) -> bool:
    return today - SHOWN_AFTER <= day <= today + within


def _nearest_first(rows: Select[Request], today: date) -> Select[Request]:
    nearest = sql_case(
        (_overdue(today), Request.due_on),
        (_lost(today), Request.lost_on),
        else_=Request.preserved_until,
    )
    return rows.order_by(nearest, Request.id)


def _number(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.coalesce(func.sum(sql_case((condition, 1), else_=0)), 0)
