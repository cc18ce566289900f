"""How the parts are shared out over runs of the printer: long tables cut between their rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

from casetrack.dossiers.parts import DOCUMENTS, FIGURES, PARTS, WITHHELD, Part, Piece
from casetrack.dossiers.tree import Dossier, Paper

# About so many pages are printed in one go: small enough to share among processes.
CHUNK_PAGES = 24


@dataclass(frozen=True, slots=True)
class Slice:
    """Some rows of a piece. `first` and `last`: of the piece; `opens`: it begins the part."""

    part: Part
    piece: Piece
    rows: tuple[Any, ...]
    first: bool
    last: bool
    opens: bool

    @property
    def pages(self) -> float:
        """About how many pages it fills."""
        return max(1, sum(weight(row, self.piece) for row in self.rows)) / self.piece.per_page

    @property
    def fresh(self) -> bool:
        """Whether a page begins with it: never for a few lines that stand for a part."""
        return self.opens and self.part.fresh and self.piece not in (WITHHELD, FIGURES)

    @property
    def closes(self) -> bool:
        """Whether the part ends with it."""
        return self.last and self.piece in (self.part.pieces[-1], WITHHELD, FIGURES)


def groups(dossier: Dossier) -> Iterator[Sequence[Slice]]:
    """The slices that are printed together, in reading order.

    Each group begins a page, so it begins where a part does so anyway, where documents were bound
    in before it, or where the group before is long enough.
    """
    group: list[Slice] = []
    for one in [piece for part in PARTS for piece in _slices(part, dossier)]:
        if group and (_begins(one, group[-1], dossier) or _pages([*group, one]) > CHUNK_PAGES):
            yield group
            group = []
        group.append(one)
    yield group


def bound_behind(part: Part, dossier: Dossier) -> Sequence[Paper]:
    """The documents whose own pages follow a part."""
    return [one for one in documents_of(part, dossier) if one.bound]


def documents_of(part: Part, dossier: Dossier) -> Sequence[Paper]:
    """The documents that are evidence in a part."""
    return [one for one in (*dossier.papers, *dossier.letters) if one.kind in part.papers]


def weight(row: object, piece: Piece) -> int:
    """How many lines a record takes in a piece."""
    return max(1, len(getattr(row, piece.each))) if piece.each else 1


def _begins(one: Slice, before: Slice, dossier: Dossier) -> bool:
    return one.fresh or (one.opens and bool(bound_behind(before.part, dossier)))


def _pages(group: Sequence[Slice]) -> float:
    return sum(one.pages for one in group)


def _slices(part: Part, dossier: Dossier) -> Iterator[Slice]:
    opens = True
    for piece in _pieces(part, dossier):
        runs = _runs(_rows(piece, part, dossier), piece)
        for number, run in enumerate(runs, start=1):
            yield Slice(part, piece, run, number == 1, number == len(runs), opens)
            opens = False


def _rows(piece: Piece, part: Part, dossier: Dossier) -> Sequence[Any]:
    if piece is DOCUMENTS:
        return documents_of(part, dossier)
    rows: Sequence[Any] = getattr(dossier, piece.rows) if piece.rows else ()
    return [row for row in rows if getattr(row, piece.only)] if piece.only else rows


def _pieces(part: Part, dossier: Dossier) -> Sequence[Piece]:
    """What stands for a part in this edition."""
    ground = next((one.ground for one in dossier.parts if one.key == part.key), "")
    if ground:
        return (WITHHELD,)
    if any(one.part == part.key for one in dossier.figures):
        return (FIGURES,)
    lists = "manifest.Paper.title" not in dossier.hidden
    return [piece for piece in part.pieces if piece is not DOCUMENTS or lists]


def _runs(rows: Sequence[Any], piece: Piece) -> list[tuple[Any, ...]]:
    """Rows in order, in as few runs as chunks hold, about equally long; one, if an empty one."""
    whole = sum(weight(row, piece) for row in rows)
    number = max(1, ceil(whole / (piece.per_page * CHUNK_PAGES)))
    runs: list[list[Any]] = [[] for _ in range(number)]
    filled = 0
    for row in rows:
        runs[filled * number // whole].append(row)
        filled += weight(row, piece)
    return [tuple(run) for run in runs if run or not rows]
