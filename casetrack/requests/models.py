"""What the agency asks of others: laboratories, providers, states abroad."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from casetrack.accounts.models import Officer
from casetrack.cases.models import Case, OfCase
from casetrack.db import Base, Identified, Versioned
from casetrack.evidence.models import Document, Exhibit
from casetrack.people.models import Organisation


class Request(OfCase, Identified, Versioned, Base):
    """One request and where it stands. FR-3 to a laboratory, PR-1 to a provider, MR-2 abroad.

    `state` and the dates that follow from its acts are written by requests.service alone.
    """

    __tablename__ = "requests"
    __table_args__ = (
        UniqueConstraint("case_id", "family", "serial"),
        CheckConstraint("family IN ('FORENSIC', 'PROVIDER', 'FOREIGN')", name="family"),
        CheckConstraint(
            "state IN ('DRAFT', 'SENT', 'PARTLY_ANSWERED', 'ANSWERED', 'REFUSED', 'WITHDRAWN')",
            name="state",
        ),
        CheckConstraint("(state = 'DRAFT') <= (sent_on IS NULL)", name="sent_with_date"),
        Index("ix_requests_open", "state", "due_on"),
    )

    family: Mapped[str]
    serial: Mapped[int]
    kind: Mapped[str]  # key of rules/request_kinds.csv
    organisation_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("organisations.id"))
    addressee: Mapped[str]  # as the letter addresses it
    # Through whom it goes: the central authority of a request abroad.
    via: Mapped[str] = mapped_column(default="")
    copy_to: Mapped[str] = mapped_column(default="")  # one a line
    country: Mapped[str] = mapped_column(default="")  # ISO 3166-1 alpha-2; of a request abroad
    asked: Mapped[str]  # the questions, or the data
    identifiers: Mapped[str] = mapped_column(default="")  # one a line, as written
    period_from: Mapped[datetime | None]
    period_to: Mapped[datetime | None]
    # The power behind it, and the court's order where it needs one.
    basis: Mapped[str] = mapped_column(default="")  # key of rules/request_bases.csv
    order_court: Mapped[str] = mapped_column(default="")
    order_number: Mapped[str] = mapped_column(default="")
    order_on: Mapped[date | None]
    state: Mapped[str] = mapped_column(default="DRAFT")
    sent_on: Mapped[date | None]
    due_on: Mapped[date | None]
    answered_on: Mapped[date | None]
    their_reference: Mapped[str] = mapped_column(default="")
    # The day on which what is asked for is lost: PECA 2016 s.32 keeps traffic data one year.
    lost_on: Mapped[date | None]
    # The last day on which data are held on notice: PECA 2016 s.31, longer by a court's order.
    preserved_until: Mapped[date | None]
    acted_at: Mapped[datetime]  # the last act: of two officers at once, one is told (409)
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("officers.id"))

    case: Mapped[Case] = relationship()
    organisation: Mapped[Organisation | None] = relationship()
    recorded_by: Mapped[Officer] = relationship(lazy="joined", innerjoin=True)
    acts: Mapped[list[RequestAct]] = relationship(order_by="RequestAct.seq", lazy="selectin")
    items: Mapped[list[RequestItem]] = relationship(cascade="all, delete-orphan")

    @property
    def reference(self) -> str:
        return f"{PREFIXES[self.family]}-{self.serial}"


PREFIXES = {"FORENSIC": "FR", "PROVIDER": "PR", "FOREIGN": "MR"}


class RequestAct(OfCase, Base):
    """What was done about a request: sent, reminded, answered; append-only."""

    __tablename__ = "request_acts"

    request_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("requests.id"), primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]  # rules.request_moves.RequestAct
    done_on: Mapped[date]
    reference: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    # The days that this act set: of the reply, and of the end of preservation.
    due_on: Mapped[date | None]
    preserved_until: Mapped[date | None]
    document_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("documents.id"))
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("officers.id"))

    document: Mapped[Document | None] = relationship(lazy="joined")
    recorded_by: Mapped[Officer] = relationship(lazy="joined", innerjoin=True)


class RequestItem(OfCase, Base):
    """An exhibit that a laboratory is asked to examine."""

    __tablename__ = "request_items"

    request_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("requests.id"), primary_key=True)
    exhibit_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("exhibits.id"), primary_key=True)

    exhibit: Mapped[Exhibit] = relationship(lazy="joined", innerjoin=True)
