"""A tree as canonical JSON and back: what a dossier said, kept as bytes under their hash.

The same tree gives the same bytes: keys sorted, instants in UTC, no blanks. What is printed, now
or again, is printed from the thawed bytes.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from functools import cache
from typing import Any, get_args, get_origin, get_type_hints

from casetrack.dossiers.tree import Dossier

# As each plain value is written; a bool is an int to Python, so it goes first.
WRITTEN: Mapping[type, Callable[[Any], Any]] = {
    datetime: lambda value: value.astimezone(UTC).isoformat(),
    date: lambda value: value.isoformat(),
}
READ: Mapping[object, Callable[[str], object]] = {
    datetime: datetime.fromisoformat,
    date: date.fromisoformat,
}


def freeze(dossier: Dossier) -> bytes:
    """Canonical JSON in UTF-8."""
    words = json.dumps(plain(dossier), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return words.encode()


def thaw(frozen: bytes) -> Dossier:
    """The tree that was frozen. ValueError when the bytes are no such thing."""
    thawed: Dossier = revive(Dossier, json.loads(frozen))
    return thawed


def plain(value: object) -> Any:
    """A tree as lists and dicts of JSON's own values."""
    if dataclasses.is_dataclass(value):
        return {
            field.name: plain(getattr(value, field.name)) for field in dataclasses.fields(value)
        }
    if isinstance(value, tuple):
        return [plain(one) for one in value]
    written = WRITTEN.get(type(value))
    return written(value) if written else value


def revive(kind: Any, value: Mapping[str, Any]) -> Any:
    """A record of `kind` from `plain`; ValueError when a field is missing or unknown."""
    hints = _hints(kind)
    if value.keys() != hints.keys():
        raise ValueError(f"these are not the fields of a {kind.__name__}")
    return kind(**{name: _revived(hint, value[name]) for name, hint in hints.items()})


@cache
def _hints(kind: Any) -> Mapping[str, Any]:
    hints = get_type_hints(kind)
    return {field.name: hints[field.name] for field in dataclasses.fields(kind)}


def _revived(hint: Any, value: Any) -> Any:
    if value is None:
        return None
    if dataclasses.is_dataclass(hint):
        return revive(hint, value)
    if get_origin(hint) is tuple:
        inner = get_args(hint)
        each = (inner[0],) * len(value) if inner[-1] is Ellipsis else inner
        return tuple(_revived(one, item) for one, item in zip(each, value, strict=True))
    bare = next((one for one in get_args(hint) if one is not type(None)), hint)
    return READ[bare](value) if bare in READ else value
