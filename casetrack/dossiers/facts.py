"""Plain data between the form, the service and what prints."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from casetrack.rules.choices import Choice
from casetrack.rules.words import N_

PURPOSES: tuple[Choice, ...] = (
    Choice("COURT", N_("For the court")),
    Choice("PROSECUTOR", N_("For the prosecutor")),
    Choice("REVIEW", N_("For the supervisor's review")),
    Choice("AGENCY", N_("For another agency or court that asked for it")),
)


@dataclass(frozen=True, slots=True)
class PrintedFacts:
    """What came out of one printing. `as_of` is when the case was read."""

    sha256: str
    manifest_sha256: str
    size: int
    pages: int
    as_of: datetime
