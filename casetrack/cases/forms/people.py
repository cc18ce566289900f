"""Forms for the people of a case."""

from __future__ import annotations

import pycountry
from flask_babel import lazy_gettext as _l
from wtforms import IntegerField, RadioField, SelectField, StringField
from wtforms.validators import NumberRange

from casetrack.cases.facts import RescuedFacts
from casetrack.people.facts import PersonFacts
from casetrack.rules.lists import CNIC_ABSENCES, SITE_ROLES
from casetrack.rules.stages import AccusedState
from casetrack.web.forms import Form, optional, required, short_text

SEXES = [("M", _l("Male")), ("F", _l("Female")), ("X", _l("Transgender")), ("U", _l("Not known"))]
ROLES = [
    ("COMPLAINANT", _l("Complainant")),
    ("VICTIM", _l("Victim")),
    ("WITNESS", _l("Witness")),
    ("RESCUED", _l("Rescued, identity protected")),
]


def countries() -> list[tuple[str, str]]:
    """ISO 3166-1 alpha-2 codes by name, Pakistan first."""
    rest = sorted(
        (getattr(one, "common_name", one.name), one.alpha_2)
        for one in pycountry.countries
        if one.alpha_2 != "PK"
    )
    return [("", " "), ("PK", "Pakistan"), *((code, name) for name, code in rest)]


class PersonForm(Form):
    """Who somebody is, as far as known."""

    name = StringField(_l("Name"), [required(_l("Enter a name")), short_text()])
    father_name = StringField(_l("Father's name"), [optional(), short_text()])
    sex = RadioField(_l("Sex"), choices=lambda: SEXES, default="U")
    age_years = IntegerField(
        _l("Age in years"),
        [optional(), NumberRange(0, 120, message=_l("Enter an age from 0 to 120"))],
    )
    nationality = SelectField(_l("Nationality"), [optional()], choices=countries)
    cnic = StringField(_l("CNIC"), [optional(), short_text()])
    passport = StringField(_l("Passport"), [optional(), short_text()])
    no_cnic_reason = SelectField(
        _l("Why no CNIC"),
        [optional()],
        choices=lambda: [("", " "), *((one.key, _l(one.label)) for one in CNIC_ABSENCES)],
    )
    phone = StringField(_l("Phone"), [optional(), short_text()])
    address = StringField(_l("Address"), [optional(), short_text()])
    aliases = StringField(_l("Also known as"), [optional(), short_text()])

    def person(self) -> PersonFacts:
        return PersonFacts(
            name=self.name.data or "",
            father_name=self.father_name.data or "",
            sex=self.sex.data or "U",
            age_years=self.age_years.data,
            nationality=self.nationality.data or "",
            cnic=self.cnic.data or "",
            passport=self.passport.data or "",
            no_cnic_reason=self.no_cnic_reason.data or "",
            phone=self.phone.data or "",
            address=self.address.data or "",
            aliases=self.aliases.data or "",
        )


class NominateForm(PersonForm):
    """A person suspected, or named in the FIR."""

    part = SelectField(
        _l("Part in it"),
        [optional()],
        choices=lambda: [("", " "), *((one.key, _l(one.label)) for one in SITE_ROLES)],
    )
    state = RadioField(
        _l("Stands as"),
        choices=lambda: [
            (AccusedState.SUSPECT.value, _l("Suspect: under watch, not yet named")),
            (AccusedState.NOMINATED.value, _l("Nominated: named in the FIR")),
        ],
        default=AccusedState.SUSPECT.value,
    )


class AddPersonForm(PersonForm):
    """A complainant, victim, witness or rescued person."""

    role = RadioField(_l("Part in the case"), choices=lambda: ROLES, default="WITNESS")
    note = StringField(_l("Note"), [optional(), short_text()])

    def rescued(self) -> RescuedFacts:
        return RescuedFacts(
            name=self.name.data or "",
            document=self.passport.data or self.cnic.data or "",
            age_years=self.age_years.data,
            contact=self.phone.data or "",
            nationality=self.nationality.data or "",
            sex=self.sex.data or "U",
            note=self.note.data or "",
        )
