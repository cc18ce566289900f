"""What a form, an import or an API call tells the complaints room, as plain data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from casetrack.people.facts import Kind, PersonFacts
from casetrack.rules.choices import Choice
from casetrack.rules.words import N_

COMPLAINANT_KINDS: tuple[Choice, ...] = (
    Choice("PERSON", N_("The person harmed")),
    Choice("ON_BEHALF", N_("Somebody for the person harmed")),
    Choice("BANK", N_("A bank or a wallet")),
    Choice("COMPANY", N_("A company")),
    Choice("AGENCY", N_("An agency")),
    Choice("FOREIGN_AGENCY", N_("A foreign agency")),
    Choice("ANONYMOUS", N_("Anonymous")),
)

# Whose an identifier is, as far as the complainant knows (IdentifierLink.note).
IDENTIFIER_NOTES: tuple[Choice, ...] = (
    Choice("SUSPECT", N_("Suspect's")),
    Choice("MULE", N_("Mule's account or SIM")),
    Choice("VICTIM", N_("Victim's own")),
    Choice("WITNESS", N_("Witness's")),
    Choice("OTHER", N_("Other")),
)
COMPLAINANT_NOTE = "COMPLAINANT"
TRAIL_NOTE = "MULE"


@dataclass(frozen=True, slots=True)
class IdentifierFacts:
    """A number, address or handle as written, what it is and whose it seems to be."""

    kind: Kind
    written: str
    note: str = "SUSPECT"  # IDENTIFIER_NOTES


@dataclass(frozen=True, slots=True)
class HopFacts:
    """One step of the money; amounts in minor units (paisa, cents)."""

    institution: str
    account: str = ""
    amount_minor: int | None = None
    currency: str = "PKR"
    paid_on: date | None = None
    reference: str = ""


@dataclass(frozen=True, slots=True)
class ComplaintFacts:
    """Everything a complainant can tell. Instants are aware; amounts are minor units.

    `complainant` None means anonymous; `occurred_at` None means that nobody knows when.
    """

    channel: str  # rules.lists.CHANNELS
    received_at: datetime
    narrative: str
    category: str  # rules.lists.CATEGORIES
    occurred_at: datetime | None = None
    complainant: PersonFacts | None = None
    complainant_kind: str = "PERSON"  # COMPLAINANT_KINDS
    means: tuple[str, ...] = ()
    platforms: tuple[str, ...] = ()
    impersonated: str = ""
    target_country: str = ""  # ISO 3166-1 alpha-2
    loss_minor: int | None = None
    loss_currency: str = "PKR"
    identifiers: tuple[IdentifierFacts, ...] = ()
    money_trail: tuple[HopFacts, ...] = ()
