"""The rows behind any figure: those that the officer may open, as a page and as CSV."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from flask import Response, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from casetrack.reports import options, queries, wording
from casetrack.reports.catalogue.kind import FILTERS, Takes, in_words
from casetrack.reports.forms import AskedForm
from casetrack.reports.queries import listed
from casetrack.reports.queries.behind import Behind, how_many
from casetrack.reports.queries.counted import Question, question
from casetrack.reports.queries.listed import Line, Place
from casetrack.reports.queries.measures import Measure
from casetrack.reports.views.asking import form_of
from casetrack.reports.views.behind import behind, reason_words, state_words, words
from casetrack.reports.views.pages import address
from casetrack.reports.views.room import blueprint
from casetrack.rules.roles import Permission
from casetrack.web.guard import current_actor, note_list, permit
from casetrack.web.language import say
from casetrack.web.sheets import csv_text

TAKES = Takes(takes=FILTERS)


@dataclass(frozen=True, slots=True)
class Shown:
    """A line in words; `url` is the page of its complaint or case."""

    number: str
    url: str
    day: date
    unit: str
    state: str
    reason: str
    officer: str


@blueprint.get("/reports/rows")
@permit(Permission.REPORT_READ)
def rows() -> ResponseReturnValue:
    b, form = behind(request.args), form_of(TAKES)
    if not form.validate():
        return _refused(form)
    note_list()
    q = _question(form)
    counted, may_open = how_many(b, q), listed.how_many_open(b, q, current_actor())
    shown = listed.page(
        b, q, current_actor(), older_than=_place("older"), newer_than=_place("newer")
    )
    return render_template(
        "reports/rows.html",
        measure=b.measure,
        about=list(_about(b, q)),
        counted=counted,
        may_open=may_open,
        lines=[_shown(line, b.measure) for line in shown.lines],
        newer_url=_url("newer", shown.newer),
        older_url=_url("older", shown.older),
        csv_url=address("reports.rows_csv", request.args),
        back_url=_came_from(),
    )


def _came_from() -> str:
    """The report whose figure was followed; else the list of reports."""
    before = urlsplit(request.referrer or "")
    is_report = before.path.startswith(url_for("reports.index") + "/")
    if before.netloc != request.host or not is_report or before.path == request.path:
        return url_for("reports.index")
    return f"{before.path}?{before.query}" if before.query else before.path


@blueprint.get("/reports/rows.csv")
@permit(Permission.REPORT_READ)
def rows_csv() -> ResponseReturnValue:
    b, form = behind(request.args), form_of(TAKES)
    if not form.validate():
        return _refused(form)
    note_list()
    q = _question(form)
    found = [_shown(line, b.measure) for line in listed.every(b, q, current_actor())]
    heads = (_("Number"), _("Day"), _("Unit"), _("State"), _("Reason"), _("Officer"))
    about = [*_about(b, q), (_("Counted in all"), how_many(b, q)), (_("Listed"), len(found))]
    cells = [(one.number, one.day, one.unit, one.state, one.reason, one.officer) for one in found]
    answer = Response(csv_text([*about, (), heads, *cells]), mimetype="text/csv")
    name = f"{b.measure.key}-{q.asked.unit}-{q.asked.period.start}-{q.asked.period.end}.csv"
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    return answer


def _refused(form: AskedForm) -> ResponseReturnValue:
    return render_template("reports/rows_refused.html", form=form), 422


def _question(form: AskedForm) -> Question:
    return question(queries.scope_of(current_actor(), form.chosen()), form.asked())


def _about(b: Behind, q: Question) -> Iterator[tuple[str, str]]:
    """What these rows are, in words."""
    asked = q.asked
    yield from words(b)
    yield _("Unit"), q.scope.unit.name
    yield _("Period"), wording.span_of(asked.period)
    yield _("As of"), wording.day(asked.as_of)
    for name, value in in_words(TAKES, asked):
        yield say(name), say(value)


def _shown(line: Line, measure: Measure) -> Shown:
    of_complaint = measure.unit == "complaint"
    url = (
        url_for("complaints.show", complaint_id=line.owner_id)
        if of_complaint
        else url_for("cases.show", case_id=line.owner_id)
    )
    return Shown(
        number=" · ".join((line.number, *_part(line, measure))),
        url=url,
        day=line.place.day,
        unit=line.unit,
        state=state_words(measure, line.state),
        reason=reason_words(line.reason),
        officer=line.officer,
    )


def _part(line: Line, measure: Measure) -> Iterator[str]:
    """What tells the rows of one case apart: the accused, the section, the raid."""
    if measure.unit in ("accused", "charge"):
        yield f"A-{line.serial:03d}"
    if measure.unit == "charge":
        yield say(options.label(options.OFFENCES, line.part))
    if measure.unit == "raid":
        kind = _("Raid") if line.part == "RAID" else _("Search")
        yield f"{kind} {line.serial}"


def _place(name: str) -> Place | None:
    """The place a link of the pager leads to, as 2025-07-08.0.<id>; anything else is 404."""
    given = request.args.get(name, "")
    if not given:
        return None
    try:
        day, seq, row = given.split(".")
        return Place(date.fromisoformat(day), uuid.UUID(row), int(seq))
    except ValueError:
        abort(404)


def _url(name: str, place: Place | None) -> str | None:
    """This list from another place on; what narrows it stays."""
    if place is None:
        return None
    kept = {key: value for key, value in request.args.items() if key not in ("older", "newer")}
    return address("reports.rows", {**kept, name: f"{place.day}.{place.seq}.{place.id}"})
