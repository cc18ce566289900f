"""The outbox: a row for each piece of work that outlives its request."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from casetrack.db import Base, Identified


class Job(Identified, Base):
    """One piece of work: committed with the act that asked for it, then carried out."""

    __tablename__ = "jobs"
    __table_args__ = (
        CheckConstraint(
            "state IN ('WAITING', 'RUNNING', 'DONE', 'FAILED', 'CANCELLED')", name="state"
        ),
    )

    kind: Mapped[str]
    arguments: Mapped[dict[str, Any]] = mapped_column(JSON)
    state: Mapped[str] = mapped_column(default="WAITING", index=True)
    progress: Mapped[int] = mapped_column(default=0)  # percent
    step: Mapped[str] = mapped_column(default="")
    failure: Mapped[str] = mapped_column(default="")
    tries: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime]
    started_at: Mapped[datetime | None]
    # While it runs its worker says so every few seconds; a worker that died falls silent.
    alive_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    # Told to stop: what waits is never begun, what runs ends at its next step.
    cancel_asked_at: Mapped[datetime | None]
