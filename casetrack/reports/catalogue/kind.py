"""What a report is before it is asked anything: its name, what it takes, how it is built."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from casetrack.accounts.models import Officer
from casetrack.db import session
from casetrack.reports import options
from casetrack.reports.document import Document
from casetrack.reports.facts import Asked
from casetrack.reports.figures import figures
from casetrack.reports.options import country_name
from casetrack.reports.queries.members import Base, bases
from casetrack.reports.queries.notices import demo_words
from casetrack.reports.queries.scope import Scope
from casetrack.reports.suppression import for_the_public
from casetrack.rules.choices import Choice
from casetrack.rules.words import N_

Build = Callable[[Scope, Asked], Document]

FILTERS = ("officer", "offence", "category", "means", "country", "complainant")


@dataclass(frozen=True, slots=True, kw_only=True)
class Takes:
    """What may be asked.

    `takes` names the fields of Asked that a form offers besides period, unit and as_of;
    `month` True asks for one month in the place of a period. `by` are the groupings there are,
    the first one the usual.
    """

    takes: tuple[str, ...] = ()
    by: tuple[Choice, ...] = ()
    month: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind(Takes):
    """One report of the catalogue. `version` grows when a definition changes. `returnable`: its
    figures lead to the rows that they count, so that a return can be set against them.
    """

    name: str
    title: str
    summary: str
    version: int
    build: Build
    returnable: bool = False


def behind_every_drill(document: Document) -> Mapping[str, Base]:
    """Where the rows behind the figures are found, by key: what a return keeps."""
    drills = (figure.drill for figure in figures(document))
    return bases((drill for drill in drills if drill is not None), document.asked)


def built(kind: Kind, scope: Scope, asked: Asked) -> Document:
    """The report asked for, small counts hidden if it is for the public.

    Raises Refused where a total differs from its rows: such a report is shown nowhere.
    """
    document = replace(
        kind.build(scope, asked),
        narrowed=tuple(in_words(kind, asked)),
        demo=demo_words(),
    )
    document.demand_sums()
    return for_the_public(document) if asked.public else document


def in_words(kind: Takes, asked: Asked) -> Iterator[tuple[str, str]]:
    """What was asked besides unit and period: names and values, untranslated."""
    for name in options.NAMES:
        value = str(getattr(asked, name) or "")
        if value and value != str(options.USUAL[name]):
            yield options.NAMES[name], _value(kind, name, value)


def _value(kind: Takes, name: str, value: str) -> str:
    if name == "officer":
        officer = session.get(Officer, uuid.UUID(value))
        return value if officer is None else officer.name
    if name == "country":
        return country_name(value)
    if name == "public":
        return N_("Yes")
    return options.label(kind.by if name == "by" else options.CHOICES[name], value)
