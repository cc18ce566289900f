"""Rates and their intervals, to the printed digit."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from casetrack.rules.metrics import (
    Interval,
    Rate,
    clopper_pearson,
    per_population,
    round_half_up,
    wilson,
)
from tests.rules.source import rows

AS_OF = date(2025, 12, 31)


def rate(numerator: int, denominator: int) -> Rate:
    return Rate(numerator, denominator, "case", "period", AS_OF, "a / b")


@pytest.mark.parametrize(
    ("numerator", "denominator", "text"),
    [
        (200, 650_000, "0.03 %"),
        (222, 639_564, "0.03 %"),
        (222, 5_713, "3.9 %"),
        (1, 10_000_000, "0.00001 %"),
        (0, 7, "0.0 %"),
        (0, 0, "-"),
        (3, 0, "-"),
        (1, 7, "14.3 %"),
        (1, 2, "50.0 %"),
        (1, 8, "12.5 %"),
        (1, 2000, "0.1 %"),
        (1, 2001, "0.05 %"),
        (7, 7, "100.0 %"),
        (9, 4, "225.0 %"),
    ],
)
def test_percent_text(numerator: int, denominator: int, text: str) -> None:
    assert rate(numerator, denominator).percent_text() == text


def test_half_goes_up_where_floats_and_bankers_go_down() -> None:
    assert rate(1, 16).percent_text() == "6.3 %"  # 6.25: round() says 6.2
    assert rate(5, 1000).percent_text(0) == "1 %"  # 0.5: round() says 0
    assert round_half_up(Fraction(-5, 2), 0) == -3


def test_per_100k() -> None:
    assert rate(222, 639_564).per_100k == Decimal("34.7")
    assert rate(200, 650_000).per_100k_text == "30.8"
    assert rate(0, 0).per_100k_text == "-"
    assert per_population(count=3, population=2, unit="x", as_of=AS_OF).per_100k_text == "150,000.0"


def test_a_rate_refuses_negative_counts_and_has_no_interval_beyond_one() -> None:
    with pytest.raises(ValueError, match="negative"):
        rate(-1, 2)
    assert rate(3, 2).wilson() is None
    assert rate(0, 0).clopper_pearson() is None
    interval = rate(33, 155).clopper_pearson()
    assert interval is not None
    assert interval.percent_text() == "15.1 to 28.6 %"


# --- Intervals


@pytest.mark.parametrize("row", rows("stats_intervals_expected.csv"), ids=lambda r: r["label"])
def test_every_expected_interval(row: dict[str, str]) -> None:
    x, n = int(row["x"]), int(row["n"])
    assert rate(x, n).percent(4) == Decimal(row["pct"])
    assert rate(x, n).percent(1) == Decimal(row["half_up_1dp"])
    for made, name in ((wilson(x, n), "wilson"), (clopper_pearson(x, n), "cp")):
        assert made is not None
        assert made.percent(4) == (Decimal(row[f"{name}_lo"]), Decimal(row[f"{name}_hi"]))


@pytest.mark.parametrize("make", [wilson, clopper_pearson])
def test_intervals_at_their_ends(make: Callable[[int, int], Interval | None]) -> None:
    none, whole = make(0, 9), make(9, 9)
    assert none is not None
    assert whole is not None
    assert (none.low, whole.high) == (Decimal(0), Decimal(1))
    assert none.high == pytest.approx(1 - whole.low)
    assert make(0, 0) is None
    with pytest.raises(ValueError, match="not a proportion"):
        make(3, 2)
