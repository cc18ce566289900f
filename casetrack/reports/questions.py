"""A question that was kept as its address, asked again."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import date

from casetrack.reports.facts import Asked, Period

_TEXTS = (
    "offence",
    "category",
    "means",
    "country",
    "complainant",
    "counted",
    "of",
    "basis",
    "by",
    "interval",
)


def asked_of(query: Mapping[str, str]) -> Asked:
    """What `Asked.query` told of. Raises KeyError or ValueError where it told of none."""
    officer = query.get("officer")
    return Asked(
        Period(date.fromisoformat(query["from"]), date.fromisoformat(query["to"])),
        query["unit"],
        date.fromisoformat(query["as_of"]),
        officer=uuid.UUID(officer) if officer else None,
        public=query.get("public") == "1",
        **{name: query[name] for name in _TEXTS if name in query},
    )
