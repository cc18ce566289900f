"""What a question may choose from, in plain words: keys of Asked and their labels."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import MISSING, fields

import pycountry

from casetrack.complaints.facts import COMPLAINANT_KINDS
from casetrack.reports.facts import Asked
from casetrack.rules.choices import Choice
from casetrack.rules.lists import CATEGORIES, MEANS
from casetrack.rules.offences import all_offences
from casetrack.rules.words import N_

COUNTED = (
    Choice("complaint", N_("Complaints")),
    Choice("case", N_("Cases")),
    Choice("accused", N_("Accused")),
    Choice("charge", N_("Charges")),
)
OF = (
    Choice("received", N_("All received")),
    Choice("verified", N_("Verified")),
    Choice("fir", N_("With an FIR")),
    Choice("arrested", N_("Arrested")),
    Choice("challaned", N_("Sent up to court")),
    Choice("decided", N_("Decided by a court")),
)
BASIS = (
    Choice("period", N_("What happened in the period")),
    Choice("cohort", N_("What became of those of the period")),
)
INTERVALS = (
    Choice("wilson", N_("Wilson")),
    Choice("exact", N_("Exact (Clopper-Pearson)")),
)
OFFENCES = tuple(Choice(one.key, f"{one.label}: {one.title}") for one in all_offences())

# By the name in an address: what a program or a link may say, "" always.
CHOICES: Mapping[str, tuple[Choice, ...]] = {
    "offence": OFFENCES,
    "category": CATEGORIES,
    "means": MEANS,
    "complainant": COMPLAINANT_KINDS,
    "counted": COUNTED,
    "of": OF,
    "basis": BASIS,
    "interval": INTERVALS,
}
# What a question says where nothing was said.
USUAL: Mapping[str, object] = {
    each.name: each.default for each in fields(Asked) if each.default is not MISSING
}
# What each field of a question is called.
NAMES: Mapping[str, str] = {
    "officer": N_("Officer"),
    "offence": N_("Offence"),
    "category": N_("Category"),
    "means": N_("Means used"),
    "country": N_("Country of the victims"),
    "complainant": N_("Who complained"),
    "counted": N_("Counted"),
    "of": N_("Out of"),
    "basis": N_("Basis"),
    "by": N_("Rows by"),
    "interval": N_("Interval"),
    "public": N_("For the public"),
}


def country_name(code: str) -> str:
    """The name of an ISO 3166 alpha-2 country; the code where there is none."""
    country = pycountry.countries.get(alpha_2=code)
    return code if country is None else str(getattr(country, "common_name", country.name))


def label(choices: Iterable[Choice], key: str) -> str:
    """The label of a key, or the key where a list has forgotten it."""
    return next((choice.label for choice in choices if choice.key == key), key)
