"""Officers, units and sign-in sessions."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import Select, func, select

from casetrack.accounts.models import Officer, SignInSession, Unit
from casetrack.db import session
from casetrack.rules.actor import UnitKind
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


def open_sessions(officer_id: uuid.UUID) -> Sequence[SignInSession]:
    """The officer's sessions that nobody ended, the oldest first; some may have run out."""
    rows = select(SignInSession).where(
        SignInSession.officer_id == officer_id, SignInSession.ended_at.is_(None)
    )
    return session.scalars(rows.order_by(SignInSession.created_at, SignInSession.id)).all()


def officer_named(username: str) -> Officer | None:
    """The officer who signs in under this name, however it was capitalised."""
    return session.scalars(
        select(Officer).where(Officer.username == username.strip().lower())
    ).one_or_none()


def unit_of_name(username: str) -> uuid.UUID | None:
    """The unit on whose chain a refused sign-in is noted; headquarters for a name unknown."""
    officer = officer_named(username)
    if officer is not None:
        return officer.unit_id
    rows = select(Unit.id).where(Unit.kind == UnitKind.HEADQUARTERS).order_by(Unit.path)
    return session.scalars(rows).first()


def officers() -> Select[Officer]:
    """Every officer by name, for the administrator, who sees no case."""
    return select(Officer).order_by(Officer.name, Officer.id)


def staff(*, unit_path: str = "", role: Role | None = None) -> Sequence[Officer]:
    """Officers at or below a unit, unit by unit in the order of the tree, by role and name."""
    rows = select(Officer).join(Officer.unit).where(Unit.path.startswith(unit_path))
    if role is not None:
        rows = rows.where(Officer.role == role)
    return session.scalars(rows.order_by(Unit.path, Officer.role, Officer.name, Officer.id)).all()


def last_seen(ids: Sequence[uuid.UUID]) -> Mapping[uuid.UUID, datetime]:
    """When each of these officers last did something here; who never signed in is left out."""
    rows = (
        select(SignInSession.officer_id, func.max(SignInSession.seen_at))
        .where(SignInSession.officer_id.in_(ids))
        .group_by(SignInSession.officer_id)
        .order_by(SignInSession.officer_id)
    )
    return {row[0]: row[1] for row in session.execute(rows)}


def units() -> Sequence[Unit]:
    """All units, each parent before its children."""
    return session.scalars(select(Unit).order_by(Unit.path)).all()


def unit_by_id(unit_id: uuid.UUID) -> Unit | None:
    return session.get(Unit, unit_id)


def officers_by_unit() -> Mapping[uuid.UUID, int]:
    """How many officers with an open account each unit has."""
    rows = (
        select(Officer.unit_id, func.count())
        .where(Officer.disabled_at.is_(None))
        .group_by(Officer.unit_id)
        .order_by(Officer.unit_id)
    )
    return {row[0]: row[1] for row in session.execute(rows)}
