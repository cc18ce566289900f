"""What waits for an officer: reads for the home page, a few statements for each role."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, Select, Subquery, case, func, nulls_last, or_, select
from sqlalchemy.orm import selectinload

from casetrack.accounts.models import Officer
from casetrack.accounts.queries import officers as all_officers
from casetrack.accounts.queries import on_it
from casetrack.cases.models import Case, Clock
from casetrack.cases.queries import may_see, open_clock, visible_ids, visible_to
from casetrack.complaints.models import Complaint
from casetrack.complaints.queries import may_see as may_see_complaint
from casetrack.complaints.queries import visible_to as complaints_visible_to
from casetrack.db import session
from casetrack.rules.actor import Actor
from casetrack.rules.states import CaseState, ComplaintState

SOON = timedelta(days=3)
FEW = 20
MOST = 100
_WAITING = (ComplaintState.RECEIVED, ComplaintState.VERIFICATION)


@dataclass(frozen=True, slots=True)
class Load:
    """What lies with one officer: open cases, those late or due soon, complaints to verify."""

    officer: Officer
    cases: int
    late: int
    soon: int
    complaints: int


@dataclass(frozen=True, slots=True)
class ClockCount:
    """How many open clocks of one kind are over."""

    key: str
    hard: bool
    number: int
    oldest: datetime


def my_cases(actor: Actor) -> Sequence[Case]:
    """Open cases the officer leads or is a member of, the nearest end of a clock first."""
    nearest = _nearest()
    mine = or_(Case.lead_id == actor.id, on_it(actor, "case", Case.id.expression))
    rows = (
        visible_to(actor)
        .outerjoin(nearest, nearest.c.case_id == Case.id)
        .where(mine, Case.ended_on.is_(None))
        .order_by(nulls_last(nearest.c.due_at), Case.opened_on, Case.id)
        .limit(MOST)
    )
    return session.scalars(rows).all()


def my_complaints(actor: Actor) -> Sequence[Complaint]:
    """Complaints given to the officer that are neither joined nor closed, the oldest first."""
    states = (*_WAITING, ComplaintState.VERIFIED)
    mine = (Complaint.assigned_to_id == actor.id, Complaint.state.in_(states))
    return session.scalars(_oldest(complaints_visible_to(actor).where(*mine), MOST)).all()


def unassigned(actor: Actor) -> tuple[int, Sequence[Complaint]]:
    """How many received complaints nobody verifies yet, and the oldest of them."""
    waits = (Complaint.state == ComplaintState.RECEIVED,)
    number = select(func.count()).select_from(Complaint).where(may_see_complaint(actor), *waits)
    rows = _oldest(complaints_visible_to(actor).where(*waits), FEW)
    return session.scalar(number) or 0, session.scalars(rows).all()


def received_on(actor: Actor, day: date) -> Sequence[Complaint]:
    """The visible complaints that came in on a day, the newest first."""
    rows = (
        complaints_visible_to(actor)
        .options(selectinload(Complaint.assigned_to))
        .where(Complaint.received_on == day)
        .order_by(Complaint.received_at.desc(), Complaint.id)
        .limit(MOST)
    )
    return session.scalars(rows).all()


def loads(actor: Actor, now: datetime) -> Sequence[Load]:
    """What lies with each officer of the actor's reach, the most overdue first."""
    counts = _case_counts(actor, now)
    complaints = _complaint_counts(actor)
    ids = counts.keys() | complaints.keys()
    rows = session.scalars(all_officers().where(Officer.id.in_(ids)))
    found = [
        Load(officer, *counts.get(officer.id, (0, 0, 0)), complaints.get(officer.id, 0))
        for officer in rows
    ]
    return sorted(found, key=lambda load: (-load.late, -load.soon, -load.cases))


def late_clocks(actor: Actor, now: datetime) -> Sequence[ClockCount]:
    """Open clocks that are over, by kind; the hard ones, which guard liberty, first."""
    number = func.count()
    rows = (
        select(Clock.key, Clock.hard, number, func.min(Clock.due_at))
        .where(*open_clock(), Clock.due_at < now, Clock.case_id.in_(visible_ids(actor)))
        .group_by(Clock.key, Clock.hard)
        .order_by(Clock.hard.desc(), number.desc(), Clock.key)
    )
    return [ClockCount(*row) for row in session.execute(rows)]


def awaiting_cognizance(actor: Actor) -> Sequence[Case]:
    """Visible cases with a challan that no court has taken yet, the longest waiting first."""
    waiting = (CaseState.INTERIM_CHALLAN, CaseState.FINAL_CHALLAN)
    rows = (
        visible_to(actor)
        .where(Case.state.in_(waiting))
        .order_by(nulls_last(Case.prosecution_on), Case.id)
        .limit(MOST)
    )
    return session.scalars(rows).all()


def needing_care(now: datetime) -> Sequence[Officer]:
    """Officers who are locked out now, or who never changed their first password."""
    rows = all_officers().where(
        Officer.disabled_at.is_(None),
        or_(Officer.locked_until > now, Officer.must_change_password.is_(True)),
    )
    return session.scalars(rows.limit(MOST)).all()


def _nearest() -> Subquery:
    """The nearest end of an open clock, by case."""
    return (
        select(Clock.case_id, func.min(Clock.due_at).label("due_at"))
        .where(*open_clock())
        .group_by(Clock.case_id)
        .subquery()
    )


def _case_counts(actor: Actor, now: datetime) -> Mapping[uuid.UUID, tuple[int, int, int]]:
    nearest = _nearest()
    rows = (
        select(
            Case.lead_id,
            func.count(),
            _number(nearest.c.due_at < now),
            _number(nearest.c.due_at.between(now, now + SOON)),
        )
        .outerjoin(nearest, nearest.c.case_id == Case.id)
        .where(may_see(actor), Case.ended_on.is_(None))
        .group_by(Case.lead_id)
        .order_by(Case.lead_id)
    )
    return {row[0]: (row[1], row[2], row[3]) for row in session.execute(rows)}


def _complaint_counts(actor: Actor) -> Mapping[uuid.UUID, int]:
    rows = (
        select(Complaint.assigned_to_id, func.count())
        .where(
            may_see_complaint(actor),
            Complaint.assigned_to_id.is_not(None),
            Complaint.state == ComplaintState.VERIFICATION,
        )
        .group_by(Complaint.assigned_to_id)
        .order_by(Complaint.assigned_to_id)
    )
    return {row[0]: row[1] for row in session.execute(rows) if row[0] is not None}


def _number(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)


def _oldest(rows: Select[Complaint], most: int) -> Select[Complaint]:
    rows = rows.options(selectinload(Complaint.assigned_to))
    return rows.order_by(Complaint.received_on, Complaint.id).limit(most)
