"""Plain facts that forms and other rooms give to the services of operations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from casetrack.rules.choices import Choice
from casetrack.rules.refusals import Refused
from casetrack.rules.words import N_

FOUND_AS: tuple[Choice, ...] = (
    Choice("ACCUSED", N_("Accused")),
    Choice("SUSPECT", N_("Suspect")),
    Choice("RESCUED", N_("Rescued")),
    Choice("WITNESS", N_("Witness")),
)
REMAND_KINDS: tuple[Choice, ...] = (
    Choice("POLICE", N_("Police remand")),
    Choice("JUDICIAL", N_("Judicial remand")),
)
BAIL_DECISIONS: tuple[Choice, ...] = (
    Choice("GRANTED", N_("Granted")),
    Choice("REFUSED", N_("Refused")),
    Choice("CANCELLED", N_("Cancelled")),
)
RELEASES: tuple[Choice, ...] = (
    Choice("S169", N_("By the investigating officer (s.169)")),
    Choice("S63", N_("Discharged by the magistrate (s.63)")),
)
RECOVERY_KINDS: tuple[Choice, ...] = (
    Choice("FROZEN", N_("Frozen where it lies")),
    Choice("RECOVERED", N_("Recovered by the agency or the court")),
    Choice("RETURNED", N_("Returned to a victim")),
)


class ManyRefused(Refused):
    """One act on many persons, refused for some of them: (whose, why) for each."""

    def __init__(self, each: list[tuple[str, Refused]]) -> None:
        """Keep every refusal, so that one form can show them all."""
        super().__init__(N_("Refused for {count} of those chosen."), count=len(each))
        self.each = each


@dataclass(frozen=True, slots=True)
class RaidFacts:
    """One raid or search. `kind` RAID or SEARCH; `team` names, one a line."""

    started_at: datetime
    place: str
    leader_id: UUID
    kind: str = "RAID"
    ended_at: datetime | None = None
    site_id: UUID | None = None
    warrant_number: str = ""
    warrant_court: str = ""
    warrant_on: date | None = None
    no_warrant_reason: str = ""
    team: str = ""
    agencies: str = ""
    cover_business: str = ""
    shift_hours: str = ""
    voip_provider: str = ""
    means: tuple[str, ...] = ()
    target_countries: tuple[str, ...] = ()
    summary: str = ""
    other_case_ids: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class FoundRow:
    """A person found at the site. `sex` F, M, X or U; `nationality` ISO 3166-1 alpha-2.

    `part` is a key of rules.lists.SITE_ROLES, `found_as` of FOUND_AS. Without an own
    `arrested_at` the one of FoundCommon counts.
    """

    name: str
    found_as: str
    father_name: str = ""
    document: str = ""
    nationality: str = ""
    sex: str = "U"
    age_years: int | None = None
    part: str = ""
    arrested_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class FoundCommon:
    """What holds for everyone arrested in one go. Without a `first_memo` casetrack numbers."""

    arrested_at: datetime
    relative_informed_at: datetime | None
    officer_id: UUID
    place: str
    screened_by: str
    screening: str
    first_memo: int | None = None


@dataclass(frozen=True, slots=True)
class ArrestFacts:
    """One arrest. `order_number`: the order that recalled a pre-arrest bail."""

    arrested_at: datetime
    place: str
    officer_id: UUID
    memo_number: str
    relative_informed_at: datetime | None
    sex: str = ""
    nationality: str = ""
    age_years: int | None = None
    order_number: str = ""
    consulate_informed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ProductionFacts:
    """When and before which court the arrested were produced."""

    produced_at: datetime
    court: str


@dataclass(frozen=True, slots=True)
class RemandFacts:
    """One order. `exception`: qatl or dacoity, for a woman in police custody (s.167(5))."""

    kind: str
    from_on: date
    days: int
    court: str
    order_number: str
    reasons: str = ""
    exception: str = ""


@dataclass(frozen=True, slots=True)
class BailFacts:
    """One decision. `retaken`: after a cancellation the accused is back in custody."""

    decision: str
    decided_on: date
    court: str
    order_number: str
    surety_minor: int | None = None
    pre_arrest: bool = False
    next_on: date | None = None
    retaken: bool = True


@dataclass(frozen=True, slots=True)
class ReleaseFacts:
    """A release. `kind` is a key of RELEASES."""

    kind: str
    released_at: datetime
    order_number: str


@dataclass(frozen=True, slots=True)
class ScreeningFacts:
    """A screening (PTPA 2018 s.6). `keep_accused` needs two reasons when trafficked."""

    screened_at: datetime
    screened_by: str
    trafficked: bool
    reasons: str
    keep_accused: bool = False
    second_reason: str = ""


@dataclass(frozen=True, slots=True)
class RecoveryFacts:
    """One amount frozen, recovered or returned. `kind` is a key of RECOVERY_KINDS."""

    kind: str
    amount_minor: int | None
    currency: str
    institution: str
    done_on: date
    order_number: str
