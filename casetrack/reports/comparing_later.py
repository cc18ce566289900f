"""A return against today for one officer: at once, or by a job where it has too many rows."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from casetrack import jobs
from casetrack.accounts.models import Officer
from casetrack.audit import Act
from casetrack.db import local_date, session
from casetrack.reports import issuing, queries, service, verifying
from casetrack.reports.catalogue import BY_NAME
from casetrack.reports.comparing import compared
from casetrack.reports.kept_rows import BadFile
from casetrack.reports.models import Return, ReturnComparison
from casetrack.reports.queries import returns as kept
from casetrack.reports.returned import signed
from casetrack.reports.service.comparisons import JOB
from casetrack.reports.told import Told, text_of, told
from casetrack.rules.actor import Actor
from casetrack.rules.roles import Permission
from casetrack.rules.words import N_

CHANGED = N_("This return is not the one that was signed off: it was changed. Tell the operator.")


@dataclass(frozen=True, slots=True)
class Made:
    """What was found for an officer at one moment: nothing that was entered after it is in it."""

    actor: Actor
    result: str
    at: datetime


@jobs.handler(JOB)
def compare(work: jobs.Work) -> None:
    """Compare one return. Run again after a worker died, it begins anew or finds it made."""
    comparison_id = uuid.UUID(work.arguments["comparison"])
    work.progress(10, N_("Reading every row of today, and setting it against the return"))
    with work.reading():
        made = _make(comparison_id, work.now())
    if made is None:
        return
    actor = made.actor
    act = Act(
        name="jobs.compare_return",
        at=work.now(),
        actor_id=actor.id,
        actor_role=actor.role.value,
        unit_id=actor.unit_id,
    )
    with work.writing(act):
        comparison = session.get_one(ReturnComparison, comparison_id)
        service.keep_comparison(comparison=comparison, result=made.result, made_at=made.at)


def _make(comparison_id: uuid.UUID, now: datetime) -> Made | None:
    comparison = session.get_one(ReturnComparison, comparison_id)
    if comparison.made_at is not None:
        return None
    officer = comparison.asked_by
    actor = officer.actor
    try:
        found = told_today(_return(comparison.return_id, officer), actor, now)
    except BadFile as bad:
        raise jobs.Failed(CHANGED) from bad
    return Made(actor, text_of(found), now)


def _return(return_id: uuid.UUID, officer: Officer) -> Return:
    """As the officer may see it today."""
    rows = kept.with_text(kept.visible_to(officer.actor)).where(Return.id == return_id)
    found = session.scalars(rows).one_or_none()
    may = officer.disabled_at is None and officer.actor.may(Permission.REPORT_READ)
    if found is None or not may:
        raise jobs.Failed(N_("The return is no longer open to the officer who asked."))
    if found.report not in BY_NAME:
        raise jobs.Failed(N_("casetrack does not make this report any more."))
    return found


def told_today(found: Return, actor: Actor, now: datetime) -> Told:
    """The return (with_text) against today. Raises BadFile where it was changed, and Refused where
    today's totals differ from their rows.
    """
    if not verifying.is_whole(found):
        raise BadFile("its text is not the one that was signed off")
    comparison = compared(
        signed(found.content),
        BY_NAME[found.report],
        queries.scope_of_return(found),
        shelf=issuing.shelf(),
        today=local_date(now),
    )
    return told(comparison, actor)
