"""Lists of cases, by key."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, Date, Select, Uuid, exists, literal, select, tuple_

from casetrack.accounts.queries import within
from casetrack.cases.models import Case, Clock
from casetrack.cases.queries.visible import visible_to
from casetrack.db import session
from casetrack.people.normalise import fold_text
from casetrack.rules.actor import Actor
from casetrack.rules.clocks import never_late
from casetrack.rules.states import CaseState, Stage

PAGE = 50

Rows = Select[Case]


@dataclass(frozen=True, slots=True)
class CaseFilter:
    """What a list is narrowed to; None and empty narrow nothing.

    `overdue_at` leaves the cases with a clock that was over, and still open, at that instant.
    """

    states: tuple[CaseState, ...] = ()
    stage: Stage | None = None
    unit_path: str = ""
    lead_id: uuid.UUID | None = None
    overdue_at: datetime | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Key:
    """The place of a case in the lists, newest first."""

    opened_on: date
    id: uuid.UUID


@dataclass(frozen=True, slots=True)
class Page:
    """Some cases of a list and where its neighbours begin."""

    rows: Sequence[Case]
    newer: Key | None
    older: Key | None


def listed(actor: Actor, wanted: CaseFilter) -> Select[Case]:
    """The visible cases that a filter leaves, without an order."""
    return visible_to(actor).where(*_conditions(wanted))


def one(rows: Rows) -> Case | None:
    """The case that a narrowed selection holds, if any."""
    return session.scalars(rows).one_or_none()


def by_number(actor: Actor, number: str) -> Case | None:
    """The visible case of this number, now or as an enquiry, however it was typed."""
    folded = fold_text(number)
    if not folded:
        return None
    rows = visible_to(actor).where(_holds(folded)).order_by(Case.opened_on.desc(), Case.id)
    for case in session.scalars(rows.limit(PAGE)):
        if folded in (fold_text(case.number), fold_text(case.enquiry_number)):
            return case
    return None


def page(
    rows: Select[Case], *, older_than: Key | None = None, newer_than: Key | None = None
) -> Page:
    """One page of a list by key, newest first: page 900 costs what page 1 does."""
    place = tuple_(Case.opened_on, Case.id)
    rows = rows.limit(PAGE + 1)
    if newer_than is not None:
        climbing = rows.where(place > _bound(newer_than))
        found = session.scalars(climbing.order_by(Case.opened_on, Case.id)).all()
        shown = found[:PAGE][::-1]
        return Page(shown, _key(shown[:1]) if len(found) > PAGE else None, _key(shown[-1:]))
    if older_than is not None:
        rows = rows.where(place < _bound(older_than))
    found = session.scalars(rows.order_by(Case.opened_on.desc(), Case.id.desc())).all()
    shown = found[:PAGE]
    older = _key(shown[-1:]) if len(found) > PAGE else None
    return Page(shown, _key(shown[:1]) if older_than is not None else None, older)


def _conditions(wanted: CaseFilter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.states:
        found.append(Case.state.in_(wanted.states))
    if wanted.stage is not None:
        found.append(Case.stage == wanted.stage)
    if wanted.unit_path:
        found.append(Case.unit_id.in_(within(wanted.unit_path)))
    if wanted.lead_id is not None:
        found.append(Case.lead_id == wanted.lead_id)
    if wanted.overdue_at is not None:
        found.append(overdue(wanted.overdue_at))
    found.extend(_holds(word) for word in fold_text(wanted.words).split())
    return found


def nearest_clocks(cases: Sequence[Case]) -> Mapping[uuid.UUID, Clock]:
    """The running clock of each case that ends first, by case."""
    rows = (
        select(Clock)
        .where(Clock.case_id.in_([case.id for case in cases]), *open_clock())
        .order_by(Clock.due_at, Clock.id)
    )
    found: dict[uuid.UUID, Clock] = {}
    for clock in session.scalars(rows):
        found.setdefault(clock.case_id, clock)
    return found


def overdue(now: datetime) -> ColumnElement[bool]:
    """SQL for "a clock of this case is over and was not stopped"."""
    return exists().where(Clock.case_id == Case.id, *open_clock(), Clock.due_at < now)


def open_clock() -> tuple[ColumnElement[bool], ...]:
    """SQL for a clock that nobody stopped and that somebody would be late for."""
    return Clock.stopped_at.is_(None), Clock.key.not_in(never_late())


def _holds(words: str) -> ColumnElement[bool]:
    return Case.search_text.contains(words, autoescape=True)


def _key(edge: Sequence[Case]) -> Key | None:
    return Key(edge[0].opened_on, edge[0].id) if edge else None


def _bound(key: Key) -> ColumnElement[tuple[date, uuid.UUID]]:
    return tuple_(literal(key.opened_on, Date()), literal(key.id, Uuid()))
