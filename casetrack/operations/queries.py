"""Reads of raids and what they brought, within the cases the actor may see."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, joinedload, selectinload

from casetrack.accounts.models import Officer
from casetrack.accounts.queries import colleagues
from casetrack.cases.models import Accused, Case, CasePerson, ProtectedIdentity
from casetrack.cases.queries import visible_ids, visible_to
from casetrack.db import session
from casetrack.evidence.models import Exhibit
from casetrack.operations.found_rows import Known, document_of, name_key
from casetrack.operations.models import (
    Arrest,
    Bail,
    Found,
    Operation,
    OperationCase,
    Remand,
    Screening,
    Seizure,
)
from casetrack.people.facts import Kind
from casetrack.people.models import Identifier, IdentifierLink, Organisation, Person, Site
from casetrack.rules.actor import Actor
from casetrack.rules.refusals import Refused
from casetrack.rules.remand import RemandOrder
from casetrack.rules.roles import Role
from casetrack.rules.states import Custody

PAPERS = (Kind.CNIC.value, Kind.PASSPORT.value)


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


@dataclass(frozen=True, slots=True)
class Record:
    """Everything about the liberty of one accused, oldest first."""

    arrests: Sequence[Arrest]
    remands: Sequence[Remand]
    bails: Sequence[Bail]
    screenings: Sequence[Screening]


def visible_operations(actor: Actor) -> Select[Operation]:
    """Operations of the cases the actor may see."""
    return select(Operation).where(Operation.case_id.in_(visible_ids(actor)))


def visible_arrests(actor: Actor) -> Select[Arrest]:
    """Arrests in the cases the actor may see."""
    return select(Arrest).where(Arrest.case_id.in_(visible_ids(actor)))


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


def record_of(accused: Accused) -> Record:
    """Arrests, remands, bails and screenings of one accused."""
    return Record(
        arrests=session.scalars(
            select(Arrest)
            .options(joinedload(Arrest.officer))
            .where(Arrest.accused_id == accused.id)
            .order_by(Arrest.arrested_at, Arrest.id)
        ).all(),
        remands=session.scalars(
            select(Remand)
            .where(Remand.accused_id == accused.id)
            .order_by(Remand.from_on, Remand.recorded_at, Remand.id)
        ).all(),
        bails=session.scalars(
            select(Bail)
            .where(Bail.accused_id == accused.id)
            .order_by(Bail.decided_on, Bail.recorded_at, Bail.id)
        ).all(),
        screenings=session.scalars(
            select(Screening)
            .where(Screening.accused_id == accused.id)
            .order_by(Screening.screened_at, Screening.recorded_at, Screening.id)
        ).all(),
    )


def last_arrest(accused: Accused) -> Arrest | None:
    """The arrest that the accused is, or was last, held under."""
    rows = select(Arrest).where(Arrest.accused_id == accused.id)
    return session.scalars(rows.order_by(Arrest.arrested_at.desc(), Arrest.id).limit(1)).first()


def last_arrests(accused_ids: Sequence[uuid.UUID]) -> Mapping[uuid.UUID, Arrest]:
    """The last arrest of each of these accused."""
    rows = select(Arrest).where(Arrest.accused_id.in_(accused_ids))
    found = session.scalars(rows.order_by(Arrest.arrested_at, Arrest.id))
    return {arrest.accused_id: arrest for arrest in found}


def last_screening(accused: Accused) -> Screening | None:
    """What the latest screening for trafficking said."""
    rows = select(Screening).where(Screening.accused_id == accused.id)
    latest = rows.order_by(Screening.screened_at.desc(), Screening.recorded_at.desc())
    return session.scalars(latest.limit(1)).first()


def police_orders(accused_ids: Sequence[uuid.UUID]) -> Mapping[uuid.UUID, list[RemandOrder]]:
    """The orders of police remand so far, of each of these accused."""
    rows = select(Remand).where(Remand.accused_id.in_(accused_ids), Remand.kind == "POLICE")
    orders: dict[uuid.UUID, list[RemandOrder]] = {one: [] for one in accused_ids}
    for row in session.scalars(rows.order_by(Remand.from_on, Remand.id)):
        orders[row.accused_id].append(RemandOrder(row.from_on, row.days))
    return orders


def known_in(case: Case) -> Known:
    """Who is in the case already: what pasted rows are compared with."""
    accused = session.execute(
        select(Accused, Identifier.value)
        .join(
            IdentifierLink,
            (IdentifierLink.subject_kind == "person")
            & (IdentifierLink.subject_id == Accused.person_id),
        )
        .join(Identifier, Identifier.id == IdentifierLink.identifier_id)
        .where(Accused.case_id == case.id, Identifier.kind.in_(PAPERS))
        .order_by(Accused.serial)
    )
    everyone = session.scalars(select(Accused).where(Accused.case_id == case.id))
    return Known(
        has_fir=case.fir_serial is not None,
        accused={row[1]: (row[0].reference, row[0].state) for row in accused},
        accused_names={
            name_key(one.person.name, one.person.father_name): one.reference for one in everyone
        },
        rescued=_rescued_documents(case),
    )


def accused_of_persons(case: Case, persons: Sequence[Person]) -> Mapping[uuid.UUID, Accused]:
    """Which of these persons are accused in the case already, by person."""
    rows = select(Accused).where(
        Accused.case_id == case.id, Accused.person_id.in_([person.id for person in persons])
    )
    return {one.person_id: one for one in session.scalars(rows.order_by(Accused.serial))}


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


def next_serial(case: Case) -> int:
    """The number that the next operation of the case takes; read under the case's lock."""
    rows = select(func.max(Operation.serial)).where(Operation.case_id == case.id)
    return (session.scalar(rows) or 0) + 1


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


def _rescued_documents(case: Case) -> Mapping[str, str]:
    rows = session.execute(
        select(ProtectedIdentity.document, CasePerson.reference)
        .join(CasePerson, CasePerson.id == ProtectedIdentity.case_person_id)
        .where(ProtectedIdentity.case_id == case.id, ProtectedIdentity.document != "")
    )
    found = {}
    for document, reference in rows:
        try:
            found[document_of(document)[1]] = reference
        except Refused:
            found[document] = reference
    return found
