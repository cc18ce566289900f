"""Forms of exhibits."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import IntegerField, SelectField, StringField, TextAreaField
from wtforms.validators import NumberRange

from casetrack.complaints.forms.choices import options
from casetrack.evidence import chain
from casetrack.evidence.facts import CustodyFacts, ExhibitFacts, ThingFacts
from casetrack.evidence.forms.custody import instant_of
from casetrack.evidence.lines import read_things
from casetrack.rules import lists
from casetrack.web.errors import refusal_words
from casetrack.web.forms import Form, LocalInstantField, long_text, optional, required, short_text


class TakenForm(Form):
    """How things came into custody: the first link of every chain."""

    taken = SelectField(_l("How it came"), default="SEIZED")
    occurred_at = LocalInstantField(_l("When"), [required(_l("Enter when it was taken"))])
    place = StringField(_l("Where"), [required(_l("Enter where it was taken")), short_text()])
    from_holder = StringField(_l("From whom"), [short_text()])
    to_holder = StringField(
        _l("Who holds it now"), [required(_l("Enter who holds it now")), short_text()]
    )
    description = StringField(_l("Description"), [short_text()])
    kind = SelectField(_l("Kind"))
    quantity = IntegerField(
        _l("Quantity"),
        [optional(), NumberRange(1, 10_000_000, _l("Enter a whole number, 1 or more"))],
        default=1,
    )
    maker_number = StringField(_l("Serial number or IMEI"), [short_text()])
    seal = StringField(_l("Seal"), [short_text()])
    found_at = StringField(_l("Where at the site"), [short_text()])
    lines = TextAreaField(_l("Many things, one a line"), [long_text()])

    def __init__(self, **given: object) -> None:
        super().__init__(**given)
        beginnings = tuple(c for c in lists.CUSTODY_ACTS if c.key in chain.BEGINNINGS)
        self.taken.choices = options(beginnings)
        self.kind.choices = options(lists.EXHIBIT_KINDS)

    def validate(self, extra_validators: object = None) -> bool:
        good = bool(super().validate(extra_validators))
        reading = read_things(self.lines.data or "")
        words = [refusal_words(refused) for refused in reading.refusals]
        if not (self.description.data or reading.things or words):
            self.description.errors = [_("Describe the thing, or list many below")]
        self.lines.errors = [*self.lines.errors, *words]
        return good and not words and not self.description.errors

    def facts(self) -> list[ExhibitFacts]:
        """The thing of the fields first, then those of the lines."""
        taken = CustodyFacts(
            kind=self.taken.data,
            occurred_at=instant_of(self.occurred_at),
            from_holder=self.from_holder.data or "",
            to_holder=self.to_holder.data or "",
            place=self.place.data or "",
        )
        things = [*self._typed(), *read_things(self.lines.data or "").things]
        return [ExhibitFacts(thing, taken) for thing in things]

    def _typed(self) -> list[ThingFacts]:
        if not (self.description.data or "").strip():
            return []
        return [
            ThingFacts(
                kind=self.kind.data,
                description=self.description.data or "",
                quantity=self.quantity.data or 1,
                maker_number=self.maker_number.data or "",
                seal=self.seal.data or "",
                found_at=self.found_at.data or "",
            )
        ]
