"""What becomes of a document: an exhibit, a mark, relied on or not, cleared or not."""

from __future__ import annotations

from uuid import UUID

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from casetrack.evidence import queries, service
from casetrack.evidence.forms import DigitalForm
from casetrack.evidence.models import Document
from casetrack.evidence.views.room import BOTH, blueprint, case_of, page
from casetrack.rules import lists
from casetrack.rules.refusals import Refused
from casetrack.rules.roles import Permission
from casetrack.web.guard import current_actor, find, permit
from casetrack.web.transaction import request_time

DIGITAL = tuple(one for one in lists.EXHIBIT_KINDS if one.key in service.DIGITAL)


@blueprint.route("/documents/<uuid:document_id>/exhibit", methods=BOTH)
@permit(Permission.EVIDENCE_RECORD)
def make_exhibit(document_id: UUID) -> ResponseReturnValue:
    document, actor = _document(document_id), current_actor()
    case = case_of(document.case_id)
    known = {
        "taken": "RECEIVED",
        "kind": document.kind if document.kind in service.DIGITAL else "FILE",
        "occurred_at": document.recorded_at,
        "description": document.title,
        "to_officer_id": str(actor.id),
    }
    form = DigitalForm(officers=queries.takers(case, actor), kinds=DIGITAL, data=known)
    if form.validate_on_submit():
        try:
            made = service.make_exhibit(
                document=document, facts=form.facts(), actor=actor, now=request_time()
            )
        except Refused as refused:
            form.refuse(refused)
        else:
            flash(
                _(
                    "%(document)s is %(exhibit)s",
                    document=document.reference,
                    exhibit=made.reference,
                )
            )
            return redirect(url_for("evidence.show_exhibit", exhibit_id=made.id), 303)
    return page("evidence/make_exhibit.html", form=form, case=case, document=document)


@blueprint.post("/documents/<uuid:document_id>/mark")
@permit(Permission.EVIDENCE_RECORD)
def give_mark(document_id: UUID) -> ResponseReturnValue:
    document = _document(document_id)
    mark = service.give_mark(document=document)
    flash(_("%(document)s is %(mark)s", document=document.reference, mark=mark))
    return _to_page(document)


@blueprint.post("/documents/<uuid:document_id>/relied-on")
@permit(Permission.EVIDENCE_RECORD)
def set_relied_on(document_id: UUID) -> ResponseReturnValue:
    """`relied_on` is "y" or nothing."""
    document = _document(document_id)
    service.set_relied_on(document=document, relied_on=request.form.get("relied_on") == "y")
    said = _("relied on") if document.relied_on else _("not relied on")
    flash(f"{document.reference}: {said}")
    return _to_page(document)


@blueprint.post("/documents/<uuid:document_id>/cleared")
@permit(Permission.EVIDENCE_RECORD)
def set_cleared(document_id: UUID) -> ResponseReturnValue:
    """`cleared` is "y" or nothing."""
    document = _document(document_id)
    if request.form.get("cleared") == "y":
        service.clear_document(document=document, actor=current_actor(), now=request_time())
        flash(_("%(document)s: cleared", document=document.reference))
    else:
        service.withdraw_clearance(document=document)
        flash(_("%(document)s: no longer cleared", document=document.reference))
    return _to_page(document)


def _document(document_id: UUID) -> Document:
    return find(queries.visible_documents(current_actor()), Document.id == document_id)


def _to_page(document: Document) -> ResponseReturnValue:
    return redirect(url_for("evidence.show_document", document_id=document.id), 303)
