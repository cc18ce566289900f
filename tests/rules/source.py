"""Reading the copies of published and reference tables in tests/data."""

import csv
from pathlib import Path

FOLDER = Path(__file__).parent.parent / "data"


def rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(line for line in stream if not line.startswith("#")))


def cells(name: str) -> list[list[str]]:
    """Rows by position, without the header: the published tables have headers as sentences."""
    with (FOLDER / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.reader(line for line in stream if not line.startswith("#")))[1:]
