"""Pages of a list by key: page 900 costs what page 1 does, and nothing is counted."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sqlalchemy import ColumnElement, Select, Uuid, literal, tuple_
from sqlalchemy.orm import InstrumentedAttribute

from casetrack.db import session

SIZE = 50
Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Order:
    """A list's order: by one column, then by id, so that no two rows share a place."""

    column: InstrumentedAttribute[Any]
    id: InstrumentedAttribute[uuid.UUID]
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page begins: after the row of this id, or, going back, before it."""

    id: uuid.UUID | None = None
    back: bool = False


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """Some rows of a list and the ids at which its neighbours begin; None at an end."""

    rows: Sequence[Row]
    before: uuid.UUID | None
    after: uuid.UUID | None


def page(rows: Select[Row], order: Order, place: Place, size: int = SIZE) -> Page[Row]:
    """One page. A place that is not (or no longer) in the list shows the first page."""
    bound = _bound(rows, order, place)
    going_down = order.descending != place.back
    if bound is not None:
        here = tuple_(order.column, order.id)
        rows = rows.where(here < bound if going_down else here > bound)
    sorting = [one.desc() if going_down else one.asc() for one in (order.column, order.id)]
    found = session.scalars(rows.order_by(*sorting).limit(size + 1)).unique().all()
    shown, more = found[:size], len(found) > size
    if bound is not None and place.back:
        shown = shown[::-1]
        return Page(shown, _id(shown[:1]) if more else None, _id(shown[-1:]))
    return Page(
        shown, _id(shown[:1]) if bound is not None else None, _id(shown[-1:]) if more else None
    )


def _bound(rows: Select[Any], order: Order, place: Place) -> ColumnElement[Any] | None:
    if place.id is None:
        return None
    found = session.execute(
        rows.with_only_columns(order.column, order.id).where(order.id == place.id)
    ).first()
    if found is None:
        return None
    return tuple_(literal(found[0], order.column.type), literal(found[1], Uuid()))


def _id(edge: Sequence[Any]) -> uuid.UUID | None:
    return edge[0].id if edge else None
