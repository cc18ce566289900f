"""Returns: signed off, shown as they were given, issued again."""

from __future__ import annotations

from uuid import UUID

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from casetrack.accounts.models import Unit
from casetrack.reports import queries, service, verifying
from casetrack.reports.catalogue import BY_NAME, Kind
from casetrack.reports.comparing import AT_ONCE
from casetrack.reports.facts import Asked
from casetrack.reports.forms import IssueForm
from casetrack.reports.models import Return, ReturnRequest
from casetrack.reports.queries import comparisons
from casetrack.reports.queries import returns as kept
from casetrack.reports.questions import asked_of
from casetrack.reports.returned import signed
from casetrack.reports.views.asking import form_of
from casetrack.reports.views.frozen_files import MEDIA_TYPES, Frozen, file_of
from casetrack.reports.views.offers import question
from casetrack.reports.views.pages import address
from casetrack.reports.views.room import blueprint, today
from casetrack.reports.views.shown import show as shown
from casetrack.rules.refusals import Refused
from casetrack.rules.roles import Permission
from casetrack.web.errors import show_error
from casetrack.web.guard import current_actor, find, note_list, permit
from casetrack.web.language import say
from casetrack.web.transaction import request_time


@blueprint.route("/reports/<name>/issue", methods=("GET", "POST"))
@permit(Permission.REPORT_ISSUE)
def issue(name: str) -> ResponseReturnValue:
    kind = BY_NAME.get(name)
    if kind is None:
        abort(404)
    form = form_of(kind)
    if not form.validate():
        return redirect(address("reports.show", {"name": name, **request.args}), 303)
    return _sign(kind, form.asked(), form.chosen(), None)


@blueprint.route("/reports/returns/<uuid:return_id>/again", methods=("GET", "POST"))
@permit(Permission.REPORT_ISSUE)
def issue_again(return_id: UUID) -> ResponseReturnValue:
    before = _return(return_id)
    kind = BY_NAME.get(before.report)
    if kind is None:
        abort(404)
    asked = asked_of({**before.question, "as_of": today().isoformat()})
    return _sign(kind, asked, before.unit, before)


def _sign(kind: Kind, asked: Asked, unit: Unit, before: Return | None) -> ResponseReturnValue:
    """The form that signs it off, and where it leads."""
    actor, form = current_actor(), IssueForm()
    if before is not None and not form.is_submitted():
        form.purpose.data = before.purpose
    if form.validate_on_submit():
        try:
            made = service.ask_return(
                kind=kind,
                asked=asked,
                unit=unit,
                purpose=form.purpose.data or "",
                supersedes=before,
                actor=actor,
                now=request_time(),
            )
        except Refused as refused:
            form.refuse(refused)
        else:
            return redirect(url_for("reports.asked_return", request_id=made.id), 303)
    page = render_template(
        "reports/return_issue.html",
        form=form,
        question=question(kind, asked, unit.name),
        before=before,
        knows_sealed=queries.scope_of(actor, unit).knows_sealed,
        back=_report(kind, asked),
    )
    return page, 422 if form.is_submitted() else 200


def _report(kind: Kind, asked: Asked) -> str:
    return address("reports.show", {"name": kind.name, **asked.query()})


@blueprint.get("/reports/returns/asked/<uuid:request_id>")
@permit(Permission.REPORT_ISSUE)
def asked_return(request_id: UUID) -> ResponseReturnValue:
    asked = _request(request_id)
    if asked.return_id is not None:
        return redirect(url_for("reports.show_return", return_id=asked.return_id), 303)
    kind = BY_NAME[asked.report]
    back = _report(kind, asked_of(asked.question))
    return render_template("reports/return_asked.html", asked=asked, kind=kind, back=back)


@blueprint.get("/reports/returns/asked/<uuid:request_id>/progress")
@permit(Permission.REPORT_ISSUE)
def return_progress(request_id: UUID) -> ResponseReturnValue:
    return render_template("reports/return_progress.html", asked=_request(request_id))


def _request(request_id: UUID) -> ReturnRequest:
    return find(kept.requests_of(current_actor()), ReturnRequest.id == request_id)


@blueprint.get("/reports/returns")
@permit(Permission.REPORT_READ)
def returns() -> ResponseReturnValue:
    note_list()
    return render_template("reports/returns.html", rows=kept.newest(current_actor()), kinds=BY_NAME)


@blueprint.get("/reports/returns/<uuid:return_id>")
@permit(Permission.REPORT_READ)
def show_return(return_id: UUID) -> ResponseReturnValue:
    found, actor = _return(return_id), current_actor()
    if not verifying.is_whole(found):
        return broken()
    said = signed(found.content)
    return render_template(
        "reports/return.html",
        found=found,
        said=said,
        report=shown(said.document, lambda _drill: "", say),
        files=[(one.upper(), _file_url(found, one)) for one in MEDIA_TYPES],
        before=kept.predecessor(actor, found),
        after=kept.successor(actor, found),
        to_ask=found.rows > AT_ONCE and comparisons.last_asked(actor, found) is None,
        may_issue=actor.may(Permission.REPORT_ISSUE) and found.report in BY_NAME,
    )


@blueprint.get("/reports/returns/<uuid:return_id>/file.<any(csv,xlsx,pdf,json):ending>")
@permit(Permission.REPORT_READ)
def return_file(return_id: UUID, ending: str) -> ResponseReturnValue:
    found = _return(return_id)
    if not verifying.is_whole(found):
        return broken()
    said = signed(found.content)
    context = {"found": found, "said": said}
    frozen = Frozen(
        said.document,
        said.issued_at,
        said.number,
        "reports/return_paper.html",
        context,
        found.content,
    )
    return file_of(frozen, ending)


def _return(return_id: UUID) -> Return:
    return find(kept.with_text(kept.visible_to(current_actor())), Return.id == return_id)


def _file_url(found: Return, ending: str) -> str:
    return url_for("reports.return_file", return_id=found.id, ending=ending)


def broken() -> ResponseReturnValue:
    """What is said of a return that is not what was signed off."""
    words = _("This return is not the one that was signed off: it was changed. Tell the operator.")
    return show_error(500, words)
