"""What days a row of a printed table speaks of: 2024; 2024 (Jan–Sep); 2021-01-01..2022-01-31."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

from casetrack.rules.claims.cells import tidy

MONTHS = {name.casefold(): number for number, name in enumerate(calendar.month_abbr) if name}
NUMBERS = {"one": 1, "two": 2, "three": 3, "six": 6, "nine": 9, "eight": 8, "ten": 10, "eleven": 11}
FIRST, LAST = 1990, 2099
# Words of a label or of a column beside it that make a year less than whole.
_PARTIAL = re.compile(r"\b(?:partial|part|provisional|incomplete|so far|to date|ytd|till|until)\b")
_YEAR = re.compile(r"(?<![\d.,])((?:19|20)\d\d)(?![\d.,]\d)(?!\d)")
_DAYS = re.compile(r"\b(\d{4})-(\d\d)-(\d\d)\b")
_FINANCIAL = re.compile(r"^(?:fy\s*)?(20\d\d|19\d\d)\s*[-/]\s*(\d\d|\d{4})$")
_MONTH = re.compile(r"\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b\.?")
_UNTIL = re.compile(r"\b(?:up to|upto|till|until|to|through|ending)\b")
_FIRST_MONTHS = re.compile(r"\b(\d{1,2}|[a-z]+)[ -]months?\b")
_QUARTER = re.compile(r"\bq([1-4])\b|\bh([12])\b")
_QUARTERS = re.compile(r"\bfirst (three|two|\d) quarters?\b|\bfirst (half)\b")


@dataclass(frozen=True, slots=True)
class Span:
    """Days, both counted. `known` False: it is less than a year, and nobody says which days."""

    start: date
    end: date
    known: bool = True

    @property
    def partial(self) -> bool:
        """Whether it is other than one whole year."""
        return not self.known or (self.start, self.end) != _year(self.start.year)


def span_of(label: str, coverage: str = "") -> Span | None:
    """The days a label speaks of, with what stands in a column of coverage; None if of none."""
    words = tidy(f"{label} {coverage}").casefold()
    exact = _given_days(words)
    if exact:
        return exact
    financial = _FINANCIAL.match(tidy(label).casefold())
    if financial and int(financial[2][-2:]) == (int(financial[1]) + 1) % 100:
        year = int(financial[1])
        return _unsure(Span(date(year, 7, 1), date(year + 1, 6, 30)), coverage)
    years = {int(year) for year in _YEAR.findall(tidy(label))}
    if len(years) != 1:
        return None
    year = years.pop()
    if not FIRST <= year <= LAST:
        return None
    return _within(year, words)


def is_year(label: str) -> bool:
    """Whether a label is of one year, or of part of it."""
    return len(label) < 60 and span_of(label) is not None


def _given_days(words: str) -> Span | None:
    found = _DAYS.findall(words)
    if len(found) != 2:
        return None
    try:
        start, end = (date(*map(int, each)) for each in found)
    except ValueError:
        return None
    return Span(start, end) if start <= end and FIRST <= start.year <= LAST else None


def _within(year: int, words: str) -> Span:
    """The part of a year that the words leave."""
    months = [MONTHS[name] for name in _MONTH.findall(words)]
    if len(months) == 1 and _UNTIL.search(words):
        months = [1, *months]
    if len(months) == 1:
        months = months * 2
    if not months:
        months = _counted(words)
    if len(months) == 2 and months[0] <= months[1]:
        return _of_months(year, *months)
    return _unsure(Span(*_year(year)), words)


def _counted(words: str) -> list[int]:
    """First nine months; Q1; H2; first three quarters."""
    if found := _QUARTER.search(words):
        first = 3 * int(found[1]) - 2 if found[1] else 6 * int(found[2]) - 5
        return [first, first + (2 if found[1] else 5)]
    if found := _QUARTERS.search(words):
        quarters = 2 if found[2] else NUMBERS.get(found[1]) or int(found[1])
        return [1, min(3 * quarters, 12)]
    if found := _FIRST_MONTHS.search(words):
        count = int(found[1]) if found[1].isdecimal() else NUMBERS.get(found[1], 0)
        return [1, count] if 1 <= count <= 12 and "first" in words else []
    return []


def _of_months(year: int, first: int, last: int) -> Span:
    return Span(date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1]))


def _unsure(span: Span, words: str) -> Span:
    """The span as it is, but not known where words say that it is part of it."""
    vague = _PARTIAL.search(words) or _FIRST_MONTHS.search(words)
    return Span(span.start, span.end, known=not vague)


def _year(year: int) -> tuple[date, date]:
    return date(year, 1, 1), date(year, 12, 31)
