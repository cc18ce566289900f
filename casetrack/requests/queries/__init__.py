"""Reads of requests. Each begins with what the actor may see."""

from casetrack.requests.queries.abroad import abroad, countries_asked, register
from casetrack.requests.queries.letters import letter_of
from casetrack.requests.queries.of_case import (
    FROM_LABORATORY,
    TO_LABORATORY,
    done_on,
    exhibits_moving,
    first_incident,
    providers,
    requests_of,
    visible_requests,
)
from casetrack.requests.queries.waiting import (
    Counted,
    Waiting,
    counted_by_officer,
    open_requests,
    waiting,
    waiting_for,
)

__all__ = [
    "FROM_LABORATORY",
    "TO_LABORATORY",
    "Counted",
    "Waiting",
    "abroad",
    "counted_by_officer",
    "countries_asked",
    "done_on",
    "exhibits_moving",
    "first_incident",
    "letter_of",
    "open_requests",
    "providers",
    "register",
    "requests_of",
    "visible_requests",
    "waiting",
    "waiting_for",
]
