"""Which page stands where: the parts of a dossier laid out in volumes, and the lines of its index.

Pure: page counts go in, places come out. Pages are numbered from 1 through all volumes; so are the
Bates numbers, from the issue's first one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from casetrack.dossiers.paper import IndexEntry
from casetrack.dossiers.tree import Issue

VOLUME_PAGES = 400


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page of a printed file, both counted from 0."""

    file: str
    page: int


@dataclass(frozen=True, slots=True)
class Line:
    """A heading or bound document: its sheet in its run, and how many points above the foot."""

    level: int
    title: str
    sheet: int
    height: float


@dataclass(frozen=True, slots=True)
class Run:
    """Sheets that are kept in one volume where it holds them, and the headings on them."""

    sheets: tuple[Sheet, ...]
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Volume:
    """One file to be bound: its sheets, the number of its first page and its bookmarks."""

    number: int
    first_page: int
    sheets: tuple[Sheet, ...]
    lines: tuple[Line, ...]


def lay_out(
    runs: Sequence[Run], opening: Callable[[int], Sheet], limit: int = VOLUME_PAGES
) -> tuple[Volume, ...]:
    """The runs in volumes of at most `limit` pages; `opening` is the slip that begins a volume
    after the first, by its number."""
    volumes: list[Volume] = []
    page = 1
    for taken in _share_out(runs, limit):
        number = len(volumes) + 1
        sheets: list[Sheet] = [opening(number)] if number > 1 else []
        lines: list[Line] = []
        for run in taken:
            lines.extend(replace(one, sheet=len(sheets) + one.sheet) for one in run.lines)
            sheets.extend(run.sheets)
        volumes.append(Volume(number, page, tuple(sheets), tuple(lines)))
        page += len(sheets)
    return tuple(volumes)


def _share_out(runs: Sequence[Run], limit: int) -> Iterator[list[Run]]:
    taken: list[Run] = []
    filled = 0
    for run in _cut(runs, limit - 1):
        if taken and filled + len(run.sheets) > limit:
            yield taken
            taken, filled = [], 1
        taken.append(run)
        filled += len(run.sheets)
    yield taken


def _cut(runs: Sequence[Run], limit: int) -> Iterator[Run]:
    """A run that no volume holds is cut into such as fit."""
    for run in runs:
        for start in range(0, max(len(run.sheets), 1), limit):
            sheets = run.sheets[start : start + limit]
            mine = (one for one in run.lines if start <= one.sheet < start + limit)
            yield Run(sheets, tuple(replace(one, sheet=one.sheet - start) for one in mine))


def entries(volumes: Sequence[Volume], issue: Issue) -> tuple[IndexEntry, ...]:
    """The index: every heading and bound document of levels 1 and 2, with its true page."""
    several = len(volumes) > 1
    return tuple(
        IndexEntry(
            title=line.title,
            level=line.level,
            page=volume.first_page + line.sheet,
            bates=bates(issue, volume.first_page + line.sheet),
            volume=volume.number if several else 0,
        )
        for volume in volumes
        for line in volume.lines
        if line.level <= 2
    )


def bates(issue: Issue, page: int) -> str:
    """The Bates number of a page, counted from 1: FSD-FIR-31/2025/C 000017; "" in a draft."""
    if not issue.first_bates:
        return ""
    return f"{issue.bates_prefix} {issue.first_bates + page - 1:06d}".strip()
