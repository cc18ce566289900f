"""Raids and what they brought, within the cases the actor may see."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, joinedload, selectinload

from casetrack.accounts.models import Officer
from casetrack.accounts.queries import colleagues
from casetrack.cases.models import Accused, Case, CasePerson
from casetrack.cases.queries import visible_ids, visible_to
from casetrack.db import session
from casetrack.evidence.models import Exhibit
from casetrack.operations.models import (
    Arrest,
    Found,
    Operation,
    OperationCase,
    Seizure,
)
from casetrack.people.models import Organisation, Person, Site
from casetrack.rules.actor import Actor
from casetrack.rules.roles import Role
from casetrack.rules.states import Custody


@dataclass(frozen=True, slots=True)
class Totals:
    """What an operation brought, in figures; each mapping largest first."""

    arrested: int
    rescued: int
    witnesses: int
    unproduced: int
    by_nationality: Mapping[str, int]
    by_sex: Mapping[str, int]
    by_part: Mapping[str, int]
    by_custody: Mapping[Custody, int]
    items: Mapping[str, int]


def visible_operations(actor: Actor) -> Select[Operation]:
    """Operations of the cases the actor may see."""
    return select(Operation).where(Operation.case_id.in_(visible_ids(actor)))


def operations_of(case: Case) -> Sequence[Operation]:
    """The operations mounted in a case or serving it, newest first."""
    serving = select(OperationCase.operation_id).where(OperationCase.case_id == case.id)
    rows = select(Operation).where(or_(Operation.case_id == case.id, Operation.id.in_(serving)))
    return session.scalars(rows.order_by(Operation.started_at.desc(), Operation.id)).all()


def arrest_counts(operations: Sequence[Operation]) -> Mapping[uuid.UUID, int]:
    """How many were arrested in each operation."""
    rows = (
        select(Arrest.operation_id, func.count())
        .where(Arrest.operation_id.in_([one.id for one in operations]))
        .group_by(Arrest.operation_id)
    )
    return {row[0]: row[1] for row in session.execute(rows) if row[0] is not None}


def unproduced_counts(operations: Sequence[Operation]) -> Mapping[uuid.UUID, int]:
    """How many arrested in each operation are held and were not yet before a magistrate."""
    rows = (
        select(Arrest.operation_id, func.count())
        .where(
            Arrest.operation_id.in_([one.id for one in operations]),
            Arrest.produced_at.is_(None),
            Arrest.released_at.is_(None),
        )
        .group_by(Arrest.operation_id)
    )
    return {row[0]: row[1] for row in session.execute(rows) if row[0] is not None}


def other_cases(operation: Operation, actor: Actor) -> Sequence[Case]:
    """The other cases it serves that the actor may see."""
    served = select(OperationCase.case_id).where(OperationCase.operation_id == operation.id)
    rows = visible_to(actor).where(Case.id.in_(served)).order_by(None)
    return session.scalars(rows.order_by(Case.opened_on, Case.id)).all()


def arrests_of(operation: Operation) -> Sequence[Arrest]:
    """Everyone arrested in an operation, A-001 first."""
    rows = (
        select(Arrest)
        .join(Arrest.accused)
        .where(Arrest.operation_id == operation.id)
        .order_by(Accused.serial, Arrest.arrested_at)
    )
    return session.scalars(rows).all()


def items_of(operation: Operation) -> Sequence[Exhibit]:
    """What was seized in an operation, by exhibit number."""
    rows = (
        select(Exhibit)
        .join(Seizure, Seizure.exhibit_id == Exhibit.id)
        .where(Seizure.operation_id == operation.id)
        .order_by(Exhibit.serial)
    )
    return session.scalars(rows).all()


def found_in(operation: Operation) -> Sequence[CasePerson]:
    """The rescued and the witnesses, by reference; names of the rescued are kept elsewhere."""
    rows = (
        select(CasePerson)
        .join(Found, Found.case_person_id == CasePerson.id)
        .where(Found.operation_id == operation.id)
        .order_by(CasePerson.role, CasePerson.reference)
    )
    return session.scalars(rows).all()


def totals_of(operation: Operation) -> Totals:
    """Count persons and items of an operation."""
    roles = _found_by_role(operation)
    unproduced = (
        select(func.count())
        .select_from(Arrest)
        .where(
            Arrest.operation_id == operation.id,
            Arrest.produced_at.is_(None),
            Arrest.released_at.is_(None),
        )
    )
    by_sex = _arrested_by(operation, Person.sex)
    return Totals(
        arrested=sum(by_sex.values()),
        rescued=roles.get("RESCUED", 0),
        witnesses=roles.get("WITNESS", 0),
        unproduced=session.scalar(unproduced) or 0,
        by_nationality=_arrested_by(operation, Person.nationality),
        by_sex=by_sex,
        by_part=_arrested_by(operation, Accused.part),
        by_custody=_arrested_by(operation, Accused.custody),
        items=_items_by_kind(operation),
    )


def sites(words: str = "") -> Sequence[Site]:
    """Sites on the register with their organisations, by name, for the raid form."""
    rows = (
        select(Site)
        .join(Site.organisation)
        .options(joinedload(Site.organisation), selectinload(Site.registrations))
        .where(Organisation.search_text.contains(words, autoescape=True))
        .order_by(Organisation.name, Site.address, Site.id)
    )
    return session.scalars(rows).unique().all()


def officers(actor: Actor) -> Sequence[Officer]:
    """Who may lead a raid or make an arrest."""
    return colleagues(actor, Role.INVESTIGATOR, Role.SUPERVISOR)


def _arrested_by(operation: Operation, column: InstrumentedAttribute[object]) -> Mapping:  # type: ignore[type-arg]
    number = func.count(Arrest.id.distinct())
    rows = (
        select(column, number)
        .select_from(Arrest)
        .join(Accused, Accused.id == Arrest.accused_id)
        .join(Person, Person.id == Accused.person_id)
        .where(Arrest.operation_id == operation.id)
        .group_by(column)
        .order_by(number.desc(), column)
    )
    return {row[0]: row[1] for row in session.execute(rows)}


def _found_by_role(operation: Operation) -> Mapping[str, int]:
    rows = (
        select(CasePerson.role, func.count())
        .join(Found, Found.case_person_id == CasePerson.id)
        .where(Found.operation_id == operation.id)
        .group_by(CasePerson.role)
        .order_by(CasePerson.role)
    )
    return {row[0]: row[1] for row in session.execute(rows)}


def _items_by_kind(operation: Operation) -> Mapping[str, int]:
    pieces = func.sum(Exhibit.quantity)
    rows = (
        select(Exhibit.kind, pieces)
        .join(Seizure, Seizure.exhibit_id == Exhibit.id)
        .where(Seizure.operation_id == operation.id)
        .group_by(Exhibit.kind)
        .order_by(pieces.desc(), Exhibit.kind)
    )
    return {row[0]: int(row[1]) for row in session.execute(rows)}
