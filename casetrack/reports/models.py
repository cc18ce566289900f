"""What reports count from at national size, what they must say of a demonstration, and what is
kept of them: returns, saved questions and what arrived of those each month.
"""

from __future__ import annotations

import uuid
from datetime import date, datetime

from sqlalchemy import (
    JSON,
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Index,
    Integer,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from casetrack.accounts.models import Officer, Unit
from casetrack.audit import Root
from casetrack.db import Base, Identified, Large, Versioned
from casetrack.jobs import Job


class Tally(Base):
    """How many rows count under a measure in a year (or month), unit, state and reason.

    Written by the triggers of migration 0004 in the transaction of the act, +1 and -1; the sum over
    equal cells is the count. `unit_id` None: kept for the whole agency. `bucket` is a year, for
    movements year * 100 + month; `state` of a movement is "FROM>TO"; `days` the length of a spell,
    of an open one the day of the year that it began on.
    """

    __tablename__ = "tallies"
    # Every column, in the order of the reports' GROUP BY: none reads the table itself.
    __table_args__ = (
        Index(
            "ix_tallies_cell",
            "measure",
            "bucket",
            "state",
            "reason",
            "days",
            "sealed",
            "unit_id",
            "n",
        ),
    )

    id: Mapped[int] = mapped_column(
        BigInteger().with_variant(Integer(), "sqlite"), primary_key=True, autoincrement=True
    )
    measure: Mapped[str]
    bucket: Mapped[int]
    unit_id: Mapped[uuid.UUID | None]
    sealed: Mapped[bool]
    state: Mapped[str]
    reason: Mapped[str]
    days: Mapped[int]
    n: Mapped[int]


class DemoLoad(Identified, Base):
    """A demonstration that was loaded: which one, and what in it is published or invented."""

    __tablename__ = "demo_loads"
    __table_args__ = (CheckConstraint("kind IN ('AGENCY', 'NATIONAL', 'AS_PRINTED')", name="kind"),)

    kind: Mapped[str]
    unit_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("units.id"))
    loaded_at: Mapped[datetime]
    title: Mapped[str]  # one line, for the foot of every page
    words: Mapped[str]  # one statement a line, for the reports

    def audit_root(self) -> Root:
        return ("unit", self.unit_id)


class Return(Identified, Base):
    """A report as it was given away: numbered, signed off, never changed (migration 0005).

    `content` is the canonical JSON of everything that was said (reports.returned.Signed), and
    `sha256` its hash: the file that a reader downloads. The rows that were counted lie in a file
    under `members_sha256`. `sealed`: some of them were sealed, so it is open to its issuer alone.
    """

    __tablename__ = "returns"
    __table_args__ = (
        UniqueConstraint("unit_id", "year", "serial"),
        CheckConstraint("length(sha256) = 64 AND length(members_sha256) = 64", name="hashed"),
        Index("ix_returns_newest", "issued_at", "id"),
    )

    number: Mapped[str] = mapped_column(unique=True)  # R-HQ-2026-0003
    unit_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("units.id"))
    year: Mapped[int]
    serial: Mapped[int]
    report: Mapped[str]
    definitions: Mapped[int]  # their version
    question: Mapped[dict[str, str]] = mapped_column(JSON)  # Asked.query()
    as_of: Mapped[date]
    issued_at: Mapped[datetime]
    issued_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("officers.id"))
    purpose: Mapped[str]
    supersedes_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("returns.id"), unique=True)
    sealed: Mapped[bool]
    rows: Mapped[Large]
    members_sha256: Mapped[str]
    content: Mapped[str] = mapped_column(deferred=True)
    sha256: Mapped[str]

    unit: Mapped[Unit] = relationship(lazy="joined", innerjoin=True)
    issued_by: Mapped[Officer] = relationship(lazy="joined", innerjoin=True)
    supersedes: Mapped[Return | None] = relationship(remote_side="Return.id")

    def audit_root(self) -> Root:
        return ("unit", self.unit_id)


