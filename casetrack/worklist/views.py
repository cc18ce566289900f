"""The home page: what waits for this officer, by role, what is due first at the top."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from casetrack.cases.models import Case
from casetrack.cases.queries import nearest_clocks
from casetrack.cases.views import words
from casetrack.complaints.queries import draft_of
from casetrack.db import local_date
from casetrack.evidence.queries import damaged_count, damaged_documents, handovers
from casetrack.prosecution.queries import hearings
from casetrack.requests import queries as requests
from casetrack.rules.actor import Actor
from casetrack.rules.clocks import clock_rule
from casetrack.rules.lists import HEARING_PURPOSES
from casetrack.rules.roles import Permission, Role
from casetrack.web.guard import current_actor, note_list, permit
from casetrack.web.transaction import request_time
from casetrack.worklist import queries

blueprint = Blueprint("worklist", __name__)

WEEK = timedelta(days=7)
MONTH = timedelta(days=30)
DAY = timedelta(days=1)
SHOWN = 20

Shown = Mapping[str, object]


@blueprint.get("/")
@permit(Permission.WORKLIST_READ)
def show() -> ResponseReturnValue:
    actor, now = current_actor(), request_time()
    template, gather = PAGES[actor.role]
    if actor.role not in (Role.AUDITOR, Role.ADMINISTRATOR):
        note_list()
    return render_template(
        template,
        handovers=handovers(actor),
        now=now,
        today=local_date(now),
        words=words,
        **gather(actor, now),
    )


def _investigator(actor: Actor, now: datetime) -> Shown:
    cases = queries.my_cases(actor)
    return {
        **_with_clocks(cases, now),
        "complaints": queries.my_complaints(actor),
        "urgent_requests": requests.waiting(actor, local_date(now), mine=True),
    }


def _supervisor(actor: Actor, now: datetime) -> Shown:
    cases = queries.my_cases(actor)
    number, waiting = queries.unassigned(actor)
    late = queries.late_clocks(actor, now)
    return {
        **_with_clocks(cases, now),
        "loads": queries.loads(actor, now),
        "late_clocks": [(one, clock_rule(one.key, local_date(now))) for one in late],
        "unassigned_number": number,
        "unassigned": waiting,
        "urgent_requests": requests.waiting(actor, local_date(now))[:SHOWN],
        "requests_by_officer": requests.counted_by_officer(actor, local_date(now)),
        "damaged": damaged_documents(actor),
    }


def _liaison(actor: Actor, now: datetime) -> Shown:
    today = local_date(now)
    return {
        "hearings": hearings(actor, today, today + WEEK),
        "untold": [one for one in hearings(actor, today - MONTH, today - DAY) if not one.outcome],
        "cases": queries.awaiting_cognizance(actor),
        "purposes": {one.key: one.label for one in HEARING_PURPOSES},
    }


def _clerk(actor: Actor, now: datetime) -> Shown:
    number, waiting = queries.unassigned(actor)
    return {
        "unassigned_number": number,
        "unassigned": waiting,
        "draft": draft_of(actor.id),
        "complaints": queries.received_on(actor, local_date(now)),
    }


def _administrator(_actor: Actor, now: datetime) -> Shown:
    return {"damaged": damaged_count(), "officers": queries.needing_care(now)}


def _auditor(_actor: Actor, _now: datetime) -> Shown:
    return {}


def _with_clocks(cases: Sequence[Case], now: datetime) -> Shown:
    """Cases with the clock that ends first, and how many are late or due soon."""
    clocks = nearest_clocks(cases)
    tones = [words.urgency(clock, now) for clock in clocks.values()]
    return {
        "cases": cases,
        "clocks": clocks,
        "late": tones.count("late"),
        "soon": tones.count("soon"),
    }


PAGES: Mapping[Role, tuple[str, Callable[[Actor, datetime], Shown]]] = {
    Role.INVESTIGATOR: ("worklist/investigator.html", _investigator),
    Role.SUPERVISOR: ("worklist/supervisor.html", _supervisor),
    Role.LIAISON: ("worklist/liaison.html", _liaison),
    Role.CLERK: ("worklist/clerk.html", _clerk),
    Role.AUDITOR: ("worklist/auditor.html", _auditor),
    Role.ADMINISTRATOR: ("worklist/administrator.html", _administrator),
}
