"""Exhibits, their chain of custody, and the documents of a case."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from casetrack.accounts.models import Officer
from casetrack.cases.models import OfCase
from casetrack.db import Base, Identified, Large, Versioned


class Exhibit(OfCase, Identified, Versioned, Base):
    """A seized or received thing: P-12, a black desktop computer, serial number …"""

    __tablename__ = "exhibits"
    __table_args__ = (
        UniqueConstraint("case_id", "serial"),
        CheckConstraint("quantity > 0", name="some_quantity"),
    )

    serial: Mapped[int]  # P-12
    kind: Mapped[str]  # key of rules.lists.EXHIBIT_KINDS
    description: Mapped[str]
    quantity: Mapped[int] = mapped_column(default=1)
    maker: Mapped[str] = mapped_column(default="")
    maker_number: Mapped[str] = mapped_column(default="")  # IMEI, serial number, plate
    seal: Mapped[str] = mapped_column(default="")
    found_at: Mapped[str] = mapped_column(default="")  # where at the site
    moved_at: Mapped[datetime]  # the last act in its chain
    recorded_at: Mapped[datetime]

    custody: Mapped[list[CustodyAct]] = relationship(order_by="CustodyAct.seq", lazy="selectin")

    @property
    def reference(self) -> str:
        return f"P-{self.serial}"


class CustodyAct(OfCase, Base):
    """One link of the chain: who handed the exhibit to whom, when, where and why."""

    __tablename__ = "custody_acts"
    __table_args__ = (Index("ix_custody_acts_occurred", "case_id", "occurred_at"),)

    exhibit_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("exhibits.id"), primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]  # key of rules.lists.CUSTODY_ACTS
    occurred_at: Mapped[datetime]
    from_holder: Mapped[str] = mapped_column(default="")
    to_holder: Mapped[str]
    place: Mapped[str]
    purpose: Mapped[str] = mapped_column(default="")
    seal_intact: Mapped[bool] = mapped_column(default=True)
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("officers.id"))

    recorded_by: Mapped[Officer] = relationship(lazy="joined", innerjoin=True)


class Document(OfCase, Identified, Base):
    """A file of the case. Its bytes lie under their SHA-256; the name is only metadata."""

    __tablename__ = "documents"
    __table_args__ = (
        UniqueConstraint("case_id", "serial"),
        CheckConstraint("length(sha256) = 64", name="sha256"),
    )

    serial: Mapped[int]
    title: Mapped[str]
    kind: Mapped[str]  # key of rules.lists.DOCUMENT_KINDS
    original_name: Mapped[str]
    media_type: Mapped[str]
    sha256: Mapped[str] = mapped_column(index=True)
    size: Mapped[Large]
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("officers.id"))

    recorded_by: Mapped[Officer] = relationship(lazy="joined", innerjoin=True)

    @property
    def reference(self) -> str:
        return f"D-{self.serial}"
