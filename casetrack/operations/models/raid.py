"""A raid or search: warrant, site, team, what was found, whom it brought."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from casetrack.accounts.models import Officer
from casetrack.audit import Root
from casetrack.cases.models import Accused, Case, CasePerson, OfCase
from casetrack.db import Base, Identified, Versioned
from casetrack.evidence.models import Exhibit
from casetrack.people.models import Site


class Operation(OfCase, Identified, Versioned, Base):
    """One raid or search. `case_id` is the case it was mounted in; others: OperationCase."""

    __tablename__ = "operations"
    __table_args__ = (
        UniqueConstraint("case_id", "serial"),
        CheckConstraint("kind IN ('RAID', 'SEARCH')", name="kind"),
        CheckConstraint("ended_at IS NULL OR ended_at >= started_at", name="end_after_start"),
        CheckConstraint("warrant_number != '' OR no_warrant_reason != ''", name="warrant_or_why"),
        Index("ix_operations_started_on", "started_on", "kind"),
    )

    serial: Mapped[int]
    kind: Mapped[str]
    warrant_number: Mapped[str] = mapped_column(default="")
    warrant_court: Mapped[str] = mapped_column(default="")
    warrant_on: Mapped[date | None]
    no_warrant_reason: Mapped[str] = mapped_column(default="")  # PECA s.33: only for s.10
    site_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("sites.id"), index=True)
    place: Mapped[str]
    started_at: Mapped[datetime]
    started_on: Mapped[date]
    ended_at: Mapped[datetime | None]
    leader_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("officers.id"))
    team: Mapped[str] = mapped_column(default="")  # names, one a line
    agencies: Mapped[str] = mapped_column(default="")
    cover_business: Mapped[str] = mapped_column(default="")
    shift_hours: Mapped[str] = mapped_column(default="")
    voip_provider: Mapped[str] = mapped_column(default="")
    means: Mapped[list[str]] = mapped_column(JSON, default=list)
    target_countries: Mapped[list[str]] = mapped_column(JSON, default=list)
    summary: Mapped[str] = mapped_column(default="")
    recorded_at: Mapped[datetime]

    case: Mapped[Case] = relationship()
    leader: Mapped[Officer] = relationship(lazy="joined", innerjoin=True)
    site: Mapped[Site | None] = relationship(lazy="joined")
    seizures: Mapped[list[Seizure]] = relationship(order_by="Seizure.exhibit_serial")
    arrests: Mapped[list[Arrest]] = relationship(order_by="Arrest.arrested_at")
    found: Mapped[list[Found]] = relationship()

    @property
    def reference(self) -> str:
        return f"{self.kind.capitalize()} {self.serial}"


class OperationCase(Base):
    """Another case that one raid serves."""

    __tablename__ = "operation_cases"

    operation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("operations.id"), primary_key=True)
    case_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("cases.id"), primary_key=True)

    def audit_root(self) -> Root:
        return ("case", self.case_id)


class Seizure(OfCase, Base):
    """An exhibit that an operation brought."""

    __tablename__ = "seizures"

    exhibit_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("exhibits.id"), primary_key=True)
    operation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("operations.id"), index=True)
    exhibit_serial: Mapped[int]

    exhibit: Mapped[Exhibit] = relationship(lazy="joined", innerjoin=True)


class Arrest(OfCase, Identified, Versioned, Base):
    """The moment liberty ended; the 24 hours to a magistrate run from it (Art 10(2))."""

    __tablename__ = "arrests"
    __table_args__ = (
        CheckConstraint("produced_at IS NULL OR produced_at >= arrested_at", name="produced_after"),
        Index("ix_arrests_arrested_on", "arrested_on"),
    )

    accused_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("accused.id"), index=True)
    operation_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("operations.id"), index=True)
    arrested_at: Mapped[datetime]
    arrested_on: Mapped[date]
    place: Mapped[str]
    officer_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("officers.id"))
    memo_number: Mapped[str]
    relative_informed_at: Mapped[datetime | None]
    consulate_informed_at: Mapped[datetime | None]  # Vienna Convention 1963 art. 36
    produced_at: Mapped[datetime | None]
    produced_before: Mapped[str] = mapped_column(default="")
    released_at: Mapped[datetime | None]
    release_reason: Mapped[str] = mapped_column(default="")
    recorded_at: Mapped[datetime]

    accused: Mapped[Accused] = relationship(lazy="joined", innerjoin=True)
    officer: Mapped[Officer] = relationship()


class Found(OfCase, Base):
    """A person found at a site who is not accused: rescued (PTPA 2018 s.6) or a witness."""

    __tablename__ = "found_persons"

    case_person_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("case_persons.id"), primary_key=True
    )
    operation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("operations.id"), index=True)

    case_person: Mapped[CasePerson] = relationship(lazy="joined", innerjoin=True)
