"""Plain facts that forms and other rooms give to the services of evidence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class CustodyFacts:
    """One link of the chain. `kind` is a key of rules.lists.CUSTODY_ACTS.

    Nobody named as giver is whoever holds the thing; nobody as taker, where it changes no hands
    (sealed, opened, imaged), the giver.
    """

    kind: str
    occurred_at: datetime
    from_holder: str
    to_holder: str
    place: str
    purpose: str = ""
    seal_intact: bool = True
    # The number in force after the act; "" leaves the one that was.
    seal: str = ""
    # A party who is an officer: then the name is his.
    from_officer_id: UUID | None = None
    to_officer_id: UUID | None = None
    # Without it an act that would be a fault of the chain is refused.
    explanation: str = ""
    order_reference: str = ""
    # The number of the paper that the parties outside the agency signed: receipt, road certificate.
    receipt: str = ""
    # Where it lies from now on; "" leaves what the exhibit says.
    storage_place: str = ""
    register_number: str = ""


@dataclass(frozen=True, slots=True)
class KeepingFacts:
    """Where a thing is kept and how long. `retention` is a key of rules.lists.RETENTIONS."""

    storage_place: str = ""
    register_number: str = ""
    retention: str = "CASE"


@dataclass(frozen=True, slots=True)
class ThingFacts:
    """What the thing is. `kind` is a key of rules.lists.EXHIBIT_KINDS."""

    kind: str
    description: str
    quantity: int = 1
    maker: str = ""
    maker_number: str = ""
    seal: str = ""
    found_at: str = ""
    kept: KeepingFacts = KeepingFacts()


@dataclass(frozen=True, slots=True)
class ExhibitFacts:
    """A thing and how it came into custody: the first link of its chain."""

    thing: ThingFacts
    taken: CustodyFacts


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """What is known of a file. `kind` is a key of rules.lists.DOCUMENT_KINDS."""

    title: str
    kind: str
    original_name: str
    media_type: str = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class UploadFacts:
    """A file that is announced: what is known of it, and how many bytes will come."""

    document: DocumentFacts
    size: int


@dataclass(frozen=True, slots=True)
class DerivedFacts:
    """What was made of a document: a key of Derivative.kind, and its file or why there is none."""

    kind: str
    sha256: str = ""
    size: int = 0
    failure: str = ""
