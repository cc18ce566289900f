"""What is asked of a report. A GET form, so that every report has an address."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cache
from typing import Any, cast

import pycountry
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, MonthField, SelectField, StringField, ValidationError
from wtforms import Form as PlainForm

from casetrack.accounts.models import Officer, Unit
from casetrack.reports import options
from casetrack.reports.catalogue.kind import Takes
from casetrack.reports.facts import Asked, Period, month_of
from casetrack.reports.options import country_name
from casetrack.rules.choices import Choice
from casetrack.rules.words import N_
from casetrack.web.forms import Form, LocalDateField, optional, required, short_text

FIRST_YEAR = 1990
LONGEST_YEARS = 50
ALL = N_("All")
# In plain sight; whatever else a report takes waits behind "More filters".
FIRST = ("counted", "of", "basis", "by")


class MonthOfYear(MonthField):
    """A month as the browser's control sends it: 2024-09."""

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError as error:
            raise ValueError(_("Enter a month, as 2024-09")) from error


class IssueForm(Form):
    """Signs a return off; what it is for stands on it and in the audit."""

    purpose = StringField(
        _l("What it is for"), [required(_l("Say what the return is for")), short_text()]
    )


class SaveForm(Form):
    """Keeps a question under a name."""

    name = StringField(_l("Name"), [required(_l("Give it a name"))])
    monthly = BooleanField(_l("Send me each month when it is over"))


class AskedForm(PlainForm):
    """The question of a report, made by `form_class` with the fields that its kind takes.

    `asked()` once it is valid, and `chosen()`, the unit.
    """

    start = LocalDateField(_l("From"), [required(_l("Enter the first day"))], name="from")
    end = LocalDateField(_l("To"), [required(_l("Enter the last day"))], name="to")
    month = MonthOfYear(_l("Month"), [required(_l("Enter the month"))])
    unit = SelectField(_l("Unit"))
    counted = SelectField(_l("Counted"))
    of = SelectField(_l("Out of"))
    basis = SelectField(_l("Basis"))
    by = SelectField(_l("Rows by"))
    as_of = LocalDateField(_l("As known on"), [optional()])
    officer = SelectField(_l("Officer"))
    offence = SelectField(_l("Offence"))
    category = SelectField(_l("Category"))
    means = SelectField(_l("Means used"))
    country = SelectField(_l("Country of the victims"))
    complainant = SelectField(_l("Who complained"))
    interval = SelectField(_l("Interval of a rate"))
    public = BooleanField(_l("For the public: hide small counts"))

    def __init__(
        self,
        *args: Any,
        kind: Takes,
        units: Sequence[Unit],
        officers: Sequence[Officer],
        today: date,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._units = {unit.code: unit for unit in units}
        self._today = today
        for name, choices in self._choices(kind, units, officers):
            cast("SelectField", self._fields[name]).choices = choices

    def _choices(
        self, kind: Takes, units: Sequence[Unit], officers: Sequence[Officer]
    ) -> Iterator[tuple[str, list[tuple[str, str]]]]:
        """The options of each list that is asked for."""
        yield "unit", _indented(units)
        everyone = ("", _(ALL))
        if "officer" in self:
            named = ((str(one.id), f"{one.name}, {one.unit.code}") for one in officers)
            yield "officer", [everyone, *named]
        if "country" in self:
            yield "country", [everyone, *_countries()]
        if "by" in self:
            yield "by", _worded(kind.by)
        for name in options.CHOICES.keys() & self._fields.keys():
            usual = () if options.USUAL[name] else (Choice("", ALL),)
            yield name, _worded((*usual, *options.CHOICES[name]))

    @property
    def first(self) -> list[Any]:
        """The fields shown at once, beside period and unit."""
        return [self._fields[name] for name in FIRST if name in self._fields]

    @property
    def rare(self) -> list[Any]:
        """The fields behind "More filters"."""
        plain = {"from", "to", "start", "end", "month", "unit", *FIRST}
        return [field for name, field in self._fields.items() if name not in plain]

    @property
    def rare_set(self) -> bool:
        """Whether a filter behind "More filters" is set, or wrong."""
        usual = {**options.USUAL, "as_of": self._today, "officer": ""}
        return any(field.errors or field.data != usual[field.short_name] for field in self.rare)

    def validate_end(self, field: LocalDateField) -> None:
        first, last = self._fields["start"].data, field.data
        if not isinstance(first, date) or not isinstance(last, date):
            return
        if last < first:
            raise ValidationError(_("Enter a last day that is not before the first"))
        if first.year < FIRST_YEAR or last.year - first.year >= LONGEST_YEARS:
            raise ValidationError(_("Choose a period of at most 50 years, from 1990 on"))

    def validate_month(self, field: MonthField) -> None:
        if isinstance(field.data, date) and not FIRST_YEAR <= field.data.year <= self._today.year:
            raise ValidationError(_("Choose a month from 1990 on that has begun"))

    def validate_as_of(self, field: LocalDateField) -> None:
        if isinstance(field.data, date) and field.data > self._today:
            raise ValidationError(_("Enter a day that is not in the future"))

    def chosen(self) -> Unit:
        return self._units[self.unit.data]

    def period(self) -> Period:
        if "month" not in self._fields:
            return Period(
                cast("date", self._fields["start"].data), cast("date", self._fields["end"].data)
            )
        first = cast("date", self.month.data)
        return month_of(first)

    def asked(self) -> Asked:
        taken = {
            name: self._fields[name].data
            for name in (*options.CHOICES, "country", "by", "public")
            if name in self._fields
        }
        officer = self._fields["officer"].data if "officer" in self._fields else ""
        return Asked(
            self.period(),
            self.unit.data,
            self.as_of.data or self._today,
            officer=uuid.UUID(officer) if officer else None,
            **taken,
        )


@cache
def form_class(kind: Takes) -> type[AskedForm]:
    """The form of one kind of report: a field that it does not take is not made at all."""
    names = [name for name in dir(AskedForm) if hasattr(getattr(AskedForm, name), "field_class")]
    return type("AskedForm", (AskedForm,), {n: None for n in names if not _takes(kind, n)})


def _takes(kind: Takes, name: str) -> bool:
    if name in ("start", "end"):
        return not kind.month
    if name == "month":
        return kind.month
    if name == "by":
        return bool(kind.by)
    return name in ("unit", "as_of") or name in kind.takes


def _worded(choices: Iterable[Choice]) -> list[tuple[str, str]]:
    return [(choice.key, _(choice.label)) for choice in choices]


def _indented(units: Sequence[Unit]) -> list[tuple[str, str]]:
    """Units as a tree: each a step further in than the one it belongs to."""
    top = min((unit.path.count("/") for unit in units), default=0)
    return [
        (unit.code, "\N{NO-BREAK SPACE}" * 2 * (unit.path.count("/") - top) + unit.name)
        for unit in units
    ]


@cache
def _countries() -> list[tuple[str, str]]:
    codes = (country.alpha_2 for country in pycountry.countries)
    return sorted(((code, country_name(code)) for code in codes), key=lambda pair: pair[1])
