"""Turns a published police-desk or court-desk row into that many cases, entered by the services.

A row is a mapping of printed column names (any wording that `_POLICE` or `_COURT` knows, or their
keys) to printed cells. What the table adds up itself is not entered but kept to compare with.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from casetrack.cases.models import Case
from tests.reports.histories import Station

# Tried in this order on a heading in lower case without punctuation; the first match names it.
_POLICE = (
    ("challaned_before", r"(charge ?sheeted|challaned).* prev"),
    ("challaned_within", r"(charge ?sheeted|challaned) out of.*during"),
    ("challan_rate", r"(charge ?sheeting|challan) rate"),
    ("pendency", r"pendency"),
    ("total", r"total cases (for|to)"),
    ("final_reports", r"(fr|final reports?) total|total (fr|final reports?)"),
    ("disposed", r"disposed"),
    ("closing", r"(pending|closing).*end"),
    ("opening", r"pending|opening"),
    ("reopened", r"reopened"),
    ("reported", r"reported"),
    ("not_investigated", r"not investigated"),
    ("transferred", r"transferred"),
    ("withdrawn", r"withdrawn"),
    ("non_cognizable", r"non cognizable"),
    ("false", r"\bfalse\b"),
    ("mistake", r"mistake"),
    ("untraced", r"untraced|insufficient|no clue"),
    ("abated", r"abated"),
    ("challaned", r"charge ?sheeted|challaned"),
    ("quashed", r"quashed"),
    ("stayed", r"stayed"),
)
_COURT = (
    ("convicted_before", r"convicted out of.*prev"),
    ("convicted_within", r"convicted out of.*during"),
    ("conviction_rate", r"conviction rate"),
    ("pendency", r"pendency"),
    ("total", r"total cases (for|to)"),
    ("without_trial", r"without trial"),
    ("completed", r"completed"),
    ("record_room", r"record room|stayed"),
    ("plea_bargained", r"plea bargain"),
    ("disposed", r"disposed"),
    ("closing", r"(pending|closing).*end"),
    ("opening", r"pending|opening"),
    ("sent", r"sent"),
    ("abated", r"abated"),
    ("withdrawn", r"withdrawn"),
    ("compounded", r"compounded"),
    ("quashed", r"quashed"),
    ("convicted", r"convicted"),
    ("discharged", r"discharged"),
    ("acquitted", r"acquitted"),
)
POLICE_EXITS = (
    "not_investigated",
    "transferred",
    "withdrawn",
    "non_cognizable",
    "false",
    "mistake",
    "untraced",
    "abated",
    "quashed",
)
UNTRIED = ("abated", "withdrawn", "compounded", "plea_bargained", "quashed")
# What prosecution.record_verdicts can say of a charge; the other ends come before one.
_ON_A_CHARGE = {"abated": "ABATED", "withdrawn": "WITHDRAWN", "compounded": "COMPOUNDED"}


@dataclass(frozen=True)
class Published:
    """A row as printed: counts by key, and its rates as they stand ("53.1", "-")."""

    counts: Mapping[str, int]
    rates: Mapping[str, str]

    def __getitem__(self, key: str) -> int:
        return self.counts.get(key, 0)


def police_row(row: Mapping[str, str]) -> Published:
    """Read a row of a police desk by its headings."""
    return _read(row, _POLICE)


def court_row(row: Mapping[str, str]) -> Published:
    """Read a row of a court desk by its headings."""
    return _read(row, _COURT)


def _read(row: Mapping[str, str], known: tuple[tuple[str, str], ...]) -> Published:
    counts: dict[str, int] = {}
    rates: dict[str, str] = {}
    keys = {key for key, _ in known}
    for heading, cell in row.items():
        bare = re.sub(r"\([^)]*\)|\W", " ", heading.lower())
        words = re.sub(r"\s+", " ", bare.replace("_", " ")).strip()
        key = heading if heading in keys else _key_of(words, known)
        if key is None:
            continue
        if key.endswith(("rate", "pendency")):
            rates[key] = cell.strip()
        else:
            counts[key] = int(cell.replace(",", "") or 0)
    return Published(counts, rates)


def _key_of(words: str, known: tuple[tuple[str, str], ...]) -> str | None:
    return next((key for key, pattern in known if re.search(pattern, words)), None)


def enter_police(row: Published, station: Station, year: int) -> None:
    """As many cases as the row speaks of, with their FIRs, reports and challans.

    What was pending was registered in the year before; what was reopened had been untraced then.
    """
    old = [station.fir(day) for day in spread(row["opening"], year - 1, 1, 11)]
    again = _closed(row["reopened"], station, year)
    for case, day in zip(again, spread(len(again), year, 1, 3), strict=True):
        station.reopen(case, day)
    old.extend(again)
    new = [station.fir(day) for day in spread(row["reported"], year, 1, 6)]
    before, within = _split(row, "challaned", len(old))
    for case, day in zip(_take(old, before), spread(before, year, 4, 12), strict=True):
        station.dispose(case, "challaned", day)
    for case, day in zip(_take(new, within), spread(within, year, 7, 12), strict=True):
        station.dispose(case, "challaned", day)
    for column in POLICE_EXITS:
        for case, day in zip(
            _take_any(old, new, row[column]), spread(row[column], year, 7, 12), strict=True
        ):
            station.dispose(case, column, day)


def enter_court(row: Published, station: Station, year: int) -> None:
    """As many cases as the row speaks of, from their FIRs to what the court made of them.

    What was pending was sent in the year before. The ways to one end take turns.
    """
    old = [_sent(station, day) for day in spread(row["opening"], year - 1, 3, 11)]
    new = [_sent(station, day) for day in spread(row["sent"], year, 1, 3)]
    before, within = _split(row, "convicted", len(old))
    pools = Counter({"convicted": before}), Counter({"convicted": within})
    _end_all(_take(old, before), pools[0], station, year)
    _end_all(_take(new, within), pools[1], station, year)
    rest = {key: row[key] for key in ("discharged", "acquitted", *UNTRIED, "record_room")}
    _end_all(_take_any(old, new, sum(rest.values())), Counter(rest), station, year)


def _end_all(taken: list[Case], wanted: Counter[str], station: Station, year: int) -> None:
    days = spread(len(taken), year, 7, 12)
    for number, (case, column, day) in enumerate(zip(taken, wanted.elements(), days, strict=True)):
        station.cognizance(case, date(year, 4, 1))
        _end(station, case, column, day, late=number % 2 == 0)


def _end(station: Station, case: Case, column: str, day: date, *, late: bool) -> None:
    """One end; `late` after the first witness, else as early as the law allows."""
    year = day.year
    kind = {"convicted": "CONVICTED", "acquitted": "ACQUITTED"}.get(column)
    if kind is None and (not late or column not in _ON_A_CHARGE):
        station.end_before_charge(case, column, day)
        return
    guilty = column == "convicted" and not late
    station.charge(case, date(year, 5, 1), "GUILTY" if guilty else "NOT_GUILTY")
    if late:
        station.trial(case, date(year, 6, 1))
    station.verdict(case, kind or _ON_A_CHARGE[column], day)


def _sent(station: Station, on: date) -> Case:
    case = station.fir(on - timedelta(days=60))
    station.challan(case, on)
    return case


def _closed(count: int, station: Station, year: int) -> list[Case]:
    found = [station.fir(day) for day in spread(count, year - 2, 1, 6)]
    for case, day in zip(found, spread(count, year - 2, 7, 12), strict=True):
        station.dispose(case, "untraced", day)
    return found


def _split(row: Published, column: str, old: int) -> tuple[int, int]:
    """How many of a column came from earlier years and how many from this one."""
    if f"{column}_before" in row.counts:
        return row[f"{column}_before"], row[f"{column}_within"]
    before = min(row[column], old)
    return before, row[column] - before


def _take(pool: list[Case], count: int) -> list[Case]:
    taken, pool[:] = pool[:count], pool[count:]
    assert len(taken) == count, "the row disposes of more cases than there are"
    return taken


def _take_any(old: list[Case], new: list[Case], count: int) -> list[Case]:
    first = min(count, len(old))
    return [*_take(old, first), *_take(new, count - first)]


def spread(count: int, year: int, first: int, last: int) -> list[date]:
    """Days in order over the months `first` to `last` of a year."""
    start, end = date(year, first, 1), date(year, last, 28)
    return [start + (end - start) * number // max(count, 1) for number in range(count)]
