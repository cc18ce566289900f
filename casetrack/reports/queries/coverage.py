"""Which days the figures can speak of: a year or window that is not whole is marked as partial."""

from __future__ import annotations

from datetime import date, timedelta

from casetrack.reports.facts import Period

# Quiet days at the end of a year are no sign that the data end there; weeks without a single
# complaint anywhere are.
QUIET = timedelta(days=14)


def last_day(data_end: date | None, as_of: date) -> date:
    """The last day that the figures can speak of: today, or where the data end."""
    if data_end is None or data_end + QUIET >= as_of:
        return as_of
    # A year that ran to its last weeks is whole.
    end_of_year = date(data_end.year, 12, 31)
    return end_of_year if data_end + QUIET >= end_of_year else data_end


def covered(year: int, period: Period, last: date) -> tuple[Period | None, bool]:
    """The days of a year that count (None if there are none), and whether it is partial."""
    asked = period.within(year)
    found = Period(asked.start, min(asked.end, last))
    partial = found != Period(date(year, 1, 1), date(year, 12, 31))
    return (None if found.end < found.start else found), partial


def any_partial(period: Period, last: date) -> bool:
    """Whether the window or the data hold only some of a year's days."""
    return any(covered(year, period, last)[1] for year in period.years)
