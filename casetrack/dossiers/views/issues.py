"""Ask for a dossier, watch it being printed, approve the draft."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from casetrack import jobs
from casetrack.cases import queries as cases
from casetrack.cases.models import Case
from casetrack.cases.panels import Action, Panel
from casetrack.dossiers import queries, service
from casetrack.dossiers.forms import AskForm
from casetrack.dossiers.views.room import blueprint, visible
from casetrack.rules.actor import Actor
from casetrack.rules.refusals import Refused
from casetrack.rules.roles import Permission
from casetrack.rules.words import N_
from casetrack.web.forms import Form
from casetrack.web.guard import current_actor, find, permit
from casetrack.web.transaction import request_time

PANEL_ORDER = 70


@blueprint.route("/cases/<uuid:case_id>/dossiers", methods=("GET", "POST"))
@permit(Permission.DOSSIER_PRINT)
def ask(case_id: UUID) -> ResponseReturnValue:
    actor = current_actor()
    case = find(cases.visible_to(actor), Case.id == case_id)
    form = AskForm(actor, queries.joined_complaints(case, actor))
    if form.validate_on_submit():
        try:
            made = service.ask_dossier(
                case=case,
                purpose=form.purpose.data,
                edition=form.edition.data,
                complaint_id=form.complaint_id(),
                actor=actor,
                now=request_time(),
            )
        except Refused as refused:
            form.refuse(refused)
        else:
            return redirect(url_for("dossiers.show", dossier_id=made.id), 303)
    rows = queries.dossiers_of(case, actor)
    page = render_template("dossiers/ask.html", case=case, form=form, rows=rows)
    return page, 422 if form.is_submitted() else 200


@blueprint.get("/dossiers/<uuid:dossier_id>")
@permit(Permission.DOSSIER_PRINT)
def show(dossier_id: UUID) -> ResponseReturnValue:
    dossier, actor = visible(dossier_id), current_actor()
    return render_template(
        "dossiers/show.html",
        dossier=dossier,
        case=dossier.case,
        may_approve=actor.may(Permission.DOSSIER_APPROVE) and dossier.requested_by_id != actor.id,
    )


@blueprint.get("/dossiers/<uuid:dossier_id>/progress")
@permit(Permission.DOSSIER_PRINT)
def progress(dossier_id: UUID) -> ResponseReturnValue:
    return render_template("dossiers/progress.html", dossier=visible(dossier_id))


@blueprint.route("/dossiers/<uuid:dossier_id>/approve", methods=("GET", "POST"))
@permit(Permission.DOSSIER_APPROVE)
def approve(dossier_id: UUID) -> ResponseReturnValue:
    dossier, form = visible(dossier_id), Form()
    if form.validate_on_submit():
        try:
            service.approve(dossier=dossier, actor=current_actor(), now=request_time())
        except Refused as refused:
            form.refuse(refused)
        else:
            return redirect(url_for("dossiers.show", dossier_id=dossier.id), 303)
    page = render_template("dossiers/approve.html", dossier=dossier, form=form)
    return page, 422 if form.is_submitted() else 200


@blueprint.post("/dossiers/<uuid:dossier_id>/again")
@permit(Permission.DOSSIER_PRINT)
def print_again(dossier_id: UUID) -> ResponseReturnValue:
    dossier = visible(dossier_id)
    service.print_again(dossier=dossier, now=request_time())
    return redirect(url_for("dossiers.show", dossier_id=dossier.id), 303)


@blueprint.post("/dossiers/<uuid:dossier_id>/cancel")
@permit(Permission.DOSSIER_PRINT)
def cancel(dossier_id: UUID) -> ResponseReturnValue:
    """Stop the printing: at once if it waits, else at its next step."""
    dossier = visible(dossier_id)
    if dossier.job is not None:
        jobs.cancel(dossier.job, request_time())
    return redirect(url_for("dossiers.show", dossier_id=dossier.id), 303)


def case_panel(case: Case, actor: Actor, _now: datetime) -> Panel:
    """The dossiers of a case, and the button that asks for one."""
    may_print = actor.may(Permission.DOSSIER_PRINT)
    return Panel(
        order=PANEL_ORDER,
        template="dossiers/panel.html",
        context={
            "dossiers": queries.dossiers_of(case, actor) if may_print else (),
            "may_print": may_print,
        },
        actions=_actions(case) if may_print else (),
    )


def _actions(case: Case) -> tuple[Action, ...]:
    return (
        Action(N_("Print a paper"), url_for("dossiers.papers", case_id=case.id)),
        Action(N_("Print dossier"), url_for("dossiers.ask", case_id=case.id)),
    )
