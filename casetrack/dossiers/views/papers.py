"""Single papers: choose what to print and of what, and it is printed by the worker."""

from __future__ import annotations

from uuid import UUID

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from casetrack.cases import queries as cases
from casetrack.cases.models import Case
from casetrack.dossiers import queries, service
from casetrack.dossiers.facts import DOSSIER
from casetrack.dossiers.forms import PaperForm
from casetrack.dossiers.papers import job  # noqa: F401 - the worker's handler
from casetrack.dossiers.papers.subjects import subjects_of
from casetrack.dossiers.views.room import blueprint
from casetrack.rules.refusals import Refused
from casetrack.rules.roles import Permission
from casetrack.web.guard import current_actor, find, permit
from casetrack.web.transaction import request_time


@blueprint.route("/cases/<uuid:case_id>/papers", methods=("GET", "POST"))
@permit(Permission.DOSSIER_PRINT)
def papers(case_id: UUID) -> ResponseReturnValue:
    actor = current_actor()
    case = find(cases.visible_to(actor), Case.id == case_id)
    form = PaperForm(lambda kind: subjects_of(kind, case, actor))
    if form.validate_on_submit():
        kind, subject_id = form.chosen()
        try:
            made = service.ask_paper(
                case=case, form=kind, subject_id=subject_id, actor=actor, now=request_time()
            )
        except Refused as refused:
            form.refuse(refused)
        else:
            return redirect(url_for("dossiers.show", dossier_id=made.id), 303)
    rows = [one for one in queries.dossiers_of(case, actor) if one.form != DOSSIER]
    page = render_template("dossiers/papers.html", case=case, form=form, rows=rows)
    return page, 422 if form.is_submitted() else 200
