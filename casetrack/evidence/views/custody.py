"""The chain of custody of an exhibit."""

from __future__ import annotations

from uuid import UUID

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from casetrack.evidence import queries, service
from casetrack.evidence.forms import CustodyForm
from casetrack.evidence.models import Exhibit
from casetrack.evidence.views.room import BOTH, blueprint, page
from casetrack.rules.refusals import Refused
from casetrack.rules.roles import Permission
from casetrack.web.guard import current_actor, find, permit
from casetrack.web.transaction import request_time


@blueprint.route("/exhibits/<uuid:exhibit_id>/custody", methods=BOTH)
@permit(Permission.EVIDENCE_RECORD)
def record_custody(exhibit_id: UUID) -> ResponseReturnValue:
    actor, now = current_actor(), request_time()
    exhibit = find(queries.visible_exhibits(actor), Exhibit.id == exhibit_id)
    last = queries.last_link(exhibit)
    form = CustodyForm(data={"occurred_at": now, "from_holder": last.holder})
    if form.validate_on_submit():
        try:
            service.record_custody(exhibit=exhibit, facts=form.facts(), actor=actor, now=now)
        except Refused as refused:
            form.refuse(refused)
        else:
            flash(_("Chain of custody of %(reference)s: recorded", reference=exhibit.reference))
            return redirect(url_for("evidence.show_exhibit", exhibit_id=exhibit.id), 303)
    return page("evidence/record_custody.html", form=form, exhibit=exhibit, last=last)
