"""The case diary and the case's own history."""

from __future__ import annotations

import uuid

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from casetrack.cases import queries, service
from casetrack.cases.forms import DiaryForm
from casetrack.cases.models import Case
from casetrack.cases.views import words
from casetrack.cases.views.room import blueprint, found
from casetrack.rules.refusals import Refused
from casetrack.rules.roles import Permission
from casetrack.web.guard import current_actor, permit
from casetrack.web.transaction import request_time


@blueprint.get("/cases/<uuid:case_id>/diary")
@permit(Permission.CASE_DIARY)
def diary(case_id: uuid.UUID) -> ResponseReturnValue:
    minute = request_time().replace(second=0, microsecond=0)
    return _page(found(case_id), DiaryForm(data={"occurred_at": minute}))


@blueprint.post("/cases/<uuid:case_id>/diary")
@permit(Permission.CASE_DIARY)
def write_diary(case_id: uuid.UUID) -> ResponseReturnValue:
    case, form = found(case_id), DiaryForm()
    if form.validate():
        try:
            entry = service.write_diary(
                case=case,
                text=form.text.data or "",
                occurred_at=form.occurred_at.instant() or request_time(),
                actor=current_actor(),
                now=request_time(),
            )
        except Refused as refused:
            form.refuse(refused)
        else:
            flash(_("Diary entry %(serial)s is written.", serial=entry.serial))
            return redirect(url_for("cases.diary", case_id=case.id), 303)
    return _page(case, form), 422


@blueprint.get("/cases/<uuid:case_id>/history")
@permit(Permission.CASE_READ)
def history(case_id: uuid.UUID) -> ResponseReturnValue:
    case = found(case_id)
    entries = words.entries(queries.movements_of(case))
    return render_template("cases/history.html", case=case, entries=entries)


def _page(case: Case, form: DiaryForm) -> str:
    return render_template("cases/diary.html", case=case, form=form, entries=queries.diary_of(case))
