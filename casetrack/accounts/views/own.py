"""The officer's own account."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from casetrack.accounts import login, service
from casetrack.accounts.forms import ChangePasswordForm
from casetrack.accounts.views.room import blueprint
from casetrack.rules.refusals import Refused
from casetrack.rules.roles import Permission
from casetrack.web.guard import permit
from casetrack.web.transaction import request_time


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
