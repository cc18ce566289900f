"""A return about each matter's unit, and what one supervisor keeps of reports for himself."""

from __future__ import annotations

import uuid
from datetime import date, timedelta

from casetrack.accounts import service as accounts
from casetrack.accounts.models import Officer
from casetrack.db import local_date, session, utc_now
from casetrack.reports import issuing, kept_rows, queries, service
from casetrack.reports.catalogue import BY_NAME
from casetrack.reports.catalogue.kind import behind_every_drill, built
from casetrack.reports.facts import Asked, Period
from casetrack.reports.models import Delivery
from casetrack.reports.monthly import text_of
from casetrack.reports.queries.members import members
from casetrack.rules.roles import Role
from tests import factories

KIND = BY_NAME["conviction"]


def reports(case_id: uuid.UUID, *, sealed: bool) -> dict[str, uuid.UUID]:
    """Ids of a return, its request and comparison, a saved report and what arrived of it."""
    boss = factories.officer(Role.SUPERVISOR, "FSD")
    if sealed:
        stay = {"root_kind": "case", "root_id": case_id}
        accounts.put_on(officer_id=boss.id, lead=False, now=utc_now(), **stay)
        session.flush()
    return returned(boss, sealed=sealed) | kept(boss)


def returned(boss: Officer, *, sealed: bool) -> dict[str, uuid.UUID]:
    now = utc_now()
    asked = question(boss)
    request = service.ask_return(
        kind=KIND,
        asked=asked,
        unit=boss.unit,
        purpose="Reply to a question",
        supersedes=None,
        actor=boss.actor,
        now=now,
    )
    scope = queries.scope_of(boss.actor, boss.unit)
    document = built(KIND, scope, asked)
    rows = kept_rows.keep(
        issuing.shelf(),
        behind_every_drill(document),
        lambda base: members(base, scope, asked),
    )
    made = service.issue_return(request=request, document=document, kept=rows, issued_at=now)
    assert made.sealed is sealed
    compared = service.ask_comparison(of=made, actor=boss.actor, now=now)
    return {"return_id": made.id, "request_id": request.id, "comparison_id": compared.id}


def kept(boss: Officer) -> dict[str, uuid.UUID]:
    now, asked = utc_now(), question(boss)
    saved = service.save_report(
        report=KIND.name,
        question=asked.query(),
        name="Mine",
        monthly=True,
        actor=boss.actor,
        now=now - timedelta(days=70),
    )
    service.order_monthly(now=now)
    delivery = session.query(Delivery).filter_by(saved_id=saved.id).one()
    document = built(KIND, queries.scope_of(boss.actor, boss.unit), asked)
    service.deliver_report(delivery=delivery, document=text_of(document), now=now)
    return {"saved_id": saved.id, "delivery_id": delivery.id}


def question(boss: Officer) -> Asked:
    today = local_date(utc_now())
    return Asked(Period(date(today.year - 1, 1, 1), today), boss.unit.code, today)
