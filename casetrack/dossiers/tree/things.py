"""Complaints, raids, exhibits and papers of a dossier, as frozen data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Hop:
    """One step of the money."""

    institution: str
    account: str
    amount_minor: int | None
    currency: str
    paid_on: date | None
    reference: str


@dataclass(frozen=True, slots=True)
class Identifier:
    """A number or address that was reported; web addresses cannot be opened."""

    kind: str
    value: str
    note: str


@dataclass(frozen=True, slots=True)
class Contact:
    """A number or address of a person himself."""

    kind: str
    value: str


@dataclass(frozen=True, slots=True)
class Complaint:
    """One complaint; `complainant` is "" where it is protected, and `own` numbers are left out."""

    number: str
    received_at: datetime
    channel: str
    complainant: str
    anonymous: bool
    occurred_at: datetime | None
    category: str
    means: tuple[str, ...]
    platforms: tuple[str, ...]
    impersonated: str
    target_country: str
    loss_minor: int | None
    loss_currency: str
    narrative: str
    verified_on: date | None
    verified_by: str
    verification_report: str
    identifiers: tuple[Identifier, ...]
    own: tuple[Contact, ...]
    trail: tuple[Hop, ...]


@dataclass(frozen=True, slots=True)
class Registration:
    """What an authority had registered the site for on the day of the raid."""

    authority: str
    number: str
    registered_for: str
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class Raid:
    """One raid or search. `found` are persons not accused: reference, sex, nationality."""

    reference: str
    kind: str
    warrant: str
    warrant_court: str
    warrant_on: date | None
    no_warrant_reason: str
    organisation: str
    city: str
    place: str
    standing: tuple[Registration, ...]
    known_site: bool
    started_at: datetime
    ended_at: datetime | None
    leader: str
    team: tuple[str, ...]
    agencies: str
    cover_business: str
    shift_hours: str
    voip_provider: str
    means: tuple[str, ...]
    target_countries: tuple[str, ...]
    summary: str
    seized: str
    arrested: int
    found: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Confirmation:
    """One party of an act said that it was so: an officer, or an outsider by his receipt."""

    side: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class CustodyAct:
    """One link of the chain. Hashes are SHA-256 in hex."""

    seq: int
    kind: str
    at: datetime
    from_holder: str
    to_holder: str
    place: str
    purpose: str
    seal_intact: bool
    seal: str
    hash_before: str
    hash_after: str
    explanation: str
    order: str
    confirmed: tuple[Confirmation, ...]
    recorded_by: str


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A thing and its chain of custody. `file` is the document that holds a digital one's bytes."""

    reference: str
    kind: str
    description: str
    quantity: int
    maker: str
    seal: str
    found_at: str
    taken_in: str
    file: str
    storage_place: str
    faults: tuple[str, ...]
    custody: tuple[CustodyAct, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """A file of the case. `kind` is a key of rules.lists.DOCUMENT_KINDS.

    `mark` is the exhibit mark, Ex.PA, or "". `bound`: its own pages stand behind its part; when
    they could but must not, `unbound` says why.
    """

    reference: str
    mark: str
    kind: str
    kind_label: str
    title: str
    name: str
    media_type: str
    size: int
    sha256: str
    bound: bool
    unbound: str
    recorded_at: datetime
    recorded_by: str
