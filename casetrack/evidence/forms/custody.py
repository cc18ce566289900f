"""Forms of the chain of custody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, RadioField, SelectField, StringField, TextAreaField

# The published stubs of WTForms lag behind 3.3, which names this.
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]

from casetrack.accounts.models import Officer
from casetrack.complaints.forms.choices import options
from casetrack.evidence import chain
from casetrack.evidence.facts import CustodyFacts
from casetrack.rules.custody_chain import Party, Side
from casetrack.web.forms import Form, LocalInstantField, long_text, required, short_text


class ActForm(Form):
    """One act of custody for many exhibits: each is given by whoever holds it."""

    kind = SelectField(_l("What was done"), [required(_l("Choose what was done"))])
    occurred_at = LocalInstantField(_l("When"), [required(_l("Enter when it was done"))])
    to_officer_id = SelectField(_l("To which officer"), default="")
    to_holder = StringField(_l("Or to whom outside the agency"), [short_text()])
    place = StringField(_l("Place"), [required(_l("Enter where it was done")), short_text()])
    purpose = StringField(_l("Purpose"), [short_text()])
    seal = StringField(_l("Number of the seal"), [short_text()])
    seal_broken = BooleanField(_l("The seal was not intact"))
    storage_place = StringField(_l("Storage place"), [short_text()])
    register_number = StringField(_l("Malkhana register number"), [short_text()])
    receipt = StringField(_l("Number of the signed receipt"), [short_text()])
    order_reference = StringField(_l("Order of the court"), [short_text()])
    explanation = TextAreaField(_l("Explanation"), [long_text()])

    def __init__(self, *, officers: Sequence[Officer], **given: object) -> None:
        super().__init__(**given)
        self.kind.choices = options(chain.NEXT_ACTS, blank=_("Choose"))
        self.to_officer_id.choices = officer_options(officers)

    def validate(self, extra_validators: object = None) -> bool:
        good = bool(super().validate(extra_validators))
        if self.to_officer_id.data and (self.to_holder.data or "").strip():
            self.to_holder.errors = [_("Choose an officer or type a name, not both")]
            return False
        return good

    def facts(self) -> CustodyFacts:
        return CustodyFacts(
            kind=self.kind.data,
            occurred_at=instant_of(self.occurred_at),
            from_holder="",
            to_holder=self.to_holder.data or "",
            to_officer_id=id_of(self.to_officer_id),
            place=self.place.data or "",
            purpose=self.purpose.data or "",
            seal=self.seal.data or "",
            seal_intact=not self.seal_broken.data,
            storage_place=self.storage_place.data or "",
            register_number=self.register_number.data or "",
            receipt=self.receipt.data or "",
            order_reference=self.order_reference.data or "",
            explanation=self.explanation.data or "",
        )


class CustodyForm(ActForm):
    """The next link of one exhibit's chain."""

    from_officer_id = SelectField(_l("From which officer"), default="")
    from_holder = StringField(_l("Or from whom outside the agency"), [short_text()])

    def __init__(self, *, officers: Sequence[Officer], holder: Party, **given: object) -> None:
        super().__init__(officers=officers, **given)
        self.from_officer_id.choices = officer_options(officers, holder)

    def facts(self) -> CustodyFacts:
        typed = (self.from_holder.data or "").strip()
        # The holder stands in the list already: whoever types another name means that.
        officer = None if typed else id_of(self.from_officer_id)
        return replace(super().facts(), from_holder=typed, from_officer_id=officer)


class ReceiptForm(Form):
    """The receipt by which somebody outside the agency says that it was so."""

    side = RadioField(_l("Who signed"))
    receipt = StringField(
        _l("Number of the signed receipt"),
        [required(_l("Enter the number of the signed receipt")), short_text()],
    )

    def offer(self, sides: Sequence[tuple[Side, str]]) -> None:
        """The parties of the act who may sign: side and name."""
        self.side.choices = [SelectChoice(side.value, name) for side, name in sides]


def officer_options(officers: Sequence[Officer], holder: Party | None = None) -> list[SelectChoice]:
    """The officers by title after "nobody of the agency"; the holder even if he is not near."""
    found = {str(one.id): one.title for one in officers}
    if holder and holder.officer:
        found.setdefault(holder.officer, holder.name)
    return [SelectChoice("", _("Not an officer of the agency")), *map(_option, found.items())]


def id_of(field: SelectField) -> UUID | None:
    return UUID(field.data) if field.data else None


def instant_of(field: LocalInstantField) -> datetime:
    instant = field.instant()
    if instant is None:
        raise ValueError(f"{field.name} was not validated")
    return instant


def _option(pair: tuple[str, str]) -> SelectChoice:
    return SelectChoice(*pair)
