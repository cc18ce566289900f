"""The case diary (zimni)."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import func, select

from casetrack.cases.models import Case, DiaryEntry
from casetrack.cases.service.locks import lock
from casetrack.db import local_date, session
from casetrack.rules.actor import Actor
from casetrack.rules.refusals import Refused
from casetrack.rules.words import N_


def write_diary(
    *, case: Case, text: str, occurred_at: datetime, actor: Actor, now: datetime
) -> DiaryEntry:
    """Add the next numbered entry (CrPC s.172). It is never changed afterwards.

    It belongs to the zimni of its day of work; the first entry of a day opens the next zimni.
    """
    if not text.strip():
        raise Refused(N_("Write what was done."), field="text")
    if occurred_at > now:
        raise Refused(N_("This lies in the future."), field="occurred_at")
    lock(case=case)
    last = session.scalar(select(func.max(DiaryEntry.serial)).where(DiaryEntry.case_id == case.id))
    worked_on = local_date(occurred_at)
    entry = DiaryEntry(
        case_id=case.id,
        serial=(last or 0) + 1,
        zimni=_zimni(case, worked_on),
        worked_on=worked_on,
        occurred_at=occurred_at,
        recorded_at=now,
        officer_id=actor.id,
        text=text.strip(),
    )
    session.add(entry)
    session.flush()
    return entry


def _zimni(case: Case, worked_on: date) -> int:
    """The number of the day's zimni, or the next number when the day has none yet."""
    of_case = DiaryEntry.case_id == case.id
    of_day = select(DiaryEntry.zimni).where(of_case, DiaryEntry.worked_on == worked_on).limit(1)
    newest = select(func.max(DiaryEntry.zimni)).where(of_case)
    return session.scalar(of_day) or (session.scalar(newest) or 0) + 1
