"""The accused: of one case, with counts, and by filter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import InstrumentedAttribute

from casetrack.cases.models import Accused, Case
from casetrack.cases.queries.visible import visible_ids
from casetrack.db import session
from casetrack.people.models import Person
from casetrack.people.normalise import fold_text
from casetrack.rules.actor import Actor
from casetrack.rules.states import AccusedState, Custody

MOST = 500


@dataclass(frozen=True, slots=True)
class AccusedFilter:
    """What the list of one case's accused is narrowed to; None and "" narrow nothing."""

    state: AccusedState | None = None
    custody: Custody | None = None
    nationality: str = ""
    sex: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many accused a case has, and of which kinds; the largest first."""

    total: int
    nationalities: Mapping[str, int]
    sexes: Mapping[str, int]


def accused_visible_to(actor: Actor) -> Select[Accused]:
    """The accused of the cases this officer may know of."""
    return select(Accused).where(Accused.case_id.in_(visible_ids(actor)))


def accused_of(case: Case, limit: int | None = None) -> Sequence[Accused]:
    """A case's accused, A-001 first; all of them, or the first few."""
    rows = select(Accused).where(Accused.case_id == case.id).order_by(Accused.serial)
    return session.scalars(rows.limit(limit)).all()


def accused_listed(case: Case, wanted: AccusedFilter) -> Sequence[Accused]:
    """The accused of a case that a filter leaves, at most MOST."""
    rows = select(Accused).join(Accused.person).where(Accused.case_id == case.id)
    rows = rows.where(*_conditions(wanted)).order_by(Accused.serial).limit(MOST)
    return session.scalars(rows).all()


def accused_counts(case: Case) -> Counts:
    """Totals of a case's accused by nationality and sex."""
    nationalities = _count(case, Person.nationality)
    return Counts(sum(nationalities.values()), nationalities, _count(case, Person.sex))


def accused_states(case: Case) -> Mapping[AccusedState, int]:
    """How many accused of a case stand in each state."""
    rows = (
        select(Accused.state, func.count())
        .where(Accused.case_id == case.id)
        .group_by(Accused.state)
        .order_by(Accused.state)
    )
    return {row[0]: row[1] for row in session.execute(rows)}


def _count(case: Case, column: InstrumentedAttribute[str]) -> Mapping[str, int]:
    number = func.count()
    rows = (
        select(column, number)
        .select_from(Accused)
        .join(Accused.person)
        .where(Accused.case_id == case.id)
        .group_by(column)
        .order_by(number.desc(), column)
    )
    return {row[0]: row[1] for row in session.execute(rows)}


def _conditions(wanted: AccusedFilter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.state is not None:
        found.append(Accused.state == wanted.state)
    if wanted.custody is not None:
        found.append(Accused.custody == wanted.custody)
    if wanted.nationality:
        found.append(Person.nationality == wanted.nationality)
    if wanted.sex:
        found.append(Person.sex == wanted.sex)
    words = fold_text(wanted.words).split()
    return found + [Person.search_text.contains(word, autoescape=True) for word in words]
