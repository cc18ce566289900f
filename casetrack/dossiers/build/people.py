"""The people of the case: accused with everything about their liberty, and the other parties."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import TypeVar

from casetrack.cases.models import Accused, CasePerson
from casetrack.db import local_date
from casetrack.dossiers import tree
from casetrack.dossiers.build.protected import is_named
from casetrack.dossiers.build.sources import Sources
from casetrack.dossiers.build.words import label, plain
from casetrack.operations.facts import RELEASES
from casetrack.operations.models import Arrest, Bail, Remand, Screening
from casetrack.people.facts import Kind
from casetrack.people.identifiers import show
from casetrack.people.models import IdentifierLink, Person
from casetrack.rules import lists
from casetrack.rules.choices import Choice
from casetrack.rules.states import AccusedState
from casetrack.rules.words import N_

SEXES = {"F": N_("Female"), "M": N_("Male"), "X": N_("Transgender")}
ROLES = {
    "COMPLAINANT": N_("Complainant"),
    "VICTIM": N_("Victim"),
    "WITNESS": N_("Witness"),
    "RESCUED": N_("Rescued person"),
}
REMANDS = {"POLICE": N_("Police remand"), "JUDICIAL": N_("Judicial remand")}
BAILS = {
    "GRANTED": N_("Bail granted"),
    "REFUSED": N_("Bail refused"),
    "CANCELLED": N_("Bail cancelled"),
}
PRE_ARREST = {
    "GRANTED": N_("Pre-arrest bail granted"),
    "REFUSED": N_("Pre-arrest bail refused"),
    "CANCELLED": N_("Pre-arrest bail cancelled"),
}
# Who a person is; a phone seen with him belongs to the evidence.
PAPERS = (Kind.CNIC, Kind.PASSPORT)
HOME = "PK"
RELEASE_REASONS = (
    *RELEASES,
    Choice("BAIL", N_("On bail")),
    Choice("VICTIM", N_("Treated as victim")),
)
Record = TypeVar("Record", Arrest, Remand, Bail, Screening)


def parties(sources: Sources) -> tuple[tree.Party, ...]:
    """Everyone but the accused; who is protected stands by reference alone."""
    return tuple(_party(sources, one) for one in sources.persons)


def _party(sources: Sources, one: CasePerson) -> tree.Party:
    person = one.person if is_named(sources.case, one.role, one.person) else None
    return tree.Party(
        reference=one.reference,
        role=ROLES[one.role],
        name=plain(person.name) if person else "",
        sex=SEXES.get(one.sex, ""),
        nationality=one.nationality,
        note="" if one.role == "RESCUED" else sources.words.typed(one.note),
        address=sources.words.typed(person.address) if person else "",
        contacts=contacts(sources.contacts.get(person.id, ())) if person else (),
    )


def contacts(links: Iterable[IdentifierLink]) -> tuple[tree.Contact, ...]:
    """The numbers and addresses of a person himself."""
    found = ((Kind(link.identifier.kind), link.identifier.value) for link in links)
    return tuple(tree.Contact(kind.label, plain(show(kind, value))) for kind, value in found)


@dataclass(frozen=True, slots=True)
class _Records:
    """What befell each accused, by his id."""

    arrests: Mapping[uuid.UUID, list[Arrest]]
    remands: Mapping[uuid.UUID, list[Remand]]
    bails: Mapping[uuid.UUID, list[Bail]]
    screenings: Mapping[uuid.UUID, list[Screening]]


def accused(sources: Sources) -> tuple[tree.AccusedSheet, ...]:
    """A-001 first, each with his arrests, orders and screenings."""
    records = _Records(
        arrests=_by_accused(sources.arrests),
        remands=_by_accused(sources.remands),
        bails=_by_accused(sources.bails),
        screenings=_by_accused(sources.screenings),
    )
    return tuple(_sheet(sources, one, records) for one in sources.accused)


def _sheet(sources: Sources, one: Accused, records: _Records) -> tree.AccusedSheet:
    person = one.person
    papers = _papers(sources.contacts.get(one.person_id, ()))
    # Found to be a victim, he is named no more than any other victim.
    named = one.state is not AccusedState.TREATED_AS_VICTIM
    return tree.AccusedSheet(
        reference=one.reference,
        name=plain(person.name) if named else "",
        father_name=plain(person.father_name) if named else "",
        aliases=plain(person.aliases) if named else "",
        sex=SEXES.get(person.sex, ""),
        age=_age(sources, person),
        nationality=person.nationality,
        papers=papers if named else (),
        no_cnic="" if papers else label(lists.CNIC_ABSENCES, person.no_cnic_reason),
        address=sources.words.typed(person.address) if named else "",
        part=label(lists.SITE_ROLES, one.part),
        state=one.state.label,
        custody=one.custody.label,
        foreign=person.nationality not in ("", HOME),
        arrests=tuple(_arrest(sources, row) for row in records.arrests.get(one.id, ())),
        orders=_orders(sources, records.remands.get(one.id, ()), records.bails.get(one.id, ())),
        screenings=tuple(_screening(sources, row) for row in records.screenings.get(one.id, ())),
    )


def _papers(links: Iterable[IdentifierLink]) -> tuple[tuple[str, str], ...]:
    found = ((Kind(link.identifier.kind), link.identifier.value) for link in links)
    return tuple((kind.label, show(kind, value)) for kind, value in found if kind in PAPERS)


def _age(sources: Sources, person: Person) -> str:
    """Full years on the day of printing from the birth; else the age that was stated."""
    today = local_date(sources.now)
    if person.born_on is not None:
        born = person.born_on
        return str(today.year - born.year - ((today.month, today.day) < (born.month, born.day)))
    return "" if person.age_years is None else str(person.age_years)


def _arrest(sources: Sources, arrest: Arrest) -> tree.Arrest:
    taken = arrest.produced_at - arrest.arrested_at if arrest.produced_at else None
    minutes = int(taken.total_seconds() // 60) if taken is not None else 0
    return tree.Arrest(
        at=arrest.arrested_at,
        place=sources.words.typed(arrest.place),
        officer=arrest.officer.title,
        memo=plain(arrest.memo_number),
        relative_informed_at=arrest.relative_informed_at,
        consulate_informed_at=arrest.consulate_informed_at,
        produced_at=arrest.produced_at,
        produced_before=plain(arrest.produced_before),
        hours=f"{minutes // 60}:{minutes % 60:02d}" if taken is not None else "",
        released_at=arrest.released_at,
        release_reason=label(RELEASE_REASONS, sources.words.typed(arrest.release_reason)),
    )


def _orders(
    sources: Sources, remands: Sequence[Remand], bails: Sequence[Bail]
) -> tuple[tree.Order, ...]:
    found: list[tree.Order] = []
    police_days = 0
    for remand in remands:
        police = remand.kind == "POLICE"
        police_days += remand.days if police else 0
        found.append(
            tree.Order(
                kind=REMANDS[remand.kind],
                on=remand.from_on,
                until_on=remand.from_on + timedelta(days=remand.days),
                days=remand.days,
                police_days=police_days if police else None,
                court=plain(remand.court),
                number=plain(remand.order_number),
                surety_minor=None,
                reasons=sources.words.typed(remand.reasons),
            )
        )
    found += [_bail(bail) for bail in bails]
    return tuple(sorted(found, key=lambda order: order.on))


def _bail(bail: Bail) -> tree.Order:
    return tree.Order(
        kind=(PRE_ARREST if bail.pre_arrest else BAILS)[bail.decision],
        on=bail.decided_on,
        until_on=None,
        days=None,
        police_days=None,
        court=plain(bail.court),
        number=plain(bail.order_number),
        surety_minor=bail.surety_minor,
        reasons="",
    )


def _screening(sources: Sources, screening: Screening) -> tree.Screening:
    return tree.Screening(
        at=screening.screened_at,
        by=plain(screening.screened_by),
        trafficked=screening.trafficked,
        reasons=sources.words.typed(screening.reasons),
        second_reason=sources.words.typed(screening.second_reason),
    )


def _by_accused(rows: Iterable[Record]) -> Mapping[uuid.UUID, list[Record]]:
    found: dict[uuid.UUID, list[Record]] = defaultdict(list)
    for row in rows:
        found[row.accused_id].append(row)
    return found
