"""Forms of the register, and the filter above its list."""

from __future__ import annotations

from datetime import date
from typing import cast

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import SelectField, StringField, TextAreaField

from casetrack.people.facts import OrganisationFacts, RegistrationFacts, SiteFacts
from casetrack.rules import lists
from casetrack.rules.choices import Choice
from casetrack.web.forms import Form, LocalDateField, long_text, optional, required, short_text


def offered(choices: tuple[Choice, ...]) -> list[tuple[str, str]]:
    """A closed list as a select offers it, in the reader's language, with nothing chosen."""
    return [("", _("Choose one")), *((choice.key, _(choice.label)) for choice in choices)]


class OrganisationForm(Form):
    """A call centre, software house, bank, telco or platform."""

    name = StringField(
        _l("Name"), [required(_l("Enter the name of the organisation")), short_text()]
    )
    kind = SelectField(
        _l("Kind"),
        [required(_l("Choose what kind of organisation it is"))],
        choices=lambda: offered(lists.ORGANISATION_KINDS),
    )
    phone = StringField(_l("Phone"), [optional(), short_text()])
    url = StringField(_l("Website"), [optional(), short_text()])
    ntn = StringField(_l("NTN"), [optional(), short_text()])
    notes = TextAreaField(_l("Notes"), [optional(), long_text()])

    def facts(self) -> OrganisationFacts:
        return OrganisationFacts(
            name=self.name.data or "",
            kind=self.kind.data or "",
            notes=self.notes.data or "",
            phone=self.phone.data or "",
            url=self.url.data or "",
            ntn=self.ntn.data or "",
        )


class SiteForm(Form):
    """One address of an organisation."""

    address = StringField(
        _l("Address"), [required(_l("Enter the address of the site")), short_text()]
    )
    city = StringField(_l("City"), [required(_l("Enter the city")), short_text()])

    def facts(self) -> SiteFacts:
        return SiteFacts(address=self.address.data or "", city=self.city.data or "")


class RegistrationForm(Form):
    """What an authority registered the site for, from one day to another."""

    authority = SelectField(
        _l("Authority"),
        [required(_l("Choose the authority"))],
        choices=lambda: offered(lists.REGISTRATION_AUTHORITIES),
    )
    number = StringField(
        _l("Registration number"), [required(_l("Enter the registration number")), short_text()]
    )
    registered_for = StringField(_l("Registered for"), [optional(), short_text()])
    valid_from = LocalDateField(
        _l("First day"), [required(_l("Enter the first day of the registration"))]
    )
    valid_to = LocalDateField(_l("Last day"), [optional()])

    def facts(self) -> RegistrationFacts:
        return RegistrationFacts(
            authority=self.authority.data or "",
            number=self.number.data or "",
            registered_for=self.registered_for.data or "",
            valid_from=cast("date", self.valid_from.data),  # required: validate() saw to it
            valid_to=self.valid_to.data,
        )
