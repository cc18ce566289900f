"""The conviction report: counts turned into rows, rates and ledgers."""

from __future__ import annotations

from datetime import date

from casetrack.reports.facts import Asked, ConvictionReport, Figures, Period, YearRow
from casetrack.reports.queries.counted import question
from casetrack.reports.queries.coverage import covered, last_day
from casetrack.reports.queries.figures import Counted, add_up, count_all, last_received
from casetrack.reports.queries.losses import ledgers
from casetrack.reports.queries.open_now import open_now
from casetrack.reports.queries.scope import Scope
from casetrack.rules.metrics import ConvictionCounts, Rate, convictions, demand_total, yields

USUAL_YEARS = 5


def conviction(*, scope: Scope, period: Period, as_of: date) -> ConvictionReport:
    """The report of a unit and a period as things stand on `as_of`, which is today."""
    asked = Asked(period, scope.unit.code, as_of)
    counted = count_all(scope, asked)
    data_end = last_received(scope)
    years = tuple(_row(year, period, counted, data_end, as_of) for year in period.years)
    total = add_up(row.figures for row in years)
    found = ledgers(counted)
    for ledger, count in zip(found, (total.complaints, total.enquiries, total.cases), strict=True):
        demand_total((fate.count for fate in ledger.fates), count, measure=ledger.key)
    return ConvictionReport(
        period=period,
        unit_code=scope.unit.code,
        unit_name=scope.unit.name,
        as_of=as_of,
        data_end=data_end,
        sees_all=scope.sees_all,
        rows=years,
        total=total,
        rates=rates_of(total, as_of),
        yields=_yields(total, as_of),
        ledgers=found,
        still_open=open_now(question(scope, asked), counted, found),
    )


def usual_period(*, scope: Scope, as_of: date) -> Period:
    """What is shown when no period was asked for: five years up to the last one with data."""
    last = min(last_received(scope) or as_of, as_of).year
    return Period(date(last - USUAL_YEARS + 1, 1, 1), date(last, 12, 31))


def _row(
    year: int, period: Period, counted: Counted, data_end: date | None, as_of: date
) -> YearRow:
    figures = counted.in_year(year)
    days, partial = covered(year, period, last_day(data_end, as_of))
    return YearRow(year, days, partial, figures, rates_of(figures, as_of))


def rates_of(figures: Figures, as_of: date) -> tuple[Rate, ...]:
    """The conviction rates of these figures, numerator and denominator in the same unit."""
    return convictions(
        ConvictionCounts(
            complaints=figures.complaints,
            complaints_convicted=figures.complaints_convicted,
            cases=figures.cases,
            cases_convicted=figures.cases_convicted,
            arrested=figures.arrested,
            arrested_convicted=figures.arrested_convicted,
            accused_decided=figures.convicted + figures.acquitted,
            accused_convicted=figures.convicted,
            cases_acquitted=figures.cases_acquitted,
            cases_discharged=figures.cases_discharged,
        ),
        basis="period",
        as_of=as_of,
    )


def _yields(figures: Figures, as_of: date) -> tuple[Rate, ...]:
    return yields(
        complaints=figures.complaints,
        verified=figures.verified,
        enquiries=figures.enquiries,
        cases=figures.cases,
        basis="period",
        as_of=as_of,
    )
