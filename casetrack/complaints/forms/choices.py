"""Closed lists as the options of a select."""

from __future__ import annotations

from collections.abc import Iterable

import pycountry
from flask_babel import lazy_gettext as _l

# The published stubs of WTForms lag behind 3.3, which names this.
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]

from casetrack.rules.choices import Choice


def options(choices: Iterable[Choice], blank: str = "") -> list[SelectChoice]:
    """Every choice under its label, after `blank` for "not chosen" if that has words."""
    found = [SelectChoice(choice.key, _l(choice.label)) for choice in choices]
    return [SelectChoice("", blank), *found] if blank else found


def codes(*texts: str) -> list[SelectChoice]:
    """Options that read as they are stored: currencies."""
    return [SelectChoice(text) for text in texts]


def countries() -> list[SelectChoice]:
    """Every country by its name, after a blank."""
    named = [
        (getattr(country, "common_name", country.name), country.alpha_2)
        for country in pycountry.countries
    ]
    return [SelectChoice("", " "), *(SelectChoice(code, name) for name, code in sorted(named))]
