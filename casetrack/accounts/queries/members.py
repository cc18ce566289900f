"""Who was put on which case or complaint, and which units lie below whose."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from sqlalchemy import ColumnElement, Select, and_, exists, select

from casetrack.accounts.models import Membership, Officer, Unit
from casetrack.db import session
from casetrack.rules.actor import Actor
from casetrack.rules.roles import Role


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


def strays(root_kind: str, roots: Select[uuid.UUID]) -> Sequence[Membership]:
    """Memberships of a kind whose root is not among `roots`: for `flask check`."""
    rows = (
        select(Membership)
        .where(Membership.root_kind == root_kind, Membership.root_id.not_in(roots))
        .order_by(Membership.from_at, Membership.id)
    )
    return session.scalars(rows).all()
