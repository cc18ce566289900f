"""Who did what, when, to which case: an append-only chain of hashes for every root.

A root is a complaint, a case or, for everything else, a unit. The session listener at the
foot of this file writes one entry a root when a transaction commits, so a feature can
neither forget its audit nor forge it. Personal values enter only as keyed digests.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import uuid
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any, cast

from sqlalchemy import Connection, Table, bindparam, event, inspect, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from casetrack.audit.chain import GENESIS, canonical, entry_hash
from casetrack.audit.models import AuditChain, AuditEntry
from casetrack.db import session

Root = tuple[str, uuid.UUID]

# Every page that shows somebody something runs these: made once, on the tables themselves.
_ENTRY = cast("Table", AuditEntry.__table__).insert()
_HEADS = cast("Table", AuditChain.__table__)
_HEAD = (
    select(_HEADS.c.seq, _HEADS.c.hash).where(_HEADS.c.chain == bindparam("of")).with_for_update()
)
_MOVE_HEAD = _HEADS.update().where(_HEADS.c.chain == bindparam("of"))


@dataclass(frozen=True, slots=True)
class Act:
    """What an officer is doing now; every entry of the transaction carries it."""

    name: str
    at: datetime
    actor_id: uuid.UUID | None = None
    actor_role: str = ""
    unit_id: uuid.UUID | None = None
    purpose: str = ""
    address: str = ""
    session_hash: str = ""
    request_id: str = ""


@dataclass(slots=True)
class _Ledger:
    """What this transaction has seen and changed so far, by root."""

    changes: dict[Root, list[dict[str, Any]]] = field(default_factory=lambda: defaultdict(list))
    seen: set[Root] = field(default_factory=set)


def set_digest_key(key: bytes) -> None:
    """The key under which personal values are digested; told once, by create_app."""
    session.remove()
    session.configure(info={"digest_key": key})


def begin(act: Act) -> None:
    """Name the act that this transaction belongs to. The guard, the CLI and jobs call it."""
    session.info["act"] = act
    session.info["ledger"] = _Ledger()


def seen(root: Root) -> None:
    """Note that the actor was shown this root (the guard's `find` calls it)."""
    _ledger(session()).seen.add(root)


def write_reads(outcome: str) -> None:
    """Commit entries for what was shown or refused in a request whose own changes are undone."""
    if not _ledger(session()).seen and not session().in_transaction():
        return
    session.info["outcome"] = outcome
    session.commit()


def root_of(row: object) -> Root | None:
    """The root an audited row belongs to; None for rows that are no one's act."""
    find_root = getattr(row, "audit_root", None)
    return None if find_root is None else find_root()


def _ledger(current: Session) -> _Ledger:
    ledger: _Ledger = current.info.setdefault("ledger", _Ledger())
    return ledger


def _plain(value: Any) -> Any:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, uuid.UUID):
        return str(value)
    return value


def _digest(row: object, key: bytes) -> str:
    """A keyed digest of the row: shows later that it was this content, tells nobody what."""
    columns = inspect(row).mapper.column_attrs
    values = {column.key: _plain(getattr(row, column.key)) for column in columns}
    text = json.dumps(values, sort_keys=True, default=str, ensure_ascii=False)
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()


def _changed_columns(row: object) -> list[str]:
    state = inspect(row)
    columns, touched = state.mapper.column_attrs, state.committed_state
    return sorted(
        key for key in touched if key in columns and state.attrs[key].history.has_changes()
    )


def _rows(current: Session) -> Iterator[tuple[str, object]]:
    yield from (("insert", row) for row in current.new)
    yield from (("update", row) for row in current.dirty if current.is_modified(row))
    yield from (("delete", row) for row in current.deleted)


@event.listens_for(Session, "after_flush")
def _note_changes(current: Session, _context: object) -> None:
    ledger = _ledger(current)
    for operation, row in _rows(current):
        root = root_of(row)
        if root is None:
            continue
        identity = inspect(row).mapper.primary_key_from_instance(row)
        change = {
            "table": row.__tablename__,  # type: ignore[attr-defined]
            "key": [_plain(part) for part in identity],
            "op": operation,
            "digest": _digest(row, current.info["digest_key"]),
        }
        if operation == "update":
            change["columns"] = _changed_columns(row)
        ledger.changes[root].append(change)


@event.listens_for(Session, "before_commit")
def _write_entries(current: Session) -> None:
    if current.in_nested_transaction():
        return
    current.flush()
    ledger = _ledger(current)
    roots = sorted({*ledger.changes, *ledger.seen}, key=str)
    if not roots:
        return
    act: Act | None = current.info.get("act")
    if act is None:
        raise RuntimeError("a change was made without saying whose act it is (audit.begin)")
    outcome, on = current.info.pop("outcome", "done"), current.connection()
    for root in roots:
        detail = {"changes": ledger.changes[root]} if root in ledger.changes else {}
        _append(on, root, act, outcome, canonical(detail))
    current.info["ledger"] = _Ledger()


@event.listens_for(Session, "after_rollback")
def _forget_changes(current: Session) -> None:
    _ledger(current).changes.clear()


def _append(on: Connection, root: Root, act: Act, outcome: str, detail: str) -> None:
    chain = f"{root[0]}:{root[1]}"
    last, previous = _locked_head(on, chain)
    values = {
        "chain": chain,
        "seq": last + 1,
        "at": act.at.astimezone(UTC).isoformat(),
        "actor_id": str(act.actor_id) if act.actor_id else None,
        "actor_role": act.actor_role,
        "act": act.name,
        "outcome": outcome,
        "purpose": act.purpose,
        "address": act.address,
        "session_hash": act.session_hash,
        "request_id": act.request_id,
        "detail": detail,
        "previous_hash": previous,
    }
    digest = entry_hash(values)
    on.execute(_ENTRY, {**values, "at": act.at, "actor_id": act.actor_id, "hash": digest})
    on.execute(_MOVE_HEAD, {"of": chain, "seq": last + 1, "hash": digest})


def _locked_head(on: Connection, chain: str) -> tuple[int, str]:
    """Number and hash of the chain's last entry; nobody adds another until this is committed."""
    head = on.execute(_HEAD, {"of": chain}).one_or_none()
    if head is None:
        dialect = on.dialect.name
        insert = postgresql.insert if dialect == "postgresql" else sqlite.insert
        first = insert(_HEADS).values(chain=chain, seq=0, hash=GENESIS)
        on.execute(first.on_conflict_do_nothing())
        head = on.execute(_HEAD, {"of": chain}).one()
    return head.seq, head.hash
