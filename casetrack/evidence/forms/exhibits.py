"""Forms of exhibits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import IntegerField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import NumberRange

from casetrack.accounts.models import Officer
from casetrack.complaints.forms.choices import options
from casetrack.evidence.facts import CustodyFacts, ExhibitFacts, KeepingFacts, ThingFacts
from casetrack.evidence.forms.custody import id_of, instant_of, officer_options
from casetrack.evidence.lines import read_things
from casetrack.rules import lists
from casetrack.rules.choices import Choice
from casetrack.rules.custody_chain import BEGINNINGS
from casetrack.web.errors import refusal_words
from casetrack.web.forms import Form, LocalInstantField, long_text, optional, required, short_text


class KeepingForm(Form):
    """Where exhibits lie and how long they are kept."""

    storage_place = StringField(_l("Storage place"), [short_text()])
    register_number = StringField(_l("Malkhana register number"), [short_text()])
    retention: SelectField = RadioField(
        _l("Kept"), default="CASE", choices=options(lists.RETENTIONS)
    )

    def kept(self) -> KeepingFacts:
        return KeepingFacts(
            storage_place=self.storage_place.data or "",
            register_number=self.register_number.data or "",
            retention=self.retention.data or "CASE",
        )


class BeginningForm(KeepingForm):
    """How things came into custody: the first link of a chain."""

    taken = SelectField(_l("How it came"), default="SEIZED")
    occurred_at = LocalInstantField(_l("When"), [required(_l("Enter when it was taken"))])
    place = StringField(_l("Where"), [required(_l("Enter where it was taken")), short_text()])
    from_holder = StringField(_l("From whom"), [short_text()])
    to_officer_id = SelectField(_l("Which officer holds it now"))
    to_holder = StringField(_l("Or who outside the agency"), [short_text()])
    retention = SelectField(_l("Kept"), default="CASE", choices=options(lists.RETENTIONS))
    description = StringField(_l("Description"), [short_text()])
    kind = SelectField(_l("Kind"))

    def __init__(
        self, *, officers: Sequence[Officer], kinds: Sequence[Choice], **given: object
    ) -> None:
        super().__init__(**given)
        beginnings = tuple(c for c in lists.CUSTODY_ACTS if c.key in BEGINNINGS)
        self.taken.choices = options(beginnings)
        self.kind.choices = options(kinds)
        self.to_officer_id.choices = officer_options(officers)

    def taken_facts(self) -> CustodyFacts:
        return CustodyFacts(
            kind=self.taken.data,
            occurred_at=instant_of(self.occurred_at),
            from_holder=self.from_holder.data or "",
            # Words come first: whoever types an outsider may leave the list as it was.
            to_officer_id=None if self.to_holder.data else id_of(self.to_officer_id),
            to_holder=self.to_holder.data or "",
            place=self.place.data or "",
        )


class DigitalForm(BeginningForm):
    """A stored file that becomes an exhibit."""

    def facts(self) -> ExhibitFacts:
        thing = ThingFacts(
            kind=self.kind.data, description=self.description.data or "", kept=self.kept()
        )
        return ExhibitFacts(thing, self.taken_facts())


class TakenForm(BeginningForm):
    """Things that came into custody together."""

    quantity = IntegerField(
        _l("Quantity"),
        [optional(), NumberRange(1, 10_000_000, _l("Enter a whole number, 1 or more"))],
        default=1,
    )
    maker_number = StringField(_l("Serial number or IMEI"), [short_text()])
    seal = StringField(_l("Seal"), [short_text()])
    found_at = StringField(_l("Where at the site"), [short_text()])
    lines = TextAreaField(_l("Many things, one a line"), [long_text()])

    def validate(self, extra_validators: object = None) -> bool:
        good = bool(super().validate(extra_validators))
        reading = read_things(self.lines.data or "")
        words = [refusal_words(refused) for refused in reading.refusals]
        if not (self.description.data or reading.things or words):
            self.description.errors = [_("Describe the thing, or list many below")]
        self.lines.errors = [*self.lines.errors, *words]
        return good and not words and not self.description.errors

    def facts(self) -> list[ExhibitFacts]:
        """The thing of the fields first, then those of the lines, all kept at one place."""
        taken, kept = self.taken_facts(), self.kept()
        listed = read_things(self.lines.data or "", seal=self.seal.data or "").things
        things = [*self._typed(), *listed]
        return [ExhibitFacts(replace(thing, kept=kept), taken) for thing in things]

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
