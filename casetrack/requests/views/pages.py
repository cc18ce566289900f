"""The requests of a case, and one of them with its history."""

from __future__ import annotations

from uuid import UUID

from flask import render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from casetrack.db import local_date
from casetrack.requests import queries, standing, wording
from casetrack.requests.models import Request, RequestAct
from casetrack.requests.views.room import LABELS, blueprint, case_of, request_of
from casetrack.rules import request_kinds
from casetrack.rules.request_kinds import Family
from casetrack.rules.roles import Permission
from casetrack.web.filters import show_date
from casetrack.web.guard import current_actor, permit
from casetrack.web.transaction import request_time


@blueprint.get("/cases/<uuid:case_id>/requests")
@permit(Permission.EVIDENCE_READ)
def list_requests(case_id: UUID) -> ResponseReturnValue:
    case = case_of(case_id)
    found = queries.requests_of(case)
    return render_template(
        "requests/index.html",
        case=case,
        families=[(family, [one for one in found if one.family == family]) for family in Family],
        today=local_date(request_time()),
        may_record=current_actor().may(Permission.EVIDENCE_RECORD),
    )


@blueprint.get("/requests/<uuid:asked_id>")
@permit(Permission.EVIDENCE_READ)
def show_request(asked_id: UUID) -> ResponseReturnValue:
    request = request_of(asked_id)
    may = current_actor().may(Permission.EVIDENCE_RECORD)
    return render_template(
        "requests/show.html",
        request_=request,
        case=request.case,
        kind=standing.kind_of(request),
        basis=request_kinds.all_bases()[request.basis],
        today=local_date(request_time()),
        rows=standing.open_acts(request) if may else (),
        may_print=current_actor().may(Permission.DOSSIER_PRINT),
        entries=[_entry(act) for act in reversed(request.acts)],
        documents=[act.document for act in request.acts if act.document is not None],
        identifiers=wording.identifiers(request.identifiers),
        doubts=wording.doubts(request.identifiers),
        tell_court=standing.court_is_to_be_told(request),
        may_change=may and request.state == "DRAFT",
    )


def _entry(act: RequestAct) -> dict[str, object]:
    """An act as an entry of a history."""
    told = [
        _("Number: %(number)s", number=act.reference) if act.reference else "",
        act.note,
        _("Reply wanted by %(day)s", day=show_date(act.due_on)) if act.due_on else "",
        _("Held until %(day)s", day=show_date(act.preserved_until)) if act.preserved_until else "",
    ]
    document = act.document
    return {
        "day": act.done_on,
        "by": act.recorded_by.title,
        "title": _(LABELS["acts"][act.kind]),
        "text": "\n".join(line for line in told if line),
        "url": url_for("evidence.download_document", document_id=document.id) if document else "",
        "link_label": f"{document.reference} {document.title}" if document else "",
    }


def address(request: Request) -> str:
    """Where a request is read."""
    return url_for("requests.show_request", asked_id=request.id)
