"""Numbers of complaints, enquiries and FIRs as people write and print them.

FSD-2025-000123 · FSD-E-212/2025 · FSD-FIR-31/2025 · FIR 31/25 · CCW-E-1234/25 · RE-1234/2025.
An enquiry's or FIR's number is unique only within a circle and year: without the circle, every
case of that number is meant.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from casetrack.people.normalise import tidy

_COMPLAINT = re.compile(r"(?:(?P<unit>[A-Z][A-Z-]*)[-/ ])?(?P<year>20\d\d)[-/ ](?P<serial>\d{1,6})")
_CASE = re.compile(
    r"(?P<words>[A-Z][A-Z .:-]*?)?[ .:-]*(?P<serial>\d{1,6}) ?/ ?(?P<year>(?:20)?\d\d)"
)
_FILLERS = frozenset({"NO", "NUMBER", "PS", "OF"})


class Series(StrEnum):
    """Which register a number was given in; CASE when an FIR or an enquiry may be meant."""

    COMPLAINT = "COMPLAINT"
    ENQUIRY = "ENQUIRY"
    FIR = "FIR"
    CASE = "CASE"


_SERIES_WORDS = {
    "F": Series.FIR,
    "FIR": Series.FIR,
    "E": Series.ENQUIRY,
    "RE": Series.ENQUIRY,
    "ENQ": Series.ENQUIRY,
    "ENQUIRY": Series.ENQUIRY,
    "INQUIRY": Series.ENQUIRY,
}


@dataclass(frozen=True, slots=True)
class Number:
    """`unit_code` "" when none was written."""

    series: Series
    year: int
    serial: int
    unit_code: str = ""


def read_number(text: str) -> Number | None:
    """The number that `text` is, or None when it is something else."""
    written = tidy(text).upper().removeprefix("COMPLAINT ")
    if found := _COMPLAINT.fullmatch(written):
        return Number(
            Series.COMPLAINT, int(found["year"]), int(found["serial"]), found["unit"] or ""
        )
    if found := _CASE.fullmatch(written):
        return _case_number(found)
    return None


def _case_number(found: re.Match[str]) -> Number:
    parts = [part for part in re.split(r"[ .:-]+", found["words"] or "") if part]
    parts = [part for part in parts if part not in _FILLERS]
    named = [_SERIES_WORDS[part] for part in parts if part in _SERIES_WORDS]
    unit = "-".join(part for part in parts if part not in _SERIES_WORDS)
    year = int(found["year"])
    return Number(
        series=named[0] if named else Series.CASE,
        year=year if year > 99 else 2000 + year,
        serial=int(found["serial"]),
        unit_code=unit,
    )
