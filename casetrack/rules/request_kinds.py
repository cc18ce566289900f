"""What may be asked of laboratories, providers and states abroad, and on what it stands.

Dated rows: request_kinds.csv, request_bases.csv. A reply's day is planned, never law.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache

from casetrack.rules import clocks
from casetrack.rules.csvs import read_day, read_rows
from casetrack.rules.refusals import Refused
from casetrack.rules.request_moves import PRESERVES, TELLS_COURT
from casetrack.rules.words import N_, Worded

COURT, TELL = "COURT", "TELL"


class Family(Worded):
    """Whom the agency asks."""

    FORENSIC = "FORENSIC", N_("Laboratory")
    PROVIDER = "PROVIDER", N_("Provider")
    FOREIGN = "FOREIGN", N_("Abroad")


@dataclass(frozen=True, slots=True)
class Basis:
    """The power or order behind a request."""

    key: str
    label: str
    statute: str
    needs_court: bool
    tells_court: bool
    source: str
    verify_with_counsel: bool


@dataclass(frozen=True, slots=True)
class Kind:
    """One version of one kind of request; `days` is when a reply is expected after sending."""

    key: str
    family: Family
    label: str
    bases: tuple[str, ...]
    days: int
    preserves: bool
    traffic: bool
    from_on: date
    until_on: date | None
    notes: str
    source: str
    verify_with_counsel: bool

    def reply_due(self, sent_on: date) -> date:
        """The day on which a reply is expected (soft)."""
        return sent_on + timedelta(days=self.days)

    def preserved_until(self, sent_on: date) -> date | None:
        """The last day on which data are held on notice (hard, PECA 2016 s.31); None if not."""
        return _last_day("preservation_notice", sent_on) if self.preserves else None

    def lost_on(self, made_on: date) -> date | None:
        """The day on which data of `made_on` may be lost (PECA 2016 s.32); None if never."""
        return _last_day("traffic_data", made_on) if self.traffic else None


@cache
def all_kinds() -> tuple[Kind, ...]:
    """Every version of every kind, in the order of the file."""
    return tuple(_kind(row) for row in read_rows("request_kinds.csv"))


@cache
def all_bases() -> dict[str, Basis]:
    """What a request may stand on, by key, in the order of the file."""
    return {row["key"]: _basis(row) for row in read_rows("request_bases.csv")}


def kinds_of(family: Family, on: date) -> tuple[Kind, ...]:
    """What may be asked of this family on a day."""
    return tuple(
        one
        for one in all_kinds()
        if one.family is family
        and one.from_on <= on
        and (one.until_on is None or on <= one.until_on)
    )


def kind_of(family: Family, key: str, on: date) -> Kind:
    """The version of a kind in force on a day; raises Refused on `kind`."""
    for one in kinds_of(family, on):
        if one.key == key:
            return one
    raise Refused(N_("Choose what is asked."), field="kind")


def basis_of(kind: Kind, key: str) -> Basis:
    """What a request of this kind stands on; raises Refused where it cannot stand on that."""
    if key not in kind.bases:
        raise Refused(N_("Choose what the request stands on: this cannot carry it."), field="basis")
    return all_bases()[key]


def demand_order(basis: Basis, *, court: str, number: str, on: date | None) -> None:
    """Raise Refused where a court must have ordered it and its order is not told whole."""
    if not basis.needs_court:
        return
    for field, given, words in (
        ("order_court", court.strip(), N_("Enter the court that gave the order ({statute}).")),
        ("order_number", number.strip(), N_("Enter the number of the order ({statute}).")),
        ("order_on", on, N_("Enter the day of the order ({statute}).")),
    ):
        if not given:
            raise Refused(words, field=field, statute=basis.statute)


def traits_of(kind: Kind, basis: Basis) -> frozenset[str]:
    """What the table of acts asks of a request."""
    told = {PRESERVES: kind.preserves, TELLS_COURT: basis.tells_court}
    return frozenset(trait for trait, has in told.items() if has)


def _last_day(clock: str, day: date) -> date:
    begun = datetime.combine(day, time(12), tzinfo=clocks.KARACHI)
    return clocks.due_at(clock, begun).date()


def _kind(row: dict[str, str]) -> Kind:
    return Kind(
        key=row["key"],
        family=Family(row["family"]),
        label=row["label"],
        bases=tuple(row["bases"].split()),
        days=int(row["days"]),
        preserves=row["preserves"] == "1",
        traffic=row["traffic"] == "1",
        from_on=date.fromisoformat(row["from"]),
        until_on=read_day(row["until"]),
        notes=row["notes"],
        source=row["source"],
        verify_with_counsel=row["verify"] == "1",
    )


def _basis(row: dict[str, str]) -> Basis:
    return Basis(
        key=row["key"],
        label=row["label"],
        statute=row["statute"],
        needs_court=row["needs"] == COURT,
        tells_court=row["needs"] == TELL,
        source=row["source"],
        verify_with_counsel=row["verify"] == "1",
    )
