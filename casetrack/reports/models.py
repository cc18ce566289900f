"""What a report must say beside its figures when they are a demonstration's."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from casetrack.audit import Root
from casetrack.db import Base, Identified


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
