"""What a list is narrowed to, as it stands in the address."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import Form, HiddenField, SelectField

from casetrack.accounts.models import Officer, Unit
from casetrack.complaints.forms.choices import options
from casetrack.complaints.queries import Filter
from casetrack.rules.actor import Actor
from casetrack.rules.choices import Choice
from casetrack.rules.roles import Role
from casetrack.rules.stages import ComplaintState
from casetrack.web.forms import LocalDateField, optional

VIEWS = ("to-verify", "mine", "all")
TO_VERIFY = (ComplaintState.RECEIVED, ComplaintState.VERIFICATION)


class FilterForm(Form):
    """A GET form: nothing in it is written."""

    view = HiddenField()
    identifier = HiddenField()
    state = SelectField(_l("State"), [optional()])
    officer = SelectField(_l("Assigned to"), [optional()])
    unit = SelectField(_l("Unit"), [optional()])
    from_day = LocalDateField(_l("Received from"), [optional()], name="from")
    to_day = LocalDateField(_l("to"), [optional()], name="to")

    def __init__(self, asked: Any, *, officers: Sequence[Officer], units: Sequence[Unit]) -> None:
        super().__init__(asked)
        states = TO_VERIFY if self.view.data == "to-verify" else tuple(ComplaintState)
        by_name = [Choice(str(one.id), one.title) for one in officers]
        by_path = [Choice(one.path, one.name) for one in units]
        by_label = [Choice(one.value, one.label) for one in states]
        self.state.choices = options(by_label, blank=_l("Any"))
        self.officer.choices = options(by_name, blank=_l("Anybody"))
        self.unit.choices = options(by_path, blank=_l("All"))
        if self.view.data not in VIEWS:
            self.view.data = "all" if self.identifier.data else "to-verify"

    def narrows(self) -> bool:
        """Say whether anything but the tab narrows the list."""
        parts = (self.state, self.officer, self.unit, self.from_day, self.to_day, self.identifier)
        return any(part.data for part in parts)

    def wanted(self, actor: Actor) -> Filter:
        """The filter of a form that was validated. "Mine" is what a clerk logged himself."""
        mine = self.view.data == "mine"
        logs = actor.role is Role.CLERK
        states = TO_VERIFY if self.view.data == "to-verify" else ()
        return Filter(
            states=(ComplaintState(self.state.data),) if self.state.data else states,
            assigned_to_id=actor.id if mine and not logs else _id(self.officer.data),
            recorded_by_id=actor.id if mine and logs else None,
            unit_path=self.unit.data or "",
            received_from=self.from_day.data,
            received_to=self.to_day.data,
            identifier_id=_id(self.identifier.data),
        )


def _id(text: str | None) -> uuid.UUID | None:
    try:
        return uuid.UUID(text) if text else None
    except ValueError:
        return uuid.UUID(int=0)  # no such row: an unreadable filter finds nothing
