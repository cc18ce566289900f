"""Goals 2 and 3: filtered counts and reports, medians and cohort curves."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

from sqlalchemy import func, select

from casetrack.accounts.models import Unit
from casetrack.cases.models import Case
from casetrack.db import local_date, session, utc_now
from casetrack.reports import queries
from casetrack.reports.catalogue import BY_NAME
from casetrack.reports.facts import Asked, Period
from casetrack.reports.queries.counted import count, count_by, question
from casetrack.reports.queries.measures import MEASURES
from tests.bench.timing import Line, median

TWO_YEARS = Period(date(2022, 1, 1), date(2023, 12, 31))
FIVE_YEARS = Period(date(2020, 1, 1), date(2024, 12, 31))


def indexed(runs: int) -> Iterator[Line]:
    """One unit, one offence, two years: both counts of each rate."""
    asked = _asked(TWO_YEARS, unit=_circle(), offence=_offence())
    for key in ("received", "verified", "enquiry", "fir", "arrested", "convicted"):
        yield _counted(f"unit, offence, 2 years: {key}", key, asked, runs, "≤ 5 (L 15)")
    asked = _asked(TWO_YEARS, unit=_circle())
    for key in ("received", "fir", "arrested"):
        yield _counted(f"unit, 2 years: {key}", key, asked, runs, "≤ 5 (L 15)")


def others(runs: int) -> Iterator[Line]:
    """Whatever else may be asked, nationally and over five years: the worst of it."""
    wide = _asked(FIVE_YEARS)
    filters = {
        "category": {"category": "FINANCIAL_FRAUD"},
        "means": {"means": "PHONE_CALL"},
        "country": {"country": "GB"},
        "complainant": {"complainant": "PERSON"},
        "offence": {"offence": _offence()},
        "all four": {"category": "FINANCIAL_FRAUD", "means": "PHONE_CALL", "complainant": "PERSON"},
    }
    for name, values in filters.items():
        asked = replace(wide, **values)
        for key in ("received", "verified", "enquiry", "fir", "arrested", "complaint_convicted"):
            yield _counted(f"{name}, 5 years: {key}", key, asked, runs, "≤ 150 (L 1,000)")
    for by in ("unit", "offence", "officer"):
        q = question(_scope(wide), wide)
        time = median(lambda by=by, q=q: count_by(MEASURES["received"], by, q), runs)
        yield Line(f"received by {by}, 5 years", time, goal="≤ 150 (L 1,000)")


def reports(runs: int) -> Iterator[Line]:
    """Every report of the catalogue as it is usually asked, from the question to its document."""
    for name, kind in BY_NAME.items():
        period = Period(date(2024, 5, 1), date(2024, 5, 31)) if kind.month else FIVE_YEARS
        asked = _asked(period)
        if kind.by:
            asked = replace(asked, by=kind.by[0].key)
        time = median(lambda kind=kind, asked=asked: kind.build(_scope(asked), asked), runs)
        yield Line(f"report {name}, national", time)


def survival(runs: int) -> Iterator[Line]:
    """The cohort view, its medians and its curves as far as it shows them; and of one unit."""
    build = BY_NAME["cohort"].build
    for title, asked in (
        ("cohort curves and medians, national", _asked(FIVE_YEARS)),
        ("the same of one unit", _asked(FIVE_YEARS, unit=_circle())),
    ):
        time = median(lambda asked=asked: build(_scope(asked), asked), runs)
        yield Line(title, time, goal="≤ 15 (L 50)")


def _counted(title: str, key: str, asked: Asked, runs: int, goal: str) -> Line:
    q = question(_scope(asked), asked)
    act: Callable[[], object] = lambda: count(MEASURES[key], q)  # noqa: E731 - one line
    return Line(title, median(act, runs), goal=goal)


def _asked(period: Period, unit: str = "", **filters: str) -> Asked:
    return Asked(period, unit, local_date(utc_now()), **filters)


def _scope(asked: Asked) -> queries.Scope:
    found = queries.everything(asked.unit)
    assert found is not None
    return found


def _circle() -> str:
    """The unit with the most cases."""
    rows = select(Unit.code).join(Case, Case.unit_id == Unit.id).group_by(Unit.code)
    return session.scalars(rows.order_by(func.count().desc()).limit(1)).one()


def _offence() -> str:
    """The commonest offence."""
    rows = select(Case.offence).where(Case.offence != "").group_by(Case.offence)
    return session.scalars(rows.order_by(func.count().desc()).limit(1)).one()
