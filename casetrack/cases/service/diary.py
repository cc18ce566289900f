"""The case diary (zimni)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select

from casetrack.cases.models import Case, DiaryEntry
from casetrack.cases.service.locks import lock
from casetrack.db import session
from casetrack.rules.actor import Actor
from casetrack.rules.refusals import Refused
from casetrack.rules.words import N_


def write_diary(
    *, case: Case, text: str, occurred_at: datetime, actor: Actor, now: datetime
) -> DiaryEntry:
    """Add the next numbered entry (CrPC s.172). It is never changed afterwards."""
    if not text.strip():
        raise Refused(N_("Write what was done."), field="text")
    if occurred_at > now:
        raise Refused(N_("This lies in the future."), field="occurred_at")
    lock(case=case)
    last = session.scalar(select(func.max(DiaryEntry.serial)).where(DiaryEntry.case_id == case.id))
    entry = DiaryEntry(
        case_id=case.id,
        serial=(last or 0) + 1,
        occurred_at=occurred_at,
        recorded_at=now,
        officer_id=actor.id,
        text=text.strip(),
    )
    session.add(entry)
    session.flush()
    return entry
