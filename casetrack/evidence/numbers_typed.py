"""Exhibit numbers as people list them: P-1 to P-10, P-15."""

from __future__ import annotations

import re

from casetrack.rules.refusals import Refused
from casetrack.rules.words import N_

MOST = 1000
_PART = re.compile(r"(?:P-?)?(\d{1,6})(?:\s*(?:-|–|to)\s*(?:P-?)?(\d{1,6}))?", re.IGNORECASE)


def read_numbers(text: str) -> list[int]:
    """The serials in rising order, each once. Raises Refused on a part that is no number."""
    found: set[int] = set()
    for part in re.split(r"[,;\n]", text):
        if not part.strip():
            continue
        match = _PART.fullmatch(part.strip())
        if match is None:
            raise Refused(
                N_('"{part}" is not a number of exhibits. Write, say, P-1 to P-10, P-15.'),
                field="numbers",
                part=part.strip()[:40],
            )
        first = int(match[1])
        found.update(range(first, min(int(match[2] or first), first + MOST) + 1))
    return sorted(found)
