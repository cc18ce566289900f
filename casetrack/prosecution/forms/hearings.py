"""The forms of a hearing."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import SelectField, StringField, TextAreaField

from casetrack.prosecution.facts import HearingFacts, OutcomeFacts
from casetrack.prosecution.forms.rows import blank, day, options
from casetrack.rules import lists
from casetrack.web.forms import Form, LocalDateField, long_text, optional, required, short_text

_PURPOSES = options(lists.HEARING_PURPOSES, blank(_l("Choose")))


class HearingForm(Form):
    """A date in court, to come or past."""

    held_on = LocalDateField(_l("Date"), [required(_l("Enter the date of the hearing"))])
    court = StringField(_l("Court"), [required(_l("Enter the court")), short_text()])
    purpose = SelectField(
        _l("For"), [required(_l("Choose what the hearing is for"))], choices=_PURPOSES
    )
    outcome = TextAreaField(_l("What happened"), [long_text()])
    next_on = LocalDateField(_l("Next date"), [optional()])
    next_purpose = SelectField(_l("Next date is for"), choices=_PURPOSES)

    def facts(self) -> HearingFacts:
        return HearingFacts(
            court=self.court.data or "",
            held_on=day(self.held_on),
            purpose=self.purpose.data,
            outcome=self.outcome.data or "",
            next_on=self.next_on.data,
            next_purpose=self.next_purpose.data,
        )


class OutcomeForm(Form):
    """What came of a hearing."""

    outcome = TextAreaField(_l("What happened"), [required(_l("Say what happened")), long_text()])
    next_on = LocalDateField(_l("Next date"), [optional()])
    next_purpose = SelectField(_l("Next date is for"), choices=_PURPOSES)

    def facts(self) -> OutcomeFacts:
        return OutcomeFacts(self.outcome.data or "", self.next_on.data, self.next_purpose.data)
