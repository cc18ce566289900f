"""A document as plain JSON and back, so that it can be read as it was given, years later.

A dataclass is {"Its name": {field: value}}, what has its usual value left out, so that a field
added later changes no frozen document. Names of classes and fields are never reused.
"""

from __future__ import annotations

import inspect
import uuid
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, cast

from casetrack.reports import document as parts
from casetrack.reports.document import Cell, Document
from casetrack.reports.facts import Asked, Period
from casetrack.rules.metrics import Rate

CLASSES: Mapping[str, type[Any]] = {
    one.__name__: one
    for one in (
        Asked,
        Period,
        Rate,
        *(each for _, each in inspect.getmembers(parts, inspect.isclass) if is_dataclass(each)),
    )
}
# Values that one text says whole, with what reads it.
SIMPLE: Mapping[str, tuple[type[Any], Callable[[str], Any]]] = {
    "date": (date, date.fromisoformat),
    "decimal": (Decimal, Decimal),
    "fraction": (Fraction, Fraction),
    "id": (uuid.UUID, uuid.UUID),
}


class NotFrozen(ValueError):
    """This is no document that casetrack has frozen."""


def freeze(document: Document) -> dict[str, Any]:
    """The document as plain JSON values."""
    return cast("dict[str, Any]", _plain(document))


def thaw(frozen: object) -> Document:
    """The document that was frozen. Raises NotFrozen."""
    try:
        found = _made(frozen)
    except (TypeError, ValueError, KeyError) as error:
        raise NotFrozen(str(error)) from error
    if not isinstance(found, Document):
        raise NotFrozen(f"a {type(found).__name__} is no document")
    return found


def freeze_cell(cell: Cell) -> Any:
    """One cell as plain JSON values."""
    return _plain(cell)


def thaw_cell(frozen: object) -> Cell:
    """The cell that was frozen."""
    return cast("Cell", _made(frozen))


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, Mapping):
        return {"by": {key: _plain(one) for key, one in value.items()}}
    for name, (kind, _read) in SIMPLE.items():
        if isinstance(value, kind):
            return {name: str(value)}
    return _dataclass(value)


def _dataclass(value: Any) -> dict[str, Any]:
    name = type(value).__name__
    if CLASSES.get(name) is not type(value):
        raise NotFrozen(f"a {name} cannot be frozen")
    told = {each.name: getattr(value, each.name) for each in fields(value)}
    usual = {each.name: _usual(each) for each in fields(value)}
    return {name: {key: _plain(one) for key, one in told.items() if one != usual[key]}}


def _usual(field: Field[Any]) -> object:
    if field.default_factory is not MISSING:
        return field.default_factory()
    return field.default


def _made(frozen: Any) -> Any:
    if isinstance(frozen, list):
        return tuple(_made(one) for one in frozen)
    if not isinstance(frozen, dict):
        return frozen
    ((name, inner),) = frozen.items()
    if name in SIMPLE:
        return SIMPLE[name][1](inner)
    if name == "by":
        return {key: _made(one) for key, one in inner.items()}
    return CLASSES[name](**{key: _made(one) for key, one in inner.items()})
