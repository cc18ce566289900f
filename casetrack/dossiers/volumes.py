"""A dossier from its frozen tree to bound volumes: parts printed side by side, then bound.

Everything on the way lies as files in one folder, so that the worker itself stays small and a
dead one leaves nothing but that folder.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from casetrack.config import ROOT
from casetrack.dossiers import paper, plan
from casetrack.dossiers.enclosures import SLIPS, Enclosures
from casetrack.dossiers.manifest import manifest_json
from casetrack.dossiers.paper import FramePage
from casetrack.dossiers.plan import Line, Run, Sheet, Volume
from casetrack.dossiers.tree import Dossier, Issue
from casetrack.printing.pool import Pool, Task
from casetrack.rules.words import N_

OPENINGS = "openings"
FRAMES_AT_ONCE = 60
KEYS = 100_000  # of the parent tree, for each printed file: more than it has pages and links
ENTRIES_A_PAGE = 49

Tell = Callable[[int, str], None]


@dataclass(frozen=True, slots=True)
class Bound:
    """One volume on the disk."""

    path: Path
    pages: int
    first_bates: int
    last_bates: int


@dataclass(slots=True)
class Press:
    """One printing under way."""

    content: Dossier
    issue: Issue
    home: Path
    pool: Pool
    tell: Tell
    limit: int
    pages: dict[str, int] = field(default_factory=dict)
    headings: dict[str, list[Any]] = field(default_factory=dict)
    _keys: Iterator[int] = field(default_factory=lambda: itertools.count(KEYS, KEYS))
    _told: tuple[int, str] = (0, "")

    def say(self, percent: int, words: str) -> None:
        self._told = percent, words
        self.tell(percent, words)

    def look(self) -> None:
        """Say the same again: who is told may answer that he no longer wants it."""
        self.tell(*self._told)

    def next_key(self) -> int:
        return next(self._keys)

    def task(self, file: str, html: str, *, tagged: bool = True) -> Task:
        source = self.home / f"{file}.html"
        source.write_text(html)
        order = {
            "kind": "pages",
            "html": str(source),
            "pdf": str(self.path(file)),
            "assets": str(ROOT / "static"),
            "tagged": tagged,
            "first_key": self.next_key(),
        }
        return Task(file, order, weight=len(html))

    def path(self, file: str) -> Path:
        return self.home / f"{file}.pdf"

    def print(self, tasks: Sequence[Task], share: tuple[int, int], words: str) -> None:
        """Carry out orders while the bar moves over its `share` of the percents."""
        first, last = share
        for number, (task, facts) in enumerate(self.pool.carry_out(tasks, self.look), start=1):
            self.pages[task.key] = facts["pages"]
            self.headings[task.key] = facts.get("bookmarks", [])
            done = first + (last - first) * number // len(tasks)
            self.say(done, words.format(number=number, all=len(tasks)))

    def run(self, file: str) -> Run:
        sheets = tuple(Sheet(file, page) for page in range(self.pages[file]))
        lines = tuple(
            Line(level, words, page, height)
            for level, words, page, height in self.headings.get(file, ())
        )
        return Run(sheets, lines)


def print_volumes(
    content: Dossier,
    issue: Issue,
    *,
    home: Path,
    pool: Pool,
    tell: Tell,
    limit: int = plan.VOLUME_PAGES,
) -> list[Bound]:
    """Print and bind the whole dossier below `home`; needs an application context.

    `tell` hears of the progress in percent and words, at least every second, and may raise to stop.
    Raises PrintingFailed, and jobs.Failed where a bound document is damaged.
    """
    press = Press(content, issue, home, pool, tell, limit)
    chunks = paper.chunks(content, issue)
    with ExitStack() as kept:
        enclosed = Enclosures([chunk.attachments for chunk in chunks], home, kept)
        enclosed.count(pool, press.look)
        parts = [press.task(chunk.key, chunk.html) for chunk in chunks if chunk.html]
        tasks = [*parts, *enclosed.tasks(press.next_key)]
        press.print(tasks, (10, 75), N_("Printing part {number} of {all}"))
    if slips := enclosed.slips():
        html = paper.slips_html(issue, slips)
        press.print([press.task(SLIPS, html)], (75, 76), N_("Printing the slips"))
        _check_pages(press, SLIPS, len(slips))
    volumes = _index(press, lambda: _runs(press, chunks, enclosed))
    _frame(press, volumes)
    return _bind(press, volumes)


def _runs(press: Press, chunks: Sequence[paper.Chunk], enclosed: Enclosures) -> list[Run]:
    slips = itertools.count()
    runs = []
    for chunk in chunks:
        runs.append(press.run(chunk.key))
        runs.extend(enclosed.run(bound, next(slips)) for bound in chunk.attachments)
    return runs


def _index(press: Press, runs: Callable[[], list[Run]]) -> tuple[Volume, ...]:
    """Print the index until the pages that it takes are those it was told."""
    lines = sum(len(headings) for headings in press.headings.values())
    press.pages["index"] = 1 + lines // ENTRIES_A_PAGE
    while True:
        expected = press.pages["index"]
        volumes = plan.lay_out(runs(), _opening, press.limit)
        html = paper.index_html(press.issue, plan.entries(volumes, press.issue))
        press.print([press.task("index", html)], (76, 80), N_("Printing the index"))
        # Its own heading is no line of it, but a bookmark it is.
        if press.pages["index"] == expected:
            return plan.lay_out(runs(), _opening, press.limit)
        press.headings["index"] = []


def _opening(number: int) -> Sheet:
    return Sheet(OPENINGS, number - 2)


def _frame(press: Press, volumes: Sequence[Volume]) -> None:
    """Head and foot of every page, and the slips that open later volumes."""
    of = sum(len(volume.sheets) for volume in volumes)
    pages = [FramePage(page, of, plan.bates(press.issue, page)) for page in range(1, of + 1)]
    tasks = [
        press.task(
            _frame_file(start),
            paper.frame_html(press.issue, pages[start : start + FRAMES_AT_ONCE]),
            tagged=False,
        )
        for start in range(0, of, FRAMES_AT_ONCE)
    ]
    if len(volumes) > 1:
        tasks.append(press.task(OPENINGS, paper.openings_html(press.issue, volumes)))
    press.print(tasks, (80, 90), N_("Printing the heads of pages"))
    for start in range(0, of, FRAMES_AT_ONCE):
        _check_pages(press, _frame_file(start), min(FRAMES_AT_ONCE, of - start))
    if len(volumes) > 1:
        _check_pages(press, OPENINGS, len(volumes) - 1)


def _frame_file(page: int) -> str:
    return f"frame-{page // FRAMES_AT_ONCE}"


def _check_pages(press: Press, file: str, expected: int) -> None:
    if press.pages[file] != expected:
        raise RuntimeError(f"{file} took {press.pages[file]} pages instead of {expected}")


def _bind(press: Press, volumes: Sequence[Volume]) -> list[Bound]:
    manifest = press.home / "manifest.json"
    manifest.write_bytes(manifest_json(press.content, press.issue))
    tasks = [
        Task(f"volume-{volume.number}", _binding(press, volume, len(volumes), manifest))
        for volume in volumes
    ]
    press.print(tasks, (90, 95), N_("Binding volume {number} of {all}"))
    return [_bound(press, volume) for volume in volumes]


def _binding(press: Press, volume: Volume, of: int, manifest: Path) -> dict[str, Any]:
    issue = press.issue
    first = volume.first_page - 1
    frames = [divmod(first + at, FRAMES_AT_ONCE) for at in range(len(volume.sheets))]
    names = list(dict.fromkeys(sheet.file for sheet in volume.sheets))
    names += list(dict.fromkeys(f"frame-{file}" for file, _ in frames))
    place = {name: at for at, name in enumerate(names)}
    title = " ".join(words for words in (issue.document, issue.title) if words)
    return {
        "kind": "bind",
        "pdf": str(press.path(f"volume-{volume.number}")),
        "parts": [str(press.path(name)) for name in names],
        "sheets": [(place[sheet.file], sheet.page) for sheet in volume.sheets],
        "frames": [(place[f"frame-{file}"], page) for file, page in frames],
        "places": {f"page-{volume.first_page + at}": at for at in range(len(volume.sheets))},
        "outline": [(one.level, one.title, one.sheet, one.height) for one in volume.lines],
        "first_page": volume.first_page,
        "title": title if of == 1 else f"{title}, {volume.number}/{of}",
        "author": issue.by,
        "language": "en",
        "at": issue.as_of.isoformat(timespec="seconds"),
        "embedded": [
            {
                "name": manifest.name,
                "path": str(manifest),
                "media_type": "application/json",
                "description": "The documents of the case with their hashes",
            }
        ],
    }


def _bound(press: Press, volume: Volume) -> Bound:
    pages, first = len(volume.sheets), press.issue.first_bates
    numbered = (first + volume.first_page - 1, first + volume.first_page + pages - 2)
    return Bound(press.path(f"volume-{volume.number}"), pages, *(numbered if first else (0, 0)))
