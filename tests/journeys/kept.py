"""Reports kept over the demo agency: a return, saved reports, and what arrived for each reader."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from flask import Flask
from sqlalchemy import select

from casetrack import jobs
from casetrack.accounts.models import Officer
from casetrack.db import local_date, session, utc_now
from casetrack.reports import service
from casetrack.reports.facts import Asked
from casetrack.reports.models import Delivery, ReturnRequest
from tests.client import act_as_test
from tests.reports import issued

READERS = ("headquarters", "liaison", "auditor")
REPORT = "conviction"


def add_reports(app: Flask) -> UUID:
    """A return of headquarters; for each reader a saved report and what it brought last month.

    The id of the request for the return, whose page only its form leads to.
    """
    headquarters = _officer("headquarters")
    first = issued.issue(app, headquarters, report=REPORT)
    issued.issue(app, headquarters, report=REPORT, supersedes=first)
    now = utc_now()
    for name in READERS:
        officer = _officer(name)
        asked = Asked(issued.period(), officer.unit.code, local_date(now))
        service.save_report(
            report=REPORT,
            question=asked.query(),
            name="Convictions each month",
            monthly=True,
            actor=officer.actor,
            now=now - timedelta(days=70),
        )
    service.order_monthly(now=now)
    session.commit()
    for delivery in session.scalars(select(Delivery).order_by(Delivery.asked_at)).all():
        _arrive(app, delivery)
    return session.scalars(select(ReturnRequest.id).order_by(ReturnRequest.asked_at)).all()[-1]


def _arrive(app: Flask, delivery: Delivery) -> None:
    """Made by its job, and opened once."""
    delivery_id, job_id = delivery.id, delivery.job_id
    assert job_id is not None
    session.remove()
    with app.app_context():
        jobs.carry_out(job_id)
    act_as_test()
    made = session.get_one(Delivery, delivery_id)
    assert made.document, made.failure
    service.read_delivery(delivery=made, now=utc_now())
    session.commit()


def _officer(username: str) -> Officer:
    return session.scalars(select(Officer).where(Officer.username == username)).one()
