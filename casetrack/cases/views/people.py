"""Complainants, victims, witnesses and rescued persons."""

from __future__ import annotations

import uuid

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from casetrack.cases import queries, service
from casetrack.cases.forms import AddPersonForm
from casetrack.cases.models import Case, CasePerson
from casetrack.cases.views.room import blueprint, found
from casetrack.people import service as register
from casetrack.rules.refusals import Refused
from casetrack.rules.roles import Permission
from casetrack.web.guard import current_actor, permit
from casetrack.web.transaction import request_time


@blueprint.get("/cases/<uuid:case_id>/people")
@permit(Permission.CASE_READ)
def people(case_id: uuid.UUID) -> ResponseReturnValue:
    case = found(case_id)
    sees_victims = current_actor().may(Permission.VICTIM_READ)
    return render_template(
        "cases/people.html",
        case=case,
        persons=queries.persons_of(case),
        identities=queries.identities_of(case) if sees_victims else {},
        sees_victims=sees_victims,
    )


@blueprint.get("/cases/<uuid:case_id>/people/new")
@permit(Permission.CASE_MOVE)
def new_person(case_id: uuid.UUID) -> ResponseReturnValue:
    return _page(found(case_id), AddPersonForm())


@blueprint.post("/cases/<uuid:case_id>/people/new")
@permit(Permission.CASE_MOVE)
def add_person(case_id: uuid.UUID) -> ResponseReturnValue:
    case, form = found(case_id), AddPersonForm()
    if form.validate():
        try:
            made = _add(case, form)
        except Refused as refused:
            form.refuse(refused)
        else:
            flash(_("%(reference)s is in the case.", reference=made.reference))
            return redirect(url_for("cases.people", case_id=case.id), 303)
    return _page(case, form), 422


def _add(case: Case, form: AddPersonForm) -> CasePerson:
    actor, now = current_actor(), request_time()
    if form.role.data == "RESCUED":
        return service.add_rescued(case=case, identity=form.rescued(), actor=actor, now=now)
    person = register.record_person(facts=form.person(), actor=actor, now=now)
    return service.add_person(
        case=case, person=person, role=form.role.data or "", note=form.note.data or "", now=now
    )


def _page(case: Case, form: AddPersonForm) -> str:
    return render_template("cases/new_person.html", case=case, form=form)
