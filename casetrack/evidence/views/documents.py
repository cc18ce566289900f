"""The documents of a case."""

from __future__ import annotations

from uuid import UUID

from flask import Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from casetrack.evidence import deriving, peek, queries, service
from casetrack.evidence.forms import DocumentForm
from casetrack.evidence.models import Document
from casetrack.evidence.views.giving import given_out
from casetrack.evidence.views.room import BOTH, blueprint, case_of, page
from casetrack.rules.refusals import Refused
from casetrack.rules.roles import Permission
from casetrack.web.guard import current_actor, find, note_list, permit
from casetrack.web.transaction import request_time

SHOWN = 100_000  # characters of an extract


@blueprint.get("/cases/<uuid:case_id>/documents")
@permit(Permission.EVIDENCE_READ)
def list_documents(case_id: UUID) -> ResponseReturnValue:
    case, actor = case_of(case_id), current_actor()
    kind = request.args.get("kind", "")
    return render_template(
        "evidence/documents.html",
        case=case,
        documents=queries.documents_of(case, kind),
        kinds=queries.kinds_of(case),
        kind=kind,
        uploads=queries.uploads_under_way(case, actor),
        may_record=actor.may(Permission.EVIDENCE_RECORD),
    )


@blueprint.get("/documents/<uuid:document_id>")
@permit(Permission.EVIDENCE_READ)
def show_document(document_id: UUID) -> ResponseReturnValue:
    """Everything about one document: its file, its marks, what was made of it."""
    document = find(queries.visible_documents(current_actor()), Document.id == document_id)
    made = {one.kind: one for one in document.derivatives}
    text = made.get(peek.TEXT)
    words = ((deriving.shelf().read(text.sha256) if text else None) or b"").decode()
    return render_template(
        "evidence/document.html",
        document=document,
        case=case_of(document.case_id),
        exhibits=queries.exhibits_made_of(document),
        picture=made.get(peek.THUMBNAIL),
        text=text,
        words=words[:SHOWN],
        cut=len(words) > SHOWN,
        may_record=current_actor().may(Permission.EVIDENCE_RECORD),
    )


@blueprint.get("/documents/<uuid:document_id>/thumbnail")
@permit(Permission.EVIDENCE_READ)
def show_thumbnail(document_id: UUID) -> ResponseReturnValue:
    """The small picture, made by us: of the page that shows it, the audit knows already."""
    sha256 = queries.thumbnail_of(current_actor(), document_id)
    data = deriving.shelf().read(sha256) if sha256 else None
    if data is None:
        note_list()
        abort(404)
    answer = Response(data, mimetype="image/png")
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer


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
