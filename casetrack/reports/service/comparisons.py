"""Having a return set against today by the worker: too many rows to wait for."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from casetrack import jobs
from casetrack.accounts.models import Officer
from casetrack.db import session
from casetrack.reports.models import Return, ReturnComparison
from casetrack.reports.queries.comparisons import last_asked
from casetrack.rules.actor import Actor

JOB = "comparison"


def ask_comparison(*, of: Return, actor: Actor, now: datetime) -> ReturnComparison:
    """Have the return set against today once this is committed; what is under way already is
    waited for, and not begun twice.
    """
    last = last_asked(actor, of)
    if last is not None and last.under_way:
        return last
    asked = ReturnComparison(
        return_id=of.id,
        of=of,
        asked_by_id=actor.id,
        asked_by=session.get_one(Officer, actor.id),
        asked_at=now,
    )
    session.add(asked)
    session.flush()
    asked.job = jobs.ask(JOB, {"comparison": str(asked.id)}, now)
    session.flush()
    return asked


def keep_comparison(
    *, comparison: ReturnComparison, result: str, made_at: datetime
) -> ReturnComparison:
    """Keep what was found (reports.told.text_of); a second time changes nothing."""
    session.execute(
        select(ReturnComparison.id).where(ReturnComparison.id == comparison.id).with_for_update()
    )
    session.refresh(comparison)
    if comparison.made_at is None:
        comparison.result, comparison.made_at = result, made_at
        session.flush()
    return comparison
