"""Raids and searches of a period: whom they brought, what was seized, what money was at stake."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from sqlalchemy import Select, func, or_, select

from casetrack.cases.models import Accused, Case, CasePerson
from casetrack.db import session
from casetrack.evidence.models import Exhibit
from casetrack.operations.models import Arrest, Found, Operation, OperationCase, Seizure
from casetrack.people.models import Person
from casetrack.reports.facts import Asked
from casetrack.reports.queries.counted import Question, of_cases, question, rows
from casetrack.reports.queries.desks import known
from casetrack.reports.queries.measures import MEASURES
from casetrack.reports.queries.scope import Scope
from casetrack.rules.custody import is_juvenile

HOME = "PK"
DAYS_A_YEAR = 365.25
# Raids and searches alike.
OPERATION = replace(MEASURES["raid"], key="operation", where=lambda _sources: ())
Key = uuid.UUID | int


@dataclass(slots=True)
class Brought:
    """What the raids and searches of one unit or year came to."""

    raids: int = 0
    searches: int = 0
    cases: set[uuid.UUID] = field(default_factory=set)
    arrested: int = 0
    women: int = 0
    minors: int = 0
    foreign: int = 0
    rescued: int = 0
    witnesses: int = 0
    exhibits: int = 0
    pieces: int = 0

    def __add__(self, other: Brought) -> Brought:
        sums = {
            name: getattr(self, name) + getattr(other, name)
            for name in self.__slots__
            if name != "cases"
        }
        return Brought(**sums, cases=self.cases | other.cases)


@dataclass(frozen=True, slots=True)
class Raids:
    """`arrests` by (nationality, sex, role, MINOR, ADULT or ""); `seized` by kind: things, pieces.

    `groups` by unit id or year; `elsewhere` counts arrests of the period at no raid or search.
    """

    groups: Mapping[Key, Brought]
    arrests: Counter[tuple[str, str, str, str]]
    seized: Mapping[str, tuple[int, int]]
    elsewhere: int

    def arrested_by(self, place: int) -> Counter[str]:
        """Arrests by one of the four: 0 nationality, 1 sex, 2 role, 3 age."""
        found: Counter[str] = Counter()
        for key, count in self.arrests.items():
            found[key[place]] += count
        return found


def operations(q: Question, *columns: Any) -> Select[Any]:
    """Columns of the raids and searches of the period that the reader may know of."""
    return rows(OPERATION, q, *columns)


def operation_ids(q: Question) -> Any:
    return operations(q, q.s.operation.id).scalar_subquery()


def raids(scope: Scope, asked: Asked) -> Raids:
    """Everything but the money, by `asked.by`: "unit" or "year"."""
    q = question(scope, asked)
    groups: dict[Key, Brought] = {}
    its: dict[uuid.UUID, Brought] = {}
    of = q.s.operation
    listed = operations(q, of.id, of.kind, of.case_id, of.started_on, q.s.case.unit_id)
    for key, kind, case_id, day, unit_id in session.execute(listed.order_by(of.started_on, of.id)):
        group = groups.setdefault(day.year if asked.by == "year" else unit_id, Brought())
        group.raids += kind == "RAID"
        group.searches += kind == "SEARCH"
        group.cases.add(case_id)
        its[key] = group
    _enter_other_cases(q, its)
    arrests = _enter_arrests(q, its)
    _enter_found(q, its)
    return Raids(groups, arrests, _enter_seized(q, its), _elsewhere(q))


def _enter_other_cases(q: Question, its: Mapping[uuid.UUID, Brought]) -> None:
    served = (
        select(OperationCase.operation_id, OperationCase.case_id)
        .join(Case, Case.id == OperationCase.case_id)
        .where(OperationCase.operation_id.in_(operation_ids(q)), *anywhere(q.scope, Case))
    )
    for key, case_id in session.execute(served):
        its[key].cases.add(case_id)


def anywhere(scope: Scope, of: Any) -> Any:
    """What the reader may know of, in whatever unit."""
    return replace(scope, unit_ids=None).conditions(of)


def _enter_arrests(
    q: Question, its: Mapping[uuid.UUID, Brought]
) -> Counter[tuple[str, str, str, str]]:
    found: Counter[tuple[str, str, str, str]] = Counter()
    born = (Person.born_on, Person.age_years, Person.age_stated_on)
    listed = (
        select(
            Arrest.operation_id, Arrest.arrested_on, Person.nationality, Person.sex, Accused.part
        )
        .add_columns(*born)
        .join(Accused, Accused.id == Arrest.accused_id)
        .join(Person, Person.id == Accused.person_id)
        .where(Arrest.operation_id.in_(operation_ids(q)), *known(Arrest, q.asked.as_of))
    )
    for key, day, nation, sex, part, *told in session.execute(listed):
        minor = _age_class(day, *told)
        found[nation, sex, part, minor] += 1
        group = its[key]
        group.arrested += 1
        group.women += sex == "F"
        group.minors += minor == "MINOR"
        group.foreign += nation not in ("", HOME)
    return found


def _age_class(day: date, born_on: date | None, age: int | None, stated_on: date | None) -> str:
    """MINOR, ADULT, or "" where nobody knows; a stated age has grown since it was stated."""
    if born_on is not None:
        had_birthday = (day.month, day.day) >= (born_on.month, born_on.day)
        age = day.year - born_on.year - (0 if had_birthday else 1)
    elif age is not None and stated_on is not None:
        age += int((day - stated_on).days / DAYS_A_YEAR)
    if age is None:
        return ""
    return "MINOR" if is_juvenile(age) else "ADULT"


def _enter_found(q: Question, its: Mapping[uuid.UUID, Brought]) -> None:
    listed = (
        select(Found.operation_id, CasePerson.role, func.count())
        .join(CasePerson, CasePerson.id == Found.case_person_id)
        .where(Found.operation_id.in_(operation_ids(q)), *known(CasePerson, q.asked.as_of))
        .group_by(Found.operation_id, CasePerson.role)
    )
    for key, role, count in session.execute(listed):
        its[key].rescued += count if role == "RESCUED" else 0
        its[key].witnesses += count if role == "WITNESS" else 0


def _enter_seized(q: Question, its: Mapping[uuid.UUID, Brought]) -> Mapping[str, tuple[int, int]]:
    listed = (
        select(Seizure.operation_id, Exhibit.kind, func.count(), func.sum(Exhibit.quantity))
        .join(Exhibit, Exhibit.id == Seizure.exhibit_id)
        .where(Seizure.operation_id.in_(operation_ids(q)), *known(Exhibit, q.asked.as_of))
        .group_by(Seizure.operation_id, Exhibit.kind)
    )
    things: Counter[str] = Counter()
    pieces: Counter[str] = Counter()
    for key, kind, count, quantity in session.execute(listed):
        its[key].exhibits += count
        its[key].pieces += int(quantity)
        things[kind] += count
        pieces[kind] += int(quantity)
    return {kind: (count, pieces[kind]) for kind, count in things.most_common()}


def _elsewhere(q: Question) -> int:
    """Arrests of the period that belong to no raid or search."""
    period = q.asked.period
    found = (
        select(func.count())
        .select_from(Arrest)
        .join(Case, Case.id == Arrest.case_id)
        .where(
            Arrest.operation_id.is_(None),
            Arrest.arrested_on.between(period.start, period.end),
            *of_cases(q.scope, q.asked),
            *known(Arrest, q.asked.as_of),
        )
    )
    return session.scalar(found) or 0


def raided_cases(q: Question) -> Any:
    """Ids of the cases that the raids and searches of the period were mounted in or served."""
    served = select(OperationCase.case_id).where(OperationCase.operation_id.in_(operation_ids(q)))
    own = select(Operation.case_id).where(Operation.id.in_(operation_ids(q)))
    return select(Case.id).where(
        or_(Case.id.in_(own), Case.id.in_(served)), *anywhere(q.scope, Case)
    )


def total(groups: Iterable[Brought]) -> Brought:
    return sum(groups, Brought())
