"""What a return says, as one canonical text: its SHA-256 is the return's own, and whoever has
the JSON that is downloaded can compute it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from typing import Any

from casetrack.audit.chain import canonical
from casetrack.reports.document import Document
from casetrack.reports.frozen import freeze, thaw


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signed it off, as he was then."""

    name: str
    rank: str
    unit: str


@dataclass(frozen=True, slots=True)
class Signed:
    """A whole return. `supersedes` is a number, "" for the first of its question."""

    number: str
    purpose: str
    report: str
    definitions: int
    unit: str
    question: Mapping[str, str]
    as_of: date
    issued_at: datetime
    issued_by: Signer
    supersedes: str
    rows: int
    members_sha256: str
    document: Document

    @property
    def text(self) -> str:
        """Canonical JSON: sorted keys, no spaces, UTF-8."""
        return canonical(
            {
                **{key: getattr(self, key) for key in _PLAIN},
                "question": dict(self.question),
                "as_of": self.as_of.isoformat(),
                "issued_at": self.issued_at.astimezone(UTC).isoformat(),
                "issued_by": asdict(self.issued_by),
                "document": freeze(self.document),
            }
        )


_PLAIN = (
    "number",
    "purpose",
    "report",
    "definitions",
    "unit",
    "supersedes",
    "rows",
    "members_sha256",
)


def signed(text: str) -> Signed:
    """The return that a text says. Raises ValueError where it is none."""
    told: dict[str, Any] = json.loads(text)
    return Signed(
        **{key: told[key] for key in _PLAIN},
        question=told["question"],
        as_of=date.fromisoformat(told["as_of"]),
        issued_at=datetime.fromisoformat(told["issued_at"]),
        issued_by=Signer(**told["issued_by"]),
        document=thaw(told["document"]),
    )


def sha256_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
