"""What all rows of the national demonstration share: tables, ids, instants, serial numbers."""

from __future__ import annotations

import json
import random
from collections import Counter
from datetime import date

# Parents before children.
TABLES = (
    "persons",
    "cases",
    "memberships",
    "case_sections",
    "case_movements",
    "accused",
    "accused_movements",
    "operations",
    "arrests",
    "challans",
    "challan_accused",
    "charges",
    "verdicts",
    "complaints",
    "complaint_movements",
)

_FOLDED = str.maketrans(dict.fromkeys("-/:.,", " "))


class Ids:
    """Ids that rise, so that an index is written at its end, and that the seed repeats."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self._count = 0

    def new(self) -> str:
        self._count += 1
        return f"{self._count:012x}{self._random.getrandbits(80):020x}"


class Serials:
    """Numbers from 1 in each series, as numbers.take gives them."""

    def __init__(self) -> None:
        self.last: Counter[str] = Counter()

    def take(self, series: str) -> int:
        self.last[series] += 1
        return self.last[series]


def at(day: date, hour: int, minute: int = 0) -> str:
    """An instant in UTC; between 4 and 12 it falls on the same day in Karachi."""
    return f"{day} {hour:02d}:{minute:02d}:00.000000"


def told(**facts: object) -> str:
    """The facts of a Movement."""
    return json.dumps(facts, ensure_ascii=False)


def instant(day: date, hour: int, minute: int = 0) -> str:
    """An instant inside facts."""
    return f"{day}T{hour:02d}:{minute:02d}:00+00:00"


def dashed(key: str) -> str:
    """An id as facts hold it."""
    return f"{key[:8]}-{key[8:12]}-{key[12:16]}-{key[16:20]}-{key[20:]}"


def iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def fold(text: str) -> str:
    """people.normalise.fold_text for the plain words and numbers that are written here."""
    return " ".join(text.lower().translate(_FOLDED).split())
