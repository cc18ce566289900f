"""A case from its enquiry on: its state, its sections, its moves."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from casetrack.accounts.models import Officer, Unit
from casetrack.audit import Root
from casetrack.db import Base, Identified, Versioned, day_it_occurred, keys
from casetrack.rules.states import CaseState, Outcome, Stage


class OfCase:
    """What every record of a case shares: the case under whose guard it is read."""

    @declared_attr
    def case_id(cls) -> Mapped[uuid.UUID]:  # noqa: N805 - a class method to SQLAlchemy
        return mapped_column(ForeignKey("cases.id"), index=True)

    def audit_root(self) -> Root:
        return ("case", self.case_id)


class Case(Identified, Versioned, Base):
    """Opened at enquiry, or at once by FIR after a red-handed raid.

    `state`, `stage`, `outcome` and the `*_on` dates are written by cases.service alone.
    """

    __tablename__ = "cases"
    __table_args__ = (
        UniqueConstraint("unit_id", "enquiry_year", "enquiry_serial", name="uq_cases_enquiry"),
        UniqueConstraint("police_station", "fir_year", "fir_serial", name="uq_cases_fir"),
        CheckConstraint("(fir_serial IS NULL) = (fir_year IS NULL)", name="whole_fir_number"),
        CheckConstraint("enquiry_serial IS NOT NULL OR fir_serial IS NOT NULL", name="some_number"),
        Index("ix_cases_unit_state", "unit_id", "state", "opened_on"),
        # Reports count from these alone: every column that they ask for is in the index.
        Index(
            "ix_cases_enquiry_on",
            "enquiry_on",
            "fir_year",
            "state",
            "exit_reason",
            "unit_id",
            "sealed",
            "id",
        ),
        Index(
            "ix_cases_investigation_on",
            "investigation_on",
            "state",
            "exit_reason",
            "unit_id",
            "sealed",
            "id",
        ),
        Index(
            "ix_cases_sealed",
            "unit_id",
            sqlite_where=text("sealed IS 1"),
            postgresql_where=text("sealed IS true"),
        ),
        Index("ix_cases_prosecution_on", "prosecution_on", "unit_id"),
        Index("ix_cases_verdict_on", "verdict_on", "unit_id"),
        Index("ix_cases_opened", "opened_on", "id"),
        Index(
            "ix_cases_unit_enquiry",
            "unit_id",
            "enquiry_on",
            "fir_year",
            "state",
            "exit_reason",
            "sealed",
            "id",
        ),
        Index(
            "ix_cases_unit_fir",
            "unit_id",
            "investigation_on",
            "state",
            "exit_reason",
            "sealed",
            "id",
        ),
        Index("ix_cases_convicted_on", "convicted_on"),
        Index("ix_cases_offence", "offence", "investigation_on", "enquiry_on", "unit_id", "sealed"),
        Index("ix_cases_lead", "lead_id", "investigation_on", "enquiry_on", "unit_id", "sealed"),
    )

    title: Mapped[str]
    unit_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("units.id"))
    lead_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("officers.id"))
    enquiry_year: Mapped[int | None]
    enquiry_serial: Mapped[int | None]
    police_station: Mapped[str] = mapped_column(default="")  # code of the circle
    fir_year: Mapped[int | None]
    fir_serial: Mapped[int | None]
    number: Mapped[str] = mapped_column(unique=True)  # FSD-E-212/2025, then FSD-FIR-31/2025
    opened_on: Mapped[date]
    sealed: Mapped[bool] = mapped_column(default=False)
    court: Mapped[str] = mapped_column(default="")
    court_case_number: Mapped[str] = mapped_column(default="")
    merged_into_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("cases.id"))
    search_text: Mapped[str] = mapped_column(default="")

    state: Mapped[CaseState] = mapped_column(keys(CaseState, "state"))
    stage: Mapped[Stage] = mapped_column(keys(Stage, "stage"))
    outcome: Mapped[Outcome] = mapped_column(keys(Outcome, "outcome"), default=Outcome.OPEN)
    exit_reason: Mapped[str] = mapped_column(default="")
    ended_on: Mapped[date | None]
    complaint_on: Mapped[date | None]
    verification_on: Mapped[date | None]
    enquiry_on: Mapped[date | None]
    investigation_on: Mapped[date | None]
    raid_on: Mapped[date | None]
    arrest_on: Mapped[date | None]
    prosecution_on: Mapped[date | None]
    verdict_on: Mapped[date | None]
    convicted_on: Mapped[date | None]  # the first conviction that stands now
    # The gravest of its sections: every case counts under one offence head.
    offence: Mapped[str] = mapped_column(default="", server_default="")
    recorded_at: Mapped[datetime]

    unit: Mapped[Unit] = relationship(lazy="joined", innerjoin=True)
    lead: Mapped[Officer] = relationship(lazy="joined", innerjoin=True)
    sections: Mapped[list[CaseSection]] = relationship(
        order_by="CaseSection.offence", lazy="selectin", cascade="all, delete-orphan"
    )
    movements: Mapped[list[CaseMovement]] = relationship(order_by="CaseMovement.seq")

    def audit_root(self) -> Root:
        return ("case", self.id)

    @property
    def enquiry_number(self) -> str:
        """The enquiry's own number, kept after the FIR; "" for a case that began by FIR."""
        if self.enquiry_serial is None:
            return ""
        return f"{self.unit.code}-E-{self.enquiry_serial}/{self.enquiry_year}"


class CaseSection(Base):
    """An offence the case is about, by its key in rules/offences.csv."""

    __tablename__ = "case_sections"
    __table_args__ = (Index("ix_case_sections_offence", "offence", "case_id"),)

    case_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("cases.id"), primary_key=True)
    offence: Mapped[str] = mapped_column(primary_key=True)

    def audit_root(self) -> Root:
        return ("case", self.case_id)


class CaseMovement(Base):
    """One move of a case with the facts it needed; appended, never edited."""

    __tablename__ = "case_movements"
    __table_args__ = (Index("ix_case_movements_occurred_on", "occurred_on", "to_state"),)

    case_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("cases.id"), primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    from_state: Mapped[CaseState | None] = mapped_column(keys(CaseState, "from_state"))
    to_state: Mapped[CaseState] = mapped_column(keys(CaseState, "to_state"))
    occurred_at: Mapped[datetime]
    occurred_on: Mapped[date] = mapped_column(default=day_it_occurred, server_default="1970-01-01")
    recorded_at: Mapped[datetime]
    reason: Mapped[str] = mapped_column(default="", server_default="")  # rules.reasons
    actor_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("officers.id"))
    authority: Mapped[str]
    facts: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)

    actor: Mapped[Officer] = relationship(lazy="joined", innerjoin=True)

    def audit_root(self) -> Root:
        return ("case", self.case_id)
