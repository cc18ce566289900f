"""What the case page shows of exhibits and documents."""

from __future__ import annotations

from datetime import datetime

from casetrack.cases.models import Case
from casetrack.cases.panels import Panel
from casetrack.evidence import queries
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
