"""Reads of the register: who is in it, who holds an identifier, what a site was on a day."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, Select, and_, false, or_, select, true
from sqlalchemy.orm import InstrumentedAttribute

from casetrack.accounts.queries import within
from casetrack.db import session
from casetrack.people.facts import Kind
from casetrack.people.models import (
    Identifier,
    IdentifierLink,
    Organisation,
    Person,
    Registration,
    Site,
)
from casetrack.people.normalise import fold_text
from casetrack.rules.actor import Actor
from casetrack.rules.roles import Role

# Membership of an association is no licence to work at a site.
NOT_A_LICENCE = frozenset({"PASHA"})
Value = tuple[Kind, str]


@dataclass(frozen=True, slots=True)
class Standing:
    """What one site was registered as on one day.

    `held` were in force, memberships too; `lapsed` and `later` are licences alone. `elsewhere`
    are the licences of the same organisation at its other sites, begun by that day.
    """

    day: date
    held: tuple[Registration, ...]
    lapsed: tuple[Registration, ...]
    later: tuple[Registration, ...]
    elsewhere: tuple[tuple[Site, Registration], ...] = ()

    @property
    def licences(self) -> tuple[Registration, ...]:
        return tuple(one for one in self.held if one.authority not in NOT_A_LICENCE)

    @property
    def memberships(self) -> tuple[Registration, ...]:
        return tuple(one for one in self.held if one.authority in NOT_A_LICENCE)


def recorded_by(actor: Actor) -> ColumnElement[bool]:
    """SQL for "recorded by the actor's unit, or by one below it if he answers for it".

    Not enough to show a person, who may belong to a sealed complaint: search.queries.persons.
    """
    if actor.at_headquarters:
        return true()
    if actor.role is Role.SUPERVISOR:
        return Person.unit_id.in_(within(actor.unit_path))
    return Person.unit_id == actor.unit_id


def visible_to(_actor: Actor) -> Select[Organisation]:
    """Organisations are open to everyone who may read the register, and so are their sites."""
    return select(Organisation)


def sites_visible_to(_actor: Actor) -> Select[Site]:
    return select(Site)


def organisations(actor: Actor, words: str, kind: str) -> Select[Organisation]:
    """Visible organisations, of one kind if named, that hold every word; without an order."""
    rows = visible_to(actor).where(*holding(Organisation.search_text, words))
    return rows.where(Organisation.kind == kind) if kind else rows


def holding(column: InstrumentedAttribute[str], words: str) -> list[ColumnElement[bool]]:
    """SQL for "the folded text of the column holds each word, wherever in it"."""
    return [column.contains(word, autoescape=True) for word in fold_text(words).split()]


def standing(site: Site, day: date, *, known_before: datetime | None = None) -> Standing:
    """Sort a site's registrations by whether they were in force on `day`; both ends count.

    With `known_before`, of those that had been recorded by then.
    """
    known = registrations_of(site, known_before)
    licences = [one for one in known if one.authority not in NOT_A_LICENCE]
    return Standing(
        day=day,
        held=tuple(one for one in known if _in_force(one, day)),
        lapsed=tuple(one for one in licences if one.valid_to is not None and one.valid_to < day),
        later=tuple(one for one in licences if one.valid_from > day),
        elsewhere=_elsewhere(site, day, known_before),
    )


def registrations_of(site: Site, known_before: datetime | None = None) -> list[Registration]:
    """What a site is registered as, as far as it had been recorded by then; None: all of it."""
    return [
        one for one in site.registrations if known_before is None or one.recorded_at < known_before
    ]


def _elsewhere(
    site: Site, day: date, known_before: datetime | None
) -> tuple[tuple[Site, Registration], ...]:
    """A lawful address may lend its papers to a rogue one: what the other sites had."""
    return tuple(
        (other, one)
        for other in site.organisation.sites
        if other.id != site.id
        for one in registrations_of(other, known_before)
        if one.authority not in NOT_A_LICENCE and one.valid_from <= day
    )


def _in_force(one: Registration, day: date) -> bool:
    return one.valid_from <= day and (one.valid_to is None or day <= one.valid_to)


def links_of(subject_kind: str, subject_id: uuid.UUID) -> Sequence[IdentifierLink]:
    """The identifiers seen in one complaint, case, person or organisation, in order of kind."""
    rows = (
        select(IdentifierLink)
        .join(IdentifierLink.identifier)
        .where(IdentifierLink.subject_kind == subject_kind, IdentifierLink.subject_id == subject_id)
        .order_by(Identifier.kind, Identifier.value, IdentifierLink.id)
    )
    return session.scalars(rows).unique().all()


def subjects_holding(subject_kind: str, values: Iterable[Value]) -> Select[uuid.UUID]:
    """Ids of the subjects of one kind in which any of the identifiers was seen.

    For `id IN (…)` behind the guard of the subject's own room: says nothing by itself.
    """
    return (
        select(IdentifierLink.subject_id)
        .join(Identifier, Identifier.id == IdentifierLink.identifier_id)
        .where(IdentifierLink.subject_kind == subject_kind, _is_one_of(values))
    )


def persons_known_by(values: Iterable[Value]) -> dict[Value, Person]:
    """Who holds these CNICs and passports, whoever recorded them: one person, one row.

    For services alone: a page that showed these would tell of persons its reader may not see.
    """
    rows = (
        select(Identifier.kind, Identifier.value, Person)
        .join(IdentifierLink, IdentifierLink.identifier_id == Identifier.id)
        .join(
            Person,
            and_(IdentifierLink.subject_kind == "person", Person.id == IdentifierLink.subject_id),
        )
        .where(_is_one_of(values))
        .order_by(Person.created_at.desc(), Person.id)
    )
    return {(Kind(kind), value): person for kind, value, person in session.execute(rows)}


def identifiers_valued(values: Iterable[Value]) -> Select[Identifier]:
    """The rows of these values that exist already."""
    return select(Identifier).where(_is_one_of(values)).order_by(Identifier.kind, Identifier.value)


def links_between(
    identifier_ids: Iterable[uuid.UUID], subject_ids: Iterable[uuid.UUID]
) -> Mapping[tuple[uuid.UUID, str, uuid.UUID], IdentifierLink]:
    """Links that exist among these identifiers and subjects."""
    rows = (
        select(IdentifierLink)
        .where(
            IdentifierLink.identifier_id.in_(list(identifier_ids)),
            IdentifierLink.subject_id.in_(list(subject_ids)),
        )
        .order_by(IdentifierLink.id)
    )
    found = session.scalars(rows).unique()
    return {(row.identifier_id, row.subject_kind, row.subject_id): row for row in found}


def _is_one_of(values: Iterable[Value]) -> ColumnElement[bool]:
    """Grouped by kind, so that the unique index on (kind, value) answers on both databases."""
    by_kind: dict[str, list[str]] = {}
    for kind, value in values:
        by_kind.setdefault(kind.value, []).append(value)
    return or_(
        false(),
        *(
            and_(Identifier.kind == kind, Identifier.value.in_(some))
            for kind, some in by_kind.items()
        ),
    )
