"""Work that outlives a request. A Job row is the outbox; Huey carries it to the worker."""

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
        CheckConstraint("state IN ('WAITING', 'RUNNING', 'DONE', 'FAILED')", name="state"),
    )

    kind: Mapped[str]
    arguments: Mapped[dict[str, Any]] = mapped_column(JSON)
    state: Mapped[str] = mapped_column(default="WAITING", index=True)
    progress: Mapped[int] = mapped_column(default=0)  # percent
    step: Mapped[str] = mapped_column(default="")
    failure: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime]
    started_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
