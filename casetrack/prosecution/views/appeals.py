"""Appeals in a case: listed, filed, decided; and the copy from which their time runs."""

from __future__ import annotations

import uuid

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from casetrack.cases.models import Case
from casetrack.prosecution import queries, service
from casetrack.prosecution.forms import AppealForm, CopyForm, DecisionForm
from casetrack.prosecution.models import Appeal
from casetrack.prosecution.views import words
from casetrack.prosecution.views.room import BOTH, blueprint, carried_out, case_url, found, page
from casetrack.rules.roles import Permission
from casetrack.rules.states import CaseState
from casetrack.web.guard import current_actor, permit
from casetrack.web.transaction import request_time


@blueprint.get("/cases/<uuid:case_id>/appeals")
@permit(Permission.CASE_READ)
def list_appeals(case_id: uuid.UUID) -> ResponseReturnValue:
    return _list(found(case_id), CopyForm())


@blueprint.post("/cases/<uuid:case_id>/appeals")
@permit(Permission.COURT_RECORD)
def supply_copy(case_id: uuid.UUID) -> ResponseReturnValue:
    case, form = found(case_id), CopyForm()

    def supply() -> None:
        at = form.certified_copy_at.instant() or request_time()
        service.supply_copy(case=case, at=at, actor=current_actor(), now=request_time())

    if carried_out(form, 0, supply):
        flash(_("The time for appeal runs."))
        return redirect(url_for("prosecution.list_appeals", case_id=case.id), 303)
    return _list(case, form)


@blueprint.route("/cases/<uuid:case_id>/appeals/new", methods=BOTH)
@permit(Permission.COURT_RECORD)
def file_appeal(case_id: uuid.UUID) -> ResponseReturnValue:
    case = found(case_id)
    form = AppealForm(data={"version": str(case.version)})

    def file() -> None:
        service.file_appeal(
            case=case, facts=form.facts(), actor=current_actor(), now=request_time()
        )

    acquitted = case.state is CaseState.ACQUITTED
    if carried_out(form, case.version, file):
        flash(_("The appeal is recorded."))
        return redirect(case_url(case), 303)
    return page("file_appeal.html", form, case=case, acquitted=acquitted)


@blueprint.route("/cases/<uuid:case_id>/appeals/decide", methods=BOTH)
@permit(Permission.COURT_RECORD)
def decide_appeal(case_id: uuid.UUID) -> ResponseReturnValue:
    case = found(case_id)
    appeal = _chosen(case)
    if appeal is None:
        return redirect(url_for("prosecution.list_appeals", case_id=case.id), 303)
    charges = [charge for charge in queries.charges_of(case) if charge.verdict]
    standing = {charge.id: charge.verdict.kind for charge in charges if charge.verdict}
    lines = {str(line.key): line for line in words.of_charges(charges)}
    rows = [{"key": charge.id} for charge in charges]
    form = DecisionForm(
        data={"version": str(appeal.version), "rows": rows} if request.method == "GET" else {}
    )

    def decide() -> None:
        service.decide_appeal(
            case=case,
            appeal=appeal,
            facts=form.facts(standing),
            actor=current_actor(),
            now=request_time(),
        )

    if carried_out(form, appeal.version, decide):
        flash(_("The appeal is decided. The case: %(state)s.", state=_(case.state.label)))
        return redirect(case_url(case), 303)
    return page("decide_appeal.html", form, case=case, appeal=appeal, lines=lines)


def _chosen(case: Case) -> Appeal | None:
    """The pending appeal that the address names, else the only one there is."""
    pending = queries.pending_appeals(case)
    wanted = request.args.get("appeal", "")
    named = [appeal for appeal in pending if str(appeal.id) == wanted]
    if wanted:
        return named[0] if named else None
    return pending[0] if len(pending) == 1 else None


def _list(case: Case, form: CopyForm) -> ResponseReturnValue:
    return page(
        "appeals.html",
        form,
        case=case,
        appeals=queries.appeals_of(case),
        judged=case.state in (CaseState.CONVICTED, CaseState.ACQUITTED),
        may_record=current_actor().may(Permission.COURT_RECORD),
    )
