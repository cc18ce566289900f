"""How the parts are shared out over runs of the printer: long tables cut between their rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
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
        return max(1, sum(weight(row) for row in self.rows)) / self.piece.per_page

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
    listed = (*dossier.papers, *dossier.letters)
    return [one for one in listed if one.bound and one.kind in part.papers]


def weight(row: object) -> int:
    """How many lines a record takes: the records in it, or one."""
    values = (getattr(row, name) for name in getattr(row, "__slots__", ()))
    held = [one for value in values if isinstance(value, tuple) for one in value]
    return max(1, sum(weight(one) for one in held if hasattr(one, "__slots__")))


def _begins(one: Slice, before: Slice, dossier: Dossier) -> bool:
    return one.fresh or (one.opens and bool(bound_behind(before.part, dossier)))


def _pages(group: Sequence[Slice]) -> float:
    return sum(one.pages for one in group)


def _slices(part: Part, dossier: Dossier) -> Iterator[Slice]:
    opens = True
    for piece in _pieces(part, dossier):
        rows = getattr(dossier, piece.rows) if piece.rows else ()
        runs = _runs(rows, piece.per_page * CHUNK_PAGES)
        for number, run in enumerate(runs, start=1):
            yield Slice(part, piece, run, number == 1, number == len(runs), opens)
            opens = False


def _pieces(part: Part, dossier: Dossier) -> Sequence[Piece]:
    """What stands for a part in this edition."""
    ground = next((one.ground for one in dossier.parts if one.key == part.key), "")
    if ground:
        return (WITHHELD,)
    if any(one.part == part.key for one in dossier.figures):
        return (FIGURES,)
    lists = "manifest.Paper.title" not in dossier.hidden
    return [piece for piece in part.pieces if piece is not DOCUMENTS or lists]


def _runs(rows: Sequence[Any], limit: int) -> list[tuple[Any, ...]]:
    """Rows in order, in runs of about `limit` lines; one run, if an empty one, at least."""
    runs: list[list[Any]] = [[]]
    filled = 0
    for row in rows:
        cost = weight(row)
        if filled and filled + cost > limit:
            runs.append([])
            filled = 0
        runs[-1].append(row)
        filled += cost
    return [tuple(run) for run in runs]
