"""What a report is before it is asked anything: its name, what it takes, how it is built."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sqlalchemy import Select

from casetrack.reports.document import Document
from casetrack.reports.facts import Asked
from casetrack.reports.queries.scope import Scope
from casetrack.rules.choices import Choice

Build = Callable[[Scope, Asked], Document]
# What was counted, by name: rows of (id of the root, day it counts on), for a frozen return.
Members = Callable[[Scope, Asked], Mapping[str, Select[*tuple[object, ...]]]]

FILTERS = ("officer", "offence", "means", "country", "complainant")


@dataclass(frozen=True, slots=True)
class Kind:
    """One report of the catalogue.

    `takes` names the fields of Asked that its form offers besides period, unit and as_of;
    `month` True asks for one month in the place of a period. `by` are the groupings it knows,
    the first one the usual. `version` grows when a definition changes.
    """

    name: str
    title: str
    summary: str
    version: int
    build: Build
    takes: tuple[str, ...] = ()
    by: tuple[Choice, ...] = ()
    month: bool = False
    members: Members | None = None
