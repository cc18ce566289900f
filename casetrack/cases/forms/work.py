"""Forms of the daily work in a case: its diary, its officers, its seal."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import lazy_gettext as _l
from wtforms import SelectField, TextAreaField

from casetrack.accounts.models import Officer
from casetrack.cases.forms.fields import officers_offered
from casetrack.web.forms import Form, LocalInstantField, long_text, required


class DiaryForm(Form):
    """One entry of the case diary; it cannot be changed later."""

    occurred_at = LocalInstantField(_l("When"), [required(_l("Enter when it was done"))])
    text = TextAreaField(_l("What was done"), [required(_l("Write what was done")), long_text()])


class MemberForm(Form):
    """An officer to be put on the case, or to lead it."""

    officer = SelectField(_l("Officer"), [required(_l("Choose an officer"))])

    def offer(self, officers: Sequence[Officer]) -> None:
        self.officer.choices = officers_offered(officers)


class SealForm(Form):
    """Why a case is sealed or opened again."""

    reason = TextAreaField(_l("Reason"), [required(_l("Say why")), long_text()])
