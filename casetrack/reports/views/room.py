"""What every view of the room shares: the blueprint, and where its index leads besides reports."""

from __future__ import annotations

from datetime import date

from flask import Blueprint
from flask_login import current_user

from casetrack.db import local_date
from casetrack.reports import queries
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
)


@blueprint.app_context_processor
def _demo_notice() -> dict[str, object]:
    """Every page of a database with a demonstration in it says so at its foot."""
    if not current_user.is_authenticated:
        return {}
    return {"demo_notice": queries.demo_titles()}


def today() -> date:
    return local_date(request_time())
