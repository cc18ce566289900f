"""A single paper as frozen data: headings, facts, tables and lines to sign on.

Words are English and final: labels were translated, texts cleaned, numbers written. One template
prints every paper.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Facts:
    """Labels with their values; an empty value is a dash."""

    title: str
    pairs: tuple[tuple[str, str], ...]
    kind: Literal["facts"] = "facts"


@dataclass(frozen=True, slots=True)
class Grid:
    """A table. `heads` are words and width in percent; without rows it says that there are none."""

    title: str
    heads: tuple[tuple[str, int], ...]
    rows: tuple[tuple[str, ...], ...]
    kind: Literal["grid"] = "grid"


@dataclass(frozen=True, slots=True)
class Words:
    """Paragraphs, each in the direction of its own script."""

    title: str
    paragraphs: tuple[str, ...]
    kind: Literal["words"] = "words"


@dataclass(frozen=True, slots=True)
class Signatures:
    """Who signs, on lines that are never parted from each other."""

    people: tuple[str, ...]
    title: str = ""
    kind: Literal["signatures"] = "signatures"


@dataclass(frozen=True, slots=True)
class Label:
    """What is stuck on an exhibit. `address` is where its QR code leads."""

    reference: str
    case_number: str
    description: str
    seal: str
    register: str
    taken: str
    address: str


@dataclass(frozen=True, slots=True)
class Labels:
    """Labels for a sheet of A4, two by five."""

    labels: tuple[Label, ...]
    title: str = ""
    kind: Literal["labels"] = "labels"


Block = Facts | Grid | Words | Signatures | Labels


@dataclass(frozen=True, slots=True)
class Sheet:
    """One paper. `authority` is the law or rule that asks for it."""

    title: str
    subtitle: str
    authority: str
    blocks: tuple[Block, ...]
