"""How a case begins, and complaints that join one."""

from __future__ import annotations

import uuid

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from casetrack.cases import queries, service
from casetrack.cases.forms import EnquiryForm, FirForm, JoinForm
from casetrack.cases.models import Case
from casetrack.cases.views.room import blueprint, case_officers, circles
from casetrack.complaints import queries as complaints
from casetrack.complaints.models import Complaint
from casetrack.rules.refusals import Refused
from casetrack.rules.roles import Permission
from casetrack.rules.stages import ComplaintState
from casetrack.rules.words import N_
from casetrack.web.guard import current_actor, find, permit
from casetrack.web.transaction import request_time


@blueprint.get("/complaints/<uuid:complaint_id>/enquiry")
@permit(Permission.CASE_OPEN)
def open_enquiry(complaint_id: uuid.UUID) -> ResponseReturnValue:
    complaint = _verified(complaint_id)
    lead = complaint.assigned_to_id or current_actor().id
    return _enquiry_page(complaint, EnquiryForm(data={"enquiry_officer": str(lead)}))


@blueprint.post("/complaints/<uuid:complaint_id>/enquiry")
@permit(Permission.CASE_OPEN)
def do_open_enquiry(complaint_id: uuid.UUID) -> ResponseReturnValue:
    complaint, form = _verified(complaint_id), EnquiryForm()
    form.offer(case_officers())
    if form.validate():
        try:
            case = service.open_enquiry(
                complaint=complaint, facts=form.facts(), actor=current_actor(), now=request_time()
            )
        except Refused as refused:
            form.refuse(refused)
        else:
            return _opened(case)
    return _enquiry_page(complaint, form), 422


@blueprint.get("/complaints/<uuid:complaint_id>/join")
@permit(Permission.CASE_OPEN)
def join(complaint_id: uuid.UUID) -> ResponseReturnValue:
    return _join_page(_verified(complaint_id), JoinForm())


@blueprint.post("/complaints/<uuid:complaint_id>/join")
@permit(Permission.CASE_OPEN)
def do_join(complaint_id: uuid.UUID) -> ResponseReturnValue:
    complaint, form, actor = _verified(complaint_id), JoinForm(), current_actor()
    if form.validate():
        try:
            case = _named(form)
            service.join_complaint(case=case, complaint=complaint, actor=actor, now=request_time())
        except Refused as refused:
            form.refuse(refused)
        else:
            words = _("%(one)s is joined to %(case)s.", one=complaint.number, case=case.number)
            flash(words)
            return redirect(url_for("cases.show", case_id=case.id), 303)
    return _join_page(complaint, form), 422


@blueprint.get("/cases/new-fir")
@permit(Permission.CASE_OPEN)
def new_fir() -> ResponseReturnValue:
    if not circles():
        abort(403)
    return _fir_page(FirForm(data={"io": str(current_actor().id)}))


@blueprint.post("/cases/new-fir")
@permit(Permission.CASE_OPEN)
def open_by_fir() -> ResponseReturnValue:
    form = FirForm()
    form.offer(case_officers(), circles())
    if form.validate():
        try:
            case = service.open_by_fir(
                facts=form.facts(), actor=current_actor(), now=request_time()
            )
        except Refused as refused:
            form.refuse(refused)
        else:
            return _opened(case)
    return _fir_page(form), 422


def _verified(complaint_id: uuid.UUID) -> Complaint:
    """A complaint that may be joined; one in another state says so."""
    complaint = find(complaints.visible_to(current_actor()), Complaint.id == complaint_id)
    if complaint.state is not ComplaintState.VERIFIED:
        raise Refused(
            N_('Only a verified complaint leads to a case; {number} stands as "{state}".'),
            number=complaint.number,
            state=_(complaint.state.label),
        )
    return complaint


def _named(form: JoinForm) -> Case:
    case = queries.by_number(current_actor(), form.case.data or "")
    if case is None:
        raise Refused(
            N_("You see no case of this number; write it as FSD-FIR-31/2025."), field="case"
        )
    return case


def _opened(case: Case) -> ResponseReturnValue:
    flash(_("%(number)s is open.", number=case.number))
    return redirect(url_for("cases.show", case_id=case.id), 303)


def _enquiry_page(complaint: Complaint, form: EnquiryForm) -> str:
    form.offer(case_officers())
    shared = queries.sharing_cases(complaint, current_actor())
    return render_template("cases/open_enquiry.html", complaint=complaint, form=form, shared=shared)


def _join_page(complaint: Complaint, form: JoinForm) -> str:
    shared = queries.sharing_cases(complaint, current_actor())
    return render_template("cases/join.html", complaint=complaint, form=form, shared=shared)


def _fir_page(form: FirForm) -> str:
    form.offer(case_officers(), circles())
    return render_template("cases/new_fir.html", form=form)
