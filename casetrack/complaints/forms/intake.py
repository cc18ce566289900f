"""The quick form: filled by a clerk while the caller speaks, in the order people tell it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import (
    FieldList,
    FormField,
    SelectField,
    SelectMultipleField,
    StringField,
    TelField,
    TextAreaField,
    ValidationError,
)
from wtforms import Form as PlainForm
from wtforms.widgets import CheckboxInput, ListWidget

from casetrack.complaints.facts import (
    COMPLAINANT_KINDS,
    IDENTIFIER_NOTES,
    ComplaintFacts,
    HopFacts,
    IdentifierFacts,
)
from casetrack.complaints.forms.choices import codes, countries, options
from casetrack.people.facts import Kind, PersonFacts
from casetrack.people.identifiers import guess, normalise
from casetrack.people.normalise import fold_digits
from casetrack.rules import lists
from casetrack.rules.choices import Choice
from casetrack.rules.refusals import Refused
from casetrack.web.errors import refusal_words
from casetrack.web.forms import (
    Form,
    LocalDateField,
    LocalInstantField,
    MoneyField,
    long_text,
    optional,
    required,
    short_text,
)

CURRENCIES = codes("PKR", "USD", "EUR", "GBP", "AED", "SAR", "CNY", "USDT")
KINDS = [Choice(kind.value, kind.label) for kind in Kind]
# Enough blank rows to start with; the button adds more.
IDENTIFIER_ROWS = 2
HOP_ROWS = 1


def _folded(text: str | None) -> str | None:
    """Digits typed on an Urdu keyboard, as 0 to 9."""
    return fold_digits(text).strip() if text else text


class _Is:
    """The field holds an identifier of this kind, in any spelling."""

    def __init__(self, kind: Kind) -> None:
        self.kind = kind

    def __call__(self, _form: PlainForm, field: Any) -> None:
        try:
            normalise(self.kind, field.data or "")
        except Refused as refused:
            raise ValidationError(refusal_words(refused)) from refused


class IdentifierForm(PlainForm):
    """One number, address or handle. Its kind is worked out unless the clerk says it."""

    value = StringField(_l("Number, account, link or handle"), [short_text()])
    kind = SelectField(
        _l("What it is"),
        [optional()],
        choices=options(KINDS, blank=_l("Work it out")),
    )
    note = SelectField(_l("Whose it is"), choices=options(IDENTIFIER_NOTES), default="SUSPECT")

    def validate_value(self, field: StringField) -> None:
        if not self.is_blank():
            self._kind(field)

    def is_blank(self) -> bool:
        return not (self.value.data or "").strip()

    def facts(self) -> IdentifierFacts:
        written = (self.value.data or "").strip()
        return IdentifierFacts(self._kind(self.value), written, self.note.data)

    def _kind(self, field: StringField) -> Kind:
        written = field.data or ""
        if not self.kind.data:
            found = guess(written)
            if not found:
                raise ValidationError(_("casetrack cannot tell what this is: choose what it is"))
            return found[0][0]
        try:
            normalise(Kind(self.kind.data), written)
        except Refused as refused:
            raise ValidationError(refusal_words(refused)) from refused
        return Kind(self.kind.data)


class HopForm(PlainForm):
    """One step of the money."""

    institution = StringField(_l("Bank or wallet"), [short_text()])
    account = StringField(_l("Account or IBAN"), [short_text()])
    amount = MoneyField(_l("Amount"), filters=[_folded])
    currency = SelectField(_l("Currency"), choices=CURRENCIES, default="PKR")
    paid_on = LocalDateField(_l("Paid on"), [optional()])
    reference = StringField(_l("Transaction number"), [short_text()])

    def validate_institution(self, field: StringField) -> None:
        if not self.is_blank() and not (field.data or "").strip():
            raise ValidationError(_("Enter the bank or wallet"))

    def is_blank(self) -> bool:
        told = (self.institution, self.account, self.amount, self.reference)
        return self.paid_on.data is None and not any((part.data or "").strip() for part in told)

    def facts(self) -> HopFacts:
        return HopFacts(
            institution=(self.institution.data or "").strip(),
            account=(self.account.data or "").strip(),
            amount_minor=self.amount.minor(),
            currency=self.currency.data,
            paid_on=self.paid_on.data,
            reference=(self.reference.data or "").strip(),
        )


class _Ticks(SelectMultipleField):
    """Several of a list, each with a box to tick."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class ComplaintForm(Form):
    """Everything a complainant can tell, in one page."""

    channel = SelectField(_l("How it came in"), choices=options(lists.CHANNELS))
    received_at = LocalInstantField(
        _l("Received at"), [required(_l("Enter when the complaint was received"))]
    )
    complainant_kind = SelectField(_l("Who complains"), choices=options(COMPLAINANT_KINDS))
    name = StringField(_l("Name"), [short_text()])
    phone = TelField(_l("Phone"), [optional(), _Is(Kind.PHONE)], filters=[_folded])
    cnic = StringField(_l("CNIC"), [optional(), _Is(Kind.CNIC)], filters=[_folded])
    father_name = StringField(_l("Father's or husband's name"), [short_text()])
    passport = StringField(_l("Passport"), [optional(), _Is(Kind.PASSPORT)], filters=[_folded])
    nationality = SelectField(_l("Nationality"), [optional()], choices=countries)
    no_cnic_reason = SelectField(
        _l("Why no CNIC"), [optional()], choices=options(lists.CNIC_ABSENCES, blank=" ")
    )
    address = StringField(_l("Address or city"), [short_text()])

    narrative = TextAreaField(
        _l("What happened"), [required(_l("Enter what happened")), long_text()]
    )
    category = SelectField(
        _l("Category"),
        [required(_l("Choose a category"))],
        choices=options(lists.CATEGORIES, blank=" "),
    )
    occurred_at = LocalInstantField(_l("When it happened"), [optional()])
    target_country = SelectField(_l("Country of the victims"), [optional()], choices=countries)

    means = _Ticks(_l("Means"), choices=options(lists.MEANS))
    platforms = _Ticks(_l("Platforms"), choices=options(lists.PLATFORMS))
    impersonated = StringField(_l("Whom they pretended to be"), [short_text()])

    identifiers = FieldList(
        FormField(IdentifierForm), _l("Who did it"), min_entries=IDENTIFIER_ROWS, max_entries=200
    )

    loss = MoneyField(_l("Loss"), filters=[_folded])
    loss_currency = SelectField(_l("Currency of the loss"), choices=CURRENCIES, default="PKR")
    money_trail = FieldList(
        FormField(HopForm), _l("Where the money went"), min_entries=HOP_ROWS, max_entries=200
    )

    def add_row(self, asked: Iterable[str]) -> bool:
        """Append a blank row where a browser without scripts asked for one (`add_<name>`)."""
        for rows in (self.identifiers, self.money_trail):
            if f"add_{rows.name}" in asked:
                rows.append_entry()
                return True
        return False

    def validate_name(self, field: StringField) -> None:
        anonymous = self.complainant_kind.data == "ANONYMOUS"
        if not anonymous and not (field.data or "").strip():
            raise ValidationError(_("Enter the name, or choose that the caller is anonymous"))

    def facts(self) -> ComplaintFacts:
        """The facts of a form that was validated."""
        received_at = self.received_at.instant()
        assert received_at is not None  # required above  # noqa: S101
        return ComplaintFacts(
            channel=self.channel.data,
            received_at=received_at,
            occurred_at=self.occurred_at.instant(),
            complainant=self._person(),
            complainant_kind=self.complainant_kind.data,
            narrative=(self.narrative.data or "").strip(),
            category=self.category.data,
            means=tuple(self.means.data or ()),
            platforms=tuple(self.platforms.data or ()),
            impersonated=(self.impersonated.data or "").strip(),
            target_country=self.target_country.data or "",
            loss_minor=self.loss.minor(),
            loss_currency=self.loss_currency.data,
            identifiers=tuple(_filled(self.identifiers)),
            money_trail=tuple(_filled(self.money_trail)),
        )

    def _person(self) -> PersonFacts | None:
        if self.complainant_kind.data == "ANONYMOUS":
            return None
        return PersonFacts(
            name=(self.name.data or "").strip(),
            father_name=(self.father_name.data or "").strip(),
            nationality=self.nationality.data or "",
            cnic=self.cnic.data or "",
            passport=self.passport.data or "",
            no_cnic_reason=self.no_cnic_reason.data or "",
            phone=self.phone.data or "",
            address=(self.address.data or "").strip(),
        )


def _filled(rows: Any) -> list[Any]:
    return [entry.form.facts() for entry in rows.entries if not entry.form.is_blank()]
