"""Reports: a period form, the same rows as page, CSV and PDF."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from types import ModuleType
from typing import cast

from flask import Blueprint, Response, current_app, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.datastructures import MultiDict

from casetrack.db import local_date
from casetrack.printing import render_pdf
from casetrack.reports import facts, printed, queries, wording
from casetrack.reports.facts import ConvictionReport, Period
from casetrack.reports.forms import ConvictionForm
from casetrack.rules.roles import Permission
from casetrack.rules.words import N_
from casetrack.web.guard import current_actor, note_list, permit
from casetrack.web.transaction import request_time

blueprint = Blueprint("reports", __name__)


@blueprint.get("/reports/conviction")
@permit(Permission.REPORT_READ)
def conviction() -> ResponseReturnValue:
    form = _form()
    if not form.validate():
        return render_template("reports/conviction.html", form=form, presets=_presets()), 422
    note_list()
    return render_template(
        "reports/conviction.html", form=form, presets=_presets(), **_shown(_report(form))
    )


@blueprint.get("/reports/conviction.csv")
@permit(Permission.REPORT_READ)
def conviction_csv() -> ResponseReturnValue:
    form = _form()
    if not form.validate():
        return render_template("reports/conviction.html", form=form, presets=_presets()), 422
    note_list()
    return _file(printed.as_csv(_report(form), _), "text/csv", form)


@blueprint.get("/reports/conviction.pdf")
@permit(Permission.REPORT_READ)
def conviction_pdf() -> ResponseReturnValue:
    form = _form()
    if not form.validate():
        return render_template("reports/conviction.html", form=form, presets=_presets()), 422
    note_list()
    html = render_template(
        "reports/conviction_paper.html",
        issued_at=request_time(),
        issued_by=current_actor(),
        **_shown(_report(form)),
    )
    assets = Path(cast("str", current_app.static_folder))
    return _file(render_pdf(html, assets=assets, seconds=60).data, "application/pdf", form)


@blueprint.app_context_processor
def _demo_notice() -> dict[str, object]:
    """Every page of a database with a demonstration in it says so at its foot."""
    if not current_user.is_authenticated:
        return {}
    return {"demo_notice": queries.demo_titles()}


def _form() -> ConvictionForm:
    """The form as asked; what was left out is as usual."""
    units = queries.units_for(current_actor())
    asked: MultiDict[str, str] = MultiDict(request.args)
    if units:
        asked.setdefault("unit", units[0].code)
    if "from" not in asked and "to" not in asked and units:
        scope = queries.scope_of(current_actor(), units[0])
        period = queries.usual_period(scope=scope, as_of=_today())
        asked.update({"from": period.start.isoformat(), "to": period.end.isoformat()})
    return ConvictionForm(asked, units=units)


def _report(form: ConvictionForm) -> ConvictionReport:
    scope = queries.scope_of(current_actor(), form.chosen())
    return queries.conviction(scope=scope, period=form.period(), as_of=_today())


def _today() -> date:
    return local_date(request_time())


def _presets() -> list[tuple[str, Period]]:
    year = _today().year
    return [
        (N_("This year"), Period(date(year, 1, 1), date(year, 12, 31))),
        (N_("Last year"), Period(date(year - 1, 1, 1), date(year - 1, 12, 31))),
        ("2020–2024", Period(date(2020, 1, 1), date(2024, 12, 31))),
    ]


def _shown(report: ConvictionReport) -> dict[str, object]:
    """What page and paper are made of; `words` and `facts` are modules of names."""
    modules: dict[str, ModuleType] = {"words": wording, "facts": facts}
    return {
        "report": report,
        "funnel": wording.funnel(report, _),
        "convicted": wording.by_year(report, "convicted", _),
        "received": wording.by_year(report, "complaints", _),
        **modules,
    }


def _file(content: str | bytes, mimetype: str, form: ConvictionForm) -> Response:
    period, kind = form.period(), mimetype.rpartition("/")[2]
    name = f"conviction-{form.chosen().code}-{period.start}-{period.end}.{kind}"
    answer = Response(content, mimetype=mimetype)
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    return answer
