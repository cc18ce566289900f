"""The published national figures by year, and what is said of where each comes from."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

DATA = Path(__file__).parent / "data"
# As press and officials print the same five years.
ROUND_COMPLAINTS = 650_000
ROUND_CONVICTIONS = 200

TITLE = "Demo: national figures 2020 to 2024; people, texts and days are invented"
TITLE_AS_PRINTED = "Demo: national figures as the press rounds them; people and texts are invented"


@dataclass(frozen=True, slots=True)
class YearFigures:
    """What a year must come to; all events lie between its first day and `last_day`."""

    year: int
    last_day: date
    complaints: int
    verified: int
    enquiries: int
    firs: int
    arrests: int
    convictions: int
    acquittals: int
    raids: int

    @property
    def first_day(self) -> date:
        return date(self.year, 1, 1)


def published() -> tuple[YearFigures, ...]:
    """Series A, with the acquittals of series B and the raids that are invented."""
    printed = {(row["series"], row["year"]): row for row in rows("pk_fia_nccia_series.csv")}
    return tuple(
        YearFigures(
            year=int(invented["year"]),
            last_day=date.fromisoformat(invented["last_day"]),
            complaints=int(printed["A", invented["year"]]["complaints"]),
            verified=int(printed["A", invented["year"]]["verified"]),
            enquiries=int(printed["A", invented["year"]]["enquiries"]),
            firs=int(printed["A", invented["year"]]["cases"]),
            arrests=int(printed["A", invented["year"]]["arrests"]),
            convictions=int(printed["A", invented["year"]]["convictions"]),
            acquittals=int(printed.get(("B", invented["year"]), {}).get("acquittals") or 0),
            raids=int(invented["raids"]),
        )
        for invented in rows("national_invented.csv")
    )


def as_printed() -> tuple[YearFigures, ...]:
    """The same years with 650,000 complaints and 200 convictions."""
    years = published()
    complaints = apportion(ROUND_COMPLAINTS, [year.complaints for year in years])
    convictions = apportion(ROUND_CONVICTIONS, [year.convictions for year in years])
    return tuple(
        replace(year, complaints=received, convictions=convicted)
        for year, received, convicted in zip(years, complaints, convictions, strict=True)
    )


def apportion(total: int, weights: Sequence[int]) -> list[int]:
    """`total` split in proportion to the weights, the largest remainders rounded up."""
    whole = sum(weights)
    shares = [total * weight // whole for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda place: -(total * weights[place] % whole))
    for place in by_remainder[: total - sum(shares)]:
        shares[place] += 1
    return shares


def statements(*, rounded: bool) -> list[str]:
    """What is said, beside the figures, of where each comes from."""
    kinds = {"all", "rounded"} if rounded else {"all"}
    return [
        f"{row['kind']}: {row['words']}"
        for row in rows("statements.csv")
        if row["said_of"] in kinds
    ]


def rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of one of the demo's CSV files; lines that begin with # say where it comes from."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(line for line in file if not line.startswith("#"))
