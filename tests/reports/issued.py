"""A return issued as its job does, here and now."""

from __future__ import annotations

from datetime import date

from flask import Flask
from sqlalchemy import select

from casetrack import audit, jobs
from casetrack.accounts.models import Officer, Unit
from casetrack.db import local_date, session, utc_now
from casetrack.jobs import Job
from casetrack.reports import service
from casetrack.reports.catalogue import BY_NAME
from casetrack.reports.facts import Asked, Period
from casetrack.reports.models import Return, ReturnRequest
from casetrack.reports.queries.returns import with_text
from casetrack.rules.roles import Role
from tests import factories
from tests.client import act_as_test

PURPOSE = "Reply to National Assembly question 118"


def period(first: int = 2023, last: int = 2026) -> Period:
    return Period(date(first, 1, 1), date(last, 12, 31))


def ask(
    officer: Officer | None = None,
    *,
    report: str = "conviction",
    supersedes: Return | None = None,
    during: Period | None = None,
    **more: object,
) -> ReturnRequest:
    """A request that is committed, of the officer's own unit; a supervisor of FSD if none."""
    officer = officer or factories.officer(Role.SUPERVISOR, at="FSD")
    kind, now = BY_NAME[report], utc_now()
    more = {"by": kind.by[0].key if kind.by else "", **more}
    as_of = more.pop("as_of", local_date(now))
    asked = Asked(during or period(), officer.unit.code, as_of, **more)
    act_as_test()
    request = service.ask_return(
        kind=kind,
        asked=asked,
        unit=session.get_one(Unit, officer.unit_id),
        purpose=PURPOSE,
        supersedes=supersedes,
        actor=officer.actor,
        now=now,
    )
    session.commit()
    return request


def carry_out(app: Flask, request: ReturnRequest) -> str:
    """Run the job here; why it failed, or ""."""
    request_id, job_id = request.id, request.job_id
    assert job_id is not None
    with app.app_context():
        jobs.carry_out(job_id)
    failure = session.get_one(Job, job_id).failure
    act_as_test()
    assert bool(failure) is (session.get_one(ReturnRequest, request_id).return_id is None)
    return failure


def issue(app: Flask, officer: Officer | None = None, **more: object) -> Return:
    request = ask(officer, **more)
    request_id = request.id
    assert carry_out(app, request) == ""
    return_id = session.get_one(ReturnRequest, request_id).return_id
    return session.scalars(with_text(select(Return).where(Return.id == return_id))).one()


def begin() -> None:
    audit.begin(audit.Act(name="test", at=utc_now()))
