"""The job that issues a return: counts, reads the rows, sets them against each other, stores."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from casetrack import files, jobs
from casetrack.accounts.models import Officer
from casetrack.audit import Act
from casetrack.db import session
from casetrack.reports import kept_rows, queries, service
from casetrack.reports.catalogue import BY_NAME
from casetrack.reports.catalogue.kind import behind_every_drill, built
from casetrack.reports.document import Document
from casetrack.reports.kept_rows import Kept
from casetrack.reports.models import ReturnRequest
from casetrack.reports.proving import demand_rows
from casetrack.reports.queries.members import members
from casetrack.reports.queries.scope import Scope
from casetrack.reports.questions import asked_of
from casetrack.reports.service.returns import JOB
from casetrack.rules.actor import Actor
from casetrack.rules.roles import Permission
from casetrack.rules.words import N_


@dataclass(frozen=True, slots=True)
class Counted:
    """A return as it was counted at one moment, and for whom."""

    request_id: uuid.UUID
    actor: Actor
    purpose: str
    document: Document
    kept: Kept
    at: datetime


def shelf() -> files.Store:
    """Where the rows of returns lie."""
    return files.shelf("returns")


@jobs.handler(JOB)
def issue(work: jobs.Work) -> None:
    """Issue one return, or refuse it. Run again after a worker died, it begins anew."""
    work.progress(10, N_("Counting, and reading every row that was counted"))
    with work.reading():
        counted = _count(uuid.UUID(work.arguments["request"]), work.now())
    if counted is None:
        return
    work.progress(80, N_("Setting every figure against its rows"))
    demand_rows(counted.document, counted.kept.counts)
    work.progress(95, N_("Signing it off"))
    actor = counted.actor
    act = Act(
        name="jobs.issue_return",
        at=work.now(),
        actor_id=actor.id,
        actor_role=actor.role.value,
        unit_id=actor.unit_id,
        purpose=counted.purpose,
    )
    with work.writing(act):
        request = session.get_one(ReturnRequest, counted.request_id)
        service.issue_return(
            request=request, document=counted.document, kept=counted.kept, issued_at=counted.at
        )


def _count(request_id: uuid.UUID, now: datetime) -> Counted | None:
    """The report as the officer who asked may know it now; None when it was issued before."""
    request = session.get_one(ReturnRequest, request_id)
    if request.return_id is not None:
        return None
    kind, asked = BY_NAME[request.report], asked_of(request.question)
    officer = request.asked_by
    scope = scope_for(officer, asked.unit, Permission.REPORT_ISSUE)
    document = built(kind, scope, asked)
    bases = behind_every_drill(document)
    kept = kept_rows.keep(shelf(), bases, lambda base: members(base, scope, asked))
    return Counted(request_id, officer.actor, request.purpose, document, kept, now)


def scope_for(officer: Officer, code: str, permission: Permission) -> Scope:
    """What the officer may know of in a unit today. Raises Failed if that is nothing any more."""
    actor = officer.actor
    unit = next((one for one in queries.units_for(actor) if one.code == code), None)
    if unit is None or officer.disabled_at is not None or not actor.may(permission):
        raise jobs.Failed(N_("The unit is no longer open to the officer who asked."))
    return queries.scope_of(actor, unit)
