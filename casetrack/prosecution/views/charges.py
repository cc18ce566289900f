"""Charges: framed, listed; and the order that ends it before a charge."""

from __future__ import annotations

import uuid

from flask import flash, redirect, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from casetrack.cases import queries as cases
from casetrack.prosecution import queries, service
from casetrack.prosecution.forms import ChargesForm, DischargeForm
from casetrack.prosecution.views import words
from casetrack.prosecution.views.room import BOTH, blueprint, carried_out, case_url, found, page
from casetrack.rules.roles import Permission
from casetrack.rules.states import AccusedState
from casetrack.web.guard import current_actor, permit
from casetrack.web.transaction import request_time

A = AccusedState


@blueprint.get("/cases/<uuid:case_id>/charges")
@permit(Permission.CASE_READ)
def list_charges(case_id: uuid.UUID) -> ResponseReturnValue:
    case = found(case_id)
    return page("charges.html", case=case, charges=queries.charges_of(case))


@blueprint.route("/cases/<uuid:case_id>/charges/new", methods=BOTH)
@permit(Permission.COURT_RECORD)
def frame_charges(case_id: uuid.UUID) -> ResponseReturnValue:
    case = found(case_id)
    accused = [one for one in cases.accused_of(case) if one.state in (A.CHALLANED, A.CHARGED)]
    sections = tuple(section.offence for section in case.sections)
    first = {
        "version": str(case.version),
        "charge_at": request_time().replace(second=0, microsecond=0),
        "offences": sections,
        "rows": [{"key": one.id, "chosen": one.state is A.CHALLANED} for one in accused],
    }
    lines = {str(line.key): line for line in words.of_accused(accused)}
    form = ChargesForm(sections=sections, data=first if request.method == "GET" else {})

    def frame() -> None:
        made = service.frame_charges(
            case=case, facts=form.facts(), actor=current_actor(), now=request_time()
        )
        flash(ngettext("%(num)d charge is framed.", "%(num)d charges are framed.", len(made)))

    if carried_out(form, case.version, frame):
        return redirect(case_url(case), 303)
    return page("frame_charges.html", form, case=case, lines=lines)


@blueprint.route("/cases/<uuid:case_id>/discharge", methods=BOTH)
@permit(Permission.COURT_RECORD)
def discharge_accused(case_id: uuid.UUID) -> ResponseReturnValue:
    case = found(case_id)
    accused = [one for one in cases.accused_of(case) if one.state is A.CHALLANED]
    first = {
        "version": str(case.version),
        "rows": [{"key": one.id, "chosen": len(accused) == 1} for one in accused],
    }
    lines = {str(line.key): line for line in words.of_accused(accused)}
    form = DischargeForm(data=first if request.method == "GET" else {})

    def discharge() -> None:
        service.discharge_accused(
            case=case, facts=form.facts(), actor=current_actor(), now=request_time()
        )

    if carried_out(form, case.version, discharge):
        flash(_("The order is recorded."))
        return redirect(case_url(case), 303)
    return page("discharge.html", form, case=case, lines=lines)
