"""Reading and filling the forms of the court in tests."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime

from casetrack.accounts.models import Officer
from casetrack.cases.models import Accused, Case
from casetrack.db import KARACHI, session
from casetrack.rules.states import AccusedState
from tests.client import Browserless
from tests.prosecution.making import Bench

ClientFor = Callable[[Officer | None], Browserless]


def typed(instant: datetime) -> str:
    return f"{instant.astimezone(KARACHI):%Y-%m-%dT%H:%M}"


def keys(page: str) -> list[str]:
    """The hidden keys of the rows of a form, in order."""
    return re.findall(r'name="rows-\d+-key"[^>]*value="([^"]+)"', page)


def rows(page: str, **every: str) -> dict[str, str]:
    """All rows of a form as they stand, each with these fields."""
    found: dict[str, str] = {}
    for number, key in enumerate(keys(page)):
        found[f"rows-{number}-key"] = key
        found.update({f"rows-{number}-{name}": value for name, value in every.items()})
    return found


def case_of(made: Bench) -> Case:
    session.remove()
    return session.get_one(Case, made.case.id)


def states(made: Bench) -> list[AccusedState]:
    session.remove()
    return [session.get_one(Accused, one.id).state for one in made.accused]


def url(made: Bench, path: str) -> str:
    return f"/cases/{made.case.id}/{path}"


def ready(made: Bench) -> Bench:
    session.commit()
    return made
