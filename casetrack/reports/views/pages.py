"""The index, and every report of the catalogue as page, CSV, XLSX, PDF and JSON."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, cast
from urllib.parse import urlencode

from flask import Response, abort, current_app, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from casetrack.printing import render_pdf
from casetrack.reports import printed, queries, sheets
from casetrack.reports.catalogue import BY_NAME, KINDS, Kind
from casetrack.reports.catalogue.kind import built
from casetrack.reports.document import Document, Drill
from casetrack.reports.forms import AskedForm
from casetrack.reports.views.asking import form_of, not_taken, presets
from casetrack.reports.views.offers import offers
from casetrack.reports.views.room import LINKS, blueprint
from casetrack.reports.views.shown import show as shown
from casetrack.rules.refusals import Refused
from casetrack.rules.roles import Permission
from casetrack.web.errors import refusal_words
from casetrack.web.guard import current_actor, note_list, permit
from casetrack.web.language import say
from casetrack.web.transaction import request_time

Answer = Callable[[Kind, AskedForm, Document], ResponseReturnValue]
ROWS = "reports.rows"
PERIOD = frozenset({"name", "from", "to", "month"})


@blueprint.get("/reports")
@permit(Permission.REPORT_READ)
def index() -> ResponseReturnValue:
    links = [link for link in LINKS if link[1] in current_app.view_functions]
    return render_template("reports/index.html", kinds=KINDS, links=links)


@blueprint.get("/reports/<name>")
@permit(Permission.REPORT_READ)
def show(name: str) -> ResponseReturnValue:
    return _answer(name, _page)


@blueprint.get("/reports/<name>.csv")
@permit(Permission.REPORT_READ)
def csv(name: str) -> ResponseReturnValue:
    return _answer(name, _csv)


@blueprint.get("/reports/<name>.xlsx")
@permit(Permission.REPORT_READ)
def xlsx(name: str) -> ResponseReturnValue:
    return _answer(name, _xlsx)


@blueprint.get("/reports/<name>.json")
@permit(Permission.REPORT_READ)
def json(name: str) -> ResponseReturnValue:
    return _answer(name, _json)


@blueprint.get("/reports/<name>.pdf")
@permit(Permission.REPORT_READ)
def pdf(name: str) -> ResponseReturnValue:
    return _answer(name, _pdf)


def _answer(name: str, answer: Answer) -> ResponseReturnValue:
    """Find the kind, check the question, build the document, and give it in the form asked for."""
    kind = BY_NAME.get(name)
    if kind is None:
        abort(404)
    form = form_of(kind)
    strange = [say(name) for name in not_taken(form)]
    if not form.validate() or strange:
        words = _("This report cannot be narrowed by: %(names)s", names=", ".join(strange))
        form.form_errors += [words] if strange else []
        return _form_page(kind, form), 422
    note_list()
    try:
        scope = queries.scope_of(current_actor(), form.chosen())
        document = built(kind, scope, form.asked())
    except Refused as refused:
        return _refused(kind, form, refused)
    return answer(kind, form, document)


def _refused(kind: Kind, form: AskedForm, refused: Refused) -> ResponseReturnValue:
    """Wrong in the question: at its field. A report that does not stand: a page that says so."""
    words = refusal_words(refused)
    if refused.field in form:
        form[refused.field].errors = [words]
        return _form_page(kind, form), 422
    return render_template("reports/refused.html", kind=kind, words=words), 409


def _form_page(kind: Kind, form: AskedForm, **more: object) -> str:
    kept = {name: value for name, value in request.args.items() if name not in PERIOD}
    links = [
        (label, address("reports.show", {"name": kind.name, **kept, **period}))
        for label, period in presets(kind)
    ]
    return render_template("reports/report.html", kind=kind, form=form, presets=links, **more)


def _page(kind: Kind, form: AskedForm, document: Document) -> ResponseReturnValue:
    query = document.asked.query()
    files = [
        (label, address(f"reports.{label.lower()}", {"name": kind.name, **query}))
        for label in ("CSV", "XLSX", "PDF", "JSON")
    ]
    report = shown(document, link_to_rows(document), say)
    acts = offers(kind, document.asked, current_actor())
    return _form_page(kind, form, report=report, files=files, acts=acts)


def address(endpoint: str, arguments: Mapping[str, str]) -> str:
    """The address of a view; "from" is no name that a call could spell."""
    values: dict[str, Any] = dict(arguments)
    return url_for(endpoint, **values)


def link_to_rows(document: Document) -> Callable[[Drill], str]:
    """The address of a figure's rows; none where nothing shows rows, or the public reads."""
    if ROWS not in current_app.view_functions or document.asked.public:
        return lambda _drill: ""
    # A page has hundreds of them: what they share is spelt once.
    place = url_for(ROWS)
    shared = {name: pair(name, value) for name, value in document.asked.query().items()}

    def link(drill: Drill) -> str:
        own = {name: pair(name, value) for name, value in drill.narrows.items()}
        return f"{place}?{'&'.join((pair('measure', drill.measure), *(shared | own).values()))}"

    return link


@lru_cache(maxsize=4096)
def pair(name: str, value: str) -> str:
    """One argument of an address."""
    return urlencode({name: value})


def _csv(kind: Kind, _form: AskedForm, document: Document) -> ResponseReturnValue:
    return _file(sheets.as_csv(document, say), "text/csv", kind, "csv", document)


def _xlsx(kind: Kind, _form: AskedForm, document: Document) -> ResponseReturnValue:
    # Half a second of openpyxl, which few need and no command waits for.
    from casetrack.reports import workbook  # noqa: PLC0415

    return _file(workbook.as_xlsx(document, say), workbook.MEDIA_TYPE, kind, "xlsx", document)


def _json(kind: Kind, _form: AskedForm, document: Document) -> ResponseReturnValue:
    return _file(printed.as_json(document, say), "application/json", kind, "json", document)


def _pdf(kind: Kind, _form: AskedForm, document: Document) -> ResponseReturnValue:
    return _file(pdf_of(document), "application/pdf", kind, "pdf", document)


def pdf_of(document: Document) -> bytes:
    """The report on paper, as issued now by whoever asks."""
    html = render_template(
        "reports/paper.html",
        report=shown(document, lambda _drill: "", say),
        issued_at=request_time(),
        issued_by=current_actor(),
    )
    assets = Path(cast("str", current_app.static_folder))
    return render_pdf(html, assets=assets, seconds=60).data


def _file(
    content: str | bytes, mimetype: str, kind: Kind, ending: str, document: Document
) -> Response:
    asked = document.asked
    name = f"{kind.name}-{asked.unit}-{asked.period.start}-{asked.period.end}.{ending}"
    answer = Response(content, mimetype=mimetype)
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    return answer
