"""Notices that the law asks for: to the court of a search, to the consulate of an arrest."""

from __future__ import annotations

from uuid import UUID

from flask import flash
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from casetrack.operations import queries, service
from casetrack.operations.forms import InstantForm
from casetrack.operations.views.room import (
    BOTH,
    blueprint,
    found_accused,
    found_operation,
    page,
    to_accused,
    to_operation,
)
from casetrack.rules.custody import needs_consular_notice
from casetrack.rules.refusals import Refused
from casetrack.rules.roles import Permission
from casetrack.web.guard import permit
from casetrack.web.transaction import request_time


@blueprint.route("/operations/<uuid:operation_id>/court-notice", methods=BOTH)
@permit(Permission.OPERATION_RECORD)
def notify_court(operation_id: UUID) -> ResponseReturnValue:
    operation, now = found_operation(operation_id), request_time()
    form = InstantForm(data={"at": now})
    if form.validate_on_submit():
        try:
            service.notify_court(case=operation.case, at=form.instant(), now=now)
        except Refused as refused:
            form.refuse(refused)
        else:
            flash(_("Notice to the court: recorded"))
            return to_operation(operation)
    return page("operations/notify_court.html", form=form, operation=operation)


@blueprint.route("/operations/<uuid:operation_id>/consulates/<country>", methods=BOTH)
@permit(Permission.OPERATION_RECORD)
def inform_consulate(operation_id: UUID, country: str) -> ResponseReturnValue:
    """One consulate told of all its nationals arrested in this operation."""
    operation, now = found_operation(operation_id), request_time()
    form = InstantForm(data={"at": now})
    arrests = [
        one
        for one in queries.arrests_of(operation)
        if one.accused.person.nationality == country
        and one.consulate_informed_at is None
        and needs_consular_notice(country)
    ]
    if form.validate_on_submit():
        try:
            told = service.inform_consulate(arrests=arrests, at=form.instant(), now=now)
        except Refused as refused:
            form.refuse(refused)
        else:
            flash(ngettext("Consulate told of %(num)d", "Consulate told of %(num)d", told))
            return to_operation(operation)
    return page(
        "operations/inform_consulate.html",
        form=form,
        operation=operation,
        country=country,
        arrests=arrests,
    )


@blueprint.route("/accused/<uuid:accused_id>/consulate", methods=BOTH)
@permit(Permission.OPERATION_RECORD)
def inform_consulate_of_one(accused_id: UUID) -> ResponseReturnValue:
    accused, now = found_accused(accused_id), request_time()
    form = InstantForm(data={"at": now})
    arrest = queries.last_arrest(accused)
    if form.validate_on_submit():
        try:
            arrests = [arrest] if arrest else []
            service.inform_consulate(arrests=arrests, at=form.instant(), now=now)
        except Refused as refused:
            form.refuse(refused)
        else:
            flash(_("Notice to the consulate: recorded"))
            return to_accused(accused)
    return page("operations/inform_consulate_of_one.html", form=form, accused=accused)
