"""What figures are grouped by, in words, in order, and how each group's rows are found again."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from casetrack.reports import options
from casetrack.reports.document import Text
from casetrack.reports.facts import Period
from casetrack.reports.queries.counted import Question
from casetrack.reports.queries.coverage import covered
from casetrack.reports.queries.names import officer_names, unit_names
from casetrack.reports.wording import span_of
from casetrack.rules.choices import Choice
from casetrack.rules.words import N_

YEAR = Choice("year", N_("Year"))
UNIT = Choice("unit", N_("Unit"))
OFFICER = Choice("officer", N_("Officer"))
OFFENCE = Choice("offence", N_("Offence"))
GROUPS = (YEAR, UNIT, OFFICER, OFFENCE)
NOT_OVER = N_(
    "The period runs beyond the days that are known: do not compare it with one that is whole."
)
NOBODY = N_("Not given to anybody")
NO_OFFENCE = N_("No section yet")


@dataclass(frozen=True, slots=True)
class Group:
    """`key` as the queries group by; `narrows` lead a drill to its rows alone."""

    key: Any
    name: Text
    narrows: Mapping[str, str] = field(default_factory=dict)
    partial: str = ""


def grouped(by: str, keys: Collection[Any], q: Question, last: date) -> Iterator[Group]:
    """The groups that have any row, in the order people look for them; every year of the period."""
    if by == "year":
        yield from _years(q.asked.period, last)
        return
    names = _names(by, keys)
    for key in (*(key for key in names if key in keys), *(key for key in keys if key not in names)):
        narrows = {"group": by, "key": "" if key is None else str(key)}
        yield Group(key, names.get(key) or _missing(by, key), narrows)


def _names(by: str, keys: Collection[Any]) -> Mapping[Any, str]:
    if by == "unit":
        return unit_names()
    if by == "officer":
        return officer_names(key for key in keys if isinstance(key, uuid.UUID))
    choices = (*options.CHOICES["offence"], *options.CHOICES["category"])
    return {choice.key: choice.label for choice in choices}


def group_name(by: str, key: Any) -> str:
    """What one group is called."""
    return _names(by, (key,)).get(key) or _missing(by, key)


def _missing(by: str, key: Any) -> str:
    """What a group without a name is called."""
    return NOBODY if by == "officer" else str(key or NO_OFFENCE)


def _years(period: Period, last: date) -> Iterator[Group]:
    for year in period.years:
        days, partial = covered(year, period, last)
        words = N_("no data") if days is None else span_of(days)
        asked = period.within(year)
        window = {"from": asked.start.isoformat(), "to": asked.end.isoformat()}
        yield Group(year, str(year), window, words if partial else "")
