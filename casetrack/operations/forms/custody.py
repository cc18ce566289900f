"""Forms about one accused: arrest and screening; and one instant."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import IntegerField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import NumberRange

from casetrack.accounts.models import Officer
from casetrack.complaints.forms.choices import countries, options
from casetrack.operations.facts import ArrestFacts, ScreeningFacts
from casetrack.operations.forms.officers import officer_choices
from casetrack.rules.choices import Choice
from casetrack.rules.words import N_
from casetrack.web.forms import Form, LocalInstantField, long_text, optional, required, short_text

SEXES = (Choice("F", N_("Female")), Choice("M", N_("Male")), Choice("X", N_("Transgender")))
FINDINGS = (
    Choice("NO", N_("Not a victim of trafficking")),
    Choice("VICTIM", N_("A victim: leaves the accused and is recorded as rescued")),
    Choice("KEEP", N_("A victim, but stays accused: needs two reasons")),
)


class InstantForm(Form):
    """When one thing was done."""

    at = LocalInstantField(_l("When"), [required(_l("Enter date and time"))])

    def instant(self) -> datetime:
        return told(self.at)


class ArrestForm(Form):
    """The arrest memo."""

    arrested_at = LocalInstantField(_l("Arrested at"), [required(_l("Enter when"))])
    place = StringField(_l("Place of arrest"), [required(_l("Enter where")), short_text()])
    officer_id = SelectField(_l("Arresting officer"), [required(_l("Choose the officer"))])
    memo_number = StringField(_l("Arrest memo number"), [short_text()])
    relative_informed_at = LocalInstantField(_l("Relative told at"), [optional()])
    sex = SelectField(_l("Sex"))
    nationality = SelectField(_l("Nationality"))
    age_years = IntegerField(
        _l("Age"), [optional(), NumberRange(0, 120, _l("Enter the age in years"))]
    )
    consulate_informed_at = LocalInstantField(_l("Consulate told at"), [optional()])
    order_number = StringField(_l("Order that recalled the bail"), [short_text()])

    def offer(self, officers: Sequence[Officer]) -> None:
        self.officer_id.choices = officer_choices(officers)
        self.sex.choices = options(SEXES, blank=_("Choose"))
        self.nationality.choices = countries()

    def facts(self) -> ArrestFacts:
        return ArrestFacts(
            arrested_at=told(self.arrested_at),
            place=self.place.data or "",
            officer_id=UUID(self.officer_id.data),
            memo_number=self.memo_number.data or "",
            relative_informed_at=self.relative_informed_at.instant(),
            sex=self.sex.data or "",
            nationality=self.nationality.data or "",
            age_years=self.age_years.data,
            order_number=self.order_number.data or "",
            consulate_informed_at=self.consulate_informed_at.instant(),
        )


class ScreeningForm(Form):
    """A screening for trafficking and what follows from it."""

    screened_at = LocalInstantField(_l("Screened at"), [required(_l("Enter when"))])
    screened_by = StringField(_l("Screened by"), [required(_l("Enter who")), short_text()])
    finding = RadioField(
        _l("Finding"),
        [required(_l("Choose what the screening found"))],
        choices=options(FINDINGS),
    )
    reasons = TextAreaField(
        _l("What was found"), [required(_l("Say what the screening found")), long_text()]
    )
    second_reason = TextAreaField(_l("Second reason to accuse"), [long_text()])

    def facts(self) -> ScreeningFacts:
        return ScreeningFacts(
            screened_at=told(self.screened_at),
            screened_by=self.screened_by.data or "",
            trafficked=self.finding.data != "NO",
            reasons=self.reasons.data or "",
            keep_accused=self.finding.data == "KEEP",
            second_reason=self.second_reason.data or "",
        )


def told(field: LocalInstantField) -> datetime:
    """The instant of a required field that was validated."""
    instant: datetime | None = field.instant()
    if instant is None:
        raise ValueError(f"{field.name} was not validated")
    return instant
