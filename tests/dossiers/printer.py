"""What stands in for the printer in tests that are about something else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from casetrack.dossiers import press
from casetrack.dossiers.tree import Dossier, Issue
from casetrack.dossiers.volumes import Bound

PDF = b"%PDF-1.7 small"
PAGES = 7


def stand_in(
    monkeypatch: pytest.MonkeyPatch, failure: Callable[[], Exception] | None = None
) -> list[Issue]:
    """Print seven pages at once, or fail; gives the issues that were asked for."""
    asked: list[Issue] = []

    def print_volumes(_content: Dossier, issue: Issue, *, home: Path, **_more: Any) -> list[Bound]:
        asked.append(issue)
        if failure is not None:
            raise failure()
        path = home / "volume.pdf"
        path.write_bytes(PDF)
        first = issue.first_bates
        return [Bound(path, PAGES, first, first + PAGES - 1 if first else 0)]

    @contextmanager
    def no_children(_home: Path) -> Iterator[None]:
        yield

    monkeypatch.setattr(press, "print_volumes", print_volumes)
    monkeypatch.setattr(press, "Pool", no_children)
    return asked
