"""The form of money frozen, recovered or returned, and of a record that was wrong."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectField, StringField

from casetrack.complaints.forms.choices import options
from casetrack.complaints.forms.intake import CURRENCIES
from casetrack.operations.facts import RECOVERY_KINDS, RecoveryFacts
from casetrack.web.forms import Form, LocalDateField, MoneyField, required, short_text


class RecoveryForm(Form):
    """One amount, on one day, by one order."""

    kind = RadioField(
        _l("What was done with the money"),
        [required(_l("Choose what was done with the money"))],
        choices=options(RECOVERY_KINDS),
    )
    amount = MoneyField(_l("Amount"), [required(_l("Enter the amount"))])
    currency = SelectField(_l("Currency"), choices=CURRENCIES, default="PKR")
    institution = StringField(
        _l("Bank, wallet or exchange"), [required(_l("Enter where it lies or lay")), short_text()]
    )
    done_on = LocalDateField(_l("On"), [required(_l("Enter the day"))])
    order_number = StringField(
        _l("Order, letter or receipt"),
        [required(_l("Enter the order, letter or receipt")), short_text()],
    )

    def facts(self) -> RecoveryFacts:
        if self.done_on.data is None:
            raise ValueError("done_on was not validated")
        return RecoveryFacts(
            kind=self.kind.data,
            amount_minor=self.amount.minor(),
            currency=self.currency.data,
            institution=self.institution.data or "",
            done_on=self.done_on.data,
            order_number=self.order_number.data or "",
        )


class StrikeForm(Form):
    """Why a record does not count."""

    reason = StringField(
        _l("What was wrong with it"), [required(_l("Say what was wrong")), short_text()]
    )
