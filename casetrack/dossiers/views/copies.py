"""Take the file: the draft to read it, the final one only as a numbered copy."""

from __future__ import annotations

from io import BytesIO
from uuid import UUID

from flask import abort, flash, redirect, render_template, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from casetrack.dossiers import press, service
from casetrack.dossiers.facts import DOSSIER
from casetrack.dossiers.forms import CopyForm
from casetrack.dossiers.models import Dossier
from casetrack.dossiers.views.room import blueprint, visible
from casetrack.rules.refusals import Refused
from casetrack.rules.roles import Permission
from casetrack.web.errors import show_error
from casetrack.web.guard import current_actor, permit
from casetrack.web.transaction import request_time


@blueprint.route("/dossiers/<uuid:dossier_id>/copies", methods=("GET", "POST"))
@permit(Permission.DOSSIER_PRINT)
def give_copy(dossier_id: UUID) -> ResponseReturnValue:
    dossier, form = visible(dossier_id), CopyForm()
    if form.validate_on_submit():
        try:
            copy = service.give_copy(
                dossier=dossier, facts=form.facts(), actor=current_actor(), now=request_time()
            )
        except Refused as refused:
            form.refuse(refused)
        else:
            flash(_("Copy %(number)d is entered. Download it below.", number=copy.serial))
            return redirect(url_for("dossiers.show", dossier_id=dossier.id), 303)
    page = render_template("dossiers/give_copy.html", dossier=dossier, form=form)
    return page, 422 if form.is_submitted() else 200


@blueprint.get("/dossiers/<uuid:dossier_id>/file/<int:volume>")
@permit(Permission.DOSSIER_PRINT)
def file(dossier_id: UUID, volume: int) -> ResponseReturnValue:
    """A draft, to read it; or a single paper, which its officers sign and hand over."""
    dossier = visible(dossier_id)
    return _file(dossier, "DRAFT" if dossier.form == DOSSIER else "FINAL", volume)


@blueprint.get("/dossiers/<uuid:dossier_id>/copies/<int:serial>/<int:volume>")
@permit(Permission.DOSSIER_PRINT)
def copy(dossier_id: UUID, serial: int, volume: int) -> ResponseReturnValue:
    """The bytes of a copy that was entered; whoever may see the dossier may print it again."""
    dossier = visible(dossier_id)
    if serial not in [one.serial for one in dossier.copies]:
        abort(404)
    return _file(dossier, "FINAL", volume)


def _file(dossier: Dossier, stage: str, volume: int) -> ResponseReturnValue:
    found = [one for one in dossier.files if (one.stage, one.volume) == (stage, volume)]
    if not found:
        abort(404)
    data = press.shelf().read(found[0].sha256)
    if data is None:
        words = _("The file is missing or was changed. Tell the operator; print it anew meanwhile.")
        return show_error(500, words)
    name = _file_name(dossier, stage, volume)
    return send_file(BytesIO(data), "application/pdf", as_attachment=True, download_name=name)


def _file_name(dossier: Dossier, stage: str, volume: int) -> str:
    """FSD-FIR-31-2025-D1-draft.pdf; a later volume is told: …-D1-2.pdf."""
    parts = [dossier.case.number.replace("/", "-"), f"D{dossier.serial}"]
    parts += [str(volume)] if volume > 1 else []
    parts += ["draft"] if stage == "DRAFT" else []
    return "-".join(parts) + ".pdf"
