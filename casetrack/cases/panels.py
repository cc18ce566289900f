"""How a room above this one adds its part to the case page, and to a day of the diary.

The case page is one page, but cases may not import operations, evidence or prosecution. Each of
them gives create_app a function that makes its panel; the page only lays the panels out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from casetrack.cases.models import Accused, Case
from casetrack.rules.actor import Actor


@dataclass(frozen=True, slots=True)
class Action:
    """A button at the top of the case page."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Panel:
    """One part of the case page: a template of the room's own and what it shows."""

    order: int
    template: str
    aside: bool = False
    context: Mapping[str, object] = field(default_factory=dict)
    actions: tuple[Action, ...] = ()


@dataclass(frozen=True, slots=True)
class DayAct:
    """Something that was done in a case on one day: what the diary may want to tell."""

    words: str
    at: datetime | None = None


# What a room knows of one day of a case, for whoever writes the zimni of that day.
TellDay = Callable[[Case, date], Sequence[DayAct]]
MakePanel = Callable[[Case, Actor, datetime], Panel]
# The same for the page of one accused: arrests and bail, charges and verdicts. The template is
# given `accused` beside the panel's context.
MakeAccusedPanel = Callable[[Accused, Actor, datetime], Panel]
