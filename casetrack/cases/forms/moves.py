"""A form for any move of a case or an accused, made from the facts that the table asks for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, IntegerField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields import Field
from wtforms.validators import NumberRange

from casetrack.accounts.models import Officer, Unit
from casetrack.cases.facts import ACT_INSTANTS
from casetrack.cases.forms.fields import (
    OffencesField,
    as_id,
    offences_field,
    officers_offered,
    stations_offered,
)
from casetrack.rules.facts import Fact
from casetrack.rules.moves import Move
from casetrack.web.forms import (
    Form,
    LocalDateField,
    LocalInstantField,
    long_text,
    optional,
    required,
    short_text,
)

FEW = 6
YES_NO = [("yes", _l("Yes")), ("no", _l("No"))]


@dataclass(frozen=True, slots=True)
class Offered:
    """What the selects of a move offer, and what its fields hold at first."""

    officers: Sequence[Officer]
    circles: Sequence[Unit]
    first: dict[str, object]


class MoveForm(Form):
    """`seen` is how many moves the officer knew of when he opened the form."""

    seen = HiddenField(default="")

    def told(self) -> dict[str, object]:
        """What was entered, keyed as in the table. A case is still its number."""
        return {
            name: _value(field)
            for name, field in self._fields.items()
            if not isinstance(field, HiddenField) and name != "csrf_token"
        }


def move_form(made: Move[Any], offered: Offered) -> MoveForm:
    """The form of one move of a case or an accused."""
    fields: dict[str, Field] = {fact.key: _field(fact, offered) for fact in made.asked()}
    if not fields.keys() & set(ACT_INSTANTS):
        fields["occurred_at"] = LocalInstantField(_l("Done at"), [optional()])
    shape = type("FormOfMove", (MoveForm,), fields)
    form: MoveForm = shape(data=offered.first)
    return form


def _field(fact: Fact, offered: Offered) -> Field:
    label = _l(fact.label)
    if fact.kind == "sections":
        return offences_field(label, needed=fact.required)
    needed = [required(_l("Fill in: %(field)s", field=label))] if _always(fact) else [optional()]
    if fact.key == "police_station":
        return SelectField(label, needed, choices=lambda: stations_offered(offered.circles))
    if fact.kind == "officer":
        return SelectField(label, needed, choices=lambda: officers_offered(offered.officers))
    return _plain_field(fact, label, needed)


def _always(fact: Fact) -> bool:
    return fact.required and fact.needed_when is None


def _plain_field(fact: Fact, label: str, needed: list[Any]) -> Field:
    if fact.kind == "choice":
        return _choice(fact, label, needed)
    if fact.kind == "yes_no":
        return RadioField(label, needed, choices=lambda: YES_NO)
    kind, rule = _PLAIN.get(fact.kind, (StringField, short_text()))
    return kind(label, [*needed, rule] if rule else needed)


_PLAIN: dict[str, tuple[type[Field], Any]] = {
    "number": (IntegerField, NumberRange(min=0, message=_l("Enter a whole number"))),
    "instant": (LocalInstantField, None),
    "date": (LocalDateField, None),
    "long": (TextAreaField, long_text()),
}


def _choice(fact: Fact, label: str, needed: list[Any]) -> Field:
    options = [(choice.key, _l(choice.label)) for choice in fact.choices or ()]
    if len(options) <= FEW:
        return RadioField(label, needed, choices=lambda: options)
    return SelectField(label, needed, choices=lambda: [("", _l("Choose one")), *options])


def _value(field: Any) -> object:
    if isinstance(field, LocalInstantField):
        return field.instant()
    if isinstance(field, OffencesField):
        return list(field.data or ())
    if isinstance(field, RadioField) and field.data in ("yes", "no"):
        return field.data == "yes"
    if isinstance(field, SelectField):
        return as_id(field.data) or field.data or None
    return field.data.strip() if isinstance(field.data, str) else field.data
