"""The form of a draft; each family shows the fields it has."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import SelectField, StringField, TextAreaField

from casetrack.cases.forms.fields import as_id
from casetrack.complaints.forms.choices import countries
from casetrack.people.models import Organisation
from casetrack.requests.facts import OrderFacts, RequestFacts
from casetrack.requests.models import Request
from casetrack.requests.ranges import write_serials
from casetrack.rules import request_kinds
from casetrack.rules.request_kinds import Basis, Family, Kind
from casetrack.web.forms import (
    Form,
    LocalDateField,
    LocalInstantField,
    long_text,
    optional,
    required,
    short_text,
)

# What a family does not ask.
_NOT_ASKED = {
    Family.FORENSIC: (
        "organisation_id",
        "via",
        "country",
        "identifiers",
        "period_from",
        "period_to",
        "lost_on",
    ),
    Family.PROVIDER: ("via", "country", "exhibits"),
    Family.FOREIGN: ("organisation_id", "exhibits"),
}


class RequestForm(Form):
    """What is asked, of whom, and on what it stands."""

    kind = SelectField(_l("What is asked"), [required(_l("Choose what is asked"))])
    organisation_id = SelectField(_l("Provider on the register"), default="")
    addressee = StringField(_l("Addressed to"), [short_text()])
    country = SelectField(_l("Country"), [required(_l("Choose the country"))])
    via = StringField(_l("Through"), [short_text()])
    asked = TextAreaField(
        _l("Questions"), [required(_l("Enter what is asked, one question a line")), long_text()]
    )
    identifiers = TextAreaField(_l("Identifiers"), [long_text()])
    period_from = LocalInstantField(_l("Data from"), [optional()])
    period_to = LocalInstantField(_l("to"), [optional()])
    exhibits = StringField(_l("Exhibits"), [short_text()])
    basis = SelectField(_l("Stands on"), [required(_l("Choose what the request stands on"))])
    order_court = StringField(_l("Court"), [short_text()])
    order_number = StringField(_l("Number of the order"), [short_text()])
    order_on = LocalDateField(_l("Day of the order"), [optional()])
    due_on = LocalDateField(_l("Reply wanted by"), [optional()])
    lost_on = LocalDateField(_l("Data lost on"), [optional()])
    copy_to = TextAreaField(_l("Copy to"), [long_text()])

    def offer(self, family: Family, providers: Sequence[Organisation], today: date) -> None:
        """Keep what this family asks, with what may be chosen today."""
        self.family = family
        self.names = {str(one.id): one.name for one in providers}
        kinds = request_kinds.kinds_of(family, today)
        self.kind.choices = [("", _("Choose one")), *((one.key, _kind(one)) for one in kinds)]
        used = [key for key in request_kinds.all_bases() if any(key in one.bases for one in kinds)]
        bases = [request_kinds.all_bases()[key] for key in used]
        self.basis.choices = [("", _("Choose one")), *((one.key, _basis(one)) for one in bases)]
        self.country.choices = countries()
        self.organisation_id.choices = [
            ("", _("Not on the register: typed below")),
            *self.names.items(),
        ]
        if family is not Family.FORENSIC:
            self.asked.label.text = _("In detail")
        for name in _NOT_ASKED[family]:
            delattr(self, name)

    def show(self, request: Request) -> None:
        """Fill in what the draft holds; what its family has no field for is left out."""
        given = {
            **{name: getattr(request, name, None) for name in self._fields},
            "exhibits": write_serials(item.exhibit.serial for item in request.items),
            "organisation_id": str(request.organisation_id or ""),
            "version": str(request.version),
        }
        for name, field in self._fields.items():
            if name in given and name not in ("idempotency_key", "csrf_token"):
                field.process_data(given[name])

    def facts(self) -> RequestFacts:
        organisation = as_id(self._given("organisation_id"))
        return RequestFacts(
            family=self.family.value,
            kind=self.kind.data,
            addressee=(self.addressee.data or "").strip() or self._name_of(organisation),
            asked=self.asked.data or "",
            organisation_id=organisation,
            via=self._given("via"),
            copy_to=self.copy_to.data or "",
            country=self._given("country"),
            identifiers=self._given("identifiers"),
            period_from=self.period_from.instant() if "period_from" in self else None,
            period_to=self.period_to.instant() if "period_to" in self else None,
            basis=self.basis.data,
            order=OrderFacts(
                self.order_court.data or "", self.order_number.data or "", self.order_on.data
            ),
            due_on=self.due_on.data,
            lost_on=self.lost_on.data if "lost_on" in self else None,
            exhibits=self._given("exhibits"),
        )

    def _given(self, name: str) -> str:
        return (self._fields[name].data or "") if name in self else ""

    def _name_of(self, organisation: UUID | None) -> str:
        """A provider of the register is addressed by its name there."""
        if organisation is None:
            return ""
        return self.names.get(str(organisation), "")


def _kind(one: Kind) -> str:
    return str(_(one.label))


def _basis(one: Basis) -> str:
    """The power with its section, and what it demands."""
    words = f"{_(one.label)} ({one.statute})"
    if one.needs_court:
        words = _("%(basis)s: needs the court's order", basis=words)
    return _("%(basis)s; verify with counsel", basis=words) if one.verify_with_counsel else words
