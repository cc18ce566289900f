"""The form of a raid or search, and of things seized in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectField, SelectMultipleField, StringField, TextAreaField

# The published stubs of WTForms lag behind 3.3, which names this.
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]
from wtforms.widgets import CheckboxInput, ListWidget

from casetrack.accounts.models import Officer
from casetrack.complaints.forms.choices import options
from casetrack.evidence.facts import KeepingFacts, ThingFacts
from casetrack.evidence.lines import read_things
from casetrack.operations.facts import RaidFacts
from casetrack.operations.forms.officers import officer_choices
from casetrack.operations.nationalities import nationality
from casetrack.people.models import Site
from casetrack.rules import lists
from casetrack.rules.choices import Choice
from casetrack.rules.words import N_
from casetrack.web.errors import refusal_words
from casetrack.web.forms import (
    Form,
    LocalDateField,
    LocalInstantField,
    long_text,
    optional,
    required,
    short_text,
)

KINDS = options((Choice("RAID", N_("Raid")), Choice("SEARCH", N_("Search"))))


class ItemsForm(Form):
    """Things seized, one a line."""

    items = TextAreaField(_l("Seized things, one a line"), [long_text()])
    items_seal = StringField(_l("Seal of all of them"), [short_text()])
    items_place = StringField(_l("Where they are stored"), [short_text()])

    def validate(self, extra_validators: object = None) -> bool:
        good = bool(super().validate(extra_validators))
        words = [refusal_words(one) for one in read_things(self.items.data or "").refusals]
        self.items.errors = [*self.items.errors, *words]
        return good and not words

    def things(self) -> tuple[ThingFacts, ...]:
        """Each with the seal and the storage place of all, where its line names none."""
        read = read_things(self.items.data or "", seal=(self.items_seal.data or "").strip())
        kept = KeepingFacts(storage_place=self.items_place.data or "")
        return tuple(replace(thing, kept=kept) for thing in read.things)


class RaidForm(ItemsForm):
    """One raid: when and where, on what authority, who, what was found."""

    kind = RadioField(_l("Kind"), choices=KINDS, default="RAID")
    started_at = LocalInstantField(_l("Entered at"), [required(_l("Enter when it began"))])
    ended_at = LocalInstantField(_l("Left at"), [optional()])
    site_id = SelectField(_l("Site on the register"))
    place = StringField(_l("Place"), [short_text()])
    warrant_number = StringField(_l("Warrant number"), [short_text()])
    warrant_court = StringField(_l("Court that issued it"), [short_text()])
    warrant_on = LocalDateField(_l("Issued on"), [optional()])
    no_warrant_reason = StringField(_l("Why there was no warrant"), [short_text()])
    leader_id = SelectField(_l("Led by"), [required(_l("Choose who led it"))])
    agencies = StringField(_l("Other agencies"), [short_text()])
    team = TextAreaField(_l("Team, one name a line"), [long_text()])
    cover_business = StringField(_l("Cover business"), [short_text()])
    shift_hours = StringField(_l("Shift hours"), [short_text()])
    voip_provider = StringField(_l("VoIP provider"), [short_text()])
    means = SelectMultipleField(
        _l("Means"), widget=ListWidget(prefix_label=False), option_widget=CheckboxInput()
    )
    targets = StringField(_l("Target countries"), [short_text()])
    summary = TextAreaField(_l("What happened"), [long_text()])
    others = TextAreaField(_l("Other cases this raid serves"), [long_text()])

    def offer(self, *, officers: Sequence[Officer], sites: Sequence[Site]) -> None:
        """Fill the lists that come from the database."""
        self.leader_id.choices = officer_choices(officers)
        unknown = SelectChoice("", _("Not on the register"))
        self.site_id.choices = [unknown, *map(_site_option, sites)]
        self._places = {str(one.id): _site_words(one) for one in sites}
        self.means.choices = options(lists.MEANS)

    def validate(self, extra_validators: object = None) -> bool:
        good = super().validate(extra_validators)
        unknown = [word for word in self._countries() if not nationality(word)]
        if unknown:
            words = _("Not a country: %(word)s", word=unknown[0])
            self.targets.errors = [*self.targets.errors, words]
        if not (self.place.data or self.site_id.data):
            self.place.errors = [_("Enter the place, or choose a site")]
        return good and not unknown and not self.place.errors

    def other_numbers(self) -> list[str]:
        """The case numbers that were typed, one a line or behind commas."""
        return [word.strip() for word in re.split(r"[,\n]", self.others.data or "") if word.strip()]

    def facts(self, other_case_ids: tuple[UUID, ...]) -> RaidFacts:
        started_at = self.started_at.instant()
        if started_at is None:
            raise ValueError("started_at was not validated")
        return RaidFacts(
            kind=self.kind.data,
            started_at=started_at,
            ended_at=self.ended_at.instant(),
            site_id=UUID(self.site_id.data) if self.site_id.data else None,
            place=self.place.data or self._places[self.site_id.data],
            warrant_number=self.warrant_number.data or "",
            warrant_court=self.warrant_court.data or "",
            warrant_on=self.warrant_on.data,
            no_warrant_reason=self.no_warrant_reason.data or "",
            leader_id=UUID(self.leader_id.data),
            agencies=self.agencies.data or "",
            team=self.team.data or "",
            cover_business=self.cover_business.data or "",
            shift_hours=self.shift_hours.data or "",
            voip_provider=self.voip_provider.data or "",
            means=tuple(self.means.data or ()),
            target_countries=tuple(dict.fromkeys(map(nationality, self._countries()))),
            summary=self.summary.data or "",
            other_case_ids=other_case_ids,
        )

    def _countries(self) -> list[str]:
        return [
            word.strip() for word in re.split(r"[,;،]", self.targets.data or "") if word.strip()
        ]


def _site_option(site: Site) -> SelectChoice:
    return SelectChoice(str(site.id), _site_words(site))


def _site_words(site: Site) -> str:
    return f"{site.organisation.name}, {site.address}, {site.city}"
