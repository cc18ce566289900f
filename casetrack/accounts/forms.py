"""Forms of the accounts room."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import PasswordField, StringField
from wtforms.validators import EqualTo

from casetrack.web.forms import Form, required


class SignInForm(Form):
    """Name and password; the answer never says which of them was wrong."""

    username = StringField(_l("Sign-in name"), [required(_l("Enter your sign-in name"))])
    password = PasswordField(_l("Password"), [required(_l("Enter your password"))])


class ChangePasswordForm(Form):
    """The new password twice, the old one once."""

    old = PasswordField(_l("Current password"), [required(_l("Enter your current password"))])
    new = PasswordField(_l("New password"), [required(_l("Enter a new password"))])
    again = PasswordField(
        _l("New password again"),
        [EqualTo("new", message=_l("The two new passwords differ; type them again"))],
    )
