"""The one way into the tree: a record passes with the fields its edition may hold, or not at all.

Redaction is done on data, before anything is laid out. Whatever is kept back is counted: the
redaction log is what was counted here, so it cannot forget anything.
"""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterable
from functools import cache
from typing import Any, TypeVar, get_args, get_type_hints

from casetrack.dossiers import tree
from casetrack.dossiers.allow_list import RULES
from casetrack.dossiers.editions import GROUNDS, POLICE, Edition, allowed, ground, rules_of

T = TypeVar("T")
# Privileged whatever the allow list says (CrPC 1898 s.172).
DIARY = frozenset({tree.Zimni, tree.DiaryLine})
BLANKS: dict[object, object] = {str: "", int: 0, bool: False}


class Privileged(RuntimeError):
    """The case diary was about to enter a copy that is not the police's."""


class Gate:
    """Lets the records of one dossier in, and counts what it keeps back."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self._kept_back: Counter[tuple[str, str, str]] = Counter()

    def admit(self, part: str, records: Iterable[T]) -> tuple[T, ...]:
        """The records as the edition may hold them in a part; none that it may not know of."""
        admitted = (self._admitted(part, record) for record in records)
        return tuple(record for record in admitted if record is not None)

    def one(self, part: str, record: T) -> T:
        """A record that every edition holds, if only a field of it."""
        (admitted,) = self.admit(part, [record])
        return admitted

    def keep_back(self, part: str, what: str, count: int, why: str) -> None:
        """Count what never was a record here; `why` is a key of editions.GROUNDS."""
        if count:
            self._kept_back[part, what, GROUNDS[why]] += count

    @property
    def log(self) -> tuple[tree.Withheld, ...]:
        """The redaction log, in the order in which the parts were made."""
        return tuple(
            tree.Withheld(part, what, count, why)
            for (part, what, why), count in self._kept_back.items()
        )

    @property
    def hidden(self) -> tuple[str, ...]:
        """The fields that the edition leaves out, as "parties.Party.address"."""
        letter = self.edition.letter
        return tuple(
            f"{rule.part}.{rule.record}.{field}"
            for rule in RULES
            if letter not in rule.editions
            for field in rule.fields
        )

    def _admitted(self, part: str, record: T) -> T | None:
        kind: Any = type(record)
        if kind in DIARY and self.edition.key != POLICE:
            raise Privileged(f"the {self.edition.key} edition may never hold the case diary")
        holds = allowed(self.edition.key, part, kind.__name__)
        values: dict[str, Any] = {}
        for name, blank in blanks(kind).items():
            value = getattr(record, name)
            if isinstance(value, tuple) and value and dataclasses.is_dataclass(value[0]):
                values[name] = self.admit(part, value)
            else:
                values[name] = value if name in holds else blank
        self._count(part, record)
        if not holds and not any(values.values()):
            return None
        made: T = kind(**values)
        return made

    def _count(self, part: str, record: object) -> None:
        for rule in rules_of(part, type(record).__name__):
            lacking = self.edition.letter not in rule.editions
            if lacking and any(getattr(record, field) for field in rule.fields):
                self._kept_back[rule.part, rule.what, ground(self.edition, rule)] += 1


@cache
def blanks(kind: Any) -> dict[str, object]:
    """By field of a record, what stands there when it is kept back."""
    hints = get_type_hints(kind)
    return {field.name: _blank(hints[field.name]) for field in dataclasses.fields(kind)}


def _blank(hint: object) -> object:
    if type(None) in get_args(hint):
        return None
    return BLANKS.get(hint, ())