class ReturnRequest(Identified, Versioned, Base):
    """A return that was asked for; `return_id` is filled with the return itself, by its job."""

    __tablename__ = "return_requests"

    report: Mapped[str]
    question: Mapped[dict[str, str]] = mapped_column(JSON)
    unit_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("units.id"))
    purpose: Mapped[str]
    supersedes_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("returns.id"))
    asked_at: Mapped[datetime]
    asked_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("officers.id"))
    job_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("jobs.id"))
    return_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("returns.id"), unique=True)

    unit: Mapped[Unit] = relationship(lazy="joined", innerjoin=True)
    asked_by: Mapped[Officer] = relationship(lazy="joined", innerjoin=True)
    job: Mapped[Job | None] = relationship()

    def audit_root(self) -> Root:
        return ("unit", self.unit_id)


class ReturnComparison(Identified, Versioned, Base):
    """A return that an officer asked to have set against today. It is made when `made_at` is set:
    `result` is what he alone is told of it (reports.told).
    """

    __tablename__ = "return_comparisons"
    __table_args__ = (
        CheckConstraint("(made_at IS NULL) = (result = '')", name="made"),
        Index("ix_return_comparisons_last", "return_id", "asked_by_id", "asked_at"),
    )

    return_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("returns.id"))
    asked_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("officers.id"))
    asked_at: Mapped[datetime]
    job_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("jobs.id"))
    made_at: Mapped[datetime | None]
    result: Mapped[str] = mapped_column(default="", deferred=True)

    of: Mapped[Return] = relationship(lazy="joined", innerjoin=True)
    asked_by: Mapped[Officer] = relationship(lazy="joined", innerjoin=True)
    job: Mapped[Job | None] = relationship()

    @property
    def under_way(self) -> bool:
        return self.job is not None and self.job.state in {"WAITING", "RUNNING"}

    def audit_root(self) -> Root:
        return ("unit", self.of.unit_id)


class SavedReport(Identified, Versioned, Base):
    """An officer's question under a name. `monthly_from` is the first day of the first month that
    he is sent when it is over; None: no month is. A deleted one stays, with what arrived of it.
    """

    __tablename__ = "saved_reports"
    __table_args__ = (
        Index(
            "uq_saved_reports_name",
            "officer_id",
            "name",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
    )

    officer_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("officers.id"))
    name: Mapped[str]
    report: Mapped[str]
    question: Mapped[dict[str, str]] = mapped_column(JSON)
    monthly_from: Mapped[date | None]
    saved_at: Mapped[datetime]
    deleted_at: Mapped[datetime | None]

    officer: Mapped[Officer] = relationship(lazy="joined", innerjoin=True)

    def audit_root(self) -> Root:
        return ("unit", self.officer.unit_id)


class Delivery(Identified, Versioned, Base):
    """A saved report of one month in its officer's inbox, frozen as it was counted then.

    The row is the order as well: there is one a saved report and month, and it has arrived when
    `made_at` is set, with the document or with why there is none.
    """

    __tablename__ = "report_deliveries"
    __table_args__ = (
        UniqueConstraint("saved_id", "month"),
        CheckConstraint(
            "made_at IS NULL OR (document = '') = (failure != '')", name="document_or_failure"
        ),
        Index("ix_report_deliveries_inbox", "officer_id", "made_at", "read_at"),
        Index(
            "ix_report_deliveries_ordered",
            "job_id",
            sqlite_where=text("made_at IS NULL"),
            postgresql_where=text("made_at IS NULL"),
        ),
    )

    saved_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("saved_reports.id"))
    officer_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("officers.id"))
    month: Mapped[date]  # its first day
    name: Mapped[str]
    asked_at: Mapped[datetime]
    job_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("jobs.id"))
    made_at: Mapped[datetime | None]
    document: Mapped[str] = mapped_column(default="", deferred=True)
    failure: Mapped[str] = mapped_column(default="")
    read_at: Mapped[datetime | None]

    saved: Mapped[SavedReport] = relationship(lazy="joined", innerjoin=True)
    officer: Mapped[Officer] = relationship(lazy="joined", innerjoin=True)

    def audit_root(self) -> Root:
        return ("unit", self.officer.unit_id)
