"""Saved reports, and what of them is sent to their officers each month."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from sqlalchemy import exists, select

from casetrack import jobs
from casetrack.accounts.models import Officer
from casetrack.db import local_date, session
from casetrack.reports.models import Delivery, SavedReport
from casetrack.rules.actor import Actor
from casetrack.rules.refusals import Refused
from casetrack.rules.words import N_

JOB = "monthly_report"
LONGEST_NAME = 100
DAY = timedelta(days=1)
# Orders in one round of the worker: its transaction stays short, the next round brings the rest.
AT_A_TIME = 100


def save_report(
    *,
    report: str,
    question: Mapping[str, str],
    name: str,
    monthly: bool,
    actor: Actor,
    now: datetime,
) -> SavedReport:
    """Keep a question under a name of the officer's own. Raises Refused on name."""
    saved = SavedReport(
        officer_id=actor.id,
        officer=session.get_one(Officer, actor.id),
        name=_name(name, actor, None),
        report=report,
        question=dict(question),
        monthly_from=_this_month(now) if monthly else None,
        saved_at=now,
    )
    session.add(saved)
    session.flush()
    return saved


def change_saved(
    *, saved: SavedReport, name: str, monthly: bool, actor: Actor, now: datetime
) -> SavedReport:
    """Rename it, begin or end its months. Raises Refused on name."""
    saved.name = _name(name, actor, saved)
    if not monthly:
        saved.monthly_from = None
    elif saved.monthly_from is None:
        saved.monthly_from = _this_month(now)
    session.flush()
    return saved


def delete_saved(*, saved: SavedReport, now: datetime) -> SavedReport:
    """Take it off the officer's list; what arrived of it stays in the inbox."""
    saved.deleted_at = now
    session.flush()
    return saved


def _name(written: str, actor: Actor, saved: SavedReport | None) -> str:
    name = " ".join(written.split())
    if not name or len(name) > LONGEST_NAME:
        raise Refused(N_("Give it a name of at most 100 characters."), field="name")
    taken = select(SavedReport.id).where(
        SavedReport.officer_id == actor.id,
        SavedReport.name == name,
        SavedReport.deleted_at.is_(None),
    )
    there = session.scalar(taken)
    if there is not None and (saved is None or there != saved.id):
        raise Refused(N_("You have a saved report of that name already."), field="name")
    return name


def _this_month(now: datetime) -> date:
    return local_date(now).replace(day=1)


def order_monthly(*, now: datetime) -> int:
    """Order the month that is over for every saved report that is sent monthly, once each.

    How many were ordered. Whoever asks again, or asks late, orders only what is still missing of
    that one month.
    """
    month = (_this_month(now) - DAY).replace(day=1)
    ordered = exists().where(Delivery.saved_id == SavedReport.id, Delivery.month == month)
    due = (
        select(SavedReport)
        .join(Officer, Officer.id == SavedReport.officer_id)
        .where(
            SavedReport.monthly_from <= month,
            SavedReport.deleted_at.is_(None),
            Officer.disabled_at.is_(None),
            ~ordered,
        )
        .order_by(SavedReport.saved_at, SavedReport.id)
        .limit(AT_A_TIME)
        .with_for_update(of=SavedReport, skip_locked=True)
    )
    found = session.scalars(due).all()
    for saved in found:
        _order(saved, month, now)
    return len(found)


def _order(saved: SavedReport, month: date, now: datetime) -> None:
    delivery = Delivery(
        saved_id=saved.id,
        saved=saved,
        officer_id=saved.officer_id,
        officer=saved.officer,
        month=month,
        name=saved.name,
        asked_at=now,
    )
    session.add(delivery)
    session.flush()
    delivery.job_id = jobs.ask(JOB, {"delivery": str(delivery.id)}, now).id
    session.flush()


def deliver_report(
    *, delivery: Delivery, document: str = "", failure: str = "", now: datetime
) -> Delivery:
    """Put what was counted, or why it was not, into the inbox; a second time changes nothing."""
    session.execute(select(Delivery.id).where(Delivery.id == delivery.id).with_for_update())
    session.refresh(delivery)
    if delivery.made_at is None:
        delivery.document, delivery.failure, delivery.made_at = document, failure, now
        session.flush()
    return delivery


def deliver_failures(*, now: datetime) -> int:
    """Put into the inboxes why a month is missing whose job was given up; how many were.

    A job that fails in words delivers them itself: this is for those that broke or died.
    """
    given_up = (
        select(Delivery, jobs.Job.failure)
        .join(jobs.Job, jobs.Job.id == Delivery.job_id)
        .where(Delivery.made_at.is_(None), jobs.Job.state == "FAILED")
        .order_by(Delivery.asked_at, Delivery.id)
        .limit(AT_A_TIME)
    )
    found = session.execute(given_up).all()
    for delivery, failure in found:
        deliver_report(delivery=delivery, failure=failure, now=now)
    return len(found)


def read_delivery(*, delivery: Delivery, now: datetime) -> Delivery:
    """Note that its officer opened it."""
    if delivery.read_at is None:
        delivery.read_at = now
        session.flush()
    return delivery
