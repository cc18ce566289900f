"""Arrest and screening of one accused."""

from __future__ import annotations

from uuid import UUID

from flask import flash
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from casetrack.operations import queries, service
from casetrack.operations.forms import ArrestForm, ScreeningForm
from casetrack.operations.views.room import BOTH, blueprint, found_accused, page, to_accused
from casetrack.rules.refusals import Refused
from casetrack.rules.roles import Permission
from casetrack.rules.states import AccusedState
from casetrack.web.guard import current_actor, permit
from casetrack.web.transaction import request_time

# The table names a fact in its own words; the form pins the refusal on its field.
FIELDS = {
    "arrest_at": "arrested_at",
    "arrest_memo": "memo_number",
    "arresting_officer": "officer_id",
    "order_no": "order_number",
}


@blueprint.route("/accused/<uuid:accused_id>/arrest", methods=BOTH)
@permit(Permission.OPERATION_RECORD)
def record_arrest(accused_id: UUID) -> ResponseReturnValue:
    accused, actor, now = found_accused(accused_id), current_actor(), request_time()
    person = accused.person
    form = ArrestForm(
        data={
            "arrested_at": now,
            "officer_id": str(actor.id),
            "sex": "" if person.sex == "U" else person.sex,
            "nationality": person.nationality,
            "age_years": person.age_years,
        }
    )
    form.offer(queries.officers(actor))
    if form.validate_on_submit():
        try:
            service.record_arrest(accused=accused, facts=form.facts(), actor=actor, now=now)
        except Refused as refused:
            form.refuse(_on_own_field(refused))
        else:
            flash(_("%(reference)s is arrested: 24 hours run", reference=accused.reference))
            return to_accused(accused)
    return page(
        "operations/record_arrest.html",
        form=form,
        accused=accused,
        recalled=accused.state is AccusedState.PRE_ARREST_BAIL,
    )


@blueprint.route("/accused/<uuid:accused_id>/screening", methods=BOTH)
@permit(Permission.OPERATION_RECORD)
def record_screening(accused_id: UUID) -> ResponseReturnValue:
    accused, now = found_accused(accused_id), request_time()
    form = ScreeningForm(data={"screened_at": now})
    if form.validate_on_submit():
        try:
            service.record_screening(
                accused=accused, facts=form.facts(), actor=current_actor(), now=now
            )
        except Refused as refused:
            form.refuse(refused)
        else:
            flash(_("Screening of %(reference)s: recorded", reference=accused.reference))
            return to_accused(accused)
    return page("operations/record_screening.html", form=form, accused=accused)


def _on_own_field(refused: Refused) -> Refused:
    field = FIELDS.get(refused.field, refused.field)
    return Refused(refused.message, field=field, **refused.params)
