"""What the public may not read: small counts, and whatever gives one of them away."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casetrack.reports.document import (
    Bar,
    Bars,
    Cell,
    Column,
    Days,
    Document,
    Drill,
    Headline,
    Hidden,
    Money,
    Part,
    Row,
)
from casetrack.reports.suppression import for_the_public
from tests.reports.documents import column, counted, document, rate, table

SMALL, OTHER = Hidden(small=True), Hidden(small=False)


def test_what_has_no_small_count_is_left_as_it_is() -> None:
    made = document(counted(0, 5, 60))
    assert for_the_public(made) == made


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ((3, 7, 60), [SMALL, OTHER, 60, 70]),  # the smallest other one, not the total
        ((3, 4, 60), [SMALL, SMALL, 60, 67]),  # two of them keep each other
        ((1, 1, 60), [SMALL, SMALL, OTHER, 62]),  # 62 less 60 is 2: both would be known to be 1
        ((4, 4, 60), [SMALL, SMALL, OTHER, 68]),
        ((1, 5, 9, 60), [SMALL, OTHER, OTHER, 60, 75]),  # 6 left over could be 1 and 5 only
        ((3, 0, 0), [SMALL, 0, 0, SMALL]),
        ((2, 2, 0), [SMALL, SMALL, 0, SMALL]),
        ((0, 0, 0), [0, 0, 0, 0]),
    ],
)
def test_a_total_gives_no_small_count_away(counts: tuple[int, ...], shown: list[Cell]) -> None:
    assert column(for_the_public(document(counted(*counts)))) == shown


def test_subtotals_give_nothing_away_either() -> None:
    rows = [
        Row(("a", 2)),
        Row(("b", 30)),
        Row(("Lost", 32), subtotal=True),
        Row(("c", 40)),
        Row(("d", 50)),
        Row(("Open", 90), subtotal=True),
        Row(("All", 122), total=True),
    ]
    assert column(for_the_public(document(table(rows)))) == [SMALL, OTHER, 32, 40, 50, 90, 122]


def test_a_rate_on_a_small_count_is_hidden_and_one_that_would_tell_it() -> None:
    rows = [
        Row(("2023", rate(3, 50))),
        Row(("2024", rate(20, 60))),
        Row(("2025", rate(30, 70))),
        Row(("All", rate(53, 180)), total=True),
    ]
    found = for_the_public(document(table(rows, Column("n", "Rate"))))
    assert column(found) == [OTHER, OTHER, rate(30, 70), rate(53, 180)]


def test_what_is_hidden_in_one_table_is_hidden_in_the_others() -> None:
    rates = [Row(("b", rate(7, 50))), Row(("c", rate(8, 50)))]
    made = document(counted(3, 7, 60), table(rates, Column("n", "Rate"), key="rates"))
    assert column(for_the_public(made), number=1) == [OTHER, rate(8, 50)]


def test_a_headline_on_the_same_rows_is_hidden() -> None:
    drill = Drill("fir", {"state": "ACQUITTED"})
    rows = [
        Row(("a", 3)),
        Row(("b", 7), drills={"n": drill}),
        Row(("c", 60)),
        Row(("All", 70), total=True),
    ]
    found = for_the_public(document(table(rows), headlines=(Headline("b", 7, drill=drill),)))
    assert found.headlines[0].value == OTHER
    assert found.headlines[0].drill is None


def test_charts_beside_hidden_figures_fall_away_and_nothing_leads_to_rows() -> None:
    drill = Drill("fir")
    chart = Bars("chart", "Chart", (Bar("a", 9, "9", drill=drill),))

    def shown(*counts: int) -> Document:
        part = Part("Part", counted(*counts), (chart,))
        return for_the_public(document(parts=(part,)))

    assert shown(3, 60).parts[0].charts == ()
    small = replace(chart, bars=(Bar("a", 2, "2"),))
    alone = for_the_public(document(parts=(Part("Part", counted(9, 60), (small,)),)))
    assert alone.parts[0].charts == ()
    left = shown(9, 60).parts[0].charts[0]
    assert isinstance(left, Bars)
    assert left.bars == (replace(chart.bars[0], drill=None),)


def test_money_days_and_averages_of_a_handful_are_hidden() -> None:
    cells = ("a", 3, Money(100, "PKR"), Days(9), Decimal("1.5"), date(2024, 1, 1))
    columns = [Column(key, key) for key in ("n", "money", "days", "mean", "on")]
    found = for_the_public(document(table([Row(cells)], *columns)))
    shown = next(found.tables()).rows[0].cells
    assert shown == ("a", SMALL, OTHER, OTHER, OTHER, date(2024, 1, 1))


@given(st.lists(st.integers(0, 12), min_size=1, max_size=7))
def test_no_small_count_follows_from_what_is_shown(counts: list[int]) -> None:
    """Whoever knows the total and the rule finds at least two answers for each hidden count."""
    found = column(for_the_public(document(counted(*counts))))
    assert not [cell for cell in found if isinstance(cell, int) and 0 < cell < 5]
    *rows, total = found
    if total in (SMALL, OTHER):
        return
    hidden = [place for place, cell in enumerate(rows) if isinstance(cell, Hidden)]
    assert isinstance(total, int)
    left = total - sum(cell for cell in rows if isinstance(cell, int))
    smalls = [place for place in hidden if rows[place] == SMALL]
    others = len(hidden) - len(smalls)
    if smalls:
        assert left > len(smalls) + 5 * others
        assert others or left < 4 * len(smalls)
