"""Reads of officers, units, sessions and memberships."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, exists, select

from casetrack.accounts.models import Membership, Officer, SignInSession, Unit
from casetrack.db import session
from casetrack.rules.actor import Actor
from casetrack.rules.roles import Role


def token_hash(token: str) -> str:
    """What is stored of a session's token: a stolen table signs nobody in."""
    return hashlib.sha256(token.encode()).hexdigest()


def open_session(token: str, *, now: datetime) -> SignInSession | None:
    """The session behind a cookie's token, if it has not ended or run out."""
    found = session.scalars(
        select(SignInSession).where(
            SignInSession.token_hash == token_hash(token),
            SignInSession.ended_at.is_(None),
            SignInSession.expires_at > now,
        )
    ).one_or_none()
    return found if found is None or found.officer.disabled_at is None else None


def officer_named(username: str) -> Officer | None:
    """The officer who signs in under this name, however it was capitalised."""
    return session.scalars(
        select(Officer).where(Officer.username == username.strip().lower())
    ).one_or_none()


def officers() -> Select[Officer]:
    """Every officer by name, for the administrator, who sees no case."""
    return select(Officer).order_by(Officer.name, Officer.id)


def units() -> Sequence[Unit]:
    """All units, each parent before its children."""
    return session.scalars(select(Unit).order_by(Unit.path)).all()


def units_below(actor: Actor) -> Sequence[Unit]:
    """The actor's unit and all below it; headquarters sees all."""
    rows = select(Unit).where(Unit.path.startswith(actor.unit_path)).order_by(Unit.path)
    return session.scalars(rows).all()


def within(path: str) -> Select[uuid.UUID]:
    """Ids of the units at or below a path, for `unit_id IN (…)`."""
    return select(Unit.id).where(Unit.path.startswith(path))


def colleagues(actor: Actor, *roles: Role) -> Sequence[Officer]:
    """Officers at or below the actor's unit who can be given work, by name."""
    rows = (
        select(Officer)
        .join(Officer.unit)
        .where(
            Unit.path.startswith(actor.unit_path),
            Officer.disabled_at.is_(None),
            Officer.role.in_(roles),
        )
        .order_by(Officer.name, Officer.id)
    )
    return session.scalars(rows).all()


def on_it(actor: Actor, root_kind: str, root_id: ColumnElement[uuid.UUID]) -> ColumnElement[bool]:
    """SQL for "the actor is a member of this case or complaint now"."""
    return exists().where(
        and_(
            Membership.officer_id == actor.id,
            Membership.root_kind == root_kind,
            Membership.root_id == root_id,
            Membership.until_at.is_(None),
        )
    )


def members(root_kind: str, root_id: uuid.UUID) -> Sequence[Membership]:
    """Everyone who is or was on it, those there now first."""
    rows = (
        select(Membership)
        .where(Membership.root_kind == root_kind, Membership.root_id == root_id)
        .order_by(Membership.until_at.is_not(None), Membership.from_at, Membership.id)
    )
    return session.scalars(rows).all()
