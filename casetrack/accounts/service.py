"""Signing in and out, passwords, officers, units and who is put on what."""

from __future__ import annotations

import re
import secrets
import uuid
from datetime import datetime, timedelta

from sqlalchemy import select, update

from casetrack.accounts import passwords, queries
from casetrack.accounts.models import Membership, Officer, SignInSession, Unit
from casetrack.db import session
from casetrack.rules.actor import Actor, UnitKind
from casetrack.rules.refusals import Refused
from casetrack.rules.roles import Role
from casetrack.rules.words import N_

TRIES = 5
LOCK = timedelta(minutes=15)
# A path is made of codes, and found by its beginning: no sign that LIKE or "/" reads.
CODE = re.compile(r"[A-Z0-9][A-Z0-9-]{1,11}")
USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{2,39}")
RANKS = tuple(UnitKind)


def sign_in(
    *, username: str, password: str, address: str, now: datetime, lasts: timedelta
) -> tuple[str, SignInSession] | None:
    """A new session and its token, or None.

    None says nothing about why: unknown name, wrong password and locked officer answer alike
    and take the same time.
    """
    officer = _locked_officer(username)
    if officer is None or officer.disabled_at is not None:
        passwords.waste_time(password)
        return None
    right = passwords.matches(officer.password_hash, password)
    if officer.locked_until is not None and officer.locked_until > now:
        return None
    if not right:
        _count_bad_try(officer, now)
        return None
    officer.bad_tries, officer.locked_until = 0, None
    return _open_session(officer, address=address, now=now, lasts=lasts)


def _locked_officer(username: str) -> Officer | None:
    """The officer, his row locked: tries sent at once are counted one by one."""
    found = queries.officer_named(username)
    if found is not None:
        session.refresh(found, with_for_update={"of": Officer})
    return found


def _count_bad_try(officer: Officer, now: datetime) -> None:
    officer.bad_tries += 1
    if officer.bad_tries >= TRIES:
        officer.bad_tries, officer.locked_until = 0, now + LOCK
    session.flush()


def _open_session(
    officer: Officer, *, address: str, now: datetime, lasts: timedelta
) -> tuple[str, SignInSession]:
    token = secrets.token_urlsafe(32)
    opened = SignInSession(
        token_hash=queries.token_hash(token),
        officer_id=officer.id,
        officer=officer,
        created_at=now,
        seen_at=now,
        expires_at=now + lasts,
        address=address,
    )
    session.add(opened)
    session.flush()
    return token, opened


def touch_session(*, session_id: uuid.UUID, now: datetime) -> None:
    """Note that the officer is still at work; the idle clock starts again."""
    session.execute(update(SignInSession).where(SignInSession.id == session_id).values(seen_at=now))


def end_sessions(*, officer_id: uuid.UUID, reason: str, now: datetime) -> None:
    """Sign an officer out of every browser: new password, new role, account closed."""
    for opened in queries.open_sessions(officer_id):
        opened.ended_at, opened.end_reason = now, reason
    session.flush()


def end_session(*, session_id: uuid.UUID, reason: str, now: datetime) -> None:
    """Sign out of this browser only."""
    opened = session.get_one(SignInSession, session_id)
    if opened.ended_at is None:
        opened.ended_at, opened.end_reason = now, reason
    session.flush()


def change_password(*, officer: Officer, old: str, new: str, now: datetime) -> None:
    """Set a new password and end every session. Raises Refused on the field that is wrong."""
    if not passwords.matches(officer.password_hash, old):
        raise Refused(N_("The current password is not right"), field="old")
    passwords.check(new, username=officer.username)
    if old == new:
        raise Refused(N_("Choose a password that differs from the current one"), field="new")
    officer.password_hash = passwords.hash_password(new)
    officer.must_change_password = False
    end_sessions(officer_id=officer.id, reason="password changed", now=now)
    session.flush()


def add_unit(*, code: str, name: str, kind: UnitKind, parent: Unit | None) -> Unit:
    """A new unit below one of a higher kind; headquarters alone has nothing above it."""
    code = code.strip().upper()
    if not CODE.fullmatch(code):
        raise Refused(N_("Use 2 to 12 letters, digits or hyphens, as FSD"), field="code")
    if session.scalars(select(Unit).where(Unit.code == code)).first() is not None:
        raise Refused(N_("There is already a unit {code}"), field="code", code=code)
    _check_place(kind, parent)
    path = f"{parent.path if parent else '/'}{code}/"
    unit = Unit(code=code, name=name, kind=kind, parent_id=parent.id if parent else None, path=path)
    session.add(unit)
    session.flush()
    return unit


