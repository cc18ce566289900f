"""Persons in a case: complainants, witnesses, rescued; and the accused with their own state."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from casetrack.accounts.models import Officer
from casetrack.audit import Root
from casetrack.cases.models.case import Case, OfCase
from casetrack.db import Base, Identified, Versioned, day_it_occurred, keys
from casetrack.people.models import Person
from casetrack.rules.states import AccusedState, Custody


class CasePerson(OfCase, Identified, Versioned, Base):
    """A person's part in a case, other than accused.

    A rescued person has no `person_id`: the name lies in protected_identities.
    """

    __tablename__ = "case_persons"
    __table_args__ = (
        CheckConstraint("role IN ('COMPLAINANT', 'VICTIM', 'WITNESS', 'RESCUED')", name="role"),
        CheckConstraint("(role = 'RESCUED') = (person_id IS NULL)", name="rescued_protected"),
        UniqueConstraint("case_id", "role", "reference"),
    )

    person_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("persons.id"), index=True)
    role: Mapped[str]
    reference: Mapped[str]  # PW-1, R-003, C-1, V-1
    nationality: Mapped[str] = mapped_column(default="")
    sex: Mapped[str] = mapped_column(default="U")
    note: Mapped[str] = mapped_column(default="")
    recorded_at: Mapped[datetime]

    person: Mapped[Person | None] = relationship(lazy="joined")


class ProtectedIdentity(OfCase, Base):
    """Who a victim is. Read only behind victim:read (PTPA 2018 s.11; PPC s.376-A)."""

    __tablename__ = "protected_identities"

    case_person_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("case_persons.id"), primary_key=True
    )
    name: Mapped[str]
    document: Mapped[str] = mapped_column(default="")
    age_years: Mapped[int | None]
    contact: Mapped[str] = mapped_column(default="")


class Accused(OfCase, Identified, Versioned, Base):
    """One person accused in one case. `state`, `custody` and dates: cases.service alone."""

    __tablename__ = "accused"
    __table_args__ = (
        UniqueConstraint("case_id", "serial"),
        UniqueConstraint("case_id", "person_id"),
        # Reports count from these and the case.
        Index("ix_accused_arrested_on", "arrested_on", "case_id"),
        Index("ix_accused_convicted_on", "convicted_on", "case_id", "arrested_on"),
        Index("ix_accused_acquitted_on", "acquitted_on", "case_id"),
        Index("ix_accused_challaned_on", "challaned_on", "case_id"),
    )

    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("persons.id"), index=True)
    serial: Mapped[int]
    part: Mapped[str] = mapped_column(default="")  # agent, closer, owner … rules.lists
    state: Mapped[AccusedState] = mapped_column(keys(AccusedState, "state"))
    custody: Mapped[Custody] = mapped_column(keys(Custody, "custody"), default=Custody.NONE)
    arrested_on: Mapped[date | None]
    challaned_on: Mapped[date | None]
    # As things stand after the last judgment: a conviction set aside has no convicted_on.
    convicted_on: Mapped[date | None]
    acquitted_on: Mapped[date | None]
    recorded_at: Mapped[datetime]

    case: Mapped[Case] = relationship()
    person: Mapped[Person] = relationship(lazy="joined", innerjoin=True)
    movements: Mapped[list[AccusedMovement]] = relationship(order_by="AccusedMovement.seq")

    @property
    def reference(self) -> str:
        return f"A-{self.serial:03d}"


class AccusedMovement(Base):
    """One move of an accused; appended, never edited."""

    __tablename__ = "accused_movements"
    __table_args__ = (Index("ix_accused_movements_occurred_on", "occurred_on", "to_state"),)

    accused_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("accused.id"), primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("cases.id"), index=True)
    from_state: Mapped[AccusedState | None] = mapped_column(keys(AccusedState, "from_state"))
    to_state: Mapped[AccusedState] = mapped_column(keys(AccusedState, "to_state"))
    occurred_at: Mapped[datetime]
    occurred_on: Mapped[date] = mapped_column(default=day_it_occurred, server_default="1970-01-01")
    recorded_at: Mapped[datetime]
    actor_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("officers.id"))
    facts: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)

    actor: Mapped[Officer] = relationship(lazy="joined", innerjoin=True)

    def audit_root(self) -> Root:
        return ("case", self.case_id)
