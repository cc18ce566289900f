"""Signing in and out."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import urlsplit

from flask import current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from casetrack.accounts import login, queries, service
from casetrack.accounts.forms import SignInForm
from casetrack.accounts.views.room import blueprint
from casetrack.rules.roles import Permission
from casetrack.web.guard import note_bad_try, permit, public
from casetrack.web.transaction import request_time


@blueprint.get("/sign-in")
@public("nobody is signed in yet")
def sign_in() -> ResponseReturnValue:
    if current_user.is_authenticated:
        return redirect(url_for("worklist.show"), 303)
    ended = login.ended_meanwhile()
    return render_template("accounts/sign_in.html", form=SignInForm(), ended=ended)


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
        note_bad_try(queries.unit_of_name(form.username.data or ""))
        # Answered with 200 on purpose: the bad try that was counted must be committed.
        form.form_errors.append(_("Name or password is wrong, or the account is locked for now"))
        return render_template("accounts/sign_in.html", form=form)
    if current_user.is_authenticated:
        _end(reason="signed in again")
    login.begin(*opened)
    return redirect(_local(request.args.get("next", "")) or url_for("worklist.show"), 303)


@blueprint.post("/sign-out")
@permit(Permission.OWN_ACCOUNT)
def sign_out() -> ResponseReturnValue:
    _end(reason="signed out")
    login.end()
    return redirect(url_for("accounts.sign_in"), 303)


def _end(reason: str) -> None:
    service.end_session(session_id=current_user.session_id, reason=reason, now=request_time())


def _local(target: str) -> str:
    """A path on this site, or "": a sign-in must not lead an officer to a stranger's page."""
    if any(sign <= " " or sign == "\\" for sign in target) or target.startswith("//"):
        return ""  # browsers drop tabs and read "\" as "/"
    parts = urlsplit(target)
    return target if target.startswith("/") and not parts.scheme and not parts.netloc else ""