def _check_place(kind: UnitKind, parent: Unit | None) -> None:
    if kind is UnitKind.HEADQUARTERS and parent is not None:
        raise Refused(N_("Nothing is above headquarters"), field="parent")
    if kind is not UnitKind.HEADQUARTERS and parent is None:
        raise Refused(N_("Choose the unit above it"), field="parent")
    if parent is not None and RANKS.index(parent.kind) >= RANKS.index(kind):
        raise Refused(N_("A circle lies below a zone, a zone below headquarters"), field="parent")


def add_officer(
    *,
    username: str,
    name: str,
    rank: str,
    role: Role,
    unit: Unit,
    password: str,
    now: datetime,
    must_change_password: bool = True,
) -> Officer:
    """A new officer; the first password is for one sign-in only."""
    username = username.strip().lower()
    if not USERNAME.fullmatch(username):
        raise Refused(
            N_("Use 3 to 40 letters, digits, dots or hyphens, as s.tariq"), field="username"
        )
    if queries.officer_named(username) is not None:
        raise Refused(N_("The sign-in name {name} is taken"), field="username", name=username)
    _check_first_password(password, username=username)
    officer = Officer(
        username=username,
        name=name,
        rank=rank,
        role=role,
        unit_id=unit.id,
        unit=unit,
        password_hash=passwords.hash_password(password),
        must_change_password=must_change_password,
        created_at=now,
    )
    session.add(officer)
    session.flush()
    return officer


def change_officer(
    *,
    officer: Officer,
    role: Role,
    unit: Unit,
    disabled: bool,
    actor: Actor,
    now: datetime,
    rank: str | None = None,
    name: str | None = None,
) -> None:
    """Another rank, name, role or unit, or the account closed or open again.

    A new role or unit and a closed account end the officer's sessions at once.
    """
    if officer.id == actor.id:
        raise Refused(N_("You cannot change your own role or account"))
    officer.rank = officer.rank if rank is None else rank
    officer.name = officer.name if name is None else name
    before = (officer.role, officer.unit_id, officer.disabled_at is not None)
    officer.role = role
    officer.unit_id, officer.unit = unit.id, unit
    officer.disabled_at = (officer.disabled_at or now) if disabled else None
    if (role, unit.id, disabled) != before:
        end_sessions(officer_id=officer.id, reason="account changed", now=now)
    session.flush()


def reset_password(
    *, officer: Officer, password: str, now: datetime, actor: Actor | None = None
) -> None:
    """A new first password, which must be changed at the next sign-in; also unlocks."""
    if actor is not None and officer.id == actor.id:
        raise Refused(N_("Change your own password on your account's page"))
    _check_first_password(password, username=officer.username)
    officer.password_hash = passwords.hash_password(password)
    officer.must_change_password = True
    officer.bad_tries, officer.locked_until = 0, None
    end_sessions(officer_id=officer.id, reason="password reset", now=now)
    session.flush()


def _check_first_password(password: str, *, username: str) -> None:
    try:
        passwords.check(password, username=username)
    except Refused as refused:
        raise Refused(refused.message, field="password", **refused.params) from refused


def unlock(*, officer: Officer) -> None:
    """Let an officer try again at once; the password stays."""
    officer.bad_tries, officer.locked_until = 0, None
    session.flush()


def put_on(
    *, officer_id: uuid.UUID, root_kind: str, root_id: uuid.UUID, lead: bool, now: datetime
) -> Membership:
    """Put an officer on a case or complaint; one who is on it already only gets his part."""
    there = session.scalars(
        select(Membership).where(
            Membership.officer_id == officer_id,
            Membership.root_kind == root_kind,
            Membership.root_id == root_id,
            Membership.until_at.is_(None),
        )
    ).one_or_none()
    if there is None:
        there = Membership(
            officer_id=officer_id, root_kind=root_kind, root_id=root_id, lead=lead, from_at=now
        )
        session.add(there)
    there.lead = lead
    session.flush()
    return there


def take_off(*, membership: Membership, now: datetime) -> None:
    """End a membership; that he was on it stays known."""
    if membership.lead:
        raise Refused(N_("Give the case another lead first"))
    membership.until_at = now
    session.flush()
