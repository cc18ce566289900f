"""What the templates are handed: links, bands of a wide table, running shares, step curves."""

from __future__ import annotations

from itertools import chain

from casetrack.reports.document import (
    Bar,
    Bars,
    Column,
    Curves,
    Document,
    Drill,
    Line,
    Part,
    Row,
)
from casetrack.reports.views.plots import HEIGHT, WIDTH, plot
from casetrack.reports.views.shown import ACROSS, ShownPart, show
from tests.reports.documents import counted, document, rate, rich, table


def first(made: Document) -> ShownPart:
    return show(made, lambda drill: f"/rows?{drill.measure}", str).parts[0]


def test_a_table_wider_than_paper_is_cut_into_bands_that_lose_nothing() -> None:
    columns = [Column(f"c{number}", f"Column {number}") for number in range(30)]
    rows = [Row((name, *range(30)), partial="so far") for name in ("a", "b")]
    part = first(document(table(rows, *columns)))
    bands = list(part.bands())
    assert part.wide
    assert len(bands) == 3
    assert [band.heads[0] for band in bands] == ["Name"] * 3
    assert [row.head.text for band in bands for row in band.rows] == ["a", "b"] * 3
    heads = tuple(chain.from_iterable(band.heads[1:] for band in bands))
    assert heads == part.heads[1:]
    cells = tuple(chain.from_iterable(band.rows[1].cells for band in bands))
    assert cells == part.rows[1].cells
    assert all(len(band.heads) * 17 < ACROSS for band in bands)


def test_a_narrow_table_stays_upright_and_whole() -> None:
    part = first(document(counted(1, 2)))
    assert not part.wide
    assert list(part.bands()) == [part]


def test_nothing_leads_from_a_zero() -> None:
    drill = Drill("fir")
    cells = {"none": 0, "some": 3, "rate": rate(0, 5), "dash": None}
    columns = [Column(key, key) for key in cells]
    row = Row(("a", *cells.values()), drills=dict.fromkeys(cells, drill))
    part = first(document(table([row], *columns)))
    assert [cell.url for cell in part.rows[0].cells] == ["", "/rows?fir", "", ""]


def test_losses_stand_largest_first_with_their_running_share() -> None:
    bars = tuple(Bar(name, value, str(value)) for name, value in (("a", 1), ("b", 2), ("c", 0)))
    part = Part("Losses", counted(1, 2), (Bars("losses", "Losses", bars, "pareto"),))
    shown = first(document(parts=(part,))).charts[0].bars
    assert [(bar.label, str(bar.running)) for bar in shown] == [
        ("b", "66.7"),
        ("a", "100.0"),
        ("c", "100.0"),
    ]


def test_a_step_holds_its_height_until_the_next() -> None:
    curves = Curves("c", "Curves", (Line("2023", ((0, 0.0), (100, 0.5), (300, 0.5))),), 200)
    found = plot(curves, str)
    assert found.paths[0].points == (
        f"0.00,{HEIGHT}.00 500.00,{HEIGHT}.00 500.00,0.00 {WIDTH}.00,0.00"
    )
    assert found.paths[0].end == "50 %"
    assert found.axis == "Months"
    assert [tick.label for tick in found.up] == ["0 %", "12.5 %", "25 %", "37.5 %", "50 %"]


def test_curves_are_told_apart_without_colour_and_marked_in_years() -> None:
    found = plot(rich().parts[0].charts[3], str)  # type: ignore[arg-type]
    assert len({path.dash for path in found.paths}) == 3
    assert found.axis == "Years"
    assert [tick.label for tick in found.across] == ["0", "1", "2", "3", "4"]
    empty = plot(Curves("c", "Curves", (Line("none", ()),), 0), str)
    assert empty.paths[0].end == "0 %"
