"""Reads of complaints. Each begins with what the actor may see."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast

from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    false,
    func,
    or_,
    select,
    true,
)
from sqlalchemy.orm import selectinload

from casetrack.accounts.models import Officer
from casetrack.accounts.queries import on_it, within
from casetrack.complaints.models import Complaint, ComplaintDraft
from casetrack.db import session
from casetrack.people.models import IdentifierLink
from casetrack.people.normalise import fold_digits
from casetrack.people.pages import Order
from casetrack.rules.actor import Actor
from casetrack.rules.roles import Role
from casetrack.rules.states import ComplaintState

NEWEST = Order(Complaint.received_at, Complaint.id, descending=True)


def visible_to(actor: Actor) -> Select[Complaint]:
    """The complaints this officer may know of; the caller adds conditions and an order."""
    return select(Complaint).where(may_see(actor))


def visible_ids(actor: Actor) -> Select[uuid.UUID]:
    """Their ids, for `complaint_id IN (…)`."""
    return select(Complaint.id).where(may_see(actor))


def may_see(actor: Actor) -> ColumnElement[bool]:
    """SQL for "this officer may know of this complaint".

    A sealed one is open to the officer it is assigned to, its members and the members of its
    case, and to nobody by unit or rank. Liaison, auditor and administrator see none.
    """
    if actor.role is Role.CLERK:
        mine = Complaint.unit_id == actor.unit_id
        return and_(mine, or_(Complaint.sealed.is_(False), _works_on(actor)))
    if actor.role not in (Role.INVESTIGATOR, Role.SUPERVISOR):
        return false()
    return or_(and_(Complaint.sealed.is_(False), _in_reach(actor)), _works_on(actor))


def _in_reach(actor: Actor) -> ColumnElement[bool]:
    if actor.at_headquarters:
        return true()
    if actor.role is Role.SUPERVISOR:
        return Complaint.unit_id.in_(within(actor.unit_path))
    return Complaint.unit_id == actor.unit_id


def _works_on(actor: Actor) -> ColumnElement[bool]:
    its_case = cast("ColumnElement[uuid.UUID]", Complaint.case_id.expression)
    return or_(
        Complaint.assigned_to_id == actor.id,
        on_it(actor, "complaint", Complaint.id.expression),
        on_it(actor, "case", its_case),
    )


@dataclass(frozen=True, slots=True)
class Filter:
    """What a list is narrowed to; None and empty narrow nothing. Days are Karachi days."""

    states: tuple[ComplaintState, ...] = ()
    assigned_to_id: uuid.UUID | None = None
    recorded_by_id: uuid.UUID | None = None
    unit_path: str = ""
    received_from: date | None = None
    received_to: date | None = None
    identifier_id: uuid.UUID | None = None


def listed(actor: Actor, wanted: Filter) -> Select[Complaint]:
    """The visible complaints that a filter leaves; pages come in the order NEWEST."""
    rows = visible_to(actor).where(*_conditions(wanted))
    return rows.options(selectinload(Complaint.assigned_to))


def _conditions(wanted: Filter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.states:
        found.append(Complaint.state.in_(wanted.states))
    if wanted.assigned_to_id is not None:
        found.append(Complaint.assigned_to_id == wanted.assigned_to_id)
    if wanted.recorded_by_id is not None:
        found.append(Complaint.recorded_by_id == wanted.recorded_by_id)
    if wanted.unit_path:
        found.append(Complaint.unit_id.in_(within(wanted.unit_path)))
    if wanted.received_from is not None:
        found.append(Complaint.received_on >= wanted.received_from)
    if wanted.received_to is not None:
        found.append(Complaint.received_on <= wanted.received_to)
    if wanted.identifier_id is not None:
        found.append(Complaint.id.in_(_holding(wanted.identifier_id)))
    return found


def _holding(identifier_id: uuid.UUID) -> Select[uuid.UUID]:
    return select(IdentifierLink.subject_id).where(
        IdentifierLink.identifier_id == identifier_id, IdentifierLink.subject_kind == "complaint"
    )


def others_holding(
    links: Sequence[IdentifierLink], complaint: Complaint, actor: Actor
) -> Mapping[uuid.UUID, int]:
    """How many other complaints, of those the actor may see, hold each identifier."""
    rows = (
        select(IdentifierLink.identifier_id, func.count())
        .where(
            IdentifierLink.identifier_id.in_([link.identifier_id for link in links]),
            IdentifierLink.subject_kind == "complaint",
            IdentifierLink.subject_id != complaint.id,
            IdentifierLink.subject_id.in_(visible_ids(actor)),
        )
        .group_by(IdentifierLink.identifier_id)
        .order_by(IdentifierLink.identifier_id)
    )
    return {row[0]: row[1] for row in session.execute(rows)}


def numbered(actor: Actor, number: str) -> Complaint | None:
    """The visible complaint of this number, in whatever letters and digits it was typed."""
    wanted = fold_digits(number).strip().upper()
    rows = visible_to(actor).where(Complaint.number == wanted)
    return session.scalars(rows).one_or_none()


def officers_by_id(ids: Iterable[uuid.UUID]) -> Mapping[uuid.UUID, Officer]:
    """Whom movements speak of."""
    rows = select(Officer).where(Officer.id.in_(list(ids))).order_by(Officer.id)
    return {officer.id: officer for officer in session.scalars(rows)}


def draft_of(officer_id: uuid.UUID) -> ComplaintDraft | None:
    """The form this officer began and has not saved."""
    return session.scalars(
        select(ComplaintDraft).where(ComplaintDraft.officer_id == officer_id)
    ).one_or_none()
