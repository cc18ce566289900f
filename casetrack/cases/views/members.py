"""Who works on a case, who leads it, and its seal."""

from __future__ import annotations

import uuid

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from casetrack.accounts.models import Membership, Officer
from casetrack.accounts.queries import members as members_of
from casetrack.cases import service
from casetrack.cases.forms import MemberForm, SealForm
from casetrack.cases.models import Case
from casetrack.cases.queries import officers_for
from casetrack.cases.views.room import blueprint, found
from casetrack.rules.refusals import Refused
from casetrack.rules.roles import Permission
from casetrack.web.guard import current_actor, permit
from casetrack.web.transaction import request_time


@blueprint.get("/cases/<uuid:case_id>/members")
@permit(Permission.CASE_MEMBERS)
def members(case_id: uuid.UUID) -> ResponseReturnValue:
    return _page(found(case_id), MemberForm())


@blueprint.post("/cases/<uuid:case_id>/members")
@permit(Permission.CASE_MEMBERS)
def add_member(case_id: uuid.UUID) -> ResponseReturnValue:
    case, form = found(case_id), MemberForm()
    officer = _chosen(case, form)
    if officer is not None:
        try:
            service.add_member(case=case, officer=officer, now=request_time())
        except Refused as refused:
            form.refuse(refused)
        else:
            return _done(case, _("%(officer)s is on the case.", officer=officer.title))
    return _page(case, form), 422


@blueprint.post("/cases/<uuid:case_id>/members/lead")
@permit(Permission.CASE_MEMBERS)
def hand_over(case_id: uuid.UUID) -> ResponseReturnValue:
    case, form = found(case_id), MemberForm()
    officer = _chosen(case, form)
    if officer is not None:
        try:
            service.hand_over(case=case, to=officer, actor=current_actor(), now=request_time())
        except Refused as refused:
            form.refuse(refused)
        else:
            return _done(case, _("%(officer)s leads the case.", officer=officer.title))
    return _page(case, form), 422


@blueprint.post("/cases/<uuid:case_id>/members/<uuid:membership_id>/take-off")
@permit(Permission.CASE_MEMBERS)
def take_off(case_id: uuid.UUID, membership_id: uuid.UUID) -> ResponseReturnValue:
    case = found(case_id)
    membership = _membership(case, membership_id)
    service.take_off(case=case, membership=membership, now=request_time())
    words = _("%(officer)s is no longer on the case.", officer=membership.officer.title)
    # Who takes himself off a sealed case sees it no more.
    if membership.officer_id == current_actor().id and case.sealed:
        flash(words)
        return redirect(url_for("cases.index"), 303)
    return _done(case, words)


@blueprint.get("/cases/<uuid:case_id>/seal")
@permit(Permission.CASE_MEMBERS)
def seal(case_id: uuid.UUID) -> ResponseReturnValue:
    return _seal_page(found(case_id), SealForm())


@blueprint.post("/cases/<uuid:case_id>/seal")
@permit(Permission.CASE_MEMBERS)
def do_seal(case_id: uuid.UUID) -> ResponseReturnValue:
    case, form = found(case_id), SealForm()
    if form.validate():
        service.set_sealed(
            case=case,
            sealed=not case.sealed,
            reason=form.reason.data or "",
            actor=current_actor(),
            now=request_time(),
        )
        flash(_("The case is sealed.") if case.sealed else _("The case is open to its unit again."))
        return redirect(url_for("cases.show", case_id=case.id), 303)
    return _seal_page(case, form), 422


def _chosen(case: Case, form: MemberForm) -> Officer | None:
    offered = officers_for(case)
    form.offer(offered)
    if not form.validate():
        return None
    return next(one for one in offered if str(one.id) == form.officer.data)


def _membership(case: Case, membership_id: uuid.UUID) -> Membership:
    there = members_of("case", case.id)
    found_one = next((one for one in there if one.id == membership_id), None)
    if found_one is None or found_one.until_at is not None:
        abort(404)
    return found_one


def _done(case: Case, words: str) -> ResponseReturnValue:
    flash(words)
    return redirect(url_for("cases.members", case_id=case.id), 303)


def _page(case: Case, form: MemberForm) -> str:
    form.offer(officers_for(case))
    return render_template(
        "cases/members.html", case=case, form=form, members=members_of("case", case.id)
    )


def _seal_page(case: Case, form: SealForm) -> str:
    return render_template("cases/seal.html", case=case, form=form)
