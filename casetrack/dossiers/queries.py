"""Reads of the register of dossiers, and of what a dossier is made of."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Select, func, literal, or_, select
from sqlalchemy.orm import joinedload, selectinload

from casetrack.accounts.queries import on_it
from casetrack.cases import queries as cases
from casetrack.cases.models import Accused, AccusedMovement, Case, Clock, ProtectedIdentity
from casetrack.complaints import queries as complaints
from casetrack.complaints.models import Complaint
from casetrack.db import session
from casetrack.dossiers.facts import DOSSIER
from casetrack.dossiers.models import Dossier
from casetrack.evidence.models import Document, Exhibit
from casetrack.evidence.queries import visible_documents, visible_exhibits
from casetrack.operations.models import (
    Arrest,
    Bail,
    Operation,
    OperationCase,
    Recovery,
    Remand,
    Screening,
    Seizure,
)
from casetrack.people.models import IdentifierLink
from casetrack.prosecution.models import Appeal, Challan, Charge, Hearing
from casetrack.requests.models import Request
from casetrack.rules.actor import Actor
from casetrack.rules.roles import Permission, Role


def visible_to(actor: Actor) -> Select[Dossier]:
    """Dossiers of the cases the actor may see that show no more than he may see himself.

    A dossier is made under the eyes of the officer who asked for it, so it is open to him, to the
    members of the case and to its supervisors; a liaison sees no complaint but his own print.
    """
    mine = or_(
        literal(actor.role is Role.SUPERVISOR),
        Dossier.requested_by_id == actor.id,
        on_it(actor, "case", Dossier.case_id.expression),
    )
    rows = select(Dossier).where(Dossier.case_id.in_(cases.visible_ids(actor)), mine)
    # The police copy holds the case diary: it is as privileged as that.
    return rows if actor.may(Permission.CASE_DIARY) else rows.where(Dossier.edition != "POLICE")


def last_issue(case: Case, edition: str, subject_id: uuid.UUID | None) -> Dossier | None:
    """The newest approved and printed dossier of this edition: the one a new one follows."""
    rows = select(Dossier).where(
        Dossier.case_id == case.id,
        Dossier.form == DOSSIER,
        Dossier.edition == edition,
        Dossier.subject_id == subject_id,
        Dossier.approved_at.is_not(None),
    )
    issued = session.scalars(rows.order_by(Dossier.serial.desc()))
    return next((one for one in issued if one.printed), None)


def by_number(actor: Actor, case_number: str, serial: int) -> Dossier | None:
    """The issued document of this number, if the actor may open it."""
    rows = visible_to(actor).join(Case, Case.id == Dossier.case_id)
    return session.scalars(
        rows.where(func.upper(Case.number) == case_number.upper(), Dossier.serial == serial)
    ).one_or_none()


def joined_complaints(case: Case, actor: Actor) -> Sequence[Complaint]:
    """The complaints whose complainant may be given a copy, the oldest first."""
    rows = complaints.visible_to(actor).where(
        Complaint.case_id == case.id, Complaint.complainant_id.is_not(None)
    )
    return session.scalars(rows.order_by(Complaint.received_at, Complaint.id)).unique().all()


def dossiers_of(case: Case, actor: Actor) -> Sequence[Dossier]:
    """The dossiers of a case that the actor may open, the newest first."""
    rows = visible_to(actor).options(joinedload(Dossier.job)).where(Dossier.case_id == case.id)
    return session.scalars(rows.order_by(Dossier.serial.desc())).all()


def clocks_of(case: Case) -> Sequence[Clock]:
    """Every clock that ran or runs in a case."""
    rows = select(Clock).options(joinedload(Clock.accused)).where(Clock.case_id == case.id)
    return session.scalars(rows.order_by(Clock.started_at, Clock.key, Clock.id)).unique().all()


def complaints_of(case: Case, actor: Actor) -> Sequence[Complaint]:
    """The joined complaints that the actor may read, the oldest first."""
    rows = (
        complaints.visible_to(actor)
        .where(Complaint.case_id == case.id)
        .options(selectinload(Complaint.money_trail), selectinload(Complaint.movements))
        .order_by(Complaint.received_at, Complaint.id)
    )
    return session.scalars(rows).unique().all()


def complaints_joined(case: Case) -> int:
    """How many complaints are joined, whoever may read them."""
    rows = select(func.count()).select_from(Complaint).where(Complaint.case_id == case.id)
    return session.scalar(rows) or 0


def operations_of(case: Case) -> Sequence[Operation]:
    """The raids and searches that served a case, in the order they began."""
    serving = select(OperationCase.operation_id).where(OperationCase.case_id == case.id)
    rows = (
        select(Operation)
        .where(or_(Operation.case_id == case.id, Operation.id.in_(serving)))
        .options(selectinload(Operation.found))
        .order_by(Operation.started_at, Operation.id)
    )
    return session.scalars(rows).unique().all()


def seizures_of(case: Case) -> Mapping[uuid.UUID, uuid.UUID]:
    """By exhibit, the operation that brought it."""
    rows = select(Seizure.exhibit_id, Seizure.operation_id).where(Seizure.case_id == case.id)
    found = session.execute(rows.order_by(Seizure.exhibit_serial))
    return {row.exhibit_id: row.operation_id for row in found}


def exhibits_of(case: Case, actor: Actor) -> Sequence[Exhibit]:
    """The exhibits with their chains, P-1 first."""
    rows = visible_exhibits(actor).where(Exhibit.case_id == case.id).order_by(Exhibit.serial)
    return session.scalars(rows).all()


def documents_of(case: Case, actor: Actor) -> Sequence[Document]:
    """The documents, D-1 first."""
    rows = visible_documents(actor).where(Document.case_id == case.id).order_by(Document.serial)
    return session.scalars(rows).all()


def identifiers_of(kind: str, ids: Iterable[uuid.UUID]) -> Mapping[uuid.UUID, list[IdentifierLink]]:
    """By subject, the identifiers seen in these complaints, persons, …; in order of kind."""
    rows = select(IdentifierLink).where(
        IdentifierLink.subject_kind == kind, IdentifierLink.subject_id.in_(list(ids))
    )
    found: dict[uuid.UUID, list[IdentifierLink]] = {}
    for link in session.scalars(rows.order_by(IdentifierLink.created_at, IdentifierLink.id)):
        found.setdefault(link.subject_id, []).append(link)
    return found


def protected_in(case: Case) -> Sequence[ProtectedIdentity]:
    """Whose names and numbers must not be printed; read only to be struck out."""
    rows = select(ProtectedIdentity).where(ProtectedIdentity.case_id == case.id)
    return session.scalars(rows.order_by(ProtectedIdentity.case_person_id)).all()


def accused_movements(case: Case) -> Sequence[AccusedMovement]:
    """Every move of every accused, in the order they were made."""
    rows = (
        select(AccusedMovement)
        .join(Accused, Accused.id == AccusedMovement.accused_id)
        .where(AccusedMovement.case_id == case.id)
        .order_by(AccusedMovement.occurred_at, Accused.serial, AccusedMovement.seq)
    )
    return session.scalars(rows).all()


def requests_of(case: Case) -> Sequence[Request]:
    """What was asked of laboratories, providers and states abroad, by family and number."""
    rows = select(Request).where(Request.case_id == case.id)
    rows = rows.options(selectinload(Request.items))
    return session.scalars(rows.order_by(Request.family, Request.serial)).all()


def recoveries_of(case: Case) -> Sequence[Recovery]:
    """Money frozen, recovered and returned, in the order of days."""
    rows = select(Recovery).where(Recovery.case_id == case.id)
    return session.scalars(rows.order_by(Recovery.done_on, Recovery.recorded_at, Recovery.id)).all()


def arrests_of(case: Case) -> Sequence[Arrest]:
    rows = select(Arrest).options(joinedload(Arrest.officer)).where(Arrest.case_id == case.id)
    return session.scalars(rows.order_by(Arrest.arrested_at, Arrest.id)).unique().all()


def remands_of(case: Case) -> Sequence[Remand]:
    rows = select(Remand).where(Remand.case_id == case.id)
    return session.scalars(rows.order_by(Remand.from_on, Remand.recorded_at, Remand.id)).all()


def bails_of(case: Case) -> Sequence[Bail]:
    rows = select(Bail).where(Bail.case_id == case.id)
    return session.scalars(rows.order_by(Bail.decided_on, Bail.recorded_at, Bail.id)).all()


def screenings_of(case: Case) -> Sequence[Screening]:
    rows = select(Screening).where(Screening.case_id == case.id)
    return session.scalars(rows.order_by(Screening.screened_at, Screening.id)).all()


def charges_of(case: Case) -> Sequence[Charge]:
    rows = select(Charge).join(Charge.accused).where(Charge.case_id == case.id)
    return session.scalars(rows.order_by(Accused.serial, Charge.offence)).unique().all()


def challans_of(case: Case) -> Sequence[Challan]:
    rows = select(Challan).where(Challan.case_id == case.id)
    return session.scalars(rows.order_by(Challan.submitted_on, Challan.recorded_at)).all()


def hearings_of(case: Case) -> Sequence[Hearing]:
    rows = select(Hearing).where(Hearing.case_id == case.id)
    return session.scalars(rows.order_by(Hearing.held_on, Hearing.recorded_at)).all()


def appeals_of(case: Case) -> Sequence[Appeal]:
    rows = select(Appeal).where(Appeal.case_id == case.id)
    return session.scalars(rows.order_by(Appeal.filed_on, Appeal.number)).all()
