"""Exhibits and their chain of custody."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from casetrack.accounts.models import Officer
from casetrack.cases.models import OfCase
from casetrack.db import Base, Identified, Versioned
from casetrack.evidence.models.documents import Document


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
    # Where it lies, and its number in the register of the malkhana (Register No. XIX).
    storage_place: Mapped[str] = mapped_column(default="", server_default="")
    register_number: Mapped[str] = mapped_column(default="", server_default="")
    retention: Mapped[str] = mapped_column(default="CASE", server_default="CASE")
    # A digital exhibit is a thing whose bytes casetrack keeps itself.
    document_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("documents.id"), index=True)
    moved_at: Mapped[datetime]  # the last act in its chain
    recorded_at: Mapped[datetime]

    custody: Mapped[list[CustodyAct]] = relationship(order_by="CustodyAct.seq", lazy="selectin")
    document: Mapped[Document | None] = relationship()

    @property
    def reference(self) -> str:
        return f"P-{self.serial}"


class CustodyAct(OfCase, Base):
    """One link of the chain: who handed the exhibit to whom, when, where and why; append-only.

    A holder who is an officer is also kept by id: he confirms the act under his own name.
    """

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
    seal: Mapped[str] = mapped_column(default="", server_default="")  # in force after the act
    hash_before: Mapped[str] = mapped_column(default="", server_default="")  # SHA-256, hex
    hash_after: Mapped[str] = mapped_column(default="", server_default="")
    # Why the chain is told other than it stood: a gap is stated, never smoothed.
    explanation: Mapped[str] = mapped_column(default="", server_default="")
    # The court's order behind what lets it go: return, forfeiture, destruction.
    order_reference: Mapped[str] = mapped_column(default="", server_default="")
    from_officer_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("officers.id"), index=True)
    to_officer_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("officers.id"), index=True)
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("officers.id"))

    recorded_by: Mapped[Officer] = relationship(
        lazy="joined", innerjoin=True, foreign_keys="CustodyAct.recorded_by_id"
    )
    confirmations: Mapped[list[CustodyConfirmation]] = relationship(
        order_by="CustodyConfirmation.side", lazy="selectin"
    )


class CustodyConfirmation(OfCase, Base):
    """One party of an act says that it was so; append-only.

    An officer confirms under his own name; for a party outside the agency (laboratory, court) an
    officer notes the signed receipt.
    """

    __tablename__ = "custody_confirmations"
    __table_args__ = (
        ForeignKeyConstraint(
            ["exhibit_id", "seq"], ["custody_acts.exhibit_id", "custody_acts.seq"]
        ),
        CheckConstraint("side IN ('FROM', 'TO')", name="side"),
    )

    exhibit_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    side: Mapped[str] = mapped_column(primary_key=True)
    receipt: Mapped[str] = mapped_column(default="")  # number of an outsider's signed receipt
    confirmed_at: Mapped[datetime]
    confirmed_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("officers.id"))

    confirmed_by: Mapped[Officer] = relationship(lazy="joined", innerjoin=True)
