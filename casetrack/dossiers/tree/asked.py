"""What was asked of others and what came of it: requests, hashes, money held; frozen data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class RequestStep:
    """What was done about a request: sent, reminded, answered. `paper` is a document, D-4."""

    kind: str
    on: date
    reference: str
    note: str
    paper: str


@dataclass(frozen=True, slots=True)
class Request:
    """A request to a laboratory, a provider or a state abroad, with the order behind it."""

    reference: str
    kind: str
    addressee: str
    country: str
    asked: str
    identifiers: tuple[str, ...]
    period_from: datetime | None
    period_to: datetime | None
    basis: str
    order: str
    order_on: date | None
    state: str
    sent_on: date | None
    due_on: date | None
    answered_on: date | None
    their_reference: str
    items: str
    steps: tuple[RequestStep, ...]


@dataclass(frozen=True, slots=True)
class HashLine:
    """A hash of evidence and where it was taken: at an act of custody, or when a file came in."""

    reference: str
    what: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Recovery:
    """Money frozen, recovered or given back; `struck` is why an entry was wrong, or ""."""

    kind: str
    amount_minor: int
    currency: str
    institution: str
    done_on: date
    order: str
    struck: str
