"""Exhibits with their chain of custody, and the documents of a case."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, send_file, url_for
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from casetrack.cases import queries as cases
from casetrack.cases.models import Case
from casetrack.cases.panels import Panel
from casetrack.evidence import queries, service, store
from casetrack.evidence.forms import CustodyForm, DocumentForm, TakenForm
from casetrack.evidence.models import Document, Exhibit
from casetrack.rules import lists
from casetrack.rules.actor import Actor
from casetrack.rules.refusals import Refused
from casetrack.rules.roles import Permission
from casetrack.rules.words import N_
from casetrack.web.guard import current_actor, find, permit
from casetrack.web.transaction import request_time

blueprint = Blueprint("evidence", __name__)

BOTH = ("GET", "POST")
LABELS = {
    "kinds": {choice.key: choice.label for choice in lists.EXHIBIT_KINDS},
    "acts": {choice.key: choice.label for choice in lists.CUSTODY_ACTS},
    "papers": {choice.key: choice.label for choice in lists.DOCUMENT_KINDS},
}


@blueprint.record_once
def _give_words(state: BlueprintSetupState) -> None:
    """As globals: macros that are imported do not see a context processor."""
    state.app.jinja_env.globals.update(evidence_labels=LABELS)


@blueprint.get("/cases/<uuid:case_id>/exhibits")
@permit(Permission.EVIDENCE_READ)
def list_exhibits(case_id: UUID) -> ResponseReturnValue:
    case = _case(case_id)
    after = request.args.get("after", 0, int)
    rows = queries.exhibits_of(case, after=after, limit=queries.PAGE + 1)
    return render_template(
        "evidence/exhibits.html",
        case=case,
        exhibits=rows[: queries.PAGE],
        after=after,
        more=len(rows) > queries.PAGE,
        may_record=current_actor().may(Permission.EVIDENCE_RECORD),
    )


@blueprint.route("/cases/<uuid:case_id>/exhibits/add", methods=BOTH)
@permit(Permission.EVIDENCE_RECORD)
def add_exhibits(case_id: UUID) -> ResponseReturnValue:
    case = _case(case_id)
    actor, now = current_actor(), request_time()
    form = TakenForm(data={"occurred_at": now, "to_holder": actor.name})
    if form.validate_on_submit():
        try:
            made = service.add_exhibits(case=case, facts=form.facts(), actor=actor, now=now)
        except Refused as refused:
            form.refuse(refused)
        else:
            flash(ngettext("%(num)d exhibit added", "%(num)d exhibits added", len(made)))
            return redirect(_after_adding(case, made), 303)
    return _page("evidence/add_exhibits.html", form=form, case=case)


@blueprint.get("/exhibits/<uuid:exhibit_id>")
@permit(Permission.EVIDENCE_READ)
def show_exhibit(exhibit_id: UUID) -> ResponseReturnValue:
    exhibit = find(queries.visible_exhibits(current_actor()), Exhibit.id == exhibit_id)
    return render_template(
        "evidence/exhibit.html",
        exhibit=exhibit,
        case=_case(exhibit.case_id),
        last=queries.last_link(exhibit),
        may_record=current_actor().may(Permission.EVIDENCE_RECORD),
    )


@blueprint.route("/exhibits/<uuid:exhibit_id>/custody", methods=BOTH)
@permit(Permission.EVIDENCE_RECORD)
def record_custody(exhibit_id: UUID) -> ResponseReturnValue:
    actor, now = current_actor(), request_time()
    exhibit = find(queries.visible_exhibits(actor), Exhibit.id == exhibit_id)
    last = queries.last_link(exhibit)
    form = CustodyForm(data={"occurred_at": now, "from_holder": last.holder})
    if form.validate_on_submit():
        try:
            service.record_custody(exhibit=exhibit, facts=form.facts(), actor=actor, now=now)
        except Refused as refused:
            form.refuse(refused)
        else:
            flash(_("Chain of custody of %(reference)s: recorded", reference=exhibit.reference))
            return redirect(url_for("evidence.show_exhibit", exhibit_id=exhibit.id), 303)
    return _page("evidence/record_custody.html", form=form, exhibit=exhibit, last=last)


@blueprint.get("/cases/<uuid:case_id>/documents")
@permit(Permission.EVIDENCE_READ)
def list_documents(case_id: UUID) -> ResponseReturnValue:
    case = _case(case_id)
    return render_template(
        "evidence/documents.html",
        case=case,
        documents=queries.documents_of(case),
        may_record=current_actor().may(Permission.EVIDENCE_RECORD),
    )


@blueprint.route("/cases/<uuid:case_id>/documents/add", methods=BOTH)
@permit(Permission.EVIDENCE_RECORD)
def add_document(case_id: UUID) -> ResponseReturnValue:
    case = _case(case_id)
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
    return _page("evidence/add_document.html", form=form, case=case)


@blueprint.get("/documents/<uuid:document_id>/file")
@permit(Permission.EVIDENCE_READ)
def download_document(document_id: UUID) -> ResponseReturnValue:
    """The bytes as they came, never shown by the browser: whatever they are, they stay data."""
    document = find(queries.visible_documents(current_actor()), Document.id == document_id)
    if not store.is_whole(document.sha256):
        raise Refused(
            N_("The stored file of {reference} is missing or was changed. Tell the operator."),
            reference=document.reference,
        )
    answer = send_file(
        store.path_of(document.sha256),
        mimetype="application/octet-stream",
        as_attachment=True,
        download_name=document.original_name,
    )
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer


def case_panel(case: Case, actor: Actor, now: datetime) -> Panel:
    """Exhibits and documents on the case page."""
    return Panel(
        order=60,
        template="evidence/panel.html",
        context={
            "shelf": queries.shelf_of(case),
            "may_record_evidence": actor.may(Permission.EVIDENCE_RECORD),
            "evidence_as_of": now,
        },
    )


def _case(case_id: UUID) -> Case:
    return find(cases.visible_to(current_actor()), Case.id == case_id)


def _after_adding(case: Case, made: list[Exhibit]) -> str:
    if len(made) == 1:
        return url_for("evidence.show_exhibit", exhibit_id=made[0].id)
    return url_for("evidence.list_exhibits", case_id=case.id, after=made[0].serial - 1)


def _page(template: str, **shown: object) -> ResponseReturnValue:
    status = 422 if request.method == "POST" else 200
    return render_template(template, **shown), status
