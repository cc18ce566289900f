"""The exhibits of a case."""

from __future__ import annotations

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import ngettext

from casetrack.cases.models import Case
from casetrack.evidence import queries, service
from casetrack.evidence.forms import TakenForm
from casetrack.evidence.models import Exhibit
from casetrack.evidence.views.room import BOTH, blueprint, case_of, page
from casetrack.rules.refusals import Refused
from casetrack.rules.roles import Permission
from casetrack.web.guard import current_actor, find, permit
from casetrack.web.transaction import request_time


@blueprint.get("/cases/<uuid:case_id>/exhibits")
@permit(Permission.EVIDENCE_READ)
def list_exhibits(case_id: UUID) -> ResponseReturnValue:
    case = case_of(case_id)
    after = request.args.get("after", 0, int)
    rows = queries.exhibits_of(case, after=after, limit=queries.PAGE + 1)
    return render_template(
        "evidence/exhibits.html",
        case=case,
        exhibits=rows[: queries.PAGE],
        after=after,
        more=len(rows) > queries.PAGE,
        may_record=current_actor().may(Permission.EVIDENCE_RECORD),
    )


@blueprint.route("/cases/<uuid:case_id>/exhibits/add", methods=BOTH)
@permit(Permission.EVIDENCE_RECORD)
def add_exhibits(case_id: UUID) -> ResponseReturnValue:
    case = case_of(case_id)
    actor, now = current_actor(), request_time()
    form = TakenForm(data={"occurred_at": now, "to_holder": actor.name})
    if form.validate_on_submit():
        try:
            made = service.add_exhibits(case=case, facts=form.facts(), actor=actor, now=now)
        except Refused as refused:
            form.refuse(refused)
        else:
            flash(ngettext("%(num)d exhibit added", "%(num)d exhibits added", len(made)))
            return redirect(_after_adding(case, made), 303)
    return page("evidence/add_exhibits.html", form=form, case=case)


@blueprint.get("/exhibits/<uuid:exhibit_id>")
@permit(Permission.EVIDENCE_READ)
def show_exhibit(exhibit_id: UUID) -> ResponseReturnValue:
    exhibit = find(queries.visible_exhibits(current_actor()), Exhibit.id == exhibit_id)
    return render_template(
        "evidence/exhibit.html",
        exhibit=exhibit,
        case=case_of(exhibit.case_id),
        last=queries.last_link(exhibit),
        may_record=current_actor().may(Permission.EVIDENCE_RECORD),
    )


def _after_adding(case: Case, made: list[Exhibit]) -> str:
    if len(made) == 1:
        return url_for("evidence.show_exhibit", exhibit_id=made[0].id)
    return url_for("evidence.list_exhibits", case_id=case.id, after=made[0].serial - 1)
