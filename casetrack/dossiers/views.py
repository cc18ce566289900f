"""Ask for a dossier, watch it being printed, take the file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from uuid import UUID

from flask import Blueprint, redirect, render_template, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from casetrack.cases import queries as cases
from casetrack.cases.models import Case
from casetrack.cases.panels import Action, Panel
from casetrack.dossiers import press, queries, service
from casetrack.dossiers.facts import PURPOSES
from casetrack.dossiers.forms import AskForm
from casetrack.dossiers.models import Dossier
from casetrack.rules.actor import Actor
from casetrack.rules.lists import label_of
from casetrack.rules.refusals import Refused
from casetrack.rules.roles import Permission
from casetrack.rules.words import N_
from casetrack.web.errors import show_error
from casetrack.web.guard import current_actor, find, permit
from casetrack.web.transaction import request_time

blueprint = Blueprint("dossiers", __name__)
PANEL_ORDER = 70


@blueprint.route("/cases/<uuid:case_id>/dossiers", methods=("GET", "POST"))
@permit(Permission.DOSSIER_PRINT)
def ask(case_id: UUID) -> ResponseReturnValue:
    actor = current_actor()
    case = find(cases.visible_to(actor), Case.id == case_id)
    form = AskForm()
    if form.validate_on_submit():
        try:
            made = service.ask_dossier(
                case=case, purpose=form.purpose.data, actor=actor, now=request_time()
            )
        except Refused as refused:
            form.refuse(refused)
        else:
            return redirect(url_for("dossiers.show", dossier_id=made.id), 303)
    page = render_template(
        "dossiers/ask.html", case=case, form=form, rows=_rows(queries.dossiers_of(case, actor))
    )
    return page, 422 if form.is_submitted() else 200


@blueprint.get("/dossiers/<uuid:dossier_id>")
@permit(Permission.DOSSIER_PRINT)
def show(dossier_id: UUID) -> ResponseReturnValue:
    dossier = _dossier(dossier_id)
    return render_template(
        "dossiers/show.html", dossier=dossier, case=dossier.case, purpose=_purpose(dossier)
    )


@blueprint.get("/dossiers/<uuid:dossier_id>/progress")
@permit(Permission.DOSSIER_PRINT)
def progress(dossier_id: UUID) -> ResponseReturnValue:
    return render_template("dossiers/progress.html", dossier=_dossier(dossier_id))


@blueprint.get("/dossiers/<uuid:dossier_id>/file")
@permit(Permission.DOSSIER_PRINT)
def file(dossier_id: UUID) -> ResponseReturnValue:
    dossier = _dossier(dossier_id)
    data = press.shelf().read(dossier.sha256)
    if data is None:
        words = _("The file is missing or was changed. Tell the operator; print it anew meanwhile.")
        return show_error(500, words)
    return send_file(
        BytesIO(data), "application/pdf", as_attachment=True, download_name=_file_name(dossier)
    )


def case_panel(case: Case, actor: Actor, _now: datetime) -> Panel:
    """The dossiers of a case, and the button that asks for one."""
    may_print = actor.may(Permission.DOSSIER_PRINT)
    url = url_for("dossiers.ask", case_id=case.id)
    return Panel(
        order=PANEL_ORDER,
        template="dossiers/panel.html",
        context={
            "dossiers": _rows(queries.dossiers_of(case, actor)) if may_print else (),
            "may_print": may_print,
        },
        actions=(Action(N_("Print dossier"), url),) if may_print else (),
    )


def _dossier(dossier_id: UUID) -> Dossier:
    return find(queries.visible_to(current_actor()), Dossier.id == dossier_id)


def _rows(dossiers: Sequence[Dossier]) -> list[tuple[Dossier, str]]:
    return [(one, _purpose(one)) for one in dossiers]


def _purpose(dossier: Dossier) -> str:
    return str(_(label_of(PURPOSES, dossier.purpose)))


def _file_name(dossier: Dossier) -> str:
    return f"{dossier.case.number.replace('/', '-')}-D{dossier.serial}.pdf"
