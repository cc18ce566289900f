"""The documents that are bound in behind a part: their pages as pictures, each after a slip.

A slip says what follows, under which hash it is kept, or why it does not follow. A file that is
gone, or is no longer what its hash promises, stops the printing: nothing else may stand for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from casetrack import files
from casetrack.dossiers.paper import Bound
from casetrack.dossiers.plan import Line, Run, Sheet
from casetrack.evidence import store
from casetrack.jobs import Failed
from casetrack.printing.pool import Pool, Task

PICTURES = frozenset(
    f"image/{kind}" for kind in ("jpeg", "png", "tiff", "webp", "gif", "bmp", "x-ms-bmp")
)
AT_ONCE = 40  # pages drawn by one order
SLIPS = "slips"
LINE_HEIGHT = 842.0  # a slip is gone to at its head


@dataclass(frozen=True, slots=True)
class Slip:
    """What stands on the page before a document. `pages`: how many of its own follow."""

    bound: Bound
    pages: int


def drawn(bound: Bound) -> bool:
    """Whether documents of this kind have pages to bind in."""
    return bound.media_type == "application/pdf" or bound.media_type in PICTURES


class Enclosures:
    """The bound documents of one dossier, drawn by the pool; their files last as long as `kept`."""

    def __init__(self, chunks: Sequence[tuple[Bound, ...]], home: Path, kept: ExitStack) -> None:
        self._home = home
        self._paths = {
            one.sha256: _path(one, kept) for bounds in chunks for one in bounds if drawn(one)
        }
        self._by_hash = {
            one.sha256: one for bounds in chunks for one in bounds if one.sha256 in self._paths
        }
        self._all = [one for bounds in chunks for one in bounds]
        self._pages: dict[str, int] = {}

    def count(self, pool: Pool, look: Callable[[], None]) -> None:
        """Ask each document for its pages, once however often it is bound in."""
        tasks = [Task(sha256, {"kind": "count", **self._source(sha256)}) for sha256 in self._paths]
        self._pages = {task.key: facts["pages"] for task, facts in pool.carry_out(tasks, look)}

    def tasks(self, first_key: Callable[[], int]) -> Iterator[Task]:
        """Orders that draw all pages."""
        for sha256, pages in sorted(self._pages.items()):
            for first in range(0, pages, AT_ONCE):
                last = min(first + AT_ONCE, pages)
                file = _file(sha256, first)
                order = {
                    "kind": "scan",
                    "first": first,
                    "last": last,
                    "of": pages,
                    "title": self._by_hash[sha256].title,
                    "pdf": str(self._home / f"{file}.pdf"),
                    "first_key": first_key(),
                    **self._source(sha256),
                }
                yield Task(file, order, weight=(last - first) * 4_000)

    def slips(self) -> list[Slip]:
        """One for each bound document, in reading order: the pages of the file "slips"."""
        return [Slip(one, self._pages.get(one.sha256, 0)) for one in self._all]

    def run(self, bound: Bound, slip: int) -> Run:
        """The slip (its number among all) and what follows it."""
        pages = self._pages.get(bound.sha256, 0)
        scans = (Sheet(_file(bound.sha256, n), n % AT_ONCE) for n in range(pages))
        line = Line(2, bound.title, 0, LINE_HEIGHT)
        return Run((Sheet(SLIPS, slip), *scans), (line,))

    def _source(self, sha256: str) -> Mapping[str, str]:
        found = self._by_hash[sha256]
        return {"source": str(self._paths[sha256]), "media_type": found.media_type}


def _file(sha256: str, page: int) -> str:
    return f"scan-{sha256[:16]}-{page - page % AT_ONCE}"


def _path(bound: Bound, kept: ExitStack) -> Path:
    try:
        return kept.enter_context(store.local_copy(bound.sha256))
    except (FileNotFoundError, files.Damaged) as error:
        raise Failed(
            f"{bound.reference} ({bound.title}): its file is gone or is no longer what was "
            f"recorded ({bound.sha256}). Tell the operator; nothing was printed."
        ) from error
