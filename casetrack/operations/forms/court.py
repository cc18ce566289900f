"""Forms of what a court orders: production of many, remand, bail, release."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)

# The published stubs of WTForms lag behind 3.3, which names this.
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import NumberRange

from casetrack.complaints.forms.choices import options
from casetrack.db import local_date
from casetrack.operations.facts import (
    BAIL_DECISIONS,
    RELEASES,
    REMAND_KINDS,
    BailFacts,
    ProductionFacts,
    ReleaseFacts,
    RemandFacts,
)
from casetrack.operations.forms.custody import told
from casetrack.operations.models import Arrest
from casetrack.rules.choices import Choice
from casetrack.rules.states import Custody
from casetrack.rules.words import N_
from casetrack.web.forms import (
    Form,
    LocalDateField,
    LocalInstantField,
    MoneyField,
    long_text,
    optional,
    required,
    short_text,
)

OUTCOMES = (
    *REMAND_KINDS,
    Choice("NONE", N_("No remand: release or bail is recorded for each")),
)
DAYS = NumberRange(1, 90, _l("Enter the days, 1 or more"))


class ProduceForm(Form):
    """Who was produced, before whom, and the one order made for all of them."""

    who = RadioField(_l("Who"), [required(_l("Choose who was produced"))])
    ticked = SelectMultipleField(_l("Ticked below"))
    produced_at = LocalInstantField(_l("Produced at"), [required(_l("Enter when"))])
    court = StringField(_l("Court"), [required(_l("Enter the court")), short_text()])
    outcome = RadioField(
        _l("Order"),
        [required(_l("Choose what the court ordered"))],
        choices=options(OUTCOMES),
    )
    days = IntegerField(_l("Days"), [optional(), DAYS])
    order_number = StringField(_l("Order number"), [short_text()])
    reasons = TextAreaField(_l("Reasons in the order"), [long_text()])

    def offer(self, arrests: Sequence[Arrest]) -> None:
        """Groups that are not empty, and a tick for each."""
        groups = _groups(arrests)
        words = {
            "NEW": _("Everyone not yet produced"),
            "NEW_MEN": _("Men and others not yet produced"),
            "NEW_WOMEN": _("Women not yet produced"),
            "POLICE": _("Everyone on police remand"),
            "JUDICIAL": _("Everyone in judicial custody"),
        }
        self.who.choices = [
            SelectChoice(key, f"{words[key]}: {len(rows)}") for key, rows in groups.items() if rows
        ]
        self.who.choices.append(SelectChoice("TICKED", _("Those ticked below")))
        self.ticked.choices = [SelectChoice(str(one.id)) for one in arrests]

    def validate(self, extra_validators: object = None) -> bool:
        good = bool(super().validate(extra_validators))
        if self.outcome.data in ("POLICE", "JUDICIAL"):
            if self.days.data is None and not self.days.errors:
                self.days.errors = [_("Enter for how many days")]
            if not self.order_number.data:
                self.order_number.errors = [_("Enter the number of the order")]
        return good and not (self.days.errors or self.order_number.errors)

    def chosen(self, arrests: Sequence[Arrest]) -> list[Arrest]:
        if self.who.data == "TICKED":
            ticked = {UUID(one) for one in self.ticked.data or ()}
            return [one for one in arrests if one.id in ticked]
        return _groups(arrests)[self.who.data]

    def production(self) -> ProductionFacts:
        return ProductionFacts(told(self.produced_at), self.court.data or "")

    def remand(self) -> RemandFacts | None:
        if self.outcome.data == "NONE":
            return None
        return RemandFacts(
            kind=self.outcome.data,
            from_on=local_date(told(self.produced_at)),
            days=self.days.data or 0,
            court=self.court.data or "",
            order_number=self.order_number.data or "",
            reasons=self.reasons.data or "",
        )


class RemandForm(Form):
    """One order of remand of one accused, with the production if it was not recorded."""

    produced_at = LocalInstantField(_l("Produced at"), [optional()])
    kind = RadioField(_l("Order"), [required(_l("Choose the kind of remand"))])
    from_on = LocalDateField(_l("From"), [required(_l("Enter the day of the order"))])
    days = IntegerField(_l("Days"), [required(_l("Enter for how many days")), DAYS])
    court = StringField(_l("Court"), [required(_l("Enter the court")), short_text()])
    order_number = StringField(
        _l("Order number"), [required(_l("Enter the number of the order")), short_text()]
    )
    reasons = TextAreaField(_l("Reasons in the order"), [long_text()])
    exception = StringField(_l("Why a woman may be in police custody"), [short_text()])

    def __init__(self, **given: object) -> None:
        super().__init__(**given)
        self.kind.choices = options(REMAND_KINDS)

    def production(self) -> ProductionFacts | None:
        at = self.produced_at.instant()
        return ProductionFacts(at, self.court.data or "") if at else None

    def facts(self) -> RemandFacts:
        return RemandFacts(
            kind=self.kind.data,
            from_on=_day(self.from_on),
            days=self.days.data or 0,
            court=self.court.data or "",
            order_number=self.order_number.data or "",
            reasons=self.reasons.data or "",
            exception=self.exception.data or "",
        )


class BailForm(Form):
    """One decision on bail."""

    decision = RadioField(_l("Decision"), [required(_l("Choose the decision"))])
    decided_on = LocalDateField(_l("Decided on"), [required(_l("Enter the day"))])
    court = StringField(_l("Court"), [required(_l("Enter the court")), short_text()])
    order_number = StringField(
        _l("Order number"), [required(_l("Enter the number of the order")), short_text()]
    )
    surety = MoneyField(_l("Surety (Rs)"), [optional()])
    next_on = LocalDateField(_l("Next date"), [optional()])
    retaken = BooleanField(_l("Taken back into custody"), default=True)

    def __init__(self, **given: object) -> None:
        super().__init__(**given)
        self.decision.choices = options(BAIL_DECISIONS)

    def facts(self, *, pre_arrest: bool) -> BailFacts:
        return BailFacts(
            decision=self.decision.data,
            decided_on=_day(self.decided_on),
            court=self.court.data or "",
            order_number=self.order_number.data or "",
            surety_minor=self.surety.minor(),
            pre_arrest=pre_arrest,
            next_on=self.next_on.data,
            retaken=bool(self.retaken.data),
        )


class ReleaseForm(Form):
    """A release by the investigating officer or a discharge by the magistrate."""

    kind = SelectField(_l("How"))
    released_at = LocalInstantField(_l("Released at"), [required(_l("Enter when"))])
    order_number = StringField(
        _l("Order number"), [required(_l("Enter the number of the order")), short_text()]
    )

    def __init__(self, **given: object) -> None:
        super().__init__(**given)
        self.kind.choices = options(RELEASES)

    def facts(self) -> ReleaseFacts:
        return ReleaseFacts(self.kind.data, told(self.released_at), self.order_number.data or "")


def _groups(arrests: Sequence[Arrest]) -> dict[str, list[Arrest]]:
    """Who can be produced, by what the court has not or last ordered."""
    held = [one for one in arrests if one.released_at is None]
    new = [one for one in held if one.produced_at is None]
    return {
        "NEW": new,
        "NEW_MEN": [one for one in new if one.accused.person.sex != "F"],
        "NEW_WOMEN": [one for one in new if one.accused.person.sex == "F"],
        "POLICE": [one for one in held if one.accused.custody is Custody.POLICE_REMAND],
        "JUDICIAL": [one for one in held if one.accused.custody is Custody.JUDICIAL],
    }


def _day(field: LocalDateField) -> date:
    if field.data is None:
        raise ValueError(f"{field.name} was not validated")
    day: date = field.data
    return day
