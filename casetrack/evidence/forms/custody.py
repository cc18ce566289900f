"""Forms of the chain of custody."""

from __future__ import annotations

from datetime import datetime

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, SelectField, StringField

from casetrack.complaints.forms.choices import options
from casetrack.evidence import chain
from casetrack.evidence.facts import CustodyFacts
from casetrack.web.forms import Form, LocalInstantField, required, short_text


class CustodyForm(Form):
    """The next link of an exhibit's chain."""

    kind = SelectField(_l("What was done"), [required(_l("Choose what was done"))])
    occurred_at = LocalInstantField(_l("When"), [required(_l("Enter when it was done"))])
    from_holder = StringField(
        _l("From whom"), [required(_l("Enter who held it until then")), short_text()]
    )
    to_holder = StringField(
        _l("To whom"), [required(_l("Enter who holds it from then on")), short_text()]
    )
    place = StringField(_l("Place"), [required(_l("Enter where it was done")), short_text()])
    purpose = StringField(_l("Purpose"), [short_text()])
    seal_broken = BooleanField(_l("The seal was not intact"))

    def __init__(self, **given: object) -> None:
        super().__init__(**given)
        self.kind.choices = options(chain.NEXT_ACTS, blank=_("Choose"))

    def facts(self) -> CustodyFacts:
        return CustodyFacts(
            kind=self.kind.data,
            occurred_at=instant_of(self.occurred_at),
            from_holder=self.from_holder.data or "",
            to_holder=self.to_holder.data or "",
            place=self.place.data or "",
            purpose=self.purpose.data or "",
            seal_intact=not self.seal_broken.data,
        )


def instant_of(field: LocalInstantField) -> datetime:
    instant = field.instant()
    if instant is None:
        raise ValueError(f"{field.name} was not validated")
    return instant
