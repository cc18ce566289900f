"""Dossiers of 20, 100 and 500 pages: the press against one run of plain WeasyPrint."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import click

from casetrack import db
from casetrack.app import create_app
from casetrack.cli.database import upgrade
from casetrack.config import ROOT, Settings
from casetrack.dossiers import paper
from casetrack.dossiers.build import build
from casetrack.dossiers.tree import Dossier, Issue
from casetrack.dossiers.volumes import print_volumes
from casetrack.printing.pool import Pool, Task
from casetrack.printing.sandbox import Facts
from tests.dossiers.big import big

# By size, the goal in seconds on two quiet cores.
GOALS = {20: 5, 100: 20, 500: 90}
PLAIN = """
import sys, weasyprint
page = weasyprint.HTML(sys.argv[1], base_url=sys.argv[2]).render(pdf_tags=True)
page.write_pdf(sys.argv[3], pdf_tags=True)
print(len(page.pages))
"""


@dataclass(frozen=True, slots=True)
class Cost:
    """Of one printing: pages, seconds on the clock and of CPU, most MB in one process, kB."""

    pages: int
    wall: float
    cpu: float
    most: float
    size: float


class Watched(Pool):
    """A pool that remembers the most memory that any order took."""

    most = 0

    def carry_out(
        self, tasks: Sequence[Task], look: Callable[[], None] = lambda: None
    ) -> Iterator[tuple[Task, Facts]]:
        for task, facts in super().carry_out(tasks, look):
            self.most = max(self.most, facts["rss"])
            yield task, facts


def measure(sizes: Sequence[int] = tuple(GOALS)) -> None:
    """Print the table. Every size is printed both ways, one after the other."""
    click.echo(
        f"\n{'dossiers':<24}{'pages':>7}{'wall s':>9}{'cpu s':>9}{'MB':>7}{'kB':>8}  × plain"
    )
    for pages in sizes:
        with tempfile.TemporaryDirectory(prefix="casetrack-bench-") as folder:
            home = Path(folder)
            url = f"sqlite:///{home / 'd.sqlite'}"
            app = create_app(Settings("test", url, home, "bench " * 8))
            upgrade(url)
            with app.test_request_context():
                content, issue = _case(pages)
                _show(pages, _press(content, issue, home), _plain(content, issue, home))


def _show(pages: int, press: Cost, plain: Cost) -> None:
    for words, cost in ((f"{pages} pages, press", press), ("plain WeasyPrint", plain)):
        ratios = ""
        if cost is press:
            walls, cpus = plain.wall / plain.pages, plain.cpu / plain.pages
            ratios = (
                f"{walls / (press.wall / press.pages):.2f} (clock), "
                f"{cpus / (press.cpu / press.pages):.2f} (cpu); goal {GOALS[pages]} s, 400 MB"
            )
        click.echo(
            f"{words:<24}{cost.pages:>7}{cost.wall:>9.1f}{cost.cpu:>9.1f}{cost.most:>7.0f}"
            f"{cost.size:>8.0f}  {ratios}"
        )


def _case(pages: int) -> tuple[Dossier, Issue]:
    made = big(pages)
    now = db.utc_now()
    content = build(made.case, made.lead.actor, now)
    words = ("FSD-FIR-31/2025/D1", "Court copy", "For the court", "Confidential – court copy", now)
    issue = Issue(*words, "Lead", "FSD Circle", content.cover.number, content.cover.title)
    # Plain WeasyPrint binds nothing in.
    return replace(
        content, papers=tuple(replace(one, bound=False) for one in content.papers)
    ), issue


def _press(content: Dossier, issue: Issue, home: Path) -> Cost:
    room = Path(tempfile.mkdtemp(dir=home))
    before, began = _children_cpu() + time.process_time(), time.perf_counter()
    with Watched(room) as pool:
        volumes = print_volumes(content, issue, home=room, pool=pool, tell=lambda *_: None)
        most = pool.most
    return Cost(
        pages=sum(volume.pages for volume in volumes),
        wall=time.perf_counter() - began,
        cpu=_children_cpu() + time.process_time() - before,
        most=most / 1e6,
        size=sum(volume.path.stat().st_size for volume in volumes) / 1000,
    )


def _plain(content: Dossier, issue: Issue, home: Path) -> Cost:
    source, target = home / "plain.html", home / "plain.pdf"
    source.write_text(paper.court_copy(content, issue))
    command = [sys.executable, "-c", PLAIN, str(source), f"{ROOT / 'static'}/", str(target)]
    began = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE)
    pages = int(process.stdout.read())  # type: ignore[union-attr]
    _, _, used = os.wait4(process.pid, 0)
    process.returncode = 0
    wall = time.perf_counter() - began
    cpu = used.ru_utime + used.ru_stime
    return Cost(pages, wall, cpu, used.ru_maxrss / 1000, target.stat().st_size / 1000)


def _children_cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
