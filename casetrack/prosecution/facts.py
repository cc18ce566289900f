"""Plain data between the forms and the services of this room."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType
from uuid import UUID

from casetrack.rules import lists
from casetrack.rules.choices import Choice
from casetrack.rules.facts import RESULT_ACQUITTED, RESULT_CONVICTED, RESULT_RETRIAL
from casetrack.rules.words import N_

CHALLAN_KINDS: tuple[Choice, ...] = (
    Choice("INTERIM", N_("Interim challan")),
    Choice("FINAL", N_("Final challan")),
    Choice("SUPPLEMENTARY", N_("Supplementary challan")),
)
# What a trial court may record of a charge. A discharge comes before the charge (CrPC s.494).
VERDICTS: tuple[Choice, ...] = (
    Choice("CONVICTED", N_("Convicted")),
    Choice("ACQUITTED", N_("Acquitted")),
    Choice("COMPOUNDED", N_("Compounded (s.345)")),
    Choice("WITHDRAWN", N_("Withdrawn (s.494)")),
    Choice("ABATED", N_("Abated: accused died")),
)
# Every kind that a stored verdict may have.
VERDICT_KINDS: tuple[Choice, ...] = (
    *VERDICTS,
    Choice("DISCHARGED", N_("Discharged")),
    Choice("SET_ASIDE", N_("Set aside: retrial")),
)
APPEAL_RESULTS: tuple[Choice, ...] = tuple(
    {
        choice.key: choice
        for fact in (RESULT_CONVICTED, RESULT_ACQUITTED, RESULT_RETRIAL)
        for choice in fact.choices or ()
    }.values()
)
# Result of an appeal -> the verdicts it changes, and what they become. Upheld changes nothing.
APPEAL_CHANGES: Mapping[str, tuple[frozenset[str], str]] = MappingProxyType(
    {
        "MODIFIED": (frozenset({"CONVICTED"}), "CONVICTED"),
        "CONVICTION_SET_ASIDE": (frozenset({"CONVICTED"}), "ACQUITTED"),
        "ACQUITTAL_REVERSED": (frozenset({"ACQUITTED", "COMPOUNDED"}), "CONVICTED"),
        "REMANDED": (frozenset({"CONVICTED", "ACQUITTED"}), "SET_ASIDE"),
        "RETRIAL": (frozenset({"CONVICTED", "ACQUITTED"}), "SET_ASIDE"),
    }
)
# What a court that ends a case before the charge may have said (CrPC).
DISCHARGES: tuple[Choice, ...] = (
    Choice("DISCHARGED", N_("Discharged (s.63 confirmed or s.494(a))")),
    Choice("ACQUITTED", N_("Acquitted before the charge (s.249-A or s.265-K)")),
)
# How an accused is acquitted in law without being tried: a verdict of its own tells it.
UNTRIED_GROUNDS: Mapping[str, str] = MappingProxyType(
    {"COMPOUNDED": "COMPROMISE", "WITHDRAWN": "S494B"}
)
TRIAL_GROUNDS: tuple[Choice, ...] = tuple(
    choice for choice in lists.ACQUITTAL_GROUNDS if choice.key not in UNTRIED_GROUNDS.values()
)
# A compromise may still be allowed on appeal (CrPC s.345(5)); a withdrawal is of the trial.
APPEAL_GROUNDS: tuple[Choice, ...] = tuple(
    choice for choice in lists.ACQUITTAL_GROUNDS if choice.key != "S494B"
)


def on_row(name: str, key: UUID) -> str:
    """The field of a refusal that belongs to one row of a table: "sentence:<id>"."""
    return f"{name}:{key}"


@dataclass(frozen=True, slots=True)
class ChallanFacts:
    """A report under CrPC s.173. `kind` is a key of CHALLAN_KINDS.

    `accused` gives each accused's column: 2 (absconding or not sent up) or 3 (sent up).
    `reason` says why nominated accused in column 2 are not sent up. `witnesses` and
    `exhibits` are lists, one a line.
    """

    kind: str
    number: str
    submitted_on: date
    prosecutor: str
    accused: Mapping[UUID, int]
    witnesses: str = ""
    exhibits: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ChargeFacts:
    """What the court framed: every accused of `pleas` on every one of `offences`.

    `offences` are keys of rules/offences.csv, pleas keys of rules.lists.PLEAS.
    """

    charge_at: datetime
    copies_supplied_at: datetime
    offences: tuple[str, ...]
    pleas: Mapping[UUID, str]


@dataclass(frozen=True, slots=True)
class DischargeFacts:
    """An order that ends the matter for some accused before the charge. `kind`: DISCHARGES."""

    kind: str
    order_no: str
    ordered_at: datetime
    accused: frozenset[UUID]


@dataclass(frozen=True, slots=True)
class VerdictRow:
    """The decision on one charge. `kind` is a key of VERDICTS, `ground` of TRIAL_GROUNDS.

    On appeal the ground is one of APPEAL_GROUNDS.
    `sentence` is imprisonment in words ("3 years 6 months"); `fine_minor` is in paisa.
    """

    charge_id: UUID
    kind: str
    ground: str = ""
    sentence: str = ""
    fine_minor: int | None = None


@dataclass(frozen=True, slots=True)
class JudgmentFacts:
    """What is common to all verdicts of one judgment; `compensation_minor` under PECA s.45."""

    judgment_at: datetime
    court: str = ""
    order_no: str = ""
    compensation_minor: int = 0
    certified_copy_at: datetime | None = None
    compromise_doc: str = ""
    death_certificate: str = ""
    died_on: date | None = None


@dataclass(frozen=True, slots=True)
class HearingFacts:
    """One date in court. `purpose` and `next_purpose` are keys of rules.lists.HEARING_PURPOSES."""

    court: str
    held_on: date
    purpose: str
    outcome: str = ""
    next_on: date | None = None
    next_purpose: str = ""


@dataclass(frozen=True, slots=True)
class OutcomeFacts:
    """What came of a hearing, and when the court sits next."""

    outcome: str
    next_on: date | None = None
    next_purpose: str = ""


@dataclass(frozen=True, slots=True)
class AppealFacts:
    """An appeal. `certified_copy_at` against a conviction, `leave_order` against an acquittal."""

    number: str
    court: str
    filed_at: datetime
    filed_by: str
    certified_copy_at: datetime | None = None
    leave_order: str = ""


@dataclass(frozen=True, slots=True)
class DecisionFacts:
    """What became of an appeal. `rows` are the charges on which it changes the verdict."""

    decided_at: datetime
    result: str
    judgment_number: str = ""
    rows: tuple[VerdictRow, ...] = field(default=())


def kind_label(key: str) -> str:
    """The untranslated label of a stored verdict's kind."""
    return lists.label_of(VERDICT_KINDS, key)
