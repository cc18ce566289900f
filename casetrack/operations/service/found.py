"""Everyone found at a site, entered in one go: all of them or none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from casetrack import numbers
from casetrack.cases.facts import RescuedFacts
from casetrack.cases.models import Accused, Case, CasePerson
from casetrack.cases.service import add_accused, add_person, add_rescued, move_accused
from casetrack.db import session
from casetrack.operations import queries
from casetrack.operations.facts import ArrestFacts, FoundCommon, FoundRow, ScreeningFacts
from casetrack.operations.found_rows import Known, document_of
from casetrack.operations.models import Found, Operation
from casetrack.operations.service.arrests import arrest_screened
from casetrack.operations.service.screenings import note_screening
from casetrack.people.facts import PersonFacts
from casetrack.people.identifiers import Kind
from casetrack.people.models import Person
from casetrack.people.service import record_persons
from casetrack.rules.actor import Actor
from casetrack.rules.custody import is_juvenile, needs_consular_notice
from casetrack.rules.refusals import Refused
from casetrack.rules.states import AccusedState
from casetrack.rules.words import N_


@dataclass(frozen=True, slots=True)
class FoundPersons:
    """What a list of persons found became."""

    accused: tuple[Accused, ...]
    others: tuple[CasePerson, ...]


def record_found(
    *,
    operation: Operation,
    rows: Sequence[FoundRow],
    common: FoundCommon | None = None,
    actor: Actor,
    now: datetime,
) -> FoundPersons:
    """Accused are nominated, screened and arrested; suspects named; rescued kept apart.

    `common` is needed when somebody is arrested. The rows are those that found_rows.check let
    pass; what would break the law is refused here again before anything is written.
    """
    case = operation.case
    _check(case, rows, common)
    register = [_timed(row, common) for row in rows if row.found_as != "RESCUED"]
    persons = record_persons(facts=[_person_facts(row) for row in register], actor=actor, now=now)
    known = dict(queries.accused_of_persons(case, persons))
    accused, others = [], []
    for row, person in zip(register, persons, strict=True):
        if row.found_as == "WITNESS":
            others.append(add_person(case=case, person=person, role="WITNESS", now=now))
        else:
            accused.append(
                _name(case=case, row=row, person=person, known=known, actor=actor, now=now)
            )
    if common is not None:
        arrested = [
            (row, one)
            for row, one in zip(_suspected(rows), accused, strict=True)
            if row.found_as == "ACCUSED"
        ]
        _arrest_all(operation, arrested, common, actor, now)
    others += [
        add_rescued(case=case, identity=_identity(row), actor=actor, now=now)
        for row in rows
        if row.found_as == "RESCUED"
    ]
    session.add_all(
        Found(case_id=case.id, case_person_id=one.id, operation_id=operation.id) for one in others
    )
    session.flush()
    return FoundPersons(tuple(accused), tuple(others))


def _check(case: Case, rows: Sequence[FoundRow], common: FoundCommon | None) -> None:
    if not rows:
        raise Refused(N_("There is nobody in the list."), field="rows_text")
    arrested = [row for row in rows if row.found_as == "ACCUSED"]
    known = queries.known_in(case)
    if arrested and not known.has_fir:
        raise Refused(
            N_("Naming an accused needs an FIR (CrPC s.154): open it first, or enter Suspect.")
        )
    if arrested and (common is None or common.relative_informed_at is None):
        raise Refused(N_("Enter when relatives were told."), field="relative_informed_at")
    if arrested and common is not None and not (common.screened_by and common.screening):
        raise Refused(
            N_("Everyone is screened for trafficking before he is accused (PTPA 2018 s.6)."),
            field="screening",
        )
    _check_documents(rows, known)


def _check_documents(rows: Sequence[FoundRow], known: Known) -> None:
    seen: set[str] = set()
    for row in rows:
        if not row.document:
            continue
        value = document_of(row.document)[1]
        if value in seen:
            raise Refused(N_("Two rows have the document {document}."), document=row.document)
        seen.add(value)
        if row.found_as in ("ACCUSED", "SUSPECT") and value in known.rescued:
            raise Refused(
                N_("{name} is recorded as rescued, {reference}."),
                name=row.name,
                reference=known.rescued[value],
            )


def _timed(row: FoundRow, common: FoundCommon | None) -> FoundRow:
    """The row with its time of arrest, so that nobody is named after he was arrested."""
    if common is None or row.arrested_at or row.found_as != "ACCUSED":
        return row
    return replace(row, arrested_at=common.arrested_at)


def _suspected(rows: Sequence[FoundRow]) -> list[FoundRow]:
    return [row for row in rows if row.found_as in ("ACCUSED", "SUSPECT")]


def _name(
    *,
    case: Case,
    row: FoundRow,
    person: Person,
    known: dict[UUID, Accused],
    actor: Actor,
    now: datetime,
) -> Accused:
    """The accused of this row: nominated if he was arrested, else a suspect."""
    nominated = row.found_as == "ACCUSED"
    there = known.get(person.id)
    if there is None:
        state = AccusedState.NOMINATED if nominated else AccusedState.SUSPECT
        made = add_accused(
            case=case,
            person=person,
            part=row.part,
            state=state,
            actor=actor,
            now=now,
            occurred_at=row.arrested_at,
        )
        known[person.id] = made
        return made
    if nominated and there.state is AccusedState.SUSPECT:
        facts = {"fir_no": case.number, "occurred_at": row.arrested_at}
        move_accused(accused=there, to=AccusedState.NOMINATED, actor=actor, facts=facts, now=now)
    return there


def _arrest_all(
    operation: Operation,
    arrested: Sequence[tuple[FoundRow, Accused]],
    common: FoundCommon,
    actor: Actor,
    now: datetime,
) -> None:
    if not arrested:
        return
    first = common.first_memo
    if first is None:
        first = numbers.take(f"arrest-memo:{operation.case_id}", len(arrested))
    for number, (row, accused) in enumerate(arrested, start=first):
        at = row.arrested_at or common.arrested_at
        screening = ScreeningFacts(at, common.screened_by, False, common.screening)
        note_screening(accused=accused, facts=screening, now=now)
        facts = ArrestFacts(
            arrested_at=at,
            place=common.place,
            officer_id=common.officer_id,
            memo_number=str(number),
            relative_informed_at=common.relative_informed_at,
        )
        arrest_screened(accused=accused, facts=facts, actor=actor, now=now, operation=operation)


def _person_facts(row: FoundRow) -> PersonFacts:
    kind = document_of(row.document)[0] if row.document else None
    return PersonFacts(
        name=row.name,
        father_name=row.father_name,
        sex=row.sex,
        age_years=row.age_years,
        nationality=row.nationality,
        cnic=row.document if kind is Kind.CNIC else "",
        passport=row.document if kind is Kind.PASSPORT else "",
        no_cnic_reason="" if kind is Kind.CNIC else _why_no_cnic(row),
    )


def _why_no_cnic(row: FoundRow) -> str:
    """A key of rules.lists.CNIC_ABSENCES."""
    if needs_consular_notice(row.nationality):
        return "FOREIGNER"
    return "MINOR" if is_juvenile(row.age_years) else "NOT_PRODUCED"


def _identity(row: FoundRow) -> RescuedFacts:
    return RescuedFacts(
        name=row.name,
        document=row.document,
        age_years=row.age_years,
        nationality=row.nationality,
        sex=row.sex,
    )
