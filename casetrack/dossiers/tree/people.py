"""The people of a dossier, as frozen data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from casetrack.dossiers.tree.things import Contact


@dataclass(frozen=True, slots=True)
class Party:
    """A complainant, witness, victim or rescued person; `name` is "" where it is protected."""

    reference: str
    role: str
    name: str
    sex: str
    nationality: str
    note: str
    address: str
    contacts: tuple[Contact, ...]


@dataclass(frozen=True, slots=True)
class Arrest:
    """One arrest; `hours` is the time until production before the magistrate."""

    at: datetime
    place: str
    officer: str
    memo: str
    relative_informed_at: datetime | None
    consulate_informed_at: datetime | None
    produced_at: datetime | None
    produced_before: str
    hours: str
    released_at: datetime | None
    release_reason: str


@dataclass(frozen=True, slots=True)
class Order:
    """A remand or bail order. `police_days` counts police remand so far, this order in it."""

    kind: str
    on: date
    until_on: date | None
    days: int | None
    police_days: int | None
    court: str
    number: str
    surety_minor: int | None
    reasons: str


@dataclass(frozen=True, slots=True)
class Screening:
    """Whether the person was trafficked into the place (PTPA 2018 s.6)."""

    at: datetime
    by: str
    trafficked: bool
    reasons: str
    second_reason: str


@dataclass(frozen=True, slots=True)
class AccusedSheet:
    """One accused with everything about his liberty."""

    reference: str
    name: str
    father_name: str
    aliases: str
    sex: str
    age: str
    nationality: str
    papers: tuple[tuple[str, str], ...]
    no_cnic: str
    address: str
    part: str
    state: str
    custody: str
    foreign: bool
    arrests: tuple[Arrest, ...]
    orders: tuple[Order, ...]
    screenings: tuple[Screening, ...]
