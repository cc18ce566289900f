"""Signing in and out, and the officer's own account."""

from __future__ import annotations

from datetime import timedelta

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from casetrack.accounts import login, service
from casetrack.accounts.forms import ChangePasswordForm, SignInForm
from casetrack.rules.refusals import Refused
from casetrack.rules.roles import Permission
from casetrack.web.guard import permit, public
from casetrack.web.transaction import request_time

blueprint = Blueprint("accounts", __name__)


@blueprint.get("/sign-in")
@public("nobody is signed in yet")
def sign_in() -> ResponseReturnValue:
    if current_user.is_authenticated:
        return redirect(url_for("worklist.show"), 303)
    return render_template("accounts/sign_in.html", form=SignInForm())


@blueprint.post("/sign-in")
@public("nobody is signed in yet")
def do_sign_in() -> ResponseReturnValue:
    form = SignInForm()
    if not form.validate():
        return render_template("accounts/sign_in.html", form=form), 422
    opened = service.sign_in(
        username=form.username.data or "",
        password=form.password.data or "",
        address=request.remote_addr or "",
        now=request_time(),
        lasts=timedelta(hours=current_app.config["SESSION_HOURS"]),
    )
    if opened is None:
        # Answered with 200 on purpose: the bad try that was counted must be committed.
        form.form_errors.append(_("Name or password is wrong, or the account is locked for now"))
        return render_template("accounts/sign_in.html", form=form)
    login.begin(*opened)
    return redirect(_local(request.args.get("next", "")) or url_for("worklist.show"), 303)


@blueprint.post("/sign-out")
@permit(Permission.OWN_ACCOUNT)
def sign_out() -> ResponseReturnValue:
    service.end_session(session_id=current_user.session_id, reason="signed out", now=request_time())
    login.end()
    return redirect(url_for("accounts.sign_in"), 303)


@blueprint.get("/account")
@permit(Permission.OWN_ACCOUNT)
def show_account() -> ResponseReturnValue:
    return render_template("accounts/account.html", officer=current_user.officer)


@blueprint.get("/account/password")
@permit(Permission.OWN_ACCOUNT)
def change_password() -> ResponseReturnValue:
    return render_template("accounts/change_password.html", form=ChangePasswordForm())


@blueprint.post("/account/password")
@permit(Permission.OWN_ACCOUNT)
def do_change_password() -> ResponseReturnValue:
    form = ChangePasswordForm()
    if form.validate():
        try:
            service.change_password(
                officer=current_user.officer,
                old=form.old.data or "",
                new=form.new.data or "",
                now=request_time(),
            )
        except Refused as refused:
            form.refuse(refused)
        else:
            login.end()
            flash(_("Your password is changed. Sign in with the new one."))
            return redirect(url_for("accounts.sign_in"), 303)
    return render_template("accounts/change_password.html", form=form), 422


def _local(target: str) -> str:
    """A path on this site, or "": a sign-in must not lead an officer to a stranger's page."""
    return target if target.startswith("/") and not target.startswith(("//", "/\\")) else ""
