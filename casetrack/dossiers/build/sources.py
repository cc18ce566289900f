"""The rows a dossier is made of, read once, under the eyes of the officer who asked for it."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from casetrack.cases import queries as cases
from casetrack.cases.models import Accused, AccusedMovement, Case, CaseMovement, CasePerson, Clock
from casetrack.complaints.models import Complaint
from casetrack.dossiers import queries
from casetrack.dossiers.build.words import Secret, Words, span
from casetrack.evidence.models import Document, Exhibit
from casetrack.operations.models import Arrest, Bail, Operation, Remand, Screening
from casetrack.prosecution.models import Appeal, Challan, Charge, Hearing
from casetrack.rules.actor import Actor
from casetrack.rules.states import AccusedState


@dataclass(frozen=True, slots=True)
class Sources:
    """Everything of one case at one moment, with what cleans its words."""

    case: Case
    now: datetime
    words: Words
    movements: Sequence[CaseMovement]
    clocks: Sequence[Clock]
    persons: Sequence[CasePerson]
    accused: Sequence[Accused]
    accused_movements: Sequence[AccusedMovement]
    complaints: Sequence[Complaint]
    complaints_joined: int
    operations: Sequence[Operation]
    taken_in: Mapping[uuid.UUID, uuid.UUID]
    exhibits: Sequence[Exhibit]
    documents: Sequence[Document]
    arrests: Sequence[Arrest]
    remands: Sequence[Remand]
    bails: Sequence[Bail]
    screenings: Sequence[Screening]
    charges: Sequence[Charge]
    challans: Sequence[Challan]
    hearings: Sequence[Hearing]
    appeals: Sequence[Appeal]

    serials: Mapping[uuid.UUID, int]  # of the accused: 7 of A-007

    def span(self, accused_ids: Iterable[uuid.UUID]) -> str:
        """Accused by reference, runs drawn together: A-001 – A-149."""
        return span("A", (self.serials[one] for one in accused_ids), width=3)


def read(case: Case, actor: Actor, now: datetime) -> Sources:
    """All rows at once; the caller holds a read-only transaction."""
    persons, accused = cases.persons_of(case), cases.accused_of(case)
    return Sources(
        case=case,
        now=now,
        words=Words([*_protected(case, persons), *_treated_as_victims(accused)]),
        movements=cases.movements_of(case)[::-1],
        clocks=queries.clocks_of(case),
        persons=persons,
        accused=accused,
        accused_movements=queries.accused_movements(case),
        complaints=queries.complaints_of(case, actor),
        complaints_joined=queries.complaints_joined(case),
        operations=queries.operations_of(case),
        taken_in=queries.seizures_of(case),
        exhibits=queries.exhibits_of(case, actor),
        documents=queries.documents_of(case, actor),
        arrests=queries.arrests_of(case),
        remands=queries.remands_of(case),
        bails=queries.bails_of(case),
        screenings=queries.screenings_of(case),
        charges=queries.charges_of(case),
        challans=queries.challans_of(case),
        hearings=queries.hearings_of(case),
        appeals=queries.appeals_of(case),
        serials={one.id: one.serial for one in accused},
    )


def name_is_protected(case: Case, role: str) -> bool:
    """Whether a person of this part appears by reference only: always when rescued, and the
    victim and the complainant of a sealed case (PTPA 2018 s.11; PPC s.376-A)."""
    return role == "RESCUED" or (case.sealed and role in ("VICTIM", "COMPLAINANT"))


def _protected(case: Case, persons: Sequence[CasePerson]) -> Iterator[tuple[str, Secret]]:
    references = {person.id: person.reference for person in persons}
    for identity in queries.protected_in(case):
        yield (
            references[identity.case_person_id],
            Secret(identity.name, identity.document, identity.contact),
        )
    for one in persons:
        if one.person is not None and name_is_protected(case, one.role):
            yield one.reference, Secret(one.person.name)


def _treated_as_victims(accused: Sequence[Accused]) -> Iterator[tuple[str, Secret]]:
    for one in accused:
        if one.state is AccusedState.TREATED_AS_VICTIM:
            yield one.reference, Secret(one.person.name)
