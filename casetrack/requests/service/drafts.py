"""Drafting a request, and changing the draft until it is sent."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import select

from casetrack import numbers
from casetrack.cases.models import Case
from casetrack.db import local_date, session
from casetrack.evidence.models import Exhibit
from casetrack.people.models import Organisation
from casetrack.requests import queries
from casetrack.requests.facts import RequestFacts
from casetrack.requests.models import Request, RequestAct, RequestItem
from casetrack.requests.ranges import read_serials
from casetrack.rules import request_kinds, request_moves
from casetrack.rules.actor import Actor
from casetrack.rules.refusals import Refused
from casetrack.rules.request_kinds import Family, Kind
from casetrack.rules.words import N_


def draft_request(*, case: Case, facts: RequestFacts, actor: Actor, now: datetime) -> Request:
    """A new draft under the next number of its family. Raises Refused."""
    _check(facts, now)
    exhibits = _exhibits(case, facts)
    request = Request(
        case_id=case.id,
        family=facts.family,
        serial=numbers.take(f"request:{facts.family}:{case.id}"),
        recorded_at=now,
        recorded_by_id=actor.id,
    )
    _write(request, case, facts, now)
    request.items = [_item(case, one) for one in exhibits]
    request.acts = [_drafted(case, actor, now)]
    session.add(request)
    session.flush()
    return request


def change_draft(*, request: Request, facts: RequestFacts, now: datetime) -> Request:
    """Other words for what is not sent yet. Raises Refused once it is."""
    if request.state != request_moves.RequestState.DRAFT:
        raise Refused(N_("What was sent is not changed. Withdraw it and ask anew."))
    if facts.family != request.family:
        raise Refused(N_("A request stays with those it was drafted for."), field="kind")
    _check(facts, now)
    exhibits = _exhibits(request.case, facts)
    _write(request, request.case, facts, now)
    wanted = {one.id for one in exhibits}
    kept = [item for item in request.items if item.exhibit_id in wanted]
    there = {item.exhibit_id for item in kept}
    request.items = [*kept, *(_item(request.case, one) for one in exhibits if one.id not in there)]
    session.flush()
    return request


def _check(facts: RequestFacts, now: datetime) -> None:
    kind = _kind(facts, now)
    request_kinds.basis_of(kind, facts.basis)
    if not facts.addressee.strip():
        raise Refused(N_("Enter who is asked."), field="addressee")
    if not facts.asked.strip():
        raise Refused(N_("Enter what is asked, one question a line."), field="asked")
    if kind.family is Family.FOREIGN and not facts.country:
        raise Refused(N_("Choose the country."), field="country")
    if facts.period_from and facts.period_to and facts.period_to < facts.period_from:
        raise Refused(N_("The period ends before it begins."), field="period_to")
    if facts.organisation_id and session.get(Organisation, facts.organisation_id) is None:
        raise Refused(N_("Choose one of the register."), field="organisation_id")


def _kind(facts: RequestFacts, now: datetime) -> Kind:
    return request_kinds.kind_of(Family(facts.family), facts.kind, local_date(now))


def _exhibits(case: Case, facts: RequestFacts) -> list[Exhibit]:
    serials = read_serials(facts.exhibits) if facts.family == Family.FORENSIC else []
    if not serials:
        return []
    rows = select(Exhibit).where(Exhibit.case_id == case.id, Exhibit.serial.in_(serials))
    found = {one.serial: one for one in session.scalars(rows.order_by(Exhibit.serial))}
    for serial in serials:
        if serial not in found:
            raise Refused(N_("There is no P-{serial}."), field="exhibits", serial=serial)
    return list(found.values())


def _write(request: Request, case: Case, facts: RequestFacts, now: datetime) -> None:
    request.case = case
    request.kind = facts.kind
    request.organisation_id = facts.organisation_id
    request.addressee, request.via = facts.addressee.strip(), facts.via.strip()
    request.copy_to, request.country = facts.copy_to.strip(), facts.country
    request.asked, request.identifiers = facts.asked.strip(), facts.identifiers.strip()
    request.period_from, request.period_to = facts.period_from, facts.period_to
    request.basis, request.order_on = facts.basis, facts.order.on
    request.order_court = facts.order.court.strip()
    request.order_number = facts.order.number.strip()
    request.due_on = facts.due_on
    request.lost_on = _lost_on(case, facts, now)
    request.acted_at = now


def _lost_on(case: Case, facts: RequestFacts, now: datetime) -> date | None:
    """By hand; else a year after the period begins, or after the first incident complained of."""
    if facts.lost_on is not None:
        return facts.lost_on
    first = facts.period_from or queries.first_incident(case)
    return _kind(facts, now).lost_on(local_date(first)) if first else None


def _item(case: Case, exhibit: Exhibit) -> RequestItem:
    return RequestItem(case_id=case.id, exhibit_id=exhibit.id, exhibit=exhibit)


def _drafted(case: Case, actor: Actor, now: datetime) -> RequestAct:
    return RequestAct(
        case_id=case.id,
        seq=1,
        kind=request_moves.RequestAct.DRAFTED,
        done_on=local_date(now),
        recorded_at=now,
        recorded_by_id=actor.id,
    )
