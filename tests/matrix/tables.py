"""The two reviewed tables, and what they say of one request."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from werkzeug.routing import Map

from tests.matrix.canaries import CASE, COMPLAINT, DIARY, VICTIM, Owner

HERE = Path(__file__).parent
MATTERS = ("open", "sealed")
# Privileged within a case: Police Rules 25.53; PTPA 2018 s.11.
SEES_DIARY_AND_VICTIMS = frozenset({"investigator", "supervisor"})


@dataclass(frozen=True, slots=True)
class Line:
    """One route and method, and each role's answer: yes, no or sign-in."""

    endpoint: str
    method: str
    about: str
    cells: dict[str, str]
    note: str


@dataclass(frozen=True, slots=True)
class Reach:
    """What an officer of this role and relation may know of: "open_case" and the like."""

    role: str
    relation: str
    sees: frozenset[str]

    def owners(self) -> list[Owner]:
        """Whose canaries he may be shown."""
        found: list[Owner] = []
        for matter in MATTERS:
            if f"{matter}_complaint" in self.sees:
                found.append((COMPLAINT, matter))
            if f"{matter}_case" in self.sees:
                found.append((CASE, matter))
                if self.role in SEES_DIARY_AND_VICTIMS:
                    found += [(DIARY, matter), (VICTIM, matter)]
        return found


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8") as file:
        yield from csv.DictReader(line for line in file if not line.startswith("#"))


def lines() -> list[Line]:
    named = {"endpoint", "method", "about", "note"}
    return [
        Line(
            row["endpoint"],
            row["method"],
            row["about"],
            {role: cell for role, cell in row.items() if role not in named},
            row["note"],
        )
        for row in _rows("expected.csv")
    ]


def reaches() -> list[Reach]:
    return [
        Reach(
            row["role"],
            row["relation"],
            frozenset(key for key, cell in row.items() if cell == "yes"),
        )
        for row in _rows("reach.csv")
    ]


def expected(line: Line, reach: Reach | None, matter: str) -> str:
    """What one request must answer: yes, no (403), hidden (404) or sign-in."""
    cell = line.cells[reach.role if reach else "anonymous"]
    if cell == "yes" and reach and line.about != "-" and f"{matter}_{line.about}" not in reach.sees:
        return "hidden"
    return cell


def not_in_step(url_map: Map, table: list[Line]) -> list[str]:
    """Routes without a line, and lines without a route."""
    routes = {
        (rule.endpoint, method)
        for rule in url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
    told = {(line.endpoint, line.method) for line in table}
    return [
        *(f"{method} {endpoint} is not in the table" for endpoint, method in sorted(routes - told)),
        *(f"{method} {endpoint} is no route" for endpoint, method in sorted(told - routes)),
    ]
