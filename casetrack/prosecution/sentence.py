"""Imprisonment as a court pronounces it, and the days that it is counted as."""

from __future__ import annotations

import re
from dataclasses import dataclass

from casetrack.people.normalise import fold_digits
from casetrack.rules.refusals import Refused
from casetrack.rules.words import N_

# A sentence runs by the calendar, and from what day is for the prison to say; for comparing and
# adding, casetrack counts a year as 365 days and a month as 30, and keeps the words beside them.
DAYS = {"y": 365, "m": 30, "d": 1}
LONGEST_DAYS = 200 * DAYS["y"]
_PART = re.compile(r"(\d{1,5})\s*(years?|yrs?|y|months?|mos?|m|days?|d)(?![a-z])", re.IGNORECASE)
_BETWEEN = re.compile(r"(?:[\s,.]|and\b)*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sentence:
    """`days` counted from `words`; no words: no imprisonment, 0 days."""

    words: str
    days: int


def read_sentence(text: str) -> Sentence:
    """Read "3 years 6 months", "3y 6m" or "90 days"; Urdu digits too. Raises Refused."""
    folded = fold_digits(text).strip()
    if not folded or folded == "0":
        return Sentence("", 0)
    parts = _PART.findall(folded)
    rest = _BETWEEN.sub("", _PART.sub(" ", folded))
    if not parts or rest:
        raise Refused(
            N_("Enter years, months or days, as 3 years 6 months or 90 days."), field="sentence"
        )
    days = sum(int(number) * DAYS[unit[0].lower()] for number, unit in parts)
    if days > LONGEST_DAYS:
        raise Refused(N_("No sentence is that long."), field="sentence")
    return Sentence(_spelt(parts), days)


def _spelt(parts: list[tuple[str, str]]) -> str:
    """The words in full: 3 years 6 months."""
    names = {"y": ("year", "years"), "m": ("month", "months"), "d": ("day", "days")}
    return " ".join(
        f"{int(number)} {names[unit[0].lower()][int(number) != 1]}"
        for number, unit in parts
        if int(number)
    )
