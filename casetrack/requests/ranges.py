"""Exhibits as officers write them: "P-1, P-4 to P-9"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from casetrack.people.normalise import tidy
from casetrack.rules.refusals import Refused
from casetrack.rules.words import N_

MOST = 1000
_ONE = re.compile(r"(?:P-?)?\s*(\d{1,6})(?:\s*(?:to|-)\s*(?:P-?)?\s*(\d{1,6}))?", re.IGNORECASE)


def read_serials(text: str) -> list[int]:
    """The numbers that are named, each once, in order. Raises Refused on `exhibits`."""
    found: set[int] = set()
    for part in re.split(r"[,;\n]", text):
        if not part.strip():
            continue
        match = _ONE.fullmatch(tidy(part))
        if match is None:
            raise Refused(
                N_('"{part}" names no exhibit. Write P-1, P-4 to P-9.'),
                field="exhibits",
                part=part.strip(),
            )
        first = int(match[1])
        last = int(match[2] or first)
        if not 0 <= last - first < MOST:
            raise Refused(
                N_('"{part}" is no range of exhibits.'), field="exhibits", part=part.strip()
            )
        found.update(range(first, last + 1))
    return sorted(found)


def write_serials(serials: Iterable[int]) -> str:
    """The shortest way to name them: "P-1, P-4 to P-9"."""
    runs: list[list[int]] = []
    for serial in sorted(serials):
        if runs and serial == runs[-1][-1] + 1:
            runs[-1].append(serial)
        else:
            runs.append([serial])
    return ", ".join(
        f"P-{run[0]}" if len(run) == 1 else f"P-{run[0]} to P-{run[-1]}" for run in runs
    )
