"""The rows a dossier is made of, read once, under the eyes of the officer who asked for it."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from casetrack.cases import queries as cases
from casetrack.cases.models import (
    Accused,
    AccusedMovement,
    Case,
    CaseMovement,
    CasePerson,
    Clock,
    DiaryEntry,
)
from casetrack.complaints.models import Complaint
from casetrack.dossiers import queries
from casetrack.dossiers.build.protected import Links, homes, secrets
from casetrack.dossiers.build.words import Words, span
from casetrack.dossiers.editions import DEFENCE, POLICE, Edition
from casetrack.evidence.models import Document, Exhibit
from casetrack.operations.models import Arrest, Bail, Operation, Recovery, Remand, Screening
from casetrack.people.models import IdentifierLink
from casetrack.prosecution.models import Appeal, Challan, Charge, Hearing
from casetrack.requests.models import Request
from casetrack.rules.actor import Actor


@dataclass(frozen=True, slots=True)
class Sources:
    """Everything of one case at one moment, with what cleans its words.

    `complaints` and `exhibits` are those that this copy is about; `complaints_joined` and
    `exhibits_held` count all. The diary is read for the police copy alone.
    """

    case: Case
    edition: Edition
    now: datetime
    words: Words
    movements: Sequence[CaseMovement]
    clocks: Sequence[Clock]
    persons: Sequence[CasePerson]
    contacts: Links
    accused: Sequence[Accused]
    accused_movements: Sequence[AccusedMovement]
    complaints: Sequence[Complaint]
    complaints_joined: int
    reported: Mapping[uuid.UUID, list[IdentifierLink]]
    operations: Sequence[Operation]
    taken_in: Mapping[uuid.UUID, uuid.UUID]
    exhibits: Sequence[Exhibit]
    exhibits_held: int
    requests: Sequence[Request]
    recoveries: Sequence[Recovery]
    documents: Sequence[Document]
    arrests: Sequence[Arrest]
    remands: Sequence[Remand]
    bails: Sequence[Bail]
    screenings: Sequence[Screening]
    charges: Sequence[Charge]
    challans: Sequence[Challan]
    hearings: Sequence[Hearing]
    appeals: Sequence[Appeal]
    diary: Sequence[DiaryEntry]
    diary_size: int

    serials: Mapping[uuid.UUID, int]  # of the accused: 7 of A-007

    def span(self, accused_ids: Iterable[uuid.UUID]) -> str:
        """Accused by reference, runs drawn together: A-001 – A-149."""
        return span("A", (self.serials[one] for one in accused_ids), width=3)


def read(
    case: Case, actor: Actor, now: datetime, edition: Edition, complaint: Complaint | None
) -> Sources:
    """All rows at once; the caller holds a read-only transaction."""
    persons, accused = cases.persons_of(case), cases.accused_of(case)
    contacts = _contacts(persons, accused)
    exhibits = queries.exhibits_of(case, actor)
    complaints = _told(queries.complaints_of(case, actor), complaint)
    return Sources(
        case=case,
        edition=edition,
        now=now,
        words=_words(case, persons, accused, contacts, edition),
        movements=cases.movements_of(case)[::-1],
        clocks=queries.clocks_of(case),
        persons=persons,
        contacts=contacts,
        accused=accused,
        accused_movements=queries.accused_movements(case),
        complaints=complaints,
        complaints_joined=queries.complaints_joined(case),
        reported=queries.identifiers_of("complaint", [one.id for one in complaints]),
        operations=queries.operations_of(case),
        taken_in=queries.seizures_of(case),
        exhibits=exhibits if complaint is None else _given(exhibits, complaint),
        exhibits_held=len(exhibits),
        requests=queries.requests_of(case),
        recoveries=queries.recoveries_of(case),
        documents=queries.documents_of(case, actor),
        diary=cases.diary_of(case)[::-1] if edition.key == POLICE else (),
        diary_size=cases.diary_size(case),
        serials={one.id: one.serial for one in accused},
        **_court(case),
    )


def _court(case: Case) -> dict[str, Any]:
    return {
        "arrests": queries.arrests_of(case),
        "remands": queries.remands_of(case),
        "bails": queries.bails_of(case),
        "screenings": queries.screenings_of(case),
        "charges": queries.charges_of(case),
        "challans": queries.challans_of(case),
        "hearings": queries.hearings_of(case),
        "appeals": queries.appeals_of(case),
    }


def _contacts(persons: Sequence[CasePerson], accused: Sequence[Accused]) -> Links:
    """By person, the numbers he is known by."""
    ids = [one.person_id for one in persons if one.person_id is not None]
    return queries.identifiers_of("person", [*ids, *(one.person_id for one in accused)])


def _words(
    case: Case,
    persons: Sequence[CasePerson],
    accused: Sequence[Accused],
    contacts: Links,
    edition: Edition,
) -> Words:
    struck = [*secrets(case, persons, accused, contacts)]
    if edition.key == DEFENCE:
        struck += homes(persons, contacts)
    return Words(struck)


def _told(complaints: Sequence[Complaint], mine: Complaint | None) -> Sequence[Complaint]:
    """The complaints of this copy: all, or those of one complainant."""
    if mine is None:
        return complaints
    same = mine.complainant_id
    return [one for one in complaints if one.id == mine.id or (same and one.complainant_id == same)]


def _given(exhibits: Sequence[Exhibit], complaint: Complaint) -> Sequence[Exhibit]:
    """The things that the complainant gave, or got back, by the names in their chains."""
    person = complaint.complainant
    names = {complaint.complainant_name, person.name if person else ""} - {""}
    folded = {" ".join(name.casefold().split()) for name in names}
    return [
        one
        for one in exhibits
        if any(
            _same(holder, folded)
            for act in one.custody
            for holder in (act.from_holder, act.to_holder)
        )
    ]


def _same(holder: str, names: Iterable[str]) -> bool:
    return " ".join(holder.casefold().split()) in names
