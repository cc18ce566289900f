"""The agency's tree of units."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from casetrack.accounts import queries, service
from casetrack.accounts.forms import UnitForm
from casetrack.accounts.models import Unit
from casetrack.accounts.views.room import blueprint
from casetrack.rules.actor import UnitKind
from casetrack.rules.refusals import Refused
from casetrack.rules.roles import Permission
from casetrack.web.guard import note_list, permit


@blueprint.get("/units")
@permit(Permission.OFFICERS_MANAGE)
def units() -> ResponseReturnValue:
    note_list()
    return render_template(
        "accounts/units.html", units=queries.units(), officers=queries.officers_by_unit()
    )


@blueprint.get("/units/new")
@permit(Permission.OFFICERS_MANAGE)
def new_unit() -> ResponseReturnValue:
    form = UnitForm(units=queries.units(), data={"kind": UnitKind.CIRCLE.value})
    return render_template("accounts/new_unit.html", form=form)


@blueprint.post("/units/new")
@permit(Permission.OFFICERS_MANAGE)
def add_unit() -> ResponseReturnValue:
    form = UnitForm(units=queries.units())
    if form.validate():
        try:
            unit = service.add_unit(
                code=form.code.data or "",
                name=form.name.data or "",
                kind=UnitKind(form.kind.data),
                parent=_parent(form),
            )
        except Refused as refused:
            form.refuse(refused)
        else:
            flash(_("%(unit)s is added.", unit=unit.name))
            return redirect(url_for("accounts.units"), 303)
    return render_template("accounts/new_unit.html", form=form), 422


def _parent(form: UnitForm) -> Unit | None:
    return next((unit for unit in queries.units() if str(unit.id) == form.parent.data), None)
