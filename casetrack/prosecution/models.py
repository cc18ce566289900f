"""The report to court (challan), what the court frames (charge), and what it decides."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from casetrack.audit import Root
from casetrack.cases.models import Accused, Case, OfCase
from casetrack.db import Base, Identified, Large, Versioned


class Challan(OfCase, Identified, Base):
    """A police report under CrPC 1898 s.173: interim, final or supplementary."""

    __tablename__ = "challans"
    __table_args__ = (
        UniqueConstraint("case_id", "number"),
        CheckConstraint("kind IN ('INTERIM', 'FINAL', 'SUPPLEMENTARY')", name="kind"),
        Index("ix_challans_submitted_on", "submitted_on"),
    )

    kind: Mapped[str]
    number: Mapped[str]
    submitted_on: Mapped[date]
    prosecutor: Mapped[str]
    witnesses: Mapped[str] = mapped_column(default="")  # one a line
    recorded_at: Mapped[datetime]

    accused: Mapped[list[ChallanAccused]] = relationship(lazy="selectin")


class ChallanAccused(Base):
    """An accused in a challan and the column he stands in (2 not sent up or absconding, 3)."""

    __tablename__ = "challan_accused"
    __table_args__ = (CheckConstraint("challan_column IN (2, 3)", name="challan_column"),)

    challan_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("challans.id"), primary_key=True)
    accused_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("accused.id"), primary_key=True)
    case_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("cases.id"))
    challan_column: Mapped[int]

    accused: Mapped[Accused] = relationship(lazy="joined", innerjoin=True)

    def audit_root(self) -> Root:
        return ("case", self.case_id)


class Charge(OfCase, Identified, Versioned, Base):
    """One accused × one section, as the court framed it. Verdicts are appended to it."""

    __tablename__ = "charges"
    __table_args__ = (UniqueConstraint("accused_id", "offence"),)

    accused_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("accused.id"), index=True)
    offence: Mapped[str]  # key in rules/offences.csv
    framed_on: Mapped[date]
    plea: Mapped[str] = mapped_column(default="")  # key of rules.lists.PLEAS
    recorded_at: Mapped[datetime]

    accused: Mapped[Accused] = relationship(lazy="joined", innerjoin=True)
    verdicts: Mapped[list[Verdict]] = relationship(order_by="Verdict.seq", lazy="selectin")

    @property
    def verdict(self) -> Verdict | None:
        """The verdict that stands now: the last one given, unless an appeal set it aside."""
        last = self.verdicts[-1] if self.verdicts else None
        return None if last is None or last.kind == "SET_ASIDE" else last


class Verdict(Base):
    """A court's decision on one charge; an appeal adds another, the first stays.

    SET_ASIDE leaves the charge without a verdict until the retrial gives one.
    """

    __tablename__ = "verdicts"
    __table_args__ = (
        CheckConstraint(
            "kind IN ('CONVICTED', 'ACQUITTED', 'DISCHARGED', 'WITHDRAWN', 'COMPOUNDED', 'ABATED',"
            " 'SET_ASIDE')",
            name="kind",
        ),
        Index("ix_verdicts_given_on", "given_on", "kind"),
    )

    charge_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("charges.id"), primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("cases.id"), index=True)
    kind: Mapped[str]
    given_on: Mapped[date]
    court: Mapped[str]
    judgment_number: Mapped[str] = mapped_column(default="")
    on_appeal: Mapped[bool] = mapped_column(default=False)
    ground: Mapped[str] = mapped_column(default="")  # key of rules.lists.ACQUITTAL_GROUNDS
    # Days are counted from the words (prosecution/sentence.py); the words are what was pronounced.
    sentence_days: Mapped[int | None]
    sentence_words: Mapped[str] = mapped_column(default="")
    fine_minor: Mapped[Large | None]
    recorded_at: Mapped[datetime]

    def audit_root(self) -> Root:
        return ("case", self.case_id)


class Hearing(OfCase, Identified, Versioned, Base):
    """One date in court, what happened and when the court sits next."""

    __tablename__ = "hearings"
    __table_args__ = (Index("ix_hearings_held_on", "held_on"),)

    court: Mapped[str]
    held_on: Mapped[date]
    purpose: Mapped[str]  # key of rules.lists.HEARING_PURPOSES
    outcome: Mapped[str] = mapped_column(default="")  # "" until the day is over
    next_on: Mapped[date | None]
    recorded_at: Mapped[datetime]

    case: Mapped[Case] = relationship()


class Appeal(OfCase, Identified, Versioned, Base):
    """An appeal against the verdict (PECA s.47; CrPC s.417) and what became of it."""

    __tablename__ = "appeals"

    number: Mapped[str]
    court: Mapped[str]
    filed_on: Mapped[date]
    filed_by: Mapped[str]
    decided_on: Mapped[date | None]
    result: Mapped[str] = mapped_column(default="")  # key of prosecution.facts.APPEAL_RESULTS
    recorded_at: Mapped[datetime]
