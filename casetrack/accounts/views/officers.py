"""Officers, as the administrator keeps them. No page here knows of a case."""

from __future__ import annotations

import uuid
from itertools import groupby

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from casetrack.accounts import passwords, queries, service
from casetrack.accounts.forms import (
    ConfirmForm,
    FirstPasswordForm,
    NewOfficerForm,
    OfficerForm,
    StaffFilterForm,
)
from casetrack.accounts.models import Officer, Unit
from casetrack.accounts.views.room import blueprint
from casetrack.rules.refusals import Refused
from casetrack.rules.roles import Permission, Role
from casetrack.web.guard import current_actor, find, note_list, permit
from casetrack.web.transaction import request_time


@blueprint.get("/officers")
@permit(Permission.OFFICERS_MANAGE)
def officers() -> ResponseReturnValue:
    form = StaffFilterForm(request.args, units=queries.units())
    note_list()
    right = form.validate()
    role = Role(form.role.data) if right and form.role.data else None
    listed = queries.staff(unit_path=form.unit.data or "", role=role) if right else []
    page = render_template(
        "accounts/officers.html",
        form=form,
        groups=[(unit, list(some)) for unit, some in groupby(listed, key=lambda one: one.unit)],
        seen=queries.last_seen([one.id for one in listed]),
        now=request_time(),
    )
    return page, 200 if right else 422


@blueprint.get("/officers/new")
@permit(Permission.OFFICERS_MANAGE)
def new_officer() -> ResponseReturnValue:
    form = NewOfficerForm(units=queries.units(), data={"password": passwords.first_password()})
    return render_template("accounts/new_officer.html", form=form)


@blueprint.post("/officers/new")
@permit(Permission.OFFICERS_MANAGE)
def add_officer() -> ResponseReturnValue:
    form = NewOfficerForm(units=queries.units())
    if form.validate():
        try:
            officer = service.add_officer(
                username=form.username.data or "",
                name=form.name.data or "",
                rank=form.rank.data or "",
                role=Role(form.role.data),
                unit=_unit(form),
                password=form.password.data or "",
                now=request_time(),
            )
        except Refused as refused:
            form.refuse(refused)
        else:
            flash(_("%(officer)s can sign in now.", officer=officer.title))
            return _to(officer)
    return render_template("accounts/new_officer.html", form=form), 422


@blueprint.get("/officers/<uuid:officer_id>")
@permit(Permission.OFFICERS_MANAGE)
def show_officer(officer_id: uuid.UUID) -> ResponseReturnValue:
    officer = _found(officer_id)
    return render_template(
        "accounts/officer.html",
        officer=officer,
        own=officer.id == current_actor().id,
        seen=queries.last_seen([officer.id]).get(officer.id),
        now=request_time(),
    )


@blueprint.get("/officers/<uuid:officer_id>/change")
@permit(Permission.OFFICERS_MANAGE)
def change_officer(officer_id: uuid.UUID) -> ResponseReturnValue:
    officer = _found(officer_id)
    kept = {
        "rank": officer.rank,
        "name": officer.name,
        "role": officer.role.value,
        "unit": str(officer.unit_id),
        "version": officer.version,
    }
    return _change_page(officer, OfficerForm(units=queries.units(), data=kept))


@blueprint.post("/officers/<uuid:officer_id>/change")
@permit(Permission.OFFICERS_MANAGE)
def do_change_officer(officer_id: uuid.UUID) -> ResponseReturnValue:
    officer = _found(officer_id)
    form = OfficerForm(units=queries.units())
    if form.stale(officer.version):
        form.version.data = str(officer.version)
        return _change_page(officer, form, conflict=True), 409
    if form.validate():
        try:
            service.change_officer(
                officer=officer,
                rank=form.rank.data or "",
                name=form.name.data or "",
                role=Role(form.role.data),
                unit=_unit(form),
                disabled=officer.disabled_at is not None,
                actor=current_actor(),
                now=request_time(),
            )
        except Refused as refused:
            form.refuse(refused)
        else:
            flash(_("%(officer)s is changed.", officer=officer.title))
            return _to(officer)
    return _change_page(officer, form), 422


@blueprint.get("/officers/<uuid:officer_id>/close")
@permit(Permission.OFFICERS_MANAGE)
def close_account(officer_id: uuid.UUID) -> ResponseReturnValue:
    officer = _found(officer_id)
    form = ConfirmForm(data={"version": officer.version})
    return render_template("accounts/close_account.html", officer=officer, form=form)


@blueprint.post("/officers/<uuid:officer_id>/close")
@permit(Permission.OFFICERS_MANAGE)
def do_close_account(officer_id: uuid.UUID) -> ResponseReturnValue:
    return _open_or_close(_found(officer_id), closed=True)


@blueprint.post("/officers/<uuid:officer_id>/reopen")
@permit(Permission.OFFICERS_MANAGE)
def reopen_account(officer_id: uuid.UUID) -> ResponseReturnValue:
    return _open_or_close(_found(officer_id), closed=False)


@blueprint.get("/officers/<uuid:officer_id>/password")
@permit(Permission.OFFICERS_MANAGE)
def reset_password(officer_id: uuid.UUID) -> ResponseReturnValue:
    form = FirstPasswordForm(data={"password": passwords.first_password()})
    return render_template("accounts/reset_password.html", officer=_found(officer_id), form=form)


@blueprint.post("/officers/<uuid:officer_id>/password")
@permit(Permission.OFFICERS_MANAGE)
def do_reset_password(officer_id: uuid.UUID) -> ResponseReturnValue:
    officer, form = _found(officer_id), FirstPasswordForm()
    if form.validate():
        try:
            service.reset_password(
                officer=officer,
                password=form.password.data or "",
                now=request_time(),
                actor=current_actor(),
            )
        except Refused as refused:
            form.refuse(refused)
        else:
            flash(_("The first password of %(officer)s is set.", officer=officer.title))
            return _to(officer)
    return render_template("accounts/reset_password.html", officer=officer, form=form), 422


@blueprint.post("/officers/<uuid:officer_id>/unlock")
@permit(Permission.OFFICERS_MANAGE)
def unlock(officer_id: uuid.UUID) -> ResponseReturnValue:
    officer = _found(officer_id)
    service.unlock(officer=officer)
    flash(_("%(officer)s can try again at once.", officer=officer.title))
    return _to(officer)


def _found(officer_id: uuid.UUID) -> Officer:
    return find(queries.officers(), Officer.id == officer_id)


def _unit(form: OfficerForm) -> Unit:
    """The chosen unit; the form let only known ones through."""
    return next(unit for unit in queries.units() if unit.id == form.unit_id())


def _to(officer: Officer) -> ResponseReturnValue:
    return redirect(url_for("accounts.show_officer", officer_id=officer.id), 303)


def _change_page(officer: Officer, form: OfficerForm, *, conflict: bool = False) -> str:
    return render_template(
        "accounts/change_officer.html", officer=officer, form=form, conflict=conflict
    )


def _open_or_close(officer: Officer, *, closed: bool) -> ResponseReturnValue:
    service.change_officer(
        officer=officer,
        role=officer.role,
        unit=officer.unit,
        disabled=closed,
        actor=current_actor(),
        now=request_time(),
    )
    words = _("The account of %(officer)s is closed.") if closed else _("%(officer)s may sign in.")
    flash(words % {"officer": officer.title})
    return _to(officer)
