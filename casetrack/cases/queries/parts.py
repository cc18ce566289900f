"""What belongs to one case. The caller found the case among those the actor may see."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload

from casetrack.accounts.models import Officer, Unit
from casetrack.cases.models import (
    AccusedMovement,
    Case,
    CaseMovement,
    CasePerson,
    Clock,
    DiaryEntry,
    ProtectedIdentity,
)
from casetrack.complaints.models import Complaint
from casetrack.db import local_date, session
from casetrack.rules.roles import Permission, Role, may
from casetrack.rules.states import AccusedState


@dataclass(frozen=True, slots=True)
class Zimni:
    """The diary of one day of work: its number, the day, and what was written of it."""

    number: int
    worked_on: date
    entries: tuple[DiaryEntry, ...]

    @property
    def officers(self) -> tuple[Officer, ...]:
        """Who wrote in it, in the order of writing."""
        return tuple(dict.fromkeys(entry.officer for entry in self.entries))

    @property
    def written_later(self) -> bool:
        """Whether any of it was written on another day than that of the work."""
        return any(local_date(entry.recorded_at) != self.worked_on for entry in self.entries)


def persons_of(case: Case) -> Sequence[CasePerson]:
    """Complainants, victims, witnesses and rescued persons, in the order they came."""
    rows = (
        select(CasePerson)
        .where(CasePerson.case_id == case.id)
        .order_by(CasePerson.role, CasePerson.recorded_at, CasePerson.reference)
    )
    return session.scalars(rows).all()


def identities_of(case: Case) -> Mapping[uuid.UUID, ProtectedIdentity]:
    """Who the rescued persons are, by case person. Only behind victim:read."""
    rows = select(ProtectedIdentity).where(ProtectedIdentity.case_id == case.id)
    found = session.scalars(rows.order_by(ProtectedIdentity.case_person_id))
    return {row.case_person_id: row for row in found}


def running_clocks(case: Case) -> Sequence[Clock]:
    """The clocks that nobody stopped, the nearest end first."""
    rows = (
        select(Clock)
        .options(joinedload(Clock.accused))
        .where(Clock.case_id == case.id, Clock.stopped_at.is_(None))
        .order_by(Clock.due_at, Clock.key, Clock.id)
    )
    return session.scalars(rows).all()


def complaints_of(
    case: Case, readable: Select[uuid.UUID], limit: int | None = None
) -> Sequence[Complaint]:
    """The joined complaints among those the actor may read, the newest receipt first."""
    rows = (
        select(Complaint)
        .where(Complaint.case_id == case.id, Complaint.id.in_(readable))
        .order_by(Complaint.received_on.desc(), Complaint.id)
        .limit(limit)
    )
    return session.scalars(rows).all()


def losses_of(case: Case) -> tuple[int, Mapping[str, int]]:
    """How many complaints are joined, and what they lost: minor units by currency."""
    rows = (
        select(Complaint.loss_currency, func.count(), func.sum(Complaint.loss_minor))
        .where(Complaint.case_id == case.id)
        .group_by(Complaint.loss_currency)
        .order_by(Complaint.loss_currency)
    )
    found = session.execute(rows).all()
    number = sum(row[1] for row in found)
    return number, {row[0]: int(row[2]) for row in found if row[2]}


def diary_of(case: Case, limit: int | None = None) -> Sequence[DiaryEntry]:
    """The case diary, newest entry first. Only behind case:diary."""
    rows = (
        select(DiaryEntry)
        .where(DiaryEntry.case_id == case.id)
        .order_by(DiaryEntry.serial.desc())
        .limit(limit)
    )
    return session.scalars(rows).all()


def zimnis_of(case: Case) -> Sequence[Zimni]:
    """The case diary day by day, in the order of its numbers. Only behind case:diary."""
    rows = (
        select(DiaryEntry)
        .where(DiaryEntry.case_id == case.id)
        .order_by(DiaryEntry.zimni, DiaryEntry.serial)
    )
    days = groupby(session.scalars(rows), key=lambda entry: (entry.zimni, entry.worked_on))
    return [Zimni(number, day, tuple(entries)) for (number, day), entries in days]


def diary_size(case: Case) -> int:
    """How many entries the diary has."""
    rows = select(func.count()).where(DiaryEntry.case_id == case.id)
    return session.scalar(rows) or 0


def movements_of(case: Case) -> Sequence[CaseMovement]:
    """Every move of a case, the last first."""
    rows = (
        select(CaseMovement)
        .where(CaseMovement.case_id == case.id)
        .order_by(CaseMovement.seq.desc())
    )
    return session.scalars(rows).all()


def moves_on(case: Case, day: date) -> Sequence[CaseMovement]:
    """The moves of a case on one day, in their order."""
    rows = select(CaseMovement).where(
        CaseMovement.case_id == case.id, CaseMovement.occurred_on == day
    )
    return session.scalars(rows.order_by(CaseMovement.seq)).all()


def accused_moves_on(case: Case, day: date) -> Sequence[tuple[AccusedState, int]]:
    """How many accused came into which state on one day."""
    rows = (
        select(AccusedMovement.to_state, func.count())
        .where(AccusedMovement.case_id == case.id, AccusedMovement.occurred_on == day)
        .group_by(AccusedMovement.to_state)
        .order_by(AccusedMovement.to_state)
    )
    return [(row[0], row[1]) for row in session.execute(rows)]


def officers_for(case: Case) -> Sequence[Officer]:
    """Who can be put on a case: everyone whose role opens cases, those of its unit first."""
    roles = [role for role in Role if may(role, Permission.CASE_READ)]
    rows = (
        select(Officer)
        .join(Officer.unit)
        .where(Officer.disabled_at.is_(None), Officer.role.in_(roles))
        .order_by(Officer.unit_id != case.unit_id, Unit.path, Officer.name, Officer.id)
    )
    return session.scalars(rows).all()
