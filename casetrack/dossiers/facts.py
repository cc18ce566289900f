"""Plain data between the form, the service and what prints."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from casetrack.rules.choices import Choice
from casetrack.rules.words import N_

PURPOSES: tuple[Choice, ...] = (
    Choice("COURT", N_("For the court")),
    Choice("PROSECUTOR", N_("For the prosecutor")),
    Choice("REVIEW", N_("For the supervisor's review")),
    Choice("AGENCY", N_("For another agency or court that asked for it")),
    Choice("DISCLOSURE", N_("For the accused or his counsel")),
    Choice("COMPLAINANT", N_("For the complainant")),
    Choice("PUBLIC", N_("For the press or the public")),
)

# What a dossier may be; the allow list of each is in dossiers.editions.
EDITIONS: tuple[Choice, ...] = (
    Choice("COURT", N_("Court copy")),
    Choice("POLICE", N_("Police copy")),
    Choice("DEFENCE", N_("Defence copy (disclosure)")),
    Choice("COMPLAINANT", N_("Complainant's copy")),
    Choice("MEDIA", N_("Media copy")),
)
# Each edition's pages are numbered in a series of its own: FSD-FIR-31/2025/C 000017.
SERIES = {"COURT": "C", "POLICE": "P", "DEFENCE": "D", "COMPLAINANT": "V", "MEDIA": "M"}

# A row of the register is a whole dossier, or one paper of the case that stands alone.
DOSSIER = "DOSSIER"
PAPERS: tuple[Choice, ...] = (
    Choice("CHALLAN_FORM", N_("Challan form")),
    Choice("SEIZURE_MEMO", N_("Seizure memo")),
    Choice("ARREST_MEMO", N_("Arrest memo")),
    Choice("REMAND_SHEET", N_("Remand sheet")),
    Choice("CUSTODY_SHEET", N_("Chain of custody sheet")),
    Choice("LABELS", N_("Evidence labels")),
    Choice("LETTER", N_("Letter of request")),
)
FORMS: tuple[Choice, ...] = (Choice(DOSSIER, N_("Dossier")), *PAPERS)


@dataclass(frozen=True, slots=True)
class Volume:
    """One printed file. `first_bates` and `last_bates` are 0 in a draft."""

    sha256: str
    size: int
    pages: int
    first_bates: int = 0
    last_bates: int = 0
    signed: bool = False


@dataclass(frozen=True, slots=True)
class PrintedFacts:
    """What came out of one printing, volume by volume. `as_of` is when the case was read."""

    content_sha256: str
    manifest_sha256: str
    as_of: datetime
    volumes: tuple[Volume, ...]


@dataclass(frozen=True, slots=True)
class CopyFacts:
    """Who is given a copy, and why."""

    recipient: str
    reason: str


@dataclass(frozen=True, slots=True)
class Subject:
    """What a single paper is about. `reference` is how the dossier's content names it."""

    id: uuid.UUID
    reference: str
    words: str

    @property
    def label(self) -> str:
        return f"{self.reference} {self.words}"
