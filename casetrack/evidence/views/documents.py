"""The documents of a case."""

from __future__ import annotations

from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from casetrack.evidence import queries, service
from casetrack.evidence.forms import DocumentForm
from casetrack.evidence.models import Document
from casetrack.evidence.views.giving import given_out
from casetrack.evidence.views.room import BOTH, blueprint, case_of, page
from casetrack.rules.refusals import Refused
from casetrack.rules.roles import Permission
from casetrack.web.guard import current_actor, find, permit
from casetrack.web.transaction import request_time


@blueprint.get("/cases/<uuid:case_id>/documents")
@permit(Permission.EVIDENCE_READ)
def list_documents(case_id: UUID) -> ResponseReturnValue:
    case = case_of(case_id)
    return render_template(
        "evidence/documents.html",
        case=case,
        documents=queries.documents_of(case),
        may_record=current_actor().may(Permission.EVIDENCE_RECORD),
    )


@blueprint.route("/cases/<uuid:case_id>/documents/add", methods=BOTH)
@permit(Permission.EVIDENCE_RECORD)
def add_document(case_id: UUID) -> ResponseReturnValue:
    case = case_of(case_id)
    form = DocumentForm()
    if form.validate_on_submit():
        try:
            made = service.store_document(
                case=case,
                stream=form.file.data.stream,
                facts=form.facts(),
                actor=current_actor(),
                now=request_time(),
            )
        except Refused as refused:
            form.refuse(refused)
        else:
            flash(_("%(reference)s is stored", reference=made.reference))
            return redirect(url_for("evidence.list_documents", case_id=case.id), 303)
    return page("evidence/add_document.html", form=form, case=case)


@blueprint.get("/documents/<uuid:document_id>/file")
@permit(Permission.EVIDENCE_READ)
def download_document(document_id: UUID) -> ResponseReturnValue:
    document = find(queries.visible_documents(current_actor()), Document.id == document_id)
    return given_out(document, request_time())
