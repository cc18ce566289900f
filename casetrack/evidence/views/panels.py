"""What the case page shows of exhibits and documents."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from flask_babel import gettext as _
from flask_babel import ngettext

from casetrack.cases.models import Case
from casetrack.cases.panels import DayAct, Panel
from casetrack.evidence import queries
from casetrack.evidence.views.room import LABELS
from casetrack.rules.actor import Actor
from casetrack.rules.roles import Permission


def case_panel(case: Case, actor: Actor, now: datetime) -> Panel:
    """Exhibits and documents on the case page."""
    return Panel(
        order=60,
        template="evidence/panel.html",
        context={
            "shelf": queries.shelf_of(case),
            "may_record_evidence": actor.may(Permission.EVIDENCE_RECORD),
            "evidence_as_of": now,
        },
    )


def day_told(case: Case, day: date) -> Sequence[DayAct]:
    """What was done with the exhibits of a case on one day."""
    told = []
    for kind, number in queries.custody_on(case, day):
        things = ngettext("%(num)d exhibit", "%(num)d exhibits", number)
        told.append(DayAct(f"{_(LABELS['acts'][kind])}: {things}"))
    return told
