"""The word of the parties: an officer's own, and an outsider's signed receipt."""

from __future__ import annotations

from uuid import UUID

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from casetrack.evidence import queries, service
from casetrack.evidence.forms import ReceiptForm
from casetrack.evidence.links import link_of
from casetrack.evidence.models import CustodyAct, Exhibit
from casetrack.evidence.views.room import BOTH, blueprint, exhibit_of, page
from casetrack.rules.custody_chain import Side
from casetrack.rules.refusals import Refused
from casetrack.rules.roles import Permission
from casetrack.rules.words import N_
from casetrack.web.errors import refusal_words
from casetrack.web.guard import current_actor, note_list, permit
from casetrack.web.transaction import request_time


@blueprint.get("/custody/confirm")
@permit(Permission.EVIDENCE_READ)
def list_handovers() -> ResponseReturnValue:
    """Every act that names the officer and awaits his word."""
    note_list()
    return render_template(
        "evidence/handovers.html", groups=queries.handovers(current_actor()), now=request_time()
    )


@blueprint.post("/custody/confirm")
@permit(Permission.EVIDENCE_READ)
def confirm_custody() -> ResponseReturnValue:
    """The officer's word on the acts that were ticked: `act` is <exhibit's id>.<number>."""
    chosen = set(request.form.getlist("act"))
    acts = [one for one in queries.awaiting(current_actor()) if _key(one) in chosen]
    try:
        if not chosen:
            raise Refused(N_("Tick the handovers that you confirm."))
        made = service.confirm_custody(acts=acts, actor=current_actor(), now=request_time())
    except Refused as refused:
        flash(refusal_words(refused), "error")
    else:
        flash(ngettext("%(num)d handover confirmed", "%(num)d handovers confirmed", made))
    return redirect(_back(), 303)


@blueprint.route("/exhibits/<uuid:exhibit_id>/custody/<int:seq>/receipt", methods=BOTH)
@permit(Permission.EVIDENCE_RECORD)
def note_receipt(exhibit_id: UUID, seq: int) -> ResponseReturnValue:
    exhibit = exhibit_of(exhibit_id)
    act = _act(exhibit, seq)
    form = ReceiptForm()
    outside = _outside(act)
    form.offer(outside)
    if form.validate_on_submit():
        try:
            service.note_receipt(
                act=act,
                side=Side(form.side.data),
                receipt=form.receipt.data or "",
                actor=current_actor(),
                now=request_time(),
            )
        except Refused as refused:
            form.refuse(refused)
        else:
            flash(_("The receipt is noted."))
            return redirect(url_for("evidence.show_exhibit", exhibit_id=exhibit.id), 303)
    return page("evidence/note_receipt.html", form=form, exhibit=exhibit, act=act, outside=outside)


def _act(exhibit: Exhibit, seq: int) -> CustodyAct:
    act = next((one for one in exhibit.custody if one.seq == seq), None)
    return act or abort(404)


def _outside(act: CustodyAct) -> list[tuple[Side, str]]:
    """The parties outside the agency whose receipt is not noted yet."""
    link = link_of(act)
    parties = [(side, link.party(side)) for side in link.awaited]
    return [(side, party.name) for side, party in parties if not party.officer]


def _key(act: CustodyAct) -> str:
    return f"{act.exhibit_id}.{act.seq}"


def _back() -> str:
    """To the exhibit whose page asked, else to what still waits."""
    try:
        exhibit_id = UUID(request.form.get("exhibit", ""))
    except ValueError:
        return url_for("evidence.list_handovers")
    return url_for("evidence.show_exhibit", exhibit_id=exhibit_id)
