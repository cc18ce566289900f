"""Forms of the accounts room."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import Form as PlainForm
from wtforms import PasswordField, SelectField, StringField
from wtforms.validators import EqualTo, Length

from casetrack.accounts.models import Officer, Unit
from casetrack.accounts.queries import Asked
from casetrack.rules.actor import UnitKind
from casetrack.rules.roles import Role
from casetrack.web.forms import Form, LocalDateField, optional, required, short_text

OUTCOMES = (("", _l("Any")), ("done", _l("Done")), ("refused", _l("Refused")))
ROLES = [(role.value, _l(role.label)) for role in Role]
KINDS = [(kind.value, _l(kind.label)) for kind in UnitKind]


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


class OfficerForm(Form):
    """Rank, name, role and unit of an officer."""

    rank = StringField(_l("Rank"), [optional(), short_text()])
    name = StringField(_l("Name"), [required(_l("Enter the officer's name")), short_text()])
    role = SelectField(_l("Role"), [required(_l("Choose a role"))])
    unit = SelectField(_l("Unit"), [required(_l("Choose a unit"))], coerce=str)

    def __init__(self, *, units: Sequence[Unit], **more: Any) -> None:
        super().__init__(**more)
        self.role.choices = [("", _l("Choose")), *ROLES]
        self.unit.choices = [("", _l("Choose")), *((str(u.id), indented(u)) for u in units)]

    def unit_id(self) -> uuid.UUID:
        """The chosen unit, of a form that was validated."""
        return uuid.UUID(self.unit.data)


class NewOfficerForm(OfficerForm):
    """An officer and the password of his first sign-in."""

    username = StringField(_l("Sign-in name"), [required(_l("Enter a sign-in name"))])
    password = StringField(_l("First password"), [required(_l("Enter a first password"))])


class FirstPasswordForm(Form):
    """A first password, shown to the administrator while he hands it over."""

    password = StringField(_l("First password"), [required(_l("Enter a first password"))])


class ConfirmForm(Form):
    """Nothing but the yes."""


class UnitForm(Form):
    """A new unit."""

    code = StringField(_l("Code"), [required(_l("Enter a code"))])
    name = StringField(_l("Name"), [required(_l("Enter the unit's name")), short_text()])
    kind = SelectField(_l("Kind"))
    parent = SelectField(_l("Below"), [optional()])

    def __init__(self, *, units: Sequence[Unit], **more: Any) -> None:
        super().__init__(**more)
        above = [unit for unit in units if unit.kind is not UnitKind.CIRCLE]
        self.kind.choices = KINDS
        self.parent.choices = [("", _l("Nothing")), *((str(u.id), indented(u)) for u in above)]


class StaffFilterForm(PlainForm):
    """A GET form: which officers are listed."""

    unit = SelectField(_l("Unit"), [optional()])
    role = SelectField(_l("Role"), [optional()])

    def __init__(self, asked: Any, *, units: Sequence[Unit]) -> None:
        super().__init__(asked)
        self.unit.choices = [("", _l("All")), *((u.path, indented(u)) for u in units)]
        self.role.choices = [("", _l("All")), *ROLES]


class TrailForm(PlainForm):
    """A GET form: what the audit's trail is narrowed to."""

    from_day = LocalDateField(_l("From"), [optional()], name="from")
    to_day = LocalDateField(_l("to"), [optional()], name="to")
    officer = SelectField(_l("Officer"), [optional()])
    act = StringField(_l("Act begins with"), [optional(), Length(max=80)])
    outcome = SelectField(_l("Outcome"), [optional()])
    chain = StringField(_l("Chain begins with"), [optional(), Length(max=80)])

    def __init__(self, asked: Any, *, officers: Sequence[Officer]) -> None:
        super().__init__(asked)
        named = ((str(one.id), f"{one.title}, {one.unit.name}") for one in officers)
        self.officer.choices = [("", _l("Anybody")), *named]
        self.outcome.choices = OUTCOMES

    def narrows(self) -> bool:
        """Say whether anything is narrowed at all."""
        return any(field.data for field in self)

    def asked(self) -> Asked:
        """The filter of a form that was validated."""
        return Asked(
            from_day=self.from_day.data,
            to_day=self.to_day.data,
            officer_id=uuid.UUID(self.officer.data) if self.officer.data else None,
            act=(self.act.data or "").strip(),
            outcome=self.outcome.data or "",
            chain=(self.chain.data or "").strip().lower(),
        )


def indented(unit: Unit) -> str:
    """The unit's name behind its depth in the tree, for a list of choices."""
    return "\N{EM SPACE}" * (unit.path.count("/") - 2) + f"{unit.name} ({unit.code})"
