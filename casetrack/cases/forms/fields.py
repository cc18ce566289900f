"""Fields that several forms of this room ask for."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import SelectMultipleField
from wtforms.validators import InputRequired
from wtforms.widgets import CheckboxInput, ListWidget

from casetrack.accounts.models import Officer, Unit
from casetrack.rules.offences import Offence, all_offences

ACTS = {
    "PECA-2016": _l("Prevention of Electronic Crimes Act 2016 (PECA)"),
    "PPC-1860": _l("Pakistan Penal Code 1860 (PPC)"),
    "AMLA-2010": _l("Anti-Money Laundering Act 2010 (AMLA)"),
    "PTPA-2018": _l("Prevention of Trafficking in Persons Act 2018 (PTPA)"),
    "PSMA-2018": _l("Prevention of Smuggling of Migrants Act 2018 (PSMA)"),
    "PTRA-1996": _l("Pakistan Telecommunication (Re-organization) Act 1996 (PTRA)"),
    "TELEGRAPH-1885": _l("Telegraph Act 1885"),
    "FOREIGNERS-1946": _l("Foreigners Act 1946"),
    "PASSPORTS-1974": _l("Passports Act 1974"),
    "ETO-2002": _l("Electronic Transactions Ordinance 2002 (ETO)"),
    "FERA-1947": _l("Foreign Exchange Regulation Act 1947 (FERA)"),
}


class OffencesField(SelectMultipleField):
    """Keys of rules/offences.csv; `groups()` gives the options by Act for the page."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()

    def groups(self) -> list[tuple[str, list[object]]]:
        """The options in the order of the file, under the name of their Act."""
        found: dict[str, list[object]] = {}
        for option in self:
            act = option.data.partition("/")[0]
            found.setdefault(str(ACTS.get(act, act)), []).append(option)
        return list(found.items())


def offences_field(label: str, *, needed: bool = True) -> OffencesField:
    """A field of offences; the Act stands above them, each is "s.14: Electronic fraud"."""
    rule = [InputRequired(message=_l("Choose at least one section"))] if needed else []
    options = [(one.key, _offence_words(one)) for one in all_offences()]
    return OffencesField(label, rule, choices=lambda: options)


def _offence_words(one: Offence) -> str:
    ended = f" ({one.from_on.year}–{one.until_on.year})" if one.until_on else ""
    return f"s.{one.section}: {one.title}{ended}"


def officers_offered(officers: Iterable[Officer]) -> list[tuple[str, str]]:
    """Officers as a select offers them, with nobody chosen."""
    people = ((str(one.id), f"{one.title}, {one.unit.name}") for one in officers)
    return [("", _("Choose one")), *people]


def stations_offered(circles: Sequence[Unit]) -> list[tuple[str, str]]:
    """Circles that register FIRs; a single one is chosen already."""
    found = [(one.code, one.name) for one in circles]
    return found if len(found) == 1 else [("", _("Choose one")), *found]


def as_id(text: object) -> uuid.UUID | None:
    """The id in a select's value; None when nothing, or no id, was sent."""
    try:
        return uuid.UUID(str(text))
    except ValueError:
        return None
