"""casetrack's own figures for the days that somebody else printed figures of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from casetrack.reports.facts import Figures, Period
from casetrack.reports.queries.conviction import conviction
from casetrack.reports.queries.scope import Scope

# Each part of a year is counted for itself; a printed table has one or two.
MOST_PARTS = 12


@dataclass(frozen=True, slots=True)
class Own:
    """Figures of some days; `partial` where casetrack itself has only some of these days."""

    figures: Figures
    partial: bool


def own_figures(*, scope: Scope, periods: Iterable[Period], as_of: date) -> Mapping[Period, Own]:
    """The figures of the conviction report for each of these periods, as far as there are.

    Whole years are counted together; of other periods the first MOST_PARTS.
    """
    wanted = list(dict.fromkeys(period for period in periods if period.start <= as_of))
    years = [period for period in wanted if period == _year(period.start.year)]
    found = _whole(scope, years, as_of) if years else {}
    for period in [period for period in wanted if period not in years][:MOST_PARTS]:
        report = conviction(scope=scope, period=period, as_of=as_of)
        known = report.data_end is not None and period.end <= max(report.data_end, as_of)
        found[period] = Own(report.total, not known)
    return found


def _whole(scope: Scope, years: list[Period], as_of: date) -> dict[Period, Own]:
    span = Period(min(year.start for year in years), max(year.end for year in years))
    report = conviction(scope=scope, period=span, as_of=as_of)
    return {_year(row.year): Own(row.figures, row.partial) for row in report.rows}


def _year(year: int) -> Period:
    return Period(date(year, 1, 1), date(year, 12, 31))
