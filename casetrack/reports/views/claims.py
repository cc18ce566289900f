"""A table that somebody printed, checked: pasted or sent, shown as understood, never kept."""

from __future__ import annotations

from collections.abc import Callable

from flask import Response, render_template, request
from flask.typing import ResponseReturnValue

from casetrack.reports import printed, queries, sheets, workbook
from casetrack.reports.claims import document_of
from casetrack.reports.claims.form import ClaimForm
from casetrack.reports.document import Document
from casetrack.reports.views.pages import address, link_to_rows, pdf_of
from casetrack.reports.views.room import blueprint, today
from casetrack.reports.views.shown import show as shown
from casetrack.rules.claims import Reading, examine, roles
from casetrack.rules.refusals import Refused
from casetrack.rules.roles import Permission
from casetrack.web.guard import current_actor, note_list, permit
from casetrack.web.language import say
from casetrack.web.transaction import keep_nothing

# How a check is written to a file: its media type and what makes it.
FILES: dict[str, tuple[str, Callable[[Document], str | bytes]]] = {
    "csv": ("text/csv", lambda document: sheets.as_csv(document, say)),
    "xlsx": (workbook.MEDIA_TYPE, lambda document: workbook.as_xlsx(document, say)),
    "pdf": ("application/pdf", pdf_of),
    "json": ("application/json", lambda document: printed.as_json(document, say)),
}


@blueprint.get("/reports/claims")
@permit(Permission.REPORT_READ)
def claims() -> ResponseReturnValue:
    return render_template("reports/claims.html", form=_form())


@blueprint.post("/reports/claims")
@permit(Permission.REPORT_READ)
def check_claim() -> ResponseReturnValue:
    """Answer with the check itself: nothing is written, so sent again it is answered again."""
    form = _form()
    if not form.validate():
        return _refused(form)
    note_list()
    try:
        reading = form.reading(request.form)
        document = _document(form, reading)
    except Refused as refused:
        form.refuse(refused)
        return _refused(form)
    keep_nothing()
    wanted = request.form.get("as", "")
    return _file(document, wanted) if wanted in FILES else _page(form, reading, document)


def _form() -> ClaimForm:
    form = ClaimForm()
    form.offer(queries.units_for(current_actor()))
    return form


def _refused(form: ClaimForm) -> ResponseReturnValue:
    return render_template("reports/claims.html", form=form), 422


def _document(form: ClaimForm, reading: Reading) -> Document:
    units = queries.units_for(current_actor())
    unit = next(unit for unit in units if unit.code == form.unit.data)
    scope = queries.scope_of(current_actor(), unit)
    document = document_of(examine(reading, form.rates.data or ""), scope, today())
    document.demand_sums()
    return document


def _page(form: ClaimForm, reading: Reading, document: Document) -> ResponseReturnValue:
    return render_template(
        "reports/claims.html",
        form=form,
        reading=reading,
        column_choices=roles.COLUMNS,
        row_choices=roles.ROWS,
        report=shown(document, link_to_rows(document), say),
        files=list(FILES),
        own_url=address("reports.show", {"name": "conviction", **document.asked.query()}),
    )


def _file(document: Document, ending: str) -> Response:
    mimetype, make = FILES[ending]
    answer = Response(make(document), mimetype=mimetype)
    name = f"{document.name}-{document.asked.unit}-{document.asked.as_of}.{ending}"
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    return answer
