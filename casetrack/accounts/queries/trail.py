"""The audit as an auditor reads it: who did which act when, never what a case holds."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import ColumnElement, func, literal, select, tuple_
from sqlalchemy.orm import load_only

from casetrack.accounts.models import Officer
from casetrack.audit import AuditChain, AuditCheckpoint, AuditEntry
from casetrack.db import KARACHI, UTCDateTime, session

PAGE = 100
SEALS = 50


@dataclass(frozen=True, slots=True)
class Asked:
    """What the trail is narrowed to; None and empty narrow nothing. Days are Karachi days.

    `act` and `chain` are beginnings: "cases." and "case:" find all of theirs.
    """

    from_day: date | None = None
    to_day: date | None = None
    officer_id: uuid.UUID | None = None
    act: str = ""
    outcome: str = ""
    chain: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where an entry stands in the trail, newest first."""

    at: datetime
    chain: str
    seq: int


@dataclass(frozen=True, slots=True)
class Trail:
    """Some entries and where the older and the newer ones begin."""

    entries: Sequence[AuditEntry]
    newer: Place | None
    older: Place | None


@dataclass(frozen=True, slots=True)
class Totals:
    """How large the audit is, and when it was last sealed."""

    chains: int
    entries: int
    checkpoint: AuditCheckpoint | None


def trail(
    asked: Asked, *, older_than: Place | None = None, newer_than: Place | None = None
) -> Trail:
    """One page of entries by key. `detail` is not even read: an auditor has no use for it."""
    shown = load_only(
        AuditEntry.at,
        AuditEntry.actor_id,
        AuditEntry.actor_role,
        AuditEntry.act,
        AuditEntry.outcome,
        AuditEntry.address,
        AuditEntry.request_id,
        raiseload=True,
    )
    rows = select(AuditEntry).options(shown).where(*_conditions(asked)).limit(PAGE + 1)
    key = (AuditEntry.at, AuditEntry.chain, AuditEntry.seq)
    if newer_than is not None:
        climbing = rows.where(tuple_(*key) > _bound(newer_than)).order_by(*key)
        found = session.scalars(climbing).all()
        page = found[:PAGE][::-1]
        return Trail(page, _place(page[:1]) if len(found) > PAGE else None, _place(page[-1:]))
    if older_than is not None:
        rows = rows.where(tuple_(*key) < _bound(older_than))
    found = session.scalars(rows.order_by(*(column.desc() for column in key))).all()
    page = found[:PAGE]
    older = _place(page[-1:]) if len(found) > PAGE else None
    return Trail(page, _place(page[:1]) if older_than is not None else None, older)


def actors(entries: Sequence[AuditEntry]) -> Mapping[uuid.UUID, Officer]:
    """The officers behind these entries."""
    ids = {entry.actor_id for entry in entries if entry.actor_id}
    rows = select(Officer).where(Officer.id.in_(ids)).order_by(Officer.id)
    return {officer.id: officer for officer in session.scalars(rows)}


def head(chain: str) -> AuditChain | None:
    """The head of one chain, by its name as `case:<id>`."""
    return session.get(AuditChain, chain)


def checkpoints() -> Sequence[AuditCheckpoint]:
    """The newest seals, the last first."""
    rows = select(AuditCheckpoint).order_by(AuditCheckpoint.number.desc()).limit(SEALS)
    return session.scalars(rows).all()


def totals() -> Totals:
    """Chains and entries by the chains' heads, so that no entry need be counted."""
    row = session.execute(
        select(func.count(), func.coalesce(func.sum(AuditChain.seq), 0)).select_from(AuditChain)
    ).one()
    last = session.scalars(
        select(AuditCheckpoint).order_by(AuditCheckpoint.number.desc()).limit(1)
    ).one_or_none()
    return Totals(int(row[0]), int(row[1]), last)


def _conditions(asked: Asked) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if asked.from_day is not None:
        found.append(AuditEntry.at >= _midnight(asked.from_day))
    if asked.to_day is not None:
        found.append(AuditEntry.at < _midnight(asked.to_day + timedelta(days=1)))
    if asked.officer_id is not None:
        found.append(AuditEntry.actor_id == asked.officer_id)
    if asked.act:
        found.append(AuditEntry.act.startswith(asked.act, autoescape=True))
    if asked.outcome:
        found.append(AuditEntry.outcome == asked.outcome)
    if asked.chain:
        found.append(AuditEntry.chain.startswith(asked.chain, autoescape=True))
    return found


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=KARACHI).astimezone(UTC)


def _place(edge: Sequence[AuditEntry]) -> Place | None:
    return Place(edge[0].at, edge[0].chain, edge[0].seq) if edge else None


def _bound(place: Place) -> ColumnElement[tuple[datetime, str, int]]:
    return tuple_(literal(place.at, UTCDateTime()), literal(place.chain), literal(place.seq))
