"""A stored request in the words of its tables: its kind, its traits, where its acts leave it."""

from __future__ import annotations

from datetime import date

from casetrack.db import local_date
from casetrack.requests.models import Request, RequestAct
from casetrack.rules import request_kinds, request_moves
from casetrack.rules.request_kinds import Family, Kind
from casetrack.rules.request_moves import RequestMove, RequestState, Standing, Told


def kind_of(request: Request) -> Kind:
    """The kind as it was in force when the request was drafted."""
    return request_kinds.kind_of(
        Family(request.family), request.kind, local_date(request.recorded_at)
    )


def traits_of(request: Request) -> frozenset[str]:
    """What the table of acts asks of it."""
    return request_kinds.traits_of(kind_of(request), request_kinds.all_bases()[request.basis])


def standing_of(request: Request) -> Standing:
    """What is stored of where it stands."""
    return Standing(
        state=RequestState(request.state),
        sent_on=request.sent_on,
        due_on=request.due_on,
        answered_on=request.answered_on,
        preserved_until=request.preserved_until,
    )


def told_by(act: RequestAct) -> Told:
    """An act as the table reads it."""
    kind = request_moves.RequestAct(act.kind)
    return Told(kind, act.done_on, act.due_on, act.preserved_until)


def open_acts(request: Request) -> tuple[RequestMove, ...]:
    """What may be recorded now."""
    return request_moves.open_acts(RequestState(request.state), traits_of(request))


def is_open(request: Request) -> bool:
    """Whether the agency waits for a reply."""
    return RequestState(request.state) in request_moves.OPEN


def is_overdue(request: Request, today: date) -> bool:
    """Whether a reply was expected before today and has not come whole."""
    return is_open(request) and request.due_on is not None and request.due_on < today


def may_be_lost(request: Request) -> bool:
    """Whether what is asked for is not here yet, so that the days of retention count."""
    return request.state in (RequestState.DRAFT, *request_moves.OPEN)


def court_is_to_be_told(request: Request) -> bool:
    """Whether data came without a court's order and the court has not been told (PECA s.31)."""
    came = request.state in (RequestState.PARTLY_ANSWERED, RequestState.ANSWERED)
    told = any(act.kind == request_moves.RequestAct.COURT_TOLD for act in request.acts)
    return came and not told and request_moves.TELLS_COURT in traits_of(request)
