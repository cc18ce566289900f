"""A form for any move, made from the facts that the table asks for."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, SelectField, StringField, TextAreaField
from wtforms.fields import Field

from casetrack.accounts.models import Officer
from casetrack.complaints.forms.choices import options
from casetrack.rules.choices import Choice
from casetrack.rules.facts import Fact
from casetrack.rules.stages import ComplaintState, Move
from casetrack.web.forms import (
    Form,
    LocalInstantField,
    long_text,
    optional,
    required,
    short_text,
)


class MoveForm(Form):
    """`seen` is how many moves the officer knew of when he opened the form."""

    seen = HiddenField(default="")

    def told(self) -> dict[str, object]:
        """What was entered, keyed as in the table."""
        return {
            name: _value(field)
            for name, field in self._fields.items()
            if not isinstance(field, HiddenField) and name != "csrf_token"
        }


def move_form(
    move: Move[ComplaintState],
    officers: Sequence[Officer],
    *,
    version: int,
    seen: int,
    now: datetime,
) -> MoveForm:
    """The form of one move. `officers` can be given the work; `seen` counts the moves shown."""
    fields: dict[str, Field] = {fact.key: _field(fact, officers) for fact in move.asked()}
    if "assigned_at" not in fields:
        fields["occurred_at"] = LocalInstantField(_l("When it was done"), [optional()])
    shape = type("FormOfMove", (MoveForm,), fields)
    minute = now.replace(second=0, microsecond=0)
    form: MoveForm = shape(
        data={
            "assigned_at": minute,
            "occurred_at": minute,
            "version": str(version),
            "seen": str(seen),
        }
    )
    return form


def _field(fact: Fact, officers: Sequence[Officer]) -> Field:
    label = _l(fact.label)
    needed = [required(_l("Fill in: %(field)s", field=label))] if fact.required else [optional()]
    if fact.kind == "officer":
        people = [Choice(str(one.id), f"{one.title}, {one.unit.name}") for one in officers]
        return SelectField(label, needed, choices=options(people, blank=" "))
    if fact.kind == "choice":
        return SelectField(label, needed, choices=options(fact.choices or (), blank=" "))
    if fact.kind == "instant":
        return LocalInstantField(label, needed)
    if fact.kind == "long":
        return TextAreaField(label, [*needed, long_text()])
    return StringField(label, [*needed, short_text()])


def _value(field: Any) -> object:
    if isinstance(field, LocalInstantField):
        return field.instant()
    text = (field.data or "").strip()
    return _id_or_text(text) if isinstance(field, SelectField) else text


def _id_or_text(text: str) -> object:
    try:
        return uuid.UUID(text)
    except ValueError:
        return text
