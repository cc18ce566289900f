"""Saved reports: the officer's own questions, by name."""

from __future__ import annotations

from uuid import UUID

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from casetrack.reports import service
from casetrack.reports.catalogue import BY_NAME
from casetrack.reports.forms import SaveForm
from casetrack.reports.models import SavedReport
from casetrack.reports.queries import returns as kept
from casetrack.reports.views.asking import form_of
from casetrack.reports.views.offers import kept_query, question
from casetrack.reports.views.pages import address
from casetrack.reports.views.room import blueprint, today
from casetrack.rules.refusals import Refused
from casetrack.rules.roles import Permission
from casetrack.web.forms import Form
from casetrack.web.guard import current_actor, find, permit
from casetrack.web.transaction import request_time


@blueprint.get("/reports/saved")
@permit(Permission.REPORT_READ)
def saved() -> ResponseReturnValue:
    rows = [(one, _open(one)) for one in kept.saved_reports(current_actor())]
    return render_template("reports/saved.html", rows=rows, kinds=BY_NAME)


@blueprint.route("/reports/<name>/save", methods=("GET", "POST"))
@permit(Permission.REPORT_READ)
def save(name: str) -> ResponseReturnValue:
    kind = BY_NAME.get(name)
    if kind is None:
        abort(404)
    asked = form_of(kind)
    if not asked.validate():
        return redirect(address("reports.show", {"name": name, **request.args}), 303)
    form = SaveForm()
    if form.validate_on_submit():
        try:
            service.save_report(
                report=name,
                question=kept_query(asked.asked()),
                name=form.name.data or "",
                monthly=form.monthly.data,
                actor=current_actor(),
                now=request_time(),
            )
        except Refused as refused:
            form.refuse(refused)
        else:
            flash(_("The report is saved."))
            return redirect(url_for("reports.saved"), 303)
    page = render_template(
        "reports/saved_form.html",
        form=form,
        title=_("Save this report"),
        question=question(kind, asked.asked(), asked.chosen().name),
        back=address("reports.show", {"name": name, **asked.asked().query()}),
    )
    return page, 422 if form.is_submitted() else 200


@blueprint.route("/reports/saved/<uuid:saved_id>", methods=("GET", "POST"))
@permit(Permission.REPORT_READ)
def change_saved(saved_id: UUID) -> ResponseReturnValue:
    one = _saved(saved_id)
    form = SaveForm(name=one.name, monthly=one.monthly_from is not None, version=str(one.version))
    if form.validate_on_submit():
        if form.stale(one.version):
            abort(409)
        try:
            service.change_saved(
                saved=one,
                name=form.name.data or "",
                monthly=form.monthly.data,
                actor=current_actor(),
                now=request_time(),
            )
        except Refused as refused:
            form.refuse(refused)
        else:
            flash(_("The saved report is changed."))
            return redirect(url_for("reports.saved"), 303)
    page = render_template(
        "reports/saved_form.html",
        form=form,
        title=_("Change a saved report"),
        question=(),
        back=url_for("reports.saved"),
    )
    return page, 422 if form.is_submitted() else 200


@blueprint.route("/reports/saved/<uuid:saved_id>/delete", methods=("GET", "POST"))
@permit(Permission.REPORT_READ)
def delete_saved(saved_id: UUID) -> ResponseReturnValue:
    one, form = _saved(saved_id), Form()
    if form.validate_on_submit():
        service.delete_saved(saved=one, now=request_time())
        flash(_("The saved report is deleted. What it brought stays in your inbox."))
        return redirect(url_for("reports.saved"), 303)
    return render_template("reports/saved_delete.html", form=form, saved=one)


def _saved(saved_id: UUID) -> SavedReport:
    return find(kept.saved_by(current_actor()), SavedReport.id == saved_id)


def _open(one: SavedReport) -> str:
    """The address of its question: of today unless a day was asked for."""
    query = {"as_of": today().isoformat(), **one.question}
    return address("reports.show", {"name": one.report, **query})
