"""Plain facts between forms, services, lists and letters of this room."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from casetrack.rules import request_kinds, request_moves
from casetrack.rules.choices import Choice
from casetrack.rules.words import N_

# What was ever asked, by family; which of them may be asked now: rules.request_kinds.kinds_of.
KINDS: Mapping[str, tuple[Choice, ...]] = {
    family.value: tuple(
        dict.fromkeys(
            Choice(one.key, one.label) for one in request_kinds.all_kinds() if one.family is family
        )
    )
    for family in request_kinds.Family
}
BASES: tuple[Choice, ...] = tuple(
    Choice(one.key, one.label) for one in request_kinds.all_bases().values()
)
ACTS: tuple[Choice, ...] = tuple(Choice(act.value, act.label) for act in request_moves.RequestAct)
STATES: tuple[Choice, ...] = tuple(
    Choice(state.value, state.label) for state in request_moves.RequestState
)


@dataclass(frozen=True, slots=True)
class OrderFacts:
    """The court's order behind a request."""

    court: str = ""
    number: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True)
class RequestFacts:
    """What is asked, of whom, on what. `exhibits` as "P-1, P-4 to P-9"; days of Karachi.

    `due_on` and `lost_on`: by hand, or None for what the tables of rules say.
    """

    family: str
    kind: str
    addressee: str
    asked: str
    organisation_id: UUID | None = None
    via: str = ""
    copy_to: str = ""
    country: str = ""
    identifiers: str = ""
    period_from: datetime | None = None
    period_to: datetime | None = None
    basis: str = ""
    order: OrderFacts = OrderFacts()
    due_on: date | None = None
    lost_on: date | None = None
    exhibits: str = ""


@dataclass(frozen=True, slots=True)
class HandingFacts:
    """How the exhibits of a request went to the laboratory or came back: once for all of them."""

    occurred_at: datetime
    to_holder: str
    place: str
    from_holder: str = ""  # "" is whoever holds each of them
    seal_intact: bool = True
    explanation: str = ""  # of a broken seal, or of another giver than the chain says
    receipt: str = ""  # number of the paper that the laboratory signed


@dataclass(frozen=True, slots=True)
class ActFacts:
    """One act on a request. `act` is a key of ACTS; `reference` is ours when sent, else theirs.

    Of an extension: `reference` is the order's number, `note` the court and day of it.
    """

    act: str
    done_on: date
    reference: str = ""
    note: str = ""
    due_on: date | None = None
    preserved_until: date | None = None
    document_id: UUID | None = None
    order: OrderFacts | None = None
    handing: HandingFacts | None = None


@dataclass(frozen=True, slots=True)
class RegisterAsked:
    """Which requests abroad the register shows; None and "" for all."""

    country: str = ""
    state: str = ""
    year: int | None = None


# Why a request stands on a worklist.
OVERDUE, LOST, ENDING = "OVERDUE", "LOST", "ENDING"
WHY: Mapping[str, str] = {
    OVERDUE: N_("Reply overdue"),
    LOST: N_("Data lost"),
    ENDING: N_("Preservation ends"),
}


@dataclass(frozen=True, slots=True)
class LetterFacts:
    """A request as its letter says it, in English; empty parts are left out of the letter.

    `identifiers` are normalised, and addresses of the web cannot be opened from them.
    """

    reference: str
    case_number: str
    family: str
    draft: bool
    written_on: date
    addressee: str
    through: str
    subject: str
    urgent: str
    legal_basis: str
    opening: str
    asked: tuple[str, ...]
    identifiers: tuple[str, ...]
    exhibits: tuple[str, ...]
    period: str
    order: str
    deadline: str
    closing: tuple[str, ...]
    signatory: str
    signatory_unit: str
    copy_to: tuple[str, ...]
    verify_with_counsel: bool
