"""Recording what was done about a request."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from flask import abort, flash, redirect
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from casetrack.db import local_date
from casetrack.evidence import queries as evidence
from casetrack.evidence import service as documents
from casetrack.requests import queries, service
from casetrack.requests.facts import ActFacts
from casetrack.requests.forms import ActForm
from casetrack.requests.models import Request
from casetrack.requests.standing import kind_of, standing_of, traits_of
from casetrack.requests.views.pages import address
from casetrack.requests.views.room import BOTH, LABELS, blueprint, page, request_of
from casetrack.rules import request_moves
from casetrack.rules.refusals import Refused
from casetrack.rules.request_moves import RequestAct as Act
from casetrack.rules.roles import Permission
from casetrack.web.guard import current_actor, permit
from casetrack.web.transaction import request_time


@blueprint.route("/requests/<uuid:asked_id>/acts/<act>", methods=BOTH)
@permit(Permission.EVIDENCE_RECORD)
def record_act(asked_id: UUID, act: str) -> ResponseReturnValue:
    request, kind = request_of(asked_id), _act(act)
    request_moves.find(standing_of(request).state, kind, traits_of(request))
    moving = queries.exhibits_moving(request, kind)
    form = ActForm(data=_offered(request, kind))
    form.offer(kind, request, evidence.documents_of(request.case), moving)
    if form.validate_on_submit():
        try:
            service.record_act(
                request=request,
                facts=_with_document(request, form),
                actor=current_actor(),
                now=request_time(),
            )
        except Refused as refused:
            form.refuse(refused)
        else:
            flash(_("%(request)s: %(act)s", request=request.reference, act=_(LABELS["acts"][kind])))
            return redirect(address(request), 303)
    return page(
        "requests/act.html",
        form=form,
        request_=request,
        case=request.case,
        kind=kind_of(request),
        act=kind,
        moving=[(one, evidence.last_link(one).holder) for one in moving],
    )


def _offered(request: Request, act: Act) -> dict[str, object]:
    """What the form begins with: today, the order of the draft, who is asked."""
    now = request_time()
    given: dict[str, object] = {
        "done_on": local_date(now),
        "order_court": request.order_court,
        "order_number": request.order_number,
        "order_on": request.order_on,
        "handed_at": now,
    }
    if act is Act.SENT:
        return {**given, "to_holder": request.addressee, "due_on": request.due_on}
    return {**given, "to_holder": current_actor().name}


def _with_document(request: Request, form: ActForm) -> ActFacts:
    """The act's facts; a new file becomes a document of the case in the same transaction."""
    facts, new = form.facts(), form.new_document()
    if new is None:
        return facts
    made = documents.store_document(
        case=request.case,
        stream=form.file.data.stream,
        facts=new,
        actor=current_actor(),
        now=request_time(),
    )
    return replace(facts, document_id=made.id)


def _act(name: str) -> Act:
    """The act of an address, or 404."""
    try:
        return Act(name.upper())
    except ValueError:
        abort(404)
