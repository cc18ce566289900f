"""The words of a report's cells and frame: the same on page and paper, in files, at the console."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from casetrack.reports.document import Cell, Days, Document, Hidden, Money, Share, Text
from casetrack.reports.facts import Asked, Period
from casetrack.rules.metrics import UNDEFINED, Interval, Rate, round_half_up
from casetrack.rules.words import N_

Say = Callable[[str], str]
# Convictions are few: 222 of 7,020 is 3.16 %, as the ministry prints it.
RATE_DIGITS = 2
LARGE_PERCENT = 10  # from which an estimated share is given with one decimal
SMALL = "<5"
MINOR_DIGITS = 2
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

SEEN_BY_ACTOR = N_(
    "Counted from what you may know of: sealed complaints and cases that you do not work on are"
    " left out of every figure."
)
SEEN_BY_OPERATOR = N_("Counted from everything in the database, sealed complaints and cases too.")
PARTIAL = N_("A partial row covers only some of its days. Do not compare it with a whole one.")
PUBLIC = N_(
    "For the public: counts of 1 to 4 are shown as <5, and whatever would give one of them away"
    " is hidden too."
)
WILSON = N_("Intervals are Wilson's, 95 %.")
EXACT = N_("Intervals are exact (Clopper-Pearson), 95 %.")


def say_text(text: Text, say: Say) -> str:
    """Closed at verification: Civil dispute."""
    parts = (text,) if isinstance(text, str) else text
    return ": ".join(say(part) for part in parts if part)


def shown(cell: Cell, say: Say) -> str:
    """A cell as people read it; "-" is undefined or does not apply."""
    return UNDEFINED if cell is None else _WRITERS[type(cell)](cell, say)


def _days(length: Days, say: Say) -> str:
    if length.days is None:
        return say(N_("not reached"))
    return say(N_("{days} days")).format(days=f"{length.days:,}")


def share_percent(share: Share) -> Decimal:
    """What is estimated, with two or three figures: 25.6, 3.16, 0.035."""
    percent = share.value * 100
    digits = 1 if percent >= LARGE_PERCENT else RATE_DIGITS
    found = round_half_up(percent, digits)
    while percent > 0 and found < Decimal(1).scaleb(1 - digits):
        digits += 1
        found = round_half_up(percent, digits)
    return found


def _rate(numerator: int, denominator: int) -> Rate:
    return Rate(numerator, denominator, "", "period", date.min, "")


@lru_cache(maxsize=8192)
def _percent(numerator: int, denominator: int) -> str:
    """Two counts always make the same rate: a page has hundreds, many of them twice."""
    return _rate(numerator, denominator).percent_text(RATE_DIGITS)


_WRITERS: dict[type, Callable[[Any, Say], str]] = {
    str: say_text,
    tuple: say_text,
    Hidden: lambda hidden, say: SMALL if hidden.small else say(N_("hidden")),
    Rate: lambda rate, _say: _percent(rate.numerator, rate.denominator),
    Share: lambda share, _say: f"{share_percent(share):f} %",
    Money: lambda money, _say: f"{money.currency} {major(money):,.2f}",
    Days: _days,
    date: lambda on, _say: day(on),
    int: lambda count, _say: f"{count:,}",
    Decimal: lambda number, _say: f"{number:,f}",
}


def beside(cell: Cell, interval: str, say: Say) -> tuple[str, ...]:
    """What stands small beside a figure: n of d of a rate, and how sure it is."""
    if isinstance(cell, Share):
        return (say(N_("n = {n}")).format(n=f"{cell.behind:,}"),)
    if not isinstance(cell, Rate):
        return ()
    of = say(N_("{n} of {d}")).format(n=f"{cell.numerator:,}", d=f"{cell.denominator:,}")
    words = _interval_words(cell.numerator, cell.denominator, interval)
    return (of, words) if words else (of,)


@lru_cache(maxsize=8192)
def _interval_words(numerator: int, denominator: int, interval: str) -> str:
    """How sure a rate is; "" where nobody can say."""
    found = interval_of(_rate(numerator, denominator), interval)
    return "" if found is None else interval_text(found)


def interval_of(rate: Rate, interval: str) -> Interval | None:
    """Wilson's, or the exact one when it was asked for; None where none can be given."""
    return rate.clopper_pearson() if interval == "exact" else rate.wilson()


def interval_text(found: Interval) -> str:
    """3.41 – 4.45 %: with so many decimals that the ends differ."""
    digits = RATE_DIGITS
    while digits < 2 * RATE_DIGITS + 1 and len(set(found.percent(digits))) == 1:
        digits += 1
    low, high = found.percent(digits)
    return f"{low:f} – {high:f} %"


def major(money: Money) -> Decimal:
    """The amount in whole units of its currency, exactly."""
    return Decimal(money.minor).scaleb(-MINOR_DIGITS)


def day(on: date) -> str:
    """21 Nov 2026."""
    return f"{on.day} {MONTHS[on.month - 1]} {on.year}"


def span_of(period: Period) -> str:
    """1 Jan 2020 – 31 Dec 2024."""
    return f"{day(period.start)} – {day(period.end)}"


def cut_year(asked: Asked, year: int) -> str:
    """Why a year's row is partial: the days it covers; "" for a whole year that is over."""
    its, whole = asked.period.within(year), (date(year, 1, 1), date(year, 12, 31))
    known = Period(its.start, min(its.end, asked.as_of))
    if (known.start, known.end) == whole:
        return ""
    return N_("no data") if known.end < known.start else span_of(known)


def frame(document: Document, say: Say) -> Iterator[tuple[str, str]]:
    """What a report is about, as pairs: what every file and every print begins with."""
    asked = document.asked
    yield say(N_("Report")), say(document.title)
    yield say(N_("Unit")), f"{asked.unit} {document.unit_name}"
    yield say(N_("Period")), f"{asked.period.start.isoformat()} / {asked.period.end.isoformat()}"
    yield say(N_("As of")), asked.as_of.isoformat()
    for name, value in document.narrowed:
        yield say(name), say(value)
    yield say(N_("Definitions")), say(N_("version {number}")).format(number=document.version)
    for number, words in enumerate(document.demo, start=1):
        yield f"{say(N_('Demo'))} {number}", say(words)
    for number, words in enumerate(method(document, say), start=1):
        yield f"{say(N_('Counted'))} {number}", words


def method(document: Document, say: Say) -> list[str]:
    """How it was counted: the report's own words, then those that hold for every report."""
    words = [*document.words, SEEN_BY_OPERATOR if document.sees_all else SEEN_BY_ACTOR]
    if document.partial:
        words.append(PARTIAL)
    if has_rates(document):
        words.append(EXACT if document.asked.interval == "exact" else WILSON)
    if document.asked.public:
        words.append(PUBLIC)
    return [say(each) for each in words]


def has_rates(document: Document) -> bool:
    cells = [cell for table in document.tables() for row in table.rows for cell in row.cells]
    cells += [headline.value for headline in document.headlines]
    return any(isinstance(cell, Rate) for cell in cells)
