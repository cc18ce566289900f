"""What is stored of each request, against its own acts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sqlalchemy import select

from casetrack.db import session
from casetrack.requests.models import Request
from casetrack.requests.standing import standing_of, told_by, traits_of
from casetrack.rules.refusals import Refused
from casetrack.rules.request_moves import Standing, replay


def disagreements() -> Iterator[str]:
    """A line for each request whose state or days its acts do not lead to."""
    rows = session.scalars(
        select(Request).order_by(Request.case_id, Request.family, Request.serial)
    )
    for request in rows:
        name = f"{request.reference} {request.id}"
        try:
            played = replay((told_by(act) for act in request.acts), traits_of(request))
        except Refused as refused:
            yield f"{name}: {refused}"
            continue
        if played != _without_plans(standing_of(request)):
            yield f"{name}: stored {standing_of(request)}, its acts lead to {played}"


def _without_plans(stored: Standing) -> Standing:
    """What was never sent has the day its officer plans, not one that an act set."""
    return stored if stored.sent_on else replace(stored, due_on=None)
