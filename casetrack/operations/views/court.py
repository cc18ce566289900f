"""What a court orders: many produced at once; remand, bail and release of one accused."""

from __future__ import annotations

from uuid import UUID

from flask import flash
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from casetrack.cases.models import Accused
from casetrack.db import local_date
from casetrack.operations import queries, service
from casetrack.operations.forms import BailForm, ProduceForm, ReleaseForm, RemandForm
from casetrack.operations.models import Arrest
from casetrack.operations.views.room import (
    BOTH,
    blueprint,
    found_accused,
    found_operation,
    page,
    pin,
    to_accused,
    to_operation,
)
from casetrack.rules.refusals import Refused
from casetrack.rules.remand import RemandTally, cumulative_remand
from casetrack.rules.roles import Permission
from casetrack.rules.states import Custody
from casetrack.web.guard import current_actor, permit
from casetrack.web.transaction import request_time


@blueprint.route("/operations/<uuid:operation_id>/produce", methods=BOTH)
@permit(Permission.OPERATION_RECORD)
def produce(operation_id: UUID) -> ResponseReturnValue:
    operation, now = found_operation(operation_id), request_time()
    arrests = [one for one in queries.arrests_of(operation) if one.released_at is None]
    form = ProduceForm(data={"produced_at": now, "court": operation.case.court})
    form.offer(arrests)
    if form.validate_on_submit():
        try:
            number = service.record_remands(
                arrests=form.chosen(arrests),
                production=form.production(),
                facts=form.remand(),
                actor=current_actor(),
                now=now,
            )
        except Refused as refused:
            pin(form, refused)
        else:
            flash(ngettext("%(num)d accused: recorded", "%(num)d accused: recorded", number))
            return to_operation(operation)
    return page("operations/produce.html", form=form, operation=operation, arrests=arrests)


@blueprint.route("/accused/<uuid:accused_id>/remand", methods=BOTH)
@permit(Permission.OPERATION_RECORD)
def record_remand(accused_id: UUID) -> ResponseReturnValue:
    accused, now = found_accused(accused_id), request_time()
    arrest = queries.last_arrest(accused)
    form = RemandForm(data={"from_on": local_date(now), "court": accused.case.court})
    if form.validate_on_submit():
        try:
            _remand(accused, arrest, form)
        except Refused as refused:
            form.refuse(refused)
        else:
            flash(_("Remand of %(reference)s: recorded", reference=accused.reference))
            return to_accused(accused)
    return page(
        "operations/record_remand.html",
        form=form,
        accused=accused,
        arrest=arrest,
        tally=_tally(accused),
    )


def _remand(accused: Accused, arrest: Arrest | None, form: RemandForm) -> None:
    actor, now, produced = current_actor(), request_time(), form.production()
    if arrest is not None and arrest.produced_at is None and produced is not None:
        service.record_production(arrest=arrest, facts=produced, actor=actor, now=now)
    service.record_remand(accused=accused, facts=form.facts(), actor=actor, now=now)


def _tally(accused: Accused) -> RemandTally:
    """Police remand used and left, by the law of the first order."""
    orders = queries.police_orders([accused.id])[accused.id]
    on = min((one.ordered_on for one in orders), default=local_date(request_time()))
    sections = [section.offence for section in accused.case.sections]
    return cumulative_remand(orders, sections=sections, on=on)


@blueprint.route("/accused/<uuid:accused_id>/bail", methods=BOTH)
@permit(Permission.OPERATION_RECORD)
def record_bail(accused_id: UUID) -> ResponseReturnValue:
    accused, now = found_accused(accused_id), request_time()
    form = BailForm(data={"decided_on": local_date(now), "court": accused.case.court})
    # Not arrested, so only bail before arrest can be meant (CrPC s.498).
    pre_arrest = accused.custody is Custody.NONE
    if form.validate_on_submit():
        try:
            service.record_bail(
                accused=accused,
                facts=form.facts(pre_arrest=pre_arrest),
                actor=current_actor(),
                now=now,
            )
        except Refused as refused:
            form.refuse(refused)
        else:
            flash(_("Decision on bail of %(reference)s: recorded", reference=accused.reference))
            return to_accused(accused)
    return page("operations/record_bail.html", form=form, accused=accused, pre_arrest=pre_arrest)


@blueprint.route("/accused/<uuid:accused_id>/release", methods=BOTH)
@permit(Permission.OPERATION_RECORD)
def record_release(accused_id: UUID) -> ResponseReturnValue:
    accused, now = found_accused(accused_id), request_time()
    form = ReleaseForm(data={"released_at": now})
    if form.validate_on_submit():
        try:
            service.record_release(
                accused=accused, facts=form.facts(), actor=current_actor(), now=now
            )
        except Refused as refused:
            form.refuse(refused)
        else:
            flash(_("Release of %(reference)s: recorded", reference=accused.reference))
            return to_accused(accused)
    return page("operations/record_release.html", form=form, accused=accused)
