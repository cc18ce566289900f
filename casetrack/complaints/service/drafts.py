"""The form an officer began: one a person, kept until he saves it or starts afresh."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.dialects import postgresql, sqlite

from casetrack.complaints.models import ComplaintDraft
from casetrack.db import new_id, session
from casetrack.rules.actor import Actor


def save_draft(*, fields: Mapping[str, Sequence[str]], actor: Actor, now: datetime) -> None:
    """Keep what stands in the actor's form, in place of what stood there before."""
    dialect = session.get_bind().dialect.name
    insert = postgresql.insert if dialect == "postgresql" else sqlite.insert
    kept = {name: list(values) for name, values in fields.items()}
    # Two windows of one officer may store at once: the later one wins, neither fails.
    session.execute(
        insert(ComplaintDraft)
        .values(id=new_id(), officer_id=actor.id, fields=kept, saved_at=now)
        .on_conflict_do_update(
            index_elements=["officer_id"], set_={"fields": kept, "saved_at": now}
        )
    )


def drop_draft(*, actor: Actor) -> None:
    """Forget the actor's draft, if there is one."""
    session.execute(delete(ComplaintDraft).where(ComplaintDraft.officer_id == actor.id))
