"""The case diary, zimni by zimni, and the case's own history."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date, datetime, time

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from casetrack.cases import queries, service
from casetrack.cases.forms import DiaryForm
from casetrack.cases.models import Case
from casetrack.cases.panels import DayAct
from casetrack.cases.views import words
from casetrack.cases.views.room import blueprint, found
from casetrack.db import KARACHI, local_date
from casetrack.rules.refusals import Refused
from casetrack.rules.roles import Permission
from casetrack.rules.stages import CASE
from casetrack.web.guard import current_actor, permit
from casetrack.web.transaction import request_time


@blueprint.get("/cases/<uuid:case_id>/diary")
@permit(Permission.CASE_DIARY)
def diary(case_id: uuid.UUID) -> ResponseReturnValue:
    """`?day=` opens the form for an earlier day; `fill` begins its text with that day's acts."""
    case, day = found(case_id), _day_asked_for()
    acts = _acts_of(case, day)
    text = "\n".join(f"{act.words}." for act in acts) if "fill" in request.args else ""
    return _page(case, DiaryForm(data={"occurred_at": _moment(day), "text": text}), day, acts)


@blueprint.post("/cases/<uuid:case_id>/diary")
@permit(Permission.CASE_DIARY)
def write_diary(case_id: uuid.UUID) -> ResponseReturnValue:
    case, form = found(case_id), DiaryForm()
    at = form.occurred_at.instant() if form.validate() else None
    if at is not None:
        try:
            entry = service.write_diary(
                case=case,
                text=form.text.data or "",
                occurred_at=at,
                actor=current_actor(),
                now=request_time(),
            )
        except Refused as refused:
            form.refuse(refused)
        else:
            flash(
                _(
                    "Diary entry %(serial)s is written in zimni %(zimni)s.",
                    serial=entry.serial,
                    zimni=entry.zimni,
                )
            )
            return redirect(url_for("cases.diary", case_id=case.id), 303)
    day = local_date(at or request_time())
    return _page(case, form, day, _acts_of(case, day)), 422


@blueprint.get("/cases/<uuid:case_id>/history")
@permit(Permission.CASE_READ)
def history(case_id: uuid.UUID) -> ResponseReturnValue:
    case = found(case_id)
    entries = words.entries(queries.movements_of(case))
    return render_template("cases/history.html", case=case, entries=entries)


def moves_told(case: Case, day: date) -> Sequence[DayAct]:
    """What this room knows of a day: moves of the case and of its accused."""
    moves = [(one, CASE.find(one.from_state, one.to_state)) for one in queries.moves_on(case, day)]
    told = [
        DayAct(_(made.label if made else one.to_state.label), one.occurred_at)
        for one, made in moves
    ]
    for state, number in queries.accused_moves_on(case, day):
        people = ngettext("%(num)d accused", "%(num)d accused", number)
        told.append(DayAct(f"{people}: {_(state.label)}"))
    return told


def _acts_of(case: Case, day: date) -> list[DayAct]:
    """What every room knows of the day, those with an hour first in their order."""
    told = [act for tell in current_app.extensions["day_acts"] for act in tell(case, day)]
    last = datetime.max.replace(tzinfo=KARACHI)
    return sorted(told, key=lambda act: act.at or last)


def _day_asked_for() -> date:
    """The day of `?day=`, today by default; a day that is no day or lies ahead is today."""
    today = local_date(request_time())
    try:
        return min(date.fromisoformat(request.args.get("day", "")), today)
    except ValueError:
        return today


def _moment(day: date) -> datetime:
    """Now; of an earlier day midnight, which stands for an hour that nobody has told yet."""
    now = request_time()
    if day == local_date(now):
        return now.replace(second=0, microsecond=0)
    return datetime.combine(day, time.min, tzinfo=KARACHI)


def _page(case: Case, form: DiaryForm, day: date, acts: Sequence[DayAct]) -> str:
    return render_template(
        "cases/diary.html",
        case=case,
        form=form,
        day=day,
        today=local_date(request_time()),
        acts=acts,
        zimnis=list(reversed(queries.zimnis_of(case))),
        local_date=local_date,
    )
