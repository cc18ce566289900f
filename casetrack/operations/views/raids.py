"""A raid: recorded, shown, its seized things, the site's standing on that day."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from flask import flash, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from casetrack.cases import queries as cases
from casetrack.cases.models import Case, Clock
from casetrack.db import local_date
from casetrack.evidence import queries as evidence
from casetrack.evidence.views.words import fault_words
from casetrack.operations import queries, service
from casetrack.operations.forms import ItemsForm, RaidForm
from casetrack.operations.views.room import (
    BOTH,
    blueprint,
    found_case,
    found_operation,
    page,
    to_operation,
)
from casetrack.people.models import Site
from casetrack.people.queries import sites_visible_to, standing
from casetrack.rules.refusals import Refused
from casetrack.rules.roles import Permission
from casetrack.rules.words import N_
from casetrack.web.guard import current_actor, find, permit
from casetrack.web.transaction import request_time


@blueprint.route("/cases/<uuid:case_id>/operations/add", methods=BOTH)
@permit(Permission.OPERATION_RECORD)
def record_raid(case_id: UUID) -> ResponseReturnValue:
    case, actor, now = found_case(case_id), current_actor(), request_time()
    form = RaidForm(data={"leader_id": str(actor.id)})
    form.offer(officers=queries.officers(actor), sites=queries.sites())
    if form.validate_on_submit():
        try:
            operation = service.record_raid(
                case=case,
                facts=form.facts(_others(form)),
                items=form.things(),
                actor=actor,
                now=now,
            )
        except Refused as refused:
            form.refuse(refused)
        else:
            flash(_("%(operation)s is recorded.", operation=operation.reference))
            return to_operation(operation)
    return page("operations/record_raid.html", form=form, case=case)


@blueprint.get("/operations/<uuid:operation_id>")
@permit(Permission.CASE_READ)
def show(operation_id: UUID) -> ResponseReturnValue:
    operation, actor = found_operation(operation_id), current_actor()
    site = operation.site
    return render_template(
        "operations/show.html",
        operation=operation,
        case=operation.case,
        totals=queries.totals_of(operation),
        arrests=queries.arrests_of(operation),
        found=queries.found_in(operation),
        items=[(one, evidence.held_of(one)) for one in queries.items_of(operation)],
        fault_words=fault_words,
        others=queries.other_cases(operation, actor),
        standing=standing(site, operation.started_on) if site else None,
        court_clock=_court_clock(operation.case),
        may_record=actor.may(Permission.OPERATION_RECORD),
    )


@blueprint.route("/operations/<uuid:operation_id>/items", methods=BOTH)
@permit(Permission.OPERATION_RECORD)
def add_items(operation_id: UUID) -> ResponseReturnValue:
    operation, form = found_operation(operation_id), ItemsForm()
    if form.validate_on_submit():
        try:
            if not form.things():
                raise Refused(N_("List at least one thing."), field="items")
            made = service.seize(
                operation=operation,
                things=form.things(),
                actor=current_actor(),
                now=request_time(),
            )
        except Refused as refused:
            form.refuse(refused)
        else:
            flash(ngettext("%(num)d exhibit added", "%(num)d exhibits added", len(made)))
            return to_operation(operation)
    return page("operations/add_items.html", form=form, operation=operation)


@blueprint.get("/operations/standing")
@permit(Permission.REGISTER_READ)
def show_standing() -> ResponseReturnValue:
    """What a site was registered as on the day typed so far: a part for the raid form."""
    try:
        site_id = UUID(request.args.get("site_id", ""))
    except ValueError:
        return ""
    site = find(sites_visible_to(current_actor()), Site.id == site_id)
    day = _day_typed() or local_date(request_time())
    return render_template("operations/standing_part.html", standing=standing(site, day), site=site)


def _others(form: RaidForm) -> tuple[UUID, ...]:
    """The other cases by their numbers; one that the officer may not see is not known either."""
    found = []
    for number in form.other_numbers():
        case = cases.by_number(current_actor(), number)
        if case is None:
            raise Refused(N_("There is no case {number}."), field="others", number=number)
        found.append(case.id)
    return tuple(found)


def _court_clock(case: Case) -> Clock | None:
    """The clock of a search without a warrant, while the court was not yet told."""
    running = cases.running_clocks(case)
    return next((clock for clock in running if clock.key == "warrantless_report"), None)


def _day_typed() -> date | None:
    try:
        return datetime.fromisoformat(request.args.get("started_at", "")).date()
    except ValueError:
        return None
