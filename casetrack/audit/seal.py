"""Checking the chains, and sealing all their heads at once where a database cannot reach.

A chain shows an entry that was changed, removed or put in between. Only a checkpoint kept
outside the database shows that the end of a chain was cut off.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import func, select

from casetrack.audit.chain import GENESIS, canonical, entry_hash
from casetrack.audit.models import AuditChain, AuditCheckpoint, AuditEntry
from casetrack.db import session

COLUMNS = tuple(column.key for column in AuditEntry.__table__.columns)


def breaks(only: str = "") -> Iterator[str]:
    """Name, for every broken chain, the first entry that is wrong. Nothing yielded: whole.

    `only` names one chain, as "case:<id>"; empty checks them all.
    """
    whole = select(AuditChain)
    wanted = whole.where(AuditChain.chain == only) if only else whole
    heads = {head.chain: head for head in session.scalars(wanted)}
    chain, seq, last, broken = "", 0, GENESIS, False
    rows = select(AuditEntry.__table__).order_by(AuditEntry.chain, AuditEntry.seq)
    rows = rows.where(AuditEntry.chain == only) if only else rows
    for row in session.execute(rows, execution_options={"yield_per": 5000}).mappings():
        if row["chain"] != chain:
            if chain and not broken:
                yield from _head_breaks(chain, seq, last, heads.pop(chain, None))
            chain, seq, last, broken = row["chain"], 0, GENESIS, False
        fault = None if broken else _fault(dict(row), seq, last)
        if fault:
            broken = True
            heads.pop(chain, None)
            yield f"{chain} entry {seq + 1}: {fault}"
        seq, last = row["seq"], row["hash"]
    if chain and not broken:
        yield from _head_breaks(chain, seq, last, heads.pop(chain, None))
    yield from (f"{name}: all {head.seq} entries are missing" for name, head in heads.items())


def exported() -> Iterator[str]:
    """Every entry as a line of JSON, then the heads: what script/verify-audit reads."""
    rows = select(AuditEntry.__table__).order_by(AuditEntry.chain, AuditEntry.seq)
    for row in session.execute(rows, execution_options={"yield_per": 5000}).mappings():
        yield canonical(_plain(dict(row)))
    yield canonical({"heads": _heads()})


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    plain = {key: row[key] for key in COLUMNS}
    plain["at"] = row["at"].astimezone(UTC).isoformat()
    plain["actor_id"] = str(row["actor_id"]) if row["actor_id"] else None
    return plain


def _fault(row: dict[str, Any], seq: int, last: str) -> str | None:
    if row["seq"] != seq + 1:
        return f"missing; the next one there is {row['seq']}"
    if row["previous_hash"] != last:
        return "does not follow from the entry before it"
    return None if entry_hash(_plain(row)) == row["hash"] else "was changed after it was written"


def _head_breaks(chain: str, seq: int, last: str, head: AuditChain | None) -> Iterator[str]:
    if head is None:
        yield f"{chain}: its head is missing"
    elif (head.seq, head.hash) != (seq, last):
        yield f"{chain} entry {seq + 1}: missing; the head speaks of {head.seq} entries"


def add_checkpoint(*, file: Path, key: bytes, now: datetime) -> AuditCheckpoint:
    """Seal all heads under one Merkle root; append it to `file`, flushed to the disk."""
    heads = _heads()
    last = session.scalar(select(func.max(AuditCheckpoint.number))) or 0
    root = merkle_root([f"{chain}:{seq}:{digest}" for chain, (seq, digest) in heads.items()])
    record = {
        "number": last + 1,
        "at": now.astimezone(UTC).isoformat(),
        "chains": len(heads),
        "merkle_root": root,
    }
    signature = _sign(record, key)
    checkpoint = AuditCheckpoint(
        number=last + 1, at=now, chains=len(heads), merkle_root=root, signature=signature
    )
    session.add(checkpoint)
    session.flush()
    _append_line(file, {**record, "signature": signature, "heads": heads})
    return checkpoint


def checkpoint_breaks(*, file: Path, key: bytes) -> Iterator[str]:
    """Name every chain that is shorter than, or differs from, what the last checkpoint sealed."""
    lines = file.read_text().splitlines() if file.exists() else []
    if not lines:
        return
    record = json.loads(lines[-1])
    heads, signature = record.pop("heads"), record.pop("signature")
    root = merkle_root([f"{chain}:{seq}:{digest}" for chain, (seq, digest) in heads.items()])
    if not hmac.compare_digest(signature, _sign(record, key)) or root != record["merkle_root"]:
        yield f"checkpoint {record['number']} in {file.name} was not signed by this casetrack"
        return
    for chain, (seq, digest) in heads.items():
        entry = session.get(AuditEntry, (chain, seq))
        if entry is None:
            yield f"{chain}: cut off; checkpoint {record['number']} sealed {seq} entries"
        elif entry.hash != digest:
            yield f"{chain} entry {seq}: differs from checkpoint {record['number']}"


def merkle_root(leaves: list[str]) -> str:
    """SHA-256 Merkle root of the leaves in order (RFC 6962 prefixes: 0 leaf, 1 node)."""
    level = [hashlib.sha256(b"\0" + leaf.encode()).digest() for leaf in leaves]
    while len(level) > 1:
        odd = [level[-1]] if len(level) % 2 else []
        pairs = zip(level[::2], level[1::2], strict=False)
        level = [hashlib.sha256(b"\1" + left + right).digest() for left, right in pairs] + odd
    return level[0].hex() if level else GENESIS


def _heads() -> dict[str, tuple[int, str]]:
    heads = session.scalars(select(AuditChain).order_by(AuditChain.chain))
    return {head.chain: (head.seq, head.hash) for head in heads}


def _sign(record: dict[str, Any], key: bytes) -> str:
    return hmac.new(key, canonical(record).encode(), hashlib.sha256).hexdigest()


def _append_line(file: Path, record: dict[str, Any]) -> None:
    with file.open("a") as stream:
        stream.write(canonical(record) + "\n")
        stream.flush()
        os.fsync(stream.fileno())
