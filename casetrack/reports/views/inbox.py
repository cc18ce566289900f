"""The inbox: what saved reports brought each month, frozen as it was counted then."""

from __future__ import annotations

from uuid import UUID

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from casetrack.reports import service
from casetrack.reports.models import Delivery
from casetrack.reports.monthly import document_of
from casetrack.reports.queries import returns as kept
from casetrack.reports.views.frozen_files import MEDIA_TYPES, Frozen, file_of
from casetrack.reports.views.room import blueprint
from casetrack.reports.views.shown import show as shown
from casetrack.rules.roles import Permission
from casetrack.web.guard import current_actor, find, permit
from casetrack.web.language import say
from casetrack.web.transaction import request_time


@blueprint.get("/reports/inbox")
@permit(Permission.REPORT_READ)
def inbox() -> ResponseReturnValue:
    return render_template("reports/inbox.html", rows=kept.in_inbox(current_actor()))


@blueprint.post("/reports/inbox/<uuid:delivery_id>/open")
@permit(Permission.REPORT_READ)
def open_delivery(delivery_id: UUID) -> ResponseReturnValue:
    """Opening it marks it as read, which a GET may not."""
    delivery = _delivery(delivery_id)
    service.read_delivery(delivery=delivery, now=request_time())
    return redirect(url_for("reports.show_delivery", delivery_id=delivery.id), 303)


@blueprint.get("/reports/inbox/<uuid:delivery_id>")
@permit(Permission.REPORT_READ)
def show_delivery(delivery_id: UUID) -> ResponseReturnValue:
    delivery = _delivery(delivery_id)
    files = [
        (one.upper(), url_for("reports.delivery_file", delivery_id=delivery.id, ending=one))
        for one in MEDIA_TYPES
    ]
    if not delivery.document:
        return render_template("reports/inbox_report.html", delivery=delivery, files=())
    report = shown(document_of(delivery.document), lambda _drill: "", say)
    return render_template(
        "reports/inbox_report.html", delivery=delivery, files=files, report=report
    )


@blueprint.get("/reports/inbox/<uuid:delivery_id>/file.<any(csv,xlsx,pdf,json):ending>")
@permit(Permission.REPORT_READ)
def delivery_file(delivery_id: UUID, ending: str) -> ResponseReturnValue:
    delivery = find(
        kept.with_document(kept.inbox_of(current_actor())),
        Delivery.id == delivery_id,
        Delivery.failure == "",
    )
    document = document_of(delivery.document)
    frozen = Frozen(
        document,
        delivery.made_at or delivery.asked_at,
        f"{document.name}-{document.asked.unit}-{delivery.month:%Y-%m}",
        "reports/inbox_paper.html",
        {"delivery": delivery},
    )
    return file_of(frozen, ending)


def _delivery(delivery_id: UUID) -> Delivery:
    return find(kept.with_document(kept.inbox_of(current_actor())), Delivery.id == delivery_id)
