"""The filter of the register of requests abroad."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import Form as PlainForm
from wtforms import SelectField

from casetrack.complaints.forms.choices import options
from casetrack.requests.facts import STATES, RegisterAsked
from casetrack.web.filters import country_name


class RegisterForm(PlainForm):
    """Country, state and year of sending; read from the address, so it carries no token."""

    country = SelectField(_l("Country"), default="")
    state = SelectField(_l("State"), default="")
    year = SelectField(_l("Sent in"), default="")

    def offer(self, countries: Sequence[str], years: Sequence[int]) -> None:
        named = sorted((country_name(code), code) for code in countries)
        self.country.choices = [("", _("All")), *((code, name) for name, code in named)]
        self.state.choices = options(STATES, blank=_("All"))
        self.year.choices = [("", _("All")), *((str(year), str(year)) for year in years)]

    def asked(self) -> RegisterAsked:
        """The filter; a value that is not offered counts for none."""
        good = self.validate()
        year = self.year.data if good and self.year.data else None
        return RegisterAsked(
            country=(self.country.data or "") if good else "",
            state=(self.state.data or "") if good else "",
            year=int(year) if year else None,
        )
