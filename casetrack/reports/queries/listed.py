"""The rows behind a figure, newest first, by key: those that the officer may open."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Date,
    Integer,
    Select,
    Text,
    Uuid,
    cast,
    func,
    literal,
    tuple_,
)

from casetrack.db import session
from casetrack.reports.queries.behind import Behind, open_to, selected
from casetrack.reports.queries.counted import Question, move, owner, root
from casetrack.reports.queries.measure import Measure
from casetrack.reports.queries.names import officer_names, unit_names
from casetrack.reports.queries.sources import Sources
from casetrack.rules.actor import Actor

PAGE = 50


@dataclass(frozen=True, slots=True)
class Place:
    """Where a row stands in the list; `seq` tells the moves of one matter on one day apart."""

    day: date
    id: uuid.UUID
    seq: int


@dataclass(frozen=True, slots=True)
class Line:
    """One row. `part` tells rows of one case apart: (kind or offence, serial); keys, no words."""

    place: Place
    owner_id: uuid.UUID  # of the complaint or case
    number: str
    part: str
    serial: int
    unit: str
    state: str
    reason: str
    officer: str


@dataclass(frozen=True, slots=True)
class Page:
    """Some lines and the places at which their neighbours begin; None at an end."""

    lines: Sequence[Line]
    newer: Place | None
    older: Place | None


def how_many_open(b: Behind, q: Question, actor: Actor) -> int:
    """How many of the rows this officer may open."""
    rows = selected(b, q, func.count()).where(open_to(actor, b.measure, q))
    return session.scalar(rows) or 0


def page(
    b: Behind,
    q: Question,
    actor: Actor,
    *,
    older_than: Place | None = None,
    newer_than: Place | None = None,
) -> Page:
    """One page: page 900 costs what page 1 does."""
    here, rows = _place(b.measure, q.s), _rows(b, q, actor)
    if newer_than is not None:
        rows = rows.where(tuple_(*here) > _bound(newer_than))
        found = list(_lines(rows.order_by(*here).limit(PAGE + 1)))
        shown = found[:PAGE][::-1]
        return Page(shown, _edge(shown[:1]) if len(found) > PAGE else None, _edge(shown[-1:]))
    if older_than is not None:
        rows = rows.where(tuple_(*here) < _bound(older_than))
    found = list(_lines(rows.order_by(*(one.desc() for one in here)).limit(PAGE + 1)))
    shown = found[:PAGE]
    newer = _edge(shown[:1]) if older_than is not None else None
    return Page(shown, newer, _edge(shown[-1:]) if len(found) > PAGE else None)


def every(b: Behind, q: Question, actor: Actor) -> Iterator[Line]:
    """All of them, newest first."""
    here = _place(b.measure, q.s)
    return _lines(_rows(b, q, actor).order_by(*(one.desc() for one in here)))


def _place(measure: Measure, s: Sources) -> tuple[Any, ...]:
    seq = move(measure, s).seq if measure.moved else literal(0)
    return measure.day(s), root(measure, s).id, seq


def _bound(place: Place) -> ColumnElement[Any]:
    return tuple_(
        literal(place.day, Date()), literal(place.id, Uuid()), literal(place.seq, Integer())
    )


def _edge(edge: Sequence[Line]) -> Place | None:
    return edge[0].place if edge else None


def _rows(b: Behind, q: Question, actor: Actor) -> Select[Any]:
    s, of = q.s, owner(b.measure, q.s)
    day, row_id, seq = _place(b.measure, s)
    part, serial = _part(b.measure, s)
    state, reason = _fate(b.measure, s)
    officer = of.assigned_to_id if b.measure.unit == "complaint" else of.lead_id
    columns = (
        day.label("day"),
        row_id.label("row_id"),
        seq.label("seq"),
        of.id.label("owner_id"),
        of.number.label("number"),
        part.label("part"),
        serial.label("serial"),
        of.unit_id.label("unit_id"),
        cast(state, Text).label("its_state"),
        reason.label("its_reason"),
        officer.label("officer_id"),
    )
    return selected(b, q, *columns).where(open_to(actor, b.measure, q))


def _part(measure: Measure, s: Sources) -> tuple[Any, Any]:
    """What tells the rows of one case apart."""
    if measure.unit == "accused":
        return literal(""), s.accused.serial
    if measure.unit == "charge":
        return s.charge.offence, s.accused.serial
    if measure.unit == "raid":
        return s.operation.kind, s.operation.serial
    return literal(""), literal(0)


def _fate(measure: Measure, s: Sources) -> tuple[Any, Any]:
    """Where the row stands and its coded reason; of a move, where it led."""
    if measure.moved:
        moved = move(measure, s)
        return moved.to_state, moved.reason if hasattr(moved, "reason") else literal("")
    if measure.followed:
        return measure.state(s), measure.reason(s)
    found: Mapping[str, tuple[Any, Any]] = {
        "complaint": (s.complaint.state, s.complaint.close_reason),
        "case": (s.case.state, s.case.exit_reason),
        "accused": (s.accused.state, literal("")),
        "raid": (s.case.state, s.case.exit_reason),
    }
    return found.get(measure.unit) or (func.coalesce(s.verdict.kind, ""), literal(""))


def _lines(rows: Select[Any]) -> Iterator[Line]:
    found = session.execute(rows).all()
    units = unit_names()
    officers = officer_names({row.officer_id for row in found if row.officer_id})
    for row in found:
        yield Line(
            Place(row.day, row.row_id, row.seq),
            row.owner_id,
            row.number,
            row.part,
            row.serial,
            units[row.unit_id],
            row.its_state or "",
            row.its_reason or "",
            officers.get(row.officer_id, ""),
        )
