"""Money that was frozen, recovered or given back in a case."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from casetrack.accounts.models import Officer
from casetrack.cases.models import Case, OfCase
from casetrack.db import Base, Identified, Large, Versioned


class Recovery(OfCase, Identified, Versioned, Base):
    """One amount, on one day, by one order. A wrong one is struck out with a reason, never edited.

    FROZEN: held where it lies. RECOVERED: in the hands of the agency or the court. RETURNED: back
    with a victim. Money that was frozen and then recovered is two records.
    """

    __tablename__ = "recoveries"
    __table_args__ = (
        CheckConstraint("kind IN ('FROZEN', 'RECOVERED', 'RETURNED')", name="kind"),
        CheckConstraint("amount_minor > 0", name="some_amount"),
        CheckConstraint("currency != ''", name="some_currency"),
        CheckConstraint("(struck_at IS NULL) = (struck_reason = '')", name="struck_with_reason"),
        Index("ix_recoveries_done_on", "done_on", "kind"),
    )

    kind: Mapped[str]
    amount_minor: Mapped[Large]
    currency: Mapped[str]  # ISO 4217, or USDT
    institution: Mapped[str]  # bank, wallet or exchange where it lies or lay
    done_on: Mapped[date]
    order_number: Mapped[str]
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("officers.id"))
    struck_at: Mapped[datetime | None]
    struck_reason: Mapped[str] = mapped_column(default="")

    case: Mapped[Case] = relationship()
    recorded_by: Mapped[Officer] = relationship(lazy="joined", innerjoin=True)
