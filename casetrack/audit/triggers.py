"""Whether the database still refuses to rewrite history."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import text

from casetrack.db import session

# As migrations 0002, 0005 and 0011 to 0013 say it; a test holds them together.
APPEND_ONLY = (
    "audit_entries",
    "audit_checkpoints",
    "complaint_movements",
    "case_movements",
    "accused_movements",
    "custody_acts",
    "diary_entries",
    "verdicts",
    "returns",
    "custody_confirmations",
    "request_acts",
    "dossier_files",
    "dossier_copies",
)
_PRESENT = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled != 'D'",
}


def missing() -> Iterator[str]:
    """A line for each append-only table whose rows could be changed or deleted now."""
    there = present()
    for table in APPEND_ONLY:
        for act in ("update", "delete"):
            if f"{table}_no_{act}" not in there:
                yield f"{table}: nothing in the database refuses to {act} its rows"


def present() -> set[str]:
    """The names of all triggers that the database acts on."""
    return set(session.scalars(text(_PRESENT[session.get_bind().dialect.name])))
