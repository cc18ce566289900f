"""Everyone found at a site: pasted, checked in words, corrected in place, saved all or none."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from flask import flash, request
from flask.typing import ResponseReturnValue
from flask_babel import ngettext

from casetrack.operations import queries, service, sheet
from casetrack.operations.forms import PersonsForm, posted_rows
from casetrack.operations.found_rows import CheckedRow, check
from casetrack.operations.models import Operation
from casetrack.operations.views.room import (
    BOTH,
    blueprint,
    found_operation,
    page,
    pin,
    to_operation,
)
from casetrack.rules.refusals import Refused
from casetrack.rules.roles import Permission
from casetrack.web.guard import current_actor, permit
from casetrack.web.transaction import request_time


@blueprint.route("/operations/<uuid:operation_id>/persons", methods=BOTH)
@permit(Permission.OPERATION_RECORD)
def record_persons(operation_id: UUID) -> ResponseReturnValue:
    operation = found_operation(operation_id)
    form = PersonsForm()
    form.offer(queries.officers(current_actor()))
    if not form.is_submitted():
        return _paste_page(operation, form)
    try:
        # The checking table comes back with its rows; the first page with the sheet.
        rows = posted_rows(request.form) if "checked" in request.form else form.pasted()
    except Refused as refused:
        form.refuse(refused)
        return _paste_page(operation, form)
    if request.form.get("act") == "add":
        rows.append(dict.fromkeys(sheet.KEYS, ""))
    checked = _checked(operation, rows)
    if "checked" not in request.form:
        _propose(form, operation)
    elif request.form.get("act") == "save" and _may_save(form, checked):
        try:
            return _save(operation, form, checked)
        except Refused as refused:
            pin(form, refused)
    return _check_page(operation, form, checked)


def _save(
    operation: Operation, form: PersonsForm, checked: list[CheckedRow]
) -> ResponseReturnValue:
    rows = [row.facts for row in checked if row.facts is not None]
    arrests = any(row.found_as == "ACCUSED" for row in rows)
    saved = service.record_found(
        operation=operation,
        rows=rows,
        common=form.common() if arrests else None,
        actor=current_actor(),
        now=request_time(),
    )
    number = len(saved.accused) + len(saved.others)
    flash(ngettext("%(num)d person saved", "%(num)d persons saved", number))
    return to_operation(operation)


def _may_save(form: PersonsForm, checked: list[CheckedRow]) -> bool:
    """Every row good, and all told that an arrest needs."""
    good = bool(form.validate()) and bool(checked) and all(row.good for row in checked)
    arrests = any(row.facts and row.facts.found_as == "ACCUSED" for row in checked)
    return (form.demand_arrest_facts() if arrests else True) and good


def _checked(operation: Operation, rows: list[sheet.Cells]) -> list[CheckedRow]:
    known = queries.known_in(operation.case)
    return check(rows, known=known, day=operation.started_on, now=request_time())


def _propose(form: PersonsForm, operation: Operation) -> None:
    """What most likely holds for everyone; the officer looks at it before he saves."""
    form.arrested_at.process_data(min(operation.started_at + timedelta(minutes=15), request_time()))
    form.place.process_data(operation.place)
    form.officer_id.process_data(str(operation.leader_id))


def _paste_page(operation: Operation, form: PersonsForm) -> ResponseReturnValue:
    return page("operations/paste_persons.html", form=form, operation=operation)


def _check_page(
    operation: Operation, form: PersonsForm, checked: list[CheckedRow]
) -> ResponseReturnValue:
    return page(
        "operations/check_persons.html",
        form=form,
        operation=operation,
        columns=sheet.COLUMNS,
        bad=[row for row in checked if not row.good],
        good=[row for row in checked if row.good],
        arrests=sum(bool(row.facts and row.facts.found_as == "ACCUSED") for row in checked),
        noted=sum(bool(row.notes) for row in checked),
        kept_text=sheet.write(row.cells for row in checked),
    )
