"""What is done about a request: the one writer of its state and of the days that follow."""

from __future__ import annotations

from datetime import date, datetime

from casetrack.db import local_date, session
from casetrack.evidence.models import Document
from casetrack.requests.facts import ActFacts
from casetrack.requests.models import Request, RequestAct
from casetrack.requests.service.handing import hand_over
from casetrack.requests.standing import kind_of, standing_of, traits_of
from casetrack.rules import request_kinds, request_moves
from casetrack.rules.actor import Actor
from casetrack.rules.refusals import Refused
from casetrack.rules.request_moves import RequestAct as Act
from casetrack.rules.request_moves import RequestMove, Standing, Told
from casetrack.rules.words import N_

# Their number stands on what they wrote.
_THEIRS = frozenset({Act.ACKNOWLEDGED, Act.PARTLY_ANSWERED, Act.ANSWERED, Act.REFUSED})


def record_act(*, request: Request, facts: ActFacts, actor: Actor, now: datetime) -> RequestAct:
    """Record one act and what follows from it, custody of the exhibits included. Raises Refused."""
    before = standing_of(request)
    row = request_moves.find(before.state, Act(facts.act), traits_of(request))
    _check(request, row, facts, now)
    if row.act is Act.SENT:
        _demand_order(request, facts)
    told = _told(request, row, facts)
    _store(request, request_moves.follow(before, row, told))
    act = _append(request, told, facts, actor, now)
    hand_over(request=request, act=row.act, facts=facts.handing, actor=actor, now=now)
    session.flush()
    return act


def _check(request: Request, row: RequestMove, facts: ActFacts, now: datetime) -> None:
    request_moves.demand(
        row,
        {
            "reference": facts.reference.strip(),
            "note": facts.note.strip(),
            "preserved_until": facts.preserved_until,
        },
    )
    if facts.done_on > local_date(now):
        raise Refused(N_("This is in the future."), field="done_on")
    before = [act.done_on for act in request.acts if act.kind != Act.DRAFTED]
    if before and facts.done_on < max(before):
        raise Refused(N_("This is before the last act on the request."), field="done_on")
    if facts.due_on and facts.due_on < facts.done_on:
        raise Refused(N_("The reply would be due before this was done."), field="due_on")
    _check_extension(request, facts)
    _check_document(request, facts)


def _check_extension(request: Request, facts: ActFacts) -> None:
    held, wanted = request.preserved_until, facts.preserved_until
    if wanted and held and wanted <= held:
        raise Refused(
            N_("The data are held until {day} already."),
            field="preserved_until",
            day=f"{held.day} {held:%b %Y}",
        )


def _check_document(request: Request, facts: ActFacts) -> None:
    document = session.get(Document, facts.document_id) if facts.document_id else None
    if facts.document_id and (document is None or document.case_id != request.case_id):
        raise Refused(N_("Choose a document of this case."), field="document_id")


def _demand_order(request: Request, facts: ActFacts) -> None:
    """The order may be told when the request is sent, if the draft did not hold it yet."""
    if facts.order is not None:
        request.order_court = facts.order.court.strip()
        request.order_number = facts.order.number.strip()
        request.order_on = facts.order.on
    if request.order_on and request.order_on > facts.done_on:
        raise Refused(N_("The order is of a later day than the request."), field="order_on")
    request_kinds.demand_order(
        request_kinds.basis_of(kind_of(request), request.basis),
        court=request.order_court,
        number=request.order_number,
        on=request.order_on,
    )


def _told(request: Request, row: RequestMove, facts: ActFacts) -> Told:
    if row.act is not Act.SENT:
        held = facts.preserved_until if row.act is Act.EXTENDED else None
        return Told(row.act, facts.done_on, facts.due_on, held)
    kind = kind_of(request)
    due_on: date = facts.due_on or request.due_on or kind.reply_due(facts.done_on)
    return Told(row.act, facts.done_on, due_on, kind.preserved_until(facts.done_on))


def _store(request: Request, after: Standing) -> None:
    request.state = after.state
    request.sent_on, request.due_on = after.sent_on, after.due_on
    request.answered_on, request.preserved_until = after.answered_on, after.preserved_until


def _append(
    request: Request, told: Told, facts: ActFacts, actor: Actor, now: datetime
) -> RequestAct:
    act = RequestAct(
        case_id=request.case_id,
        seq=request.acts[-1].seq + 1,
        kind=told.act,
        done_on=told.done_on,
        reference=facts.reference.strip(),
        note=facts.note.strip(),
        due_on=told.due_on,
        preserved_until=told.preserved_until,
        document_id=facts.document_id,
        recorded_at=now,
        recorded_by_id=actor.id,
    )
    request.acts.append(act)
    request.acted_at = now
    if told.act in _THEIRS and act.reference:
        request.their_reference = act.reference
    return act
