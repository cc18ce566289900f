"""Reading the reference CSVs that lie beside this file."""

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

_FOLDER = Path(__file__).parent


def read_rows(name: str) -> Iterator[dict[str, str]]:
    """Yield the rows of `name`; lines that begin with # are its source notes."""
    with (_FOLDER / name).open(encoding="utf-8", newline="") as stream:
        lines = (line for line in stream if not line.startswith("#"))
        yield from csv.DictReader(lines, strict=True)


def read_day(text: str) -> date | None:
    """Return the ISO day, or None for a blank cell."""
    return date.fromisoformat(text) if text else None
