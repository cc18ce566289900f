"""Drafting a request, and changing the draft."""

from __future__ import annotations

from uuid import UUID

from flask import abort, flash, redirect
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from casetrack.db import local_date
from casetrack.requests import queries, service
from casetrack.requests.forms import RequestForm
from casetrack.requests.models import Request
from casetrack.requests.views.pages import address
from casetrack.requests.views.room import BOTH, blueprint, case_of, page, request_of
from casetrack.rules.refusals import Refused
from casetrack.rules.request_kinds import Family
from casetrack.rules.request_moves import RequestState
from casetrack.rules.roles import Permission
from casetrack.rules.words import N_
from casetrack.web.guard import current_actor, permit
from casetrack.web.transaction import request_time

TITLES = {
    Family.FORENSIC: N_("Request to a laboratory"),
    Family.PROVIDER: N_("Request to a provider"),
    Family.FOREIGN: N_("Request abroad"),
}


@blueprint.route("/cases/<uuid:case_id>/requests/add/<family>", methods=BOTH)
@permit(Permission.EVIDENCE_RECORD)
def draft_request(case_id: UUID, family: str) -> ResponseReturnValue:
    case, of, now = case_of(case_id), _family(family), request_time()
    form = RequestForm()
    form.offer(of, queries.providers(), local_date(now))
    if form.validate_on_submit():
        try:
            made = service.draft_request(
                case=case, facts=form.facts(), actor=current_actor(), now=now
            )
        except Refused as refused:
            form.refuse(refused)
        else:
            flash(_("%(reference)s is drafted", reference=made.reference))
            return redirect(address(made), 303)
    return page("requests/form.html", form=form, case=case, title=_(TITLES[of]), family=of)


@blueprint.route("/requests/<uuid:asked_id>/change", methods=BOTH)
@permit(Permission.EVIDENCE_RECORD)
def change_draft(asked_id: UUID) -> ResponseReturnValue:
    request, now = request_of(asked_id), request_time()
    if request.state != RequestState.DRAFT:
        raise Refused(N_("What was sent is not changed. Withdraw it and ask anew."))
    of, form = Family(request.family), RequestForm()
    form.offer(of, queries.providers(), local_date(now))
    if not form.is_submitted():
        form.show(request)
    elif form.validate():
        try:
            _change(request, form)
        except Refused as refused:
            form.refuse(refused)
        else:
            flash(_("%(reference)s is changed", reference=request.reference))
            return redirect(address(request), 303)
    title = _("Change %(reference)s", reference=request.reference)
    return page(
        "requests/form.html",
        form=form,
        case=request.case,
        title=title,
        family=of,
        request_=request,
    )


def _change(request: Request, form: RequestForm) -> None:
    if form.stale(request.version):
        raise Refused(N_("Somebody changed this draft meanwhile: load it again and look."))
    service.change_draft(request=request, facts=form.facts(), now=request_time())


def _family(name: str) -> Family:
    """The family of an address: forensic, provider, foreign; or 404."""
    try:
        return Family(name.upper())
    except ValueError:
        abort(404)
