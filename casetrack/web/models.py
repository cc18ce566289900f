"""What the web room keeps: one row for each write that was answered."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from casetrack.db import Base


class IdempotencyKey(Base):
    """A form that was carried out. Sending it again leads to the same answer, done once."""

    __tablename__ = "idempotency_keys"

    officer_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    endpoint: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(index=True)
    location: Mapped[str]
