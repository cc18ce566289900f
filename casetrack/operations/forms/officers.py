"""Officers as the options of a select."""

from __future__ import annotations

from collections.abc import Sequence

# The published stubs of WTForms lag behind 3.3, which names this.
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]

from casetrack.accounts.models import Officer


def officer_choices(officers: Sequence[Officer]) -> list[SelectChoice]:
    """Each officer by rank and name."""
    return [SelectChoice(str(one.id), one.title) for one in officers]
