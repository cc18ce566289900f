"""The forms of the charge, and of the order that ends it before a charge."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    FieldList,
    FormField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
)
from wtforms.widgets import CheckboxInput, ListWidget

from casetrack.prosecution.facts import DISCHARGES, ChargeFacts, DischargeFacts
from casetrack.prosecution.forms.rows import Row, RowsForm, SelectChoice, blank, moment, options
from casetrack.rules import lists
from casetrack.rules.offences import all_offences
from casetrack.web.forms import LocalInstantField, required, short_text


def _sections(label: Any) -> SelectMultipleField:
    return SelectMultipleField(
        label, widget=ListWidget(prefix_label=False), option_widget=CheckboxInput()
    )


class ChargeRow(Row):
    """Whether one accused is charged, and how he pleads."""

    chosen = BooleanField(_l("Charged"))
    plea = SelectField(_l("Plea"), choices=options(lists.PLEAS, blank(_l("As above"))))


class ChargesForm(RowsForm):
    """Every chosen accused on every chosen section."""

    charge_at = LocalInstantField(
        _l("Charge framed at"), [required(_l("Enter when the charge was framed"))]
    )
    copies_supplied_at = LocalInstantField(
        _l("Copies supplied to the accused at"),
        [required(_l("Enter when the accused got the copies"))],
    )
    offences = _sections(_l("Sections of the FIR"))
    others = _sections(_l("Other sections"))
    plea = SelectField(_l("Plea"), choices=options(lists.PLEAS), default="NOT_GUILTY")
    rows = FieldList(FormField(ChargeRow))

    def __init__(self, *args: Any, sections: tuple[str, ...] = (), **given: Any) -> None:
        """`sections` are those of the case; all others of the law are offered below them."""
        super().__init__(*args, **given)
        every = [SelectChoice(one.key, f"{one.label} · {one.title}") for one in all_offences()]
        self.offences.choices = [one for one in every if one.value in sections]
        self.others.choices = [one for one in every if one.value not in sections]

    def facts(self) -> ChargeFacts:
        return ChargeFacts(
            charge_at=moment(self.charge_at),
            copies_supplied_at=moment(self.copies_supplied_at),
            offences=(*(self.offences.data or ()), *(self.others.data or ())),
            pleas={
                key: row.plea.data or self.plea.data for key, row in self.lines() if row.chosen.data
            },
        )


class DischargeRow(Row):
    """Whether the order lets one accused go."""

    chosen = BooleanField(_l("Discharged"))


class DischargeForm(RowsForm):
    """An order that ends the matter for some accused before the charge."""

    kind = RadioField(
        _l("What the court ordered"),
        [required(_l("Choose what the court ordered"))],
        choices=options(DISCHARGES),
    )
    order_no = StringField(
        _l("Order number"), [required(_l("Enter the number of the order")), short_text()]
    )
    ordered_at = LocalInstantField(_l("Ordered at"), [required(_l("Enter when it was ordered"))])
    rows = FieldList(FormField(DischargeRow))

    def facts(self) -> DischargeFacts:
        return DischargeFacts(
            kind=self.kind.data,
            order_no=self.order_no.data or "",
            ordered_at=moment(self.ordered_at),
            accused=frozenset(key for key, row in self.lines() if row.chosen.data),
        )
