"""The register: where a QR code leads, and where a copy in hand is set against it."""

from __future__ import annotations

import hashlib
from uuid import UUID

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from casetrack.dossiers import queries
from casetrack.dossiers.forms import CheckForm
from casetrack.dossiers.models import Dossier, DossierFile
from casetrack.dossiers.views.room import blueprint, visible
from casetrack.rules.roles import Permission
from casetrack.web.guard import current_actor, note_list, permit


@blueprint.get("/issued/<uuid:dossier_id>")
@permit(Permission.DOSSIER_PRINT)
def register(dossier_id: UUID) -> ResponseReturnValue:
    """What the register says of one document; the QR code on its cover leads here."""
    dossier = visible(dossier_id)
    return render_template("dossiers/register.html", dossier=dossier, case=dossier.case)


@blueprint.route("/issued", methods=("GET", "POST"))
@permit(Permission.DOSSIER_PRINT)
def check() -> ResponseReturnValue:
    """Is this the document that was issued? By number, and by hash or by the file itself."""
    form = CheckForm()
    if not form.validate_on_submit():
        page = render_template("dossiers/check.html", form=form, dossier=None)
        return page, 422 if form.is_submitted() else 200
    dossier = queries.by_number(current_actor(), *form.asked())
    if dossier is None:
        note_list()
        form.number.errors = [_("The register has no such document that you may open")]
        return render_template("dossiers/check.html", form=form, dossier=None), 422
    sha256 = _sha256(form)
    return render_template(
        "dossiers/check.html",
        form=form,
        dossier=visible(dossier.id),  # that it was looked up is written in the case's audit
        sha256=sha256,
        found=_issued(dossier, sha256),
    )


def _sha256(form: CheckForm) -> str:
    """Of the file given, which is read and kept nowhere; else the hash as typed."""
    if form.file.data:
        return hashlib.file_digest(form.file.data.stream, "sha256").hexdigest()
    return (form.sha256.data or "").strip().lower()


def _issued(dossier: Dossier, sha256: str) -> DossierFile | None:
    return next((file for file in dossier.files if file.sha256 == sha256), None)
