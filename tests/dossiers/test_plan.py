"""Which page stands where, counted without a printer."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from casetrack.dossiers.plan import Line, Run, Sheet, bates, entries, lay_out
from casetrack.dossiers.tree import Issue

ISSUE = Issue(
    "FSD-FIR-1/2025/D1", "Court copy", "For the court", "Confidential",
    datetime(2026, 1, 1, tzinfo=UTC), "", "FSD", "FSD-FIR-1/2025", "",
    bates_prefix="FSD-FIR-1/2025/C", first_bates=17,
)  # fmt: skip


def run(name: str, pages: int) -> Run:
    sheets = tuple(Sheet(name, page) for page in range(pages))
    return Run(sheets, (Line(1, name, 0, 800), Line(3, "small", 0, 500)))


def opening(number: int) -> Sheet:
    return Sheet("openings", number - 2)


def test_one_volume_holds_what_fits() -> None:
    (volume,) = lay_out([run("a", 3), run("b", 7)], opening, limit=10)
    assert (volume.number, volume.first_page, len(volume.sheets)) == (1, 1, 10)
    assert [(one.title, one.page, one.volume) for one in entries([volume], ISSUE)] == [
        ("a", 1, 0),
        ("b", 4, 0),
    ]


def test_a_run_is_kept_together_and_later_volumes_begin_with_a_slip() -> None:
    volumes = lay_out([run("a", 6), run("b", 6), run("c", 2)], opening, limit=10)
    assert [one.first_page for one in volumes] == [1, 7]
    assert volumes[1].sheets[0] == Sheet("openings", 0)
    assert [len(one.sheets) for one in volumes] == [6, 9]
    assert [(one.title, one.page, one.volume) for one in entries(volumes, ISSUE)] == [
        ("a", 1, 1),
        ("b", 8, 2),
        ("c", 14, 2),
    ]


def test_a_run_that_no_volume_holds_is_cut() -> None:
    volumes = lay_out([run("a", 25)], opening, limit=10)
    assert all(len(one.sheets) <= 10 for one in volumes)
    pages = [sheet for one in volumes for sheet in one.sheets if sheet.file == "a"]
    assert [sheet.page for sheet in pages] == list(range(25))
    assert [len(one.lines) for one in volumes] == [2, 0, 0]


@pytest.mark.parametrize(
    ("page", "number"), [(1, "FSD-FIR-1/2025/C 000017"), (400, "FSD-FIR-1/2025/C 000416")]
)
def test_bates_numbers_run_on(page: int, number: str) -> None:
    assert bates(ISSUE, page) == number
