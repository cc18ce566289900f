"""A request abroad of each matter, sent and overdue, with a canary in every field of words."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import timedelta

from casetrack.accounts.models import Officer
from casetrack.cases.models import Case
from casetrack.db import local_date, utc_now
from casetrack.requests import service
from casetrack.requests.facts import ActFacts, OrderFacts, RequestFacts


def requested(
    case: Case, lead: Officer, word: Callable[[str], str], told: Callable[[str], str]
) -> dict[str, uuid.UUID]:
    """The id of the request, under the name the routes have for it."""
    now = utc_now()
    sent_on = local_date(now - timedelta(days=20))
    facts = RequestFacts(
        family="FOREIGN",
        kind="MLA",
        addressee=word("addressee of a request"),
        via=word("central authority"),
        copy_to=word("copy of a request"),
        country="PH",
        asked=told("what is asked"),
        identifiers=word("identifier of a request"),
        basis="MLA_2020",
        order=OrderFacts(word("court of a request"), word("order of a request"), sent_on),
        due_on=local_date(now - timedelta(days=2)),
    )
    made = service.draft_request(case=case, facts=facts, actor=lead.actor, now=now)
    for kind, reference in (("SENT", "letter of a request"), ("ACKNOWLEDGED", "their reference")):
        act = ActFacts(
            act=kind, done_on=sent_on, reference=word(reference), note=told(f"note of {kind}")
        )
        service.record_act(request=made, facts=act, actor=lead.actor, now=now)
    return {"asked_id": made.id}
