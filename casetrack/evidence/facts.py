"""Plain facts that forms and other rooms give to the services of evidence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class CustodyFacts:
    """One link of the chain. `kind` is a key of rules.lists.CUSTODY_ACTS."""

    kind: str
    occurred_at: datetime
    from_holder: str
    to_holder: str
    place: str
    purpose: str = ""
    seal_intact: bool = True


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
