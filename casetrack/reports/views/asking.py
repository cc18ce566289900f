"""From an address to a question: the form as asked, what was left out being as usual."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from flask import request
from werkzeug.datastructures import MultiDict

from casetrack.accounts import queries as accounts
from casetrack.accounts.models import Unit
from casetrack.reports import options, queries
from casetrack.reports.catalogue.kind import Takes
from casetrack.reports.facts import Period, month_of
from casetrack.reports.forms import AskedForm, form_class
from casetrack.reports.views.room import today
from casetrack.rules.words import N_
from casetrack.web.guard import current_actor

DAY = timedelta(days=1)


def form_of(kind: Takes) -> AskedForm:
    """The form of a kind of report as it was asked."""
    units = queries.units_for(current_actor())
    given: MultiDict[str, str] = MultiDict(request.args)
    unit = _unit(given, units)
    if unit is not None:
        given.setdefault("unit", unit.code)
        _set_period(given, kind, unit)
    given.setdefault("as_of", today().isoformat())
    for name in options.CHOICES:
        given.setdefault(name, str(options.USUAL[name]))
    for name in ("officer", "country"):
        given.setdefault(name, "")
    if kind.by:
        given.setdefault("by", kind.by[0].key)
    below = accounts.staff(unit_path=unit.path) if unit and "officer" in kind.takes else ()
    return form_class(kind)(given, kind=kind, units=units, officers=below, today=today())


def not_taken(form: AskedForm) -> list[str]:
    """What narrows other reports, was asked for, and is not taken by this one: never ignored."""
    asked = ((name, request.args.get(name, "")) for name in options.NAMES if name not in form)
    return [
        options.NAMES[name] for name, value in asked if value not in ("", str(options.USUAL[name]))
    ]


def _unit(given: MultiDict[str, str], units: Sequence[Unit]) -> Unit | None:
    """The unit asked for, the officer's own if none was; a wrong one is the form's to refuse."""
    wanted = given.get("unit")
    named = [unit for unit in units if unit.code == wanted]
    return next(iter(named or units), None)


def _set_period(given: MultiDict[str, str], kind: Takes, unit: Unit) -> None:
    if kind.month:
        if "month" not in given and "from" in given:
            given["month"] = given["from"][:7]
        if "month" not in given:
            given["month"] = f"{usual_month(_usual(unit), today()):%Y-%m}"
    elif "from" not in given and "to" not in given:
        period = _usual(unit)
        given.update({"from": period.start.isoformat(), "to": period.end.isoformat()})


def _usual(unit: Unit) -> Period:
    scope = queries.scope_of(current_actor(), unit)
    return queries.usual_period(scope=scope, as_of=today())


def usual_month(usual: Period, now: date) -> date:
    """A day of the last month that is over and has data."""
    last = min(usual.end, now)
    return last if last == month_of(last).end else last.replace(day=1) - DAY


def presets(kind: Takes) -> list[tuple[str, dict[str, str]]]:
    """Periods that are asked for often: their names and what they put into the address."""
    now = today()
    if kind.month:
        before = now.replace(day=1) - DAY
        return [
            (N_("This month"), {"month": f"{now:%Y-%m}"}),
            (N_("Last month"), {"month": f"{before:%Y-%m}"}),
        ]
    last_month = month_of(now.replace(day=1) - DAY)
    periods = [
        (N_("This year"), Period(date(now.year, 1, 1), date(now.year, 12, 31))),
        (N_("Last year"), Period(date(now.year - 1, 1, 1), date(now.year - 1, 12, 31))),
        (N_("Last month"), last_month),
        ("2020–2024", Period(date(2020, 1, 1), date(2024, 12, 31))),
    ]
    return [
        (label, {"from": period.start.isoformat(), "to": period.end.isoformat()})
        for label, period in periods
    ]
