"""The entries of the audit, the heads of its chains, and the checkpoints that seal them."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from casetrack.db import Base


class AuditEntry(Base):
    """One act on one root. Columns are written once; triggers refuse UPDATE and DELETE."""

    __tablename__ = "audit_entries"

    chain: Mapped[str] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)
    actor_id: Mapped[uuid.UUID | None] = mapped_column(index=True)
    actor_role: Mapped[str]
    act: Mapped[str]
    outcome: Mapped[str]
    purpose: Mapped[str]
    address: Mapped[str]
    session_hash: Mapped[str]
    request_id: Mapped[str]
    detail: Mapped[str]
    previous_hash: Mapped[str]
    hash: Mapped[str]


class AuditChain(Base):
    """The head of a chain; its row is the lock under which the next number is given."""

    __tablename__ = "audit_chains"

    chain: Mapped[str] = mapped_column(primary_key=True)
    seq: Mapped[int]
    hash: Mapped[str]


class AuditCheckpoint(Base):
    """All heads at one moment under one Merkle root; also appended to a file outside."""

    __tablename__ = "audit_checkpoints"

    number: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    chains: Mapped[int]
    merkle_root: Mapped[str]
    signature: Mapped[str]
