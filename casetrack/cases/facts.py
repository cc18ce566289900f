"""Plain data between the forms and the services of this room."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any
from uuid import UUID

from casetrack.rules.clocks import KARACHI
from casetrack.rules.facts import Fact, is_blank
from casetrack.rules.refusals import Refused
from casetrack.rules.words import N_

# The fact that tells when the act itself took place; other instants of a move are of other acts.
ACT_INSTANTS = (
    "occurred_at",
    "fir_at",
    "submitted_at",
    "cognizance_at",
    "charge_at",
    "first_pw_at",
    "judgment_at",
    "appeal_judgment_at",
    "filed_at",
    "arrest_at",
    "warrant_returned_at",
    "proclamation_at",
    "date",
)


@dataclass(frozen=True, slots=True)
class EnquiryFacts:
    """What opens an enquiry. `offence_sections` are keys of rules/offences.csv."""

    title: str
    enquiry_officer: UUID
    offence_sections: tuple[str, ...]
    occurred_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class FirFacts:
    """What opens a case at once by FIR: a red-handed raid, a cognizable offence.

    `police_station` is the code of a circle.
    """

    title: str
    police_station: str
    sections: tuple[str, ...]
    io: UUID
    fir_at: datetime
    source_report: str
    reason_no_enquiry: str


@dataclass(frozen=True, slots=True)
class RescuedFacts:
    """A person found as a victim. `sex` is F, M, X or U; `nationality` ISO 3166-1 alpha-2."""

    name: str
    document: str = ""
    age_years: int | None = None
    contact: str = ""
    nationality: str = ""
    sex: str = "U"
    note: str = ""


def occurred_at(facts: Mapping[str, object], now: datetime) -> datetime:
    """When the act took place as its facts tell; `now` when they do not. Refuses the future."""
    for key in ACT_INSTANTS:
        value = facts.get(key)
        if is_blank(value):
            continue
        instant = as_instant(value, key)
        if instant > now:
            raise Refused(N_("This lies in the future."), field=key)
        return instant
    return now


def as_instant(value: object, field: str) -> datetime:
    """An aware instant from an instant, a day (its start in Karachi) or their ISO text."""
    if isinstance(value, str):
        value = _from_text(value, field)
    if isinstance(value, datetime):
        if value.tzinfo is None:
            raise Refused(N_("Enter date, time and time zone."), field=field)
        return value
    if isinstance(value, date):
        return datetime.combine(value, time.min, tzinfo=KARACHI)
    raise Refused(N_("Enter a date and time."), field=field)


def _from_text(text: str, field: str) -> datetime | date:
    try:
        return date.fromisoformat(text) if len(text) == 10 else datetime.fromisoformat(text)
    except ValueError as error:
        raise Refused(N_("Enter a date and time."), field=field) from error


def kept(asked: tuple[Fact, ...], given: Mapping[str, object]) -> dict[str, Any]:
    """The facts a move knows, as plain JSON for its Movement; what it does not know is dropped."""
    return {fact.key: plain(given[fact.key]) for fact in asked if not is_blank(given.get(fact.key))}


def plain(value: object) -> Any:
    """The JSON spelling of a fact."""
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(item) for item in value]
    return value


def keys_of(value: object) -> tuple[str, ...]:
    """The keys of a fact of kind "sections", each once, in the order given."""
    if not isinstance(value, list | tuple | set | frozenset):
        return ()
    return tuple(dict.fromkeys(str(key) for key in value))


def id_of(value: object, field: str) -> UUID:
    """The id in a fact of kind officer, case or complaint."""
    if isinstance(value, UUID):
        return value
    try:
        return UUID(str(value))
    except ValueError as error:
        raise Refused(N_("Choose one of the list."), field=field) from error
