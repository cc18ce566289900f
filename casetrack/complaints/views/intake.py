"""The quick form and its draft."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from casetrack.complaints import queries, service
from casetrack.complaints.forms import ComplaintForm
from casetrack.complaints.models import ComplaintDraft
from casetrack.complaints.views.room import blueprint
from casetrack.rules.refusals import Refused
from casetrack.rules.roles import Permission
from casetrack.web.guard import current_actor, permit
from casetrack.web.transaction import request_time

# They belong to one sending of the form, not to what was typed.
NOT_KEPT = frozenset({"csrf_token", "idempotency_key", "version"})


@blueprint.get("/new")
@permit(Permission.COMPLAINT_LOG)
def new() -> ResponseReturnValue:
    draft = queries.draft_of(current_actor().id)
    return _page(_restored(draft) if draft else _blank(), draft)


@blueprint.post("/new")
@permit(Permission.COMPLAINT_LOG)
def log() -> ResponseReturnValue:
    form = ComplaintForm()
    if form.add_row(request.form):
        return _page(form), 422
    if form.validate():
        try:
            complaint = service.log(facts=form.facts(), actor=current_actor(), now=request_time())
        except Refused as refused:
            form.refuse(refused)
        else:
            service.drop_draft(actor=current_actor())
            flash(_("Logged as %(number)s. Tell the caller this number.", number=complaint.number))
            return redirect(url_for("complaints.show", complaint_id=complaint.id), 303)
    return _page(form), 422


@blueprint.post("/draft")
@permit(Permission.COMPLAINT_LOG)
def save_draft() -> ResponseReturnValue:
    """Called by the form itself every few seconds while it changes."""
    typed = request.form.to_dict(flat=False)
    fields = {name: values for name, values in typed.items() if name not in NOT_KEPT}
    service.save_draft(fields=fields, actor=current_actor(), now=request_time())
    return "", 204


@blueprint.post("/draft/drop")
@permit(Permission.COMPLAINT_LOG)
def drop_draft() -> ResponseReturnValue:
    service.drop_draft(actor=current_actor())
    return redirect(url_for("complaints.new"), 303)


def _blank() -> ComplaintForm:
    return ComplaintForm(data={"received_at": request_time().replace(second=0, microsecond=0)})


def _restored(draft: ComplaintDraft) -> ComplaintForm:
    return ComplaintForm(MultiDict(draft.fields))


def _page(form: ComplaintForm, draft: ComplaintDraft | None = None) -> str:
    return render_template("complaints/new.html", form=form, draft=draft)
