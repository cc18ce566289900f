"""What is asked of a report: a period and a unit. A GET form, so that a report has an address."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, cast

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import Form as PlainForm
from wtforms import SelectField, ValidationError

from casetrack.accounts.models import Unit
from casetrack.reports.facts import Period
from casetrack.web.forms import LocalDateField, required

FIRST_YEAR = 1990
LONGEST_YEARS = 50


class ConvictionForm(PlainForm):
    """From, to and unit; `period()` and `chosen()` once it is valid."""

    start = LocalDateField(_l("From"), [required(_l("Enter the first day"))], name="from")
    end = LocalDateField(_l("To"), [required(_l("Enter the last day"))], name="to")
    unit = SelectField(_l("Unit"), validate_choice=True)

    def __init__(self, *args: Any, units: Sequence[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._units = {unit.code: unit for unit in units}
        indent = min((unit.path.count("/") for unit in units), default=0)
        self.unit.choices = [
            (unit.code, "\N{NO-BREAK SPACE}" * 2 * (unit.path.count("/") - indent) + unit.name)
            for unit in units
        ]

    def validate_end(self, field: LocalDateField) -> None:
        first, last = self.start.data, field.data
        if not isinstance(first, date) or not isinstance(last, date):
            return
        if last < first:
            raise ValidationError(_("Enter a last day that is not before the first"))
        if first.year < FIRST_YEAR or last.year - first.year >= LONGEST_YEARS:
            raise ValidationError(_("Choose a period of at most 50 years, from 1990 on"))

    def period(self) -> Period:
        return Period(cast("date", self.start.data), cast("date", self.end.data))

    def chosen(self) -> Unit:
        return self._units[self.unit.data]
