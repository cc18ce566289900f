"""Hearings of a case: listed, added, told."""

from __future__ import annotations

import uuid

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from casetrack.cases.models import Case
from casetrack.db import local_date
from casetrack.prosecution import queries, service
from casetrack.prosecution.forms import HearingForm, OutcomeForm
from casetrack.prosecution.models import Hearing
from casetrack.prosecution.views.room import BOTH, blueprint, carried_out, found, page
from casetrack.rules.roles import Permission
from casetrack.web.guard import current_actor, find, permit
from casetrack.web.transaction import request_time


@blueprint.get("/cases/<uuid:case_id>/hearings")
@permit(Permission.CASE_READ)
def list_hearings(case_id: uuid.UUID) -> ResponseReturnValue:
    case = found(case_id)
    return _list(case, HearingForm(data=_first(case)))


@blueprint.post("/cases/<uuid:case_id>/hearings")
@permit(Permission.COURT_RECORD)
def record_hearing(case_id: uuid.UUID) -> ResponseReturnValue:
    case = found(case_id)
    form = HearingForm()

    def record() -> None:
        service.record_hearing(
            case=case, facts=form.facts(), actor=current_actor(), now=request_time()
        )

    # Adding to a list collides with nothing: no version is asked.
    if carried_out(form, 0, record):
        flash(_("The hearing is recorded."))
        return redirect(url_for("prosecution.list_hearings", case_id=case.id), 303)
    return _list(case, form)


@blueprint.route("/hearings/<uuid:hearing_id>/outcome", methods=BOTH)
@permit(Permission.COURT_RECORD)
def record_outcome(hearing_id: uuid.UUID) -> ResponseReturnValue:
    actor = current_actor()
    hearing = find(queries.visible_hearings(actor), Hearing.id == hearing_id)
    form = OutcomeForm(data={"version": str(hearing.version)})

    def record() -> None:
        service.record_outcome(hearing=hearing, facts=form.facts(), actor=actor, now=request_time())

    if carried_out(form, hearing.version, record):
        flash(_("The outcome is recorded."))
        return redirect(url_for("prosecution.list_hearings", case_id=hearing.case_id), 303)
    return page("outcome.html", form, hearing=hearing, case=hearing.case)


def _first(case: Case) -> dict[str, object]:
    return {"court": case.court}


def _list(case: Case, form: HearingForm) -> ResponseReturnValue:
    return page(
        "hearings.html",
        form,
        case=case,
        hearings=queries.hearings_of(case),
        today=local_date(request_time()),
        may_record=current_actor().may(Permission.COURT_RECORD),
    )
