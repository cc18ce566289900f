"""Marking words for translation without importing a translator."""

from enum import StrEnum
from typing import Self


def N_(words: str) -> str:
    """Return `words` unchanged; the extractor collects them, the view translates them."""
    return words


class Worded(StrEnum):
    """A StrEnum whose members carry an untranslated label: `KEY = "KEY", N_("Label")`."""

    label: str

    def __new__(cls, value: str, label: str = "") -> Self:
        """Make the member. The default label serves type checkers: `State("KEY")` looks up."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member
