"""One row of a closed list: a key that is stored and a label that is shown."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Choice:
    """A stored key, never reused or renamed, and its untranslated label."""

    key: str
    label: str


def keys(choices: Iterable[Choice]) -> frozenset[str]:
    """Return the stored keys of a list."""
    return frozenset(choice.key for choice in choices)
