"""Reads of what is kept of reports: returns, what was asked for, saved reports and the inbox."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from uuid import UUID

from sqlalchemy import Select, func, or_, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import undefer

from casetrack.cases import queries as cases
from casetrack.cases.models import Case
from casetrack.complaints import queries as complaints
from casetrack.complaints.models import Complaint
from casetrack.db import session
from casetrack.reports.models import Delivery, Return, ReturnRequest, SavedReport
from casetrack.reports.queries.matters import AT_A_TIME
from casetrack.reports.queries.scope import Scope, open_scope, scope_of, unit_ids_for
from casetrack.rules.actor import Actor

MOST = 100
Root = tuple[str, UUID | None]  # as Matter.root


def visible_to(actor: Actor) -> Select[Return]:
    """The returns of the units whose figures this officer may ask for. One that counted sealed
    matters is its issuer's alone: the figures would tell of them.
    """
    mine = Return.issued_by_id == actor.id
    return select(Return).where(
        Return.unit_id.in_(unit_ids_for(actor)), or_(Return.sealed.is_(False), mine)
    )


def with_text(rows: Select[Return]) -> Select[Return]:
    """With everything that it says, which lists do without."""
    return rows.options(undefer(Return.content))


def return_numbered(number: str) -> Return | None:
    """Any return, for the operator at the console."""
    return session.scalars(with_text(select(Return).where(Return.number == number))).one_or_none()


def newest(actor: Actor) -> Sequence[tuple[Return, str]]:
    """The last returns, each with the number that superseded it or ""."""
    rows = visible_to(actor).order_by(Return.issued_at.desc(), Return.id).limit(MOST)
    found = session.scalars(rows).all()
    later = select(Return.supersedes_id, Return.number).where(
        Return.supersedes_id.in_([one.id for one in found])
    )
    numbers = {row.supersedes_id: row.number for row in session.execute(later.order_by(Return.id))}
    return [(one, numbers.get(one.id, "")) for one in found]


def successor(actor: Actor, of: Return) -> Return | None:
    """The return that superseded this one, where the officer may know of it."""
    return session.scalars(visible_to(actor).where(Return.supersedes_id == of.id)).one_or_none()


def predecessor(actor: Actor, of: Return) -> Return | None:
    """The return that this one superseded, where the officer may know of it."""
    return session.scalars(visible_to(actor).where(Return.id == of.supersedes_id)).one_or_none()


def scope_of_return(of: Return) -> Scope:
    """What the return could know of, asked anew today: sealed matters only where it counted some,
    and then as its issuer knows them.
    """
    return scope_of(of.issued_by.actor, of.unit) if of.sealed else open_scope(of.unit)


def open_to(actor: Actor, roots: Iterable[Root]) -> set[Root]:
    """Those of them (Matter.root) that the officer may know of."""
    roots = set(roots)
    found: set[Root] = set()
    for kind, ids, key in (
        ("complaint", complaints.visible_ids(actor), Complaint.id),
        ("case", cases.visible_ids(actor), Case.id),
    ):
        wanted = sorted(one for whose, one in roots if whose == kind and one)
        for start in range(0, len(wanted), AT_A_TIME):
            some = ids.where(key.in_(wanted[start : start + AT_A_TIME])).order_by(key)
            found |= {(kind, one) for one in session.scalars(some)}
    return found


def requests_of(actor: Actor) -> Select[ReturnRequest]:
    """What this officer asked to have issued."""
    return select(ReturnRequest).where(ReturnRequest.asked_by_id == actor.id)


def saved_by(actor: Actor) -> Select[SavedReport]:
    """The officer's own saved reports, by name."""
    mine = (SavedReport.officer_id == actor.id, SavedReport.deleted_at.is_(None))
    return select(SavedReport).where(*mine).order_by(SavedReport.name)


def saved_reports(actor: Actor) -> Sequence[SavedReport]:
    return session.scalars(saved_by(actor)).all()


def with_document(rows: Select[Delivery]) -> Select[Delivery]:
    """With the document, which lists do without."""
    return rows.options(undefer(Delivery.document))


def inbox_of(actor: Actor) -> Select[Delivery]:
    """What arrived for the officer, unread first, then the newest."""
    arrived = (Delivery.officer_id == actor.id, Delivery.made_at.is_not(None))
    order = (Delivery.read_at.is_not(None), Delivery.month.desc(), Delivery.name, Delivery.id)
    return select(Delivery).where(*arrived).order_by(*order)


def in_inbox(actor: Actor) -> Sequence[Delivery]:
    return session.scalars(inbox_of(actor).limit(MOST)).all()


def unread(actor: Actor) -> int:
    """How many arrived and were not read yet; 0 while the database fails: the page that tells of
    the failure must not fail over this.
    """
    waiting = (
        Delivery.officer_id == actor.id,
        Delivery.made_at.is_not(None),
        Delivery.read_at.is_(None),
    )
    try:
        return session.scalar(select(func.count()).select_from(Delivery).where(*waiting)) or 0
    except SQLAlchemyError:
        return 0
