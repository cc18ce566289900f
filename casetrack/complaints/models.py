"""What a citizen, bank or agency reported, and every move it made."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from casetrack.accounts.models import Officer, Unit
from casetrack.audit import Root
from casetrack.db import Base, Identified, Large, Versioned, day_it_occurred, keys
from casetrack.people.models import Person
from casetrack.rules.states import ComplaintState

MEANS = text("CAST(means AS TEXT)")  # as reports.queries.counted asks for it
IN_A_CASE = text("case_id IS NOT NULL")


class Complaint(Identified, Versioned, Base):
    """One report. `received_on` (Karachi) and the `*_on` dates are written with the move."""

    __tablename__ = "complaints"
    __table_args__ = (
        UniqueConstraint("unit_id", "year", "serial"),
        CheckConstraint("loss_minor IS NULL OR loss_minor >= 0", name="loss_not_negative"),
        CheckConstraint("(state = 'CLOSED') = (close_reason != '')", name="closed_with_reason"),
        CheckConstraint("(state = 'JOINED') = (case_id IS NOT NULL)", name="joined_to_case"),
        # Lists, the newest first.
        Index("ix_complaints_newest", "received_at", "id"),
        Index("ix_complaints_unit_newest", "unit_id", "received_at", "id"),
        # Reports count from these alone: every column that they ask for is in the index.
        Index(
            "ix_complaints_report",
            "unit_id",
            "received_on",
            "sealed",
            "category",
            "complainant_kind",
            "target_country",
            "verified_on",
            "state",
            "close_reason",
            "case_id",
            "assigned_to_id",
            "ended_on",
            MEANS,
        ),
        # Of all units: by what it tells, or by whose it is; of a case, by the case.
        Index(
            "ix_complaints_told",
            "category",
            "complainant_kind",
            "target_country",
            MEANS,
            "received_on",
            "verified_on",
            "unit_id",
            "sealed",
            "state",
            "close_reason",
            "case_id",
            # PostgreSQL reads an index alone only if it has the column beside its expression.
            postgresql_include=["means"],
        ),
        Index(
            "ix_complaints_officer",
            "assigned_to_id",
            "received_on",
            "state",
            "close_reason",
            "verified_on",
            "unit_id",
            "sealed",
            "case_id",
        ),
        Index(
            "ix_complaints_case",
            "case_id",
            "category",
            "complainant_kind",
            "target_country",
            "received_on",
            "verified_on",
            "unit_id",
            "sealed",
            MEANS,
            sqlite_where=IN_A_CASE,
            postgresql_where=IN_A_CASE,
            postgresql_include=["means"],
        ),
        Index(
            "ix_complaints_joined",
            "unit_id",
            "received_on",
            "case_id",
            "verified_on",
            "sealed",
            sqlite_where=IN_A_CASE,
            postgresql_where=IN_A_CASE,
        ),
        Index(
            "ix_complaints_sealed",
            "unit_id",
            sqlite_where=text("sealed IS 1"),
            postgresql_where=text("sealed IS true"),
        ),
        Index("ix_complaints_state", "unit_id", "state", "received_on"),
    )

    number: Mapped[str] = mapped_column(unique=True)  # FSD-2025-000123
    unit_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("units.id"))
    year: Mapped[int]
    serial: Mapped[int]
    channel: Mapped[str]
    received_at: Mapped[datetime]
    received_on: Mapped[date]
    occurred_at: Mapped[datetime | None]
    complainant_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("persons.id"), index=True)
    complainant_kind: Mapped[str] = mapped_column(default="PERSON")  # complaints.facts
    # As told in this complaint: the register may know the same CNIC by another name, and what
    # it knows besides was told to others.
    complainant_name: Mapped[str] = mapped_column(default="", server_default="")
    complainant_address: Mapped[str] = mapped_column(default="", server_default="")
    narrative: Mapped[str]
    category: Mapped[str]
    means: Mapped[list[str]] = mapped_column(JSON, default=list)
    platforms: Mapped[list[str]] = mapped_column(JSON, default=list)
    impersonated: Mapped[str] = mapped_column(default="")
    target_country: Mapped[str] = mapped_column(default="")
    loss_minor: Mapped[Large | None]
    loss_currency: Mapped[str] = mapped_column(default="PKR")
    search_text: Mapped[str] = mapped_column(default="")
    sealed: Mapped[bool] = mapped_column(default=False)

    state: Mapped[ComplaintState] = mapped_column(keys(ComplaintState, "state"))
    assigned_to_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("officers.id"))
    close_reason: Mapped[str] = mapped_column(default="")
    verification_on: Mapped[date | None]
    verified_on: Mapped[date | None]
    ended_on: Mapped[date | None]  # closed, transferred or found a duplicate
    case_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("cases.id"))
    duplicate_of_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("complaints.id"))
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("officers.id"))

    unit: Mapped[Unit] = relationship(lazy="joined", innerjoin=True)
    complainant: Mapped[Person | None] = relationship()
    assigned_to: Mapped[Officer | None] = relationship(foreign_keys=[assigned_to_id])
    recorded_by: Mapped[Officer] = relationship(foreign_keys=[recorded_by_id])
    duplicate_of: Mapped[Complaint | None] = relationship(remote_side="Complaint.id")
    money_trail: Mapped[list[MoneyTrail]] = relationship(order_by="MoneyTrail.position")
    movements: Mapped[list[ComplaintMovement]] = relationship(order_by="ComplaintMovement.seq")

    def audit_root(self) -> Root:
        return ("complaint", self.id)


class MoneyTrail(Base):
    """One hop of the money: from the victim to an account, wallet or crypto address."""

    __tablename__ = "money_trails"

    complaint_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("complaints.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    institution: Mapped[str]
    account: Mapped[str]
    amount_minor: Mapped[Large | None]
    currency: Mapped[str] = mapped_column(default="PKR")
    paid_on: Mapped[date | None]
    reference: Mapped[str] = mapped_column(default="")

    def audit_root(self) -> Root:
        return ("complaint", self.complaint_id)


class ComplaintMovement(Base):
    """One move of a complaint; appended, never edited."""

    __tablename__ = "complaint_movements"
    __table_args__ = (Index("ix_complaint_movements_occurred_on", "occurred_on", "to_state"),)

    complaint_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("complaints.id"), primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    from_state: Mapped[ComplaintState | None] = mapped_column(keys(ComplaintState, "from_state"))
    to_state: Mapped[ComplaintState] = mapped_column(keys(ComplaintState, "to_state"))
    occurred_at: Mapped[datetime]
    occurred_on: Mapped[date] = mapped_column(default=day_it_occurred, server_default="1970-01-01")
    recorded_at: Mapped[datetime]
    reason: Mapped[str] = mapped_column(default="", server_default="")  # rules.reasons
    actor_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("officers.id"))
    facts: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)

    actor: Mapped[Officer] = relationship(lazy="joined", innerjoin=True)

    def audit_root(self) -> Root:
        return ("complaint", self.complaint_id)


class ComplaintDraft(Identified, Base):
    """A form begun and not yet saved, kept for its officer alone."""

    __tablename__ = "complaint_drafts"

    officer_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("officers.id"), unique=True)
    fields: Mapped[dict[str, Any]] = mapped_column(JSON)
    saved_at: Mapped[datetime]
