"""What every view of the room shares: the blueprint, and where its index leads besides reports."""

from __future__ import annotations

from datetime import date

from flask import Blueprint, url_for
from flask_login import current_user

from casetrack.db import local_date
from casetrack.reports import queries
from casetrack.rules.roles import Permission
from casetrack.rules.words import N_
from casetrack.web.transaction import request_time

blueprint = Blueprint("reports", __name__)

# Label, endpoint and one line of what is there, for the foot of the index.
LINKS: tuple[tuple[str, str, str], ...] = (
    (
        N_("Check a printed table"),
        "reports.claims",
        N_("Totals against their rows, rates recomputed, and casetrack's own figures beside them."),
    ),
    (N_("Inbox"), "reports.inbox", N_("What your saved reports brought each month.")),
    (N_("Saved reports"), "reports.saved", N_("Questions that you keep under a name.")),
    (
        N_("Returns"),
        "reports.returns",
        N_("Reports that were signed off and given away, as they were then."),
    ),
)


@blueprint.app_context_processor
def _demo_notice() -> dict[str, object]:
    """Every page of a database with a demonstration in it says so at its foot."""
    if not current_user.is_authenticated:
        return {}
    return {"demo_notice": queries.demo_titles()}


@blueprint.app_context_processor
def _unread() -> dict[str, object]:
    """How many reports wait in the inbox, beside the link to the room."""
    if not current_user.is_authenticated or not current_user.actor.may(Permission.REPORT_READ):
        return {}
    return {"nav_counts": {url_for("reports.index"): queries.unread(current_user.actor)}}


def today() -> date:
    return local_date(request_time())
