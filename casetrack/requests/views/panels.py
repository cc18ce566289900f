"""What this room adds to the case page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from flask import url_for
from flask_babel import gettext as _

from casetrack.cases.models import Case
from casetrack.cases.panels import Action, DayAct, Panel
from casetrack.db import local_date
from casetrack.requests import queries
from casetrack.requests.standing import is_open
from casetrack.requests.views.room import LABELS
from casetrack.rules.actor import Actor
from casetrack.rules.roles import Permission


def case_panel(case: Case, actor: Actor, now: datetime) -> Panel:
    """Requests on the case page: what is urgent first, then those that wait."""
    found, today = queries.requests_of(case), local_date(now)
    may = actor.may(Permission.EVIDENCE_RECORD)
    url = url_for("requests.list_requests", case_id=case.id)
    urgent = [one for one in found if queries.waiting_for(one, today)]
    waiting = [one for one in found if is_open(one) and one not in urgent]
    others = [one for one in found if one not in urgent and one not in waiting]
    return Panel(
        order=65,
        template="requests/panel.html",
        context={
            "requests": [*urgent, *waiting, *others],
            "requests_url": url,
            "today": today,
            "may_request": may,
        },
        actions=(Action(_("Requests"), url),) if may and case.ended_on is None else (),
    )


def day_told(case: Case, day: date) -> Sequence[DayAct]:
    """What was done about the requests of a case on one day."""
    return [
        DayAct(f"{one.reference} {one.addressee}: {_(LABELS['acts'][act.kind])}")
        for one, act in queries.done_on(case, day)
    ]
