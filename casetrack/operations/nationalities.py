"""A nationality as people write it: Chinese, China, CN or CHN."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

import pycountry

from casetrack.people.normalise import fold_text

_FILE = Path(__file__).with_name("demonyms.csv")
_NAMES = ("alpha_2", "alpha_3", "name", "common_name", "official_name")


def nationality(written: str) -> str:
    """The ISO 3166-1 alpha-2 code of what is written, or "" when it is no country."""
    return _known().get(fold_text(written), "")


@cache
def _known() -> dict[str, str]:
    known = {
        fold_text(getattr(country, name)): str(country.alpha_2)
        for country in pycountry.countries
        for name in _NAMES
        if hasattr(country, name)
    }
    with _FILE.open(encoding="utf-8", newline="") as stream:
        lines = (line for line in stream if not line.startswith("#"))
        known.update({fold_text(row["word"]): row["code"] for row in csv.DictReader(lines)})
    return known
