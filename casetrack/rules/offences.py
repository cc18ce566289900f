"""Offences as dated reference data (offences.csv), loaded once and checked at load.

The numbering is that of the Act as gazetted; the Senate bill's own number, which differs from
s.11 on, stands beside it and is never a key.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from types import MappingProxyType

from casetrack.rules.csvs import read_day, read_rows
from casetrack.rules.refusals import Refused
from casetrack.rules.words import N_, Worded


class Class(Worded):
    """How an offence is classed: cognizable, bailable or compoundable."""

    YES = "YES", N_("Yes")
    NO = "NO", N_("No")
    UNKNOWN = "UNKNOWN", N_("Not known")
    VARIES = "VARIES", N_("Varies")
    AS_PRINCIPAL = "AS_PRINCIPAL", N_("As the principal offence")
    ON_COMPLAINT = "ON_COMPLAINT", N_("On written complaint of PTA")
    WITH_PERMISSION = "WITH_PERMISSION", N_("With the court's permission")


@dataclass(frozen=True, slots=True)
class Offence:
    """One section of one Act. Years may be fractions; "" means the Act sets none."""

    key: str
    act: str
    section: str
    bill_section: str
    title: str
    max_years: str
    min_years: str
    max_fine_rs: str
    and_fine: bool
    penalty: str
    cognizable: Class
    bailable: Class
    compoundable: Class
    from_on: date
    until_on: date | None
    source: str
    confidence: str
    verify_with_counsel: bool

    @property
    def label(self) -> str:
        """Return the short form that is printed: "s.14 PECA 2016"."""
        return f"s.{self.section} {self.act.replace('-', ' ')}"

    def in_force(self, on: date) -> bool:
        """Say whether the section was law on `on`."""
        return self.from_on <= on and (self.until_on is None or on <= self.until_on)


_CONFIDENCE = frozenset({"high", "medium", "low"})


@cache
def _table() -> MappingProxyType[str, Offence]:
    table: dict[str, Offence] = {}
    for row in read_rows("offences.csv"):
        made = _read(row)
        if made.key in table:
            raise ValueError(f"offences.csv: {made.key} stands twice")
        table[made.key] = made
    return MappingProxyType(table)


def _read(row: dict[str, str]) -> Offence:
    made = Offence(
        key=row["key"],
        act=row["act"],
        section=row["section"],
        bill_section=row["bill_section"],
        title=row["title"],
        max_years=row["max_years"],
        min_years=row["min_years"],
        max_fine_rs=row["max_fine_rs"],
        and_fine=row["and_fine"] == "1",
        penalty=row["penalty"],
        cognizable=Class(row["cognizable"]),
        bailable=Class(row["bailable"]),
        compoundable=Class(row["compoundable"]),
        from_on=date.fromisoformat(row["from"]),
        until_on=read_day(row["until"]),
        source=row["source"],
        confidence=row["confidence"],
        verify_with_counsel=row["verify"] == "1",
    )
    _demand_sound(made)
    return made


def _demand_sound(made: Offence) -> None:
    if not made.key.startswith(f"{made.act}/") or not made.title or not made.source:
        raise ValueError(f"offences.csv: {made.key} lacks its act, title or source")
    if made.confidence not in _CONFIDENCE:
        raise ValueError(f"offences.csv: {made.key} has confidence {made.confidence!r}")
    if made.until_on is not None and made.until_on < made.from_on:
        raise ValueError(f"offences.csv: {made.key} ends before it begins")


def all_offences() -> tuple[Offence, ...]:
    """Return every offence, in the order of the file: PECA by section, then the other Acts."""
    return tuple(_table().values())


def offence(key: str) -> Offence:
    """Return the offence with `key` ("PECA-2016/14"); raise Refused when there is none."""
    found = _table().get(key)
    if found is None:
        raise Refused(N_("There is no offence {key}."), field="sections", key=key)
    return found


def principal(keys: Iterable[str]) -> str:
    """Return the gravest of the offences, under which a case is counted once; "" for none.

    The longest imprisonment decides, then the order of the file: the principal offence rule of
    crime statistics (NCRB, Crime in India, explanatory note).
    """
    places = {key: place for place, key in enumerate(_table())}
    return min(keys, key=lambda key: (-_longest_years(offence(key)), places[key]), default="")


def _longest_years(made: Offence) -> Decimal:
    return Decimal(1000) if made.max_years == "life" else Decimal(made.max_years or 0)


def cognizable(keys: Iterable[str]) -> bool:
    """Say whether one of the offences is cognizable for certain.

    One cognizable offence makes the case cognizable. A class that is unknown or conditional does
    not: the investigator then needs the magistrate's order (CrPC s.155(2)), the safer reading.
    """
    return any(offence(key).cognizable is Class.YES for key in keys)


def compoundable(keys: Iterable[str]) -> bool:
    """Say whether none of the offences is barred from compromise.

    PECA as gazetted s.43 bars s.10, 21, 22 and 22A to 22C; other Acts as CrPC s.345 says.
    A class that is not known does not bar: the court's order is then recorded as it was made.
    """
    return all(offence(key).compoundable is not Class.NO for key in keys)
