"""The job that makes a saved report of the month that is over, for its officer's inbox."""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from casetrack import jobs
from casetrack.audit import Act
from casetrack.audit.chain import canonical
from casetrack.db import local_date, session
from casetrack.reports import service
from casetrack.reports.catalogue import BY_NAME
from casetrack.reports.catalogue.kind import built
from casetrack.reports.document import Document
from casetrack.reports.facts import Asked, month_of
from casetrack.reports.frozen import freeze, thaw
from casetrack.reports.issuing import scope_for
from casetrack.reports.models import Delivery
from casetrack.reports.questions import asked_of
from casetrack.reports.service.saved import JOB
from casetrack.rules.actor import Actor
from casetrack.rules.refusals import Refused
from casetrack.rules.roles import Permission
from casetrack.rules.words import N_

GONE = N_("casetrack does not make this report any more.")


@dataclass(frozen=True, slots=True)
class Made:
    """What goes into the inbox: a document, or in words why there is none."""

    actor: Actor
    document: str = ""
    failure: str = ""


@jobs.handler(JOB)
def make(work: jobs.Work) -> None:
    """Make one. Run again after a worker died, it makes it anew or finds it made."""
    delivery_id = uuid.UUID(work.arguments["delivery"])
    with work.reading():
        made = _make(delivery_id, work.now())
    if made is None:
        return
    actor, now = made.actor, work.now()
    act = Act(
        name="jobs.monthly_report",
        at=now,
        actor_id=actor.id,
        actor_role=actor.role.value,
        unit_id=actor.unit_id,
    )
    with work.writing(act):
        delivery = session.get_one(Delivery, delivery_id)
        service.deliver_report(
            delivery=delivery, document=made.document, failure=made.failure, now=now
        )


def _make(delivery_id: uuid.UUID, now: datetime) -> Made | None:
    delivery = session.get_one(Delivery, delivery_id)
    if delivery.made_at is not None:
        return None
    saved, officer = delivery.saved, delivery.officer
    asked = of_month(saved.question, delivery.month, local_date(now))
    try:
        kind = BY_NAME.get(saved.report)
        if kind is None:
            return Made(officer.actor, failure=GONE)
        scope = scope_for(officer, asked.unit, Permission.REPORT_READ)
        return Made(officer.actor, text_of(built(kind, scope, asked)))
    except (Refused, jobs.Failed) as no:
        return Made(officer.actor, failure=str(no))


def of_month(question: Mapping[str, str], month: date, today: date) -> Asked:
    """The saved question, of that month and as known today."""
    asked = asked_of({**question, "as_of": today.isoformat()})
    return replace(asked, period=month_of(month))


def text_of(document: Document) -> str:
    return canonical(freeze(document))


def document_of(text: str) -> Document:
    return thaw(json.loads(text))
