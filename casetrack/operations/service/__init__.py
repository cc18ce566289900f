"""Raids, arrests and custody. Everything here flushes and never commits; refusals raise Refused."""

from casetrack.operations.service.arrests import inform_consulate, record_arrest
from casetrack.operations.service.court import (
    record_bail,
    record_production,
    record_release,
    record_remand,
    record_remands,
)
from casetrack.operations.service.found import record_found
from casetrack.operations.service.raids import notify_court, record_raid, seize
from casetrack.operations.service.recoveries import record_recovery, strike_recovery
from casetrack.operations.service.screenings import record_screening

__all__ = [
    "inform_consulate",
    "notify_court",
    "record_arrest",
    "record_bail",
    "record_found",
    "record_production",
    "record_raid",
    "record_recovery",
    "record_release",
    "record_remand",
    "record_remands",
    "record_screening",
    "seize",
    "strike_recovery",
]
