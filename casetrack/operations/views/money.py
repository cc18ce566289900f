"""Money frozen, recovered or returned: recorded, and struck out where it was wrong."""

from __future__ import annotations

from uuid import UUID

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from casetrack.db import local_date
from casetrack.operations import queries, service
from casetrack.operations.forms import RecoveryForm, StrikeForm
from casetrack.operations.models import Recovery
from casetrack.operations.views.room import BOTH, blueprint, found_case, page
from casetrack.rules.refusals import Refused
from casetrack.rules.roles import Permission
from casetrack.web.guard import current_actor, find, permit
from casetrack.web.transaction import request_time


@blueprint.route("/cases/<uuid:case_id>/recoveries/add", methods=BOTH)
@permit(Permission.OPERATION_RECORD)
def record_recovery(case_id: UUID) -> ResponseReturnValue:
    case, now = found_case(case_id), request_time()
    form = RecoveryForm(data={"done_on": local_date(now), "currency": "PKR"})
    if form.validate_on_submit():
        try:
            service.record_recovery(case=case, facts=form.facts(), actor=current_actor(), now=now)
        except Refused as refused:
            form.refuse(refused)
        else:
            flash(_("The amount is recorded."))
            return _to_case(case.id)
    return page("operations/record_recovery.html", form=form, case=case)


@blueprint.route("/recoveries/<uuid:recovery_id>/strike", methods=BOTH)
@permit(Permission.OPERATION_RECORD)
def strike_recovery(recovery_id: UUID) -> ResponseReturnValue:
    recovery = find(queries.recoveries_visible_to(current_actor()), Recovery.id == recovery_id)
    form = StrikeForm()
    if form.validate_on_submit():
        try:
            service.strike_recovery(
                recovery=recovery, reason=form.reason.data or "", now=request_time()
            )
        except Refused as refused:
            form.refuse(refused)
        else:
            flash(_("The record is struck out. It no longer counts."))
            return _to_case(recovery.case_id)
    return page("operations/strike_recovery.html", form=form, recovery=recovery)


def _to_case(case_id: UUID) -> ResponseReturnValue:
    return redirect(url_for("cases.show", case_id=case_id, _anchor="money"), 303)
