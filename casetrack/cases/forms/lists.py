"""What lists are narrowed to, as it stands in the address. Nothing here is written."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, Form, SelectField, StringField

from casetrack.accounts.models import Officer, Unit
from casetrack.cases.forms.fields import as_id
from casetrack.cases.queries import AccusedFilter, CaseFilter
from casetrack.rules.stages import AccusedState, CaseState, Custody, Stage
from casetrack.rules.words import Worded
from casetrack.web.filters import country_name
from casetrack.web.forms import optional, short_text

ANY = ("", _l("Any"))


def worded(choices: type[Worded]) -> list[tuple[str, str]]:
    return [ANY, *((one.value, _l(one.label)) for one in choices)]


class CaseFilterForm(Form):
    """The filter above the list of cases."""

    q = StringField(_l("Words or number"), [optional(), short_text()])
    state = SelectField(_l("State"), [optional()], choices=lambda: worded(CaseState))
    stage = SelectField(_l("Stage"), [optional()], choices=lambda: worded(Stage))
    unit = SelectField(_l("Unit"), [optional()])
    lead = SelectField(_l("Lead"), [optional()])
    overdue = BooleanField(_l("Overdue only"))

    def __init__(self, asked: Any, *, officers: Sequence[Officer], units: Sequence[Unit]) -> None:
        super().__init__(asked)
        self.unit.choices = [ANY, *((one.path, one.name) for one in units)]
        self.lead.choices = [ANY, *((str(one.id), one.title) for one in officers)]

    def wanted(self, now: datetime) -> CaseFilter:
        """The filter of a form that was validated."""
        return CaseFilter(
            states=(CaseState(self.state.data),) if self.state.data else (),
            stage=Stage(self.stage.data) if self.stage.data else None,
            unit_path=self.unit.data or "",
            lead_id=as_id(self.lead.data) if self.lead.data else None,
            overdue_at=now if self.overdue.data else None,
            words=self.q.data or "",
        )


class AccusedFilterForm(Form):
    """The filter above the accused of one case."""

    q = StringField(_l("Name"), [optional(), short_text()])
    state = SelectField(_l("State"), [optional()], choices=lambda: worded(AccusedState))
    custody = SelectField(_l("Custody"), [optional()], choices=lambda: worded(Custody))
    nationality = SelectField(_l("Nationality"), [optional()])
    sex = SelectField(
        _l("Sex"),
        [optional()],
        choices=lambda: [ANY, ("F", _l("Female")), ("M", _l("Male")), ("X", _l("Transgender"))],
    )

    def __init__(self, asked: Any, *, nationalities: Sequence[str]) -> None:
        super().__init__(asked)
        named = [(code, country_name(code)) for code in nationalities if code]
        self.nationality.choices = [ANY, *named]

    def wanted(self) -> AccusedFilter:
        """The filter of a form that was validated."""
        return AccusedFilter(
            state=AccusedState(self.state.data) if self.state.data else None,
            custody=Custody(self.custody.data) if self.custody.data else None,
            nationality=self.nationality.data or "",
            sex=self.sex.data or "",
            words=self.q.data or "",
        )
