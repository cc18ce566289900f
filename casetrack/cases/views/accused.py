"""The accused: all of a case, one of them, a new one."""

from __future__ import annotations

import uuid

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from markupsafe import Markup

from casetrack.cases import queries, service
from casetrack.cases.forms import AccusedFilterForm, NominateForm
from casetrack.cases.models import Accused, Case
from casetrack.cases.views import acts, words
from casetrack.cases.views.room import blueprint, found, found_accused
from casetrack.people import service as register
from casetrack.people.queries import links_of
from casetrack.rules.refusals import Refused
from casetrack.rules.roles import Permission
from casetrack.rules.stages import AccusedState
from casetrack.web.guard import current_actor, permit
from casetrack.web.transaction import request_time


@blueprint.get("/cases/<uuid:case_id>/accused")
@permit(Permission.CASE_READ)
def list_accused(case_id: uuid.UUID) -> ResponseReturnValue:
    case = found(case_id)
    counts = queries.accused_counts(case)
    form = AccusedFilterForm(request.args, nationalities=list(counts.nationalities))
    right = form.validate()
    page = render_template(
        "cases/accused_list.html",
        case=case,
        form=form,
        rows=queries.accused_listed(case, form.wanted()) if right else (),
        counts=counts,
        states=queries.accused_states(case),
        clocks={one.accused_id: one for one in reversed(queries.running_clocks(case))},
        words=words,
        now=request_time(),
    )
    return page, 200 if right else 422


@blueprint.get("/cases/<uuid:case_id>/accused/new")
@permit(Permission.CASE_MOVE)
def new_accused(case_id: uuid.UUID) -> ResponseReturnValue:
    case = found(case_id)
    stands = AccusedState.NOMINATED if case.fir_serial else AccusedState.SUSPECT
    return _new_page(case, NominateForm(data={"state": stands.value, "sex": "U"}))


@blueprint.post("/cases/<uuid:case_id>/accused/new")
@permit(Permission.CASE_MOVE)
def add_accused(case_id: uuid.UUID) -> ResponseReturnValue:
    case, form = found(case_id), NominateForm()
    if form.validate():
        try:
            accused = _add(case, form)
        except Refused as refused:
            form.refuse(refused)
        else:
            flash(_("%(reference)s is in the case.", reference=accused.reference))
            return redirect(url_for("cases.show_accused", accused_id=accused.id), 303)
    return _new_page(case, form), 422


def _add(case: Case, form: NominateForm) -> Accused:
    actor, now = current_actor(), request_time()
    person = register.record_person(facts=form.person(), actor=actor, now=now)
    return service.add_accused(
        case=case,
        person=person,
        part=form.part.data or "",
        state=AccusedState(form.state.data),
        actor=actor,
        now=now,
    )


@blueprint.get("/accused/<uuid:accused_id>")
@permit(Permission.CASE_READ)
def show_accused(accused_id: uuid.UUID) -> ResponseReturnValue:
    accused, actor, now = found_accused(accused_id), current_actor(), request_time()
    made = (make(accused, actor, now) for make in current_app.extensions["accused_panels"])
    panels = sorted(made, key=lambda panel: panel.order)
    clocks = [one for one in queries.running_clocks(accused.case) if one.accused_id == accused.id]
    return render_template(
        "cases/accused.html",
        accused=accused,
        case=accused.case,
        acts=acts.of_accused(accused, actor),
        panel_acts=[act for panel in panels for act in panel.actions],
        parts=[
            Markup(render_template(one.template, **one.context, accused=accused))  # noqa: S704
            for one in panels
        ],
        clocks=words.clock_rows(clocks, now),
        identifiers=links_of("person", accused.person_id),
        history=words.entries(reversed(accused.movements)),
        words=words,
    )


def _new_page(case: Case, form: NominateForm) -> str:
    return render_template("cases/new_accused.html", case=case, form=form)
