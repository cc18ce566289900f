"""Survival shares and yearly figures of a made-up cohort, every expected row as exact fractions."""

from datetime import date
from fractions import Fraction
from statistics import median

import pytest

from casetrack.rules.metrics import (
    Flow,
    Rate,
    Spell,
    aalen_johansen,
    kaplan_meier,
    median_days,
    round_half_up,
)
from tests.rules.source import rows

AS_OF = date(2025, 12, 31)


def rate(numerator: int, denominator: int) -> Rate:
    return Rate(numerator, denominator, "case", "period", AS_OF, "a / b")


INPUT = rows("survival_cohort_input.csv")
EXPECTED = rows("survival_cohort_expected.csv")
SPELLS = [Spell(int(r["days"]), r["outcome"] if r["event"] == "1" else None) for r in INPUT]


def days_between(row: dict[str, str]) -> int:
    end = date.fromisoformat(row["closed"]) if row["closed"] else AS_OF
    return (end - date.fromisoformat(row["received"])).days


def test_the_cohort_is_consistent() -> None:
    assert [days_between(row) for row in INPUT] == [spell.days for spell in SPELLS]


@pytest.mark.parametrize(
    "row", [r for r in EXPECTED if r["t_days"]], ids=lambda r: f"{r['metric']}@{r['t_days']}"
)
def test_every_share_of_the_cohort(row: dict[str, str]) -> None:
    day, metric = int(row["t_days"]), row["metric"]
    if metric == "S_open":
        assert kaplan_meier(SPELLS).at(day).open_share == aalen_johansen(SPELLS).at(day).open_share
        made = kaplan_meier(SPELLS).at(day).open_share
    elif metric == "one_minus_km_convicted":
        others_censored = [
            Spell(s.days, s.ending if s.ending == "convicted" else None) for s in SPELLS
        ]
        made = 1 - kaplan_meier(others_censored).at(day).open_share
    else:
        made = aalen_johansen(SPELLS).incidence_at(metric.removeprefix("CIF_"), day)
    assert made == Fraction(row["value_fraction"])


def test_shares_always_sum_to_one() -> None:
    for step in aalen_johansen(SPELLS).steps:
        assert step.open_share + sum(step.incidence.values()) == 1


def year(row: dict[str, str], column: str) -> int:
    return int(row[column][:4] or 0)


def of_year(start: int, metric: str) -> Rate | Flow:
    """Recompute one of the yearly rows from the cohort, by its name."""
    received = [r for r in INPUT if year(r, "received") == start]
    ended = [r for r in INPUT if year(r, "closed") == start]
    convicted = [r for r in ended if r["outcome"] == "convicted"]
    tried = [r for r in ended if r["outcome"] in ("convicted", "acquitted")]
    before = [r for r in INPUT if year(r, "received") < start]
    left = [r for r in before if not r["closed"] or year(r, "closed") >= start]
    wins = [r for r in received if r["outcome"] == "convicted"]
    open_ = [r for r in received if not r["closed"]]
    made: dict[str, Rate | Flow] = {
        "cohort_convicted_over_received": rate(len(wins), len(received)),
        "cohort_open_share": rate(len(open_), len(received)),
        "period_convictions_in_year_over_received_in_year": rate(len(convicted), len(received)),
        "period_conviction_rate_completed_trials": rate(len(convicted), len(tried)),
        "stock_opening+received-closed=closing": Flow(len(left), len(received), len(ended)),
    }
    return made[metric]


@pytest.mark.parametrize(
    "row", [r for r in EXPECTED if "_20" in r["metric"]], ids=lambda r: r["metric"]
)
def test_every_year_of_the_cohort(row: dict[str, str]) -> None:
    kind, number, rest = row["metric"].split("_", 2)
    made = of_year(int(number), f"{kind}_{rest}")
    if isinstance(made, Flow):
        text = f"{made.opening}+{made.inflow}-{made.outflow}={made.closing}"
        assert (text, str(made.closing)) == (row["value_fraction"], row["value"])
    else:
        assert f"{made.numerator}/{made.denominator}" == row["value_fraction"]
        exact = made.fraction
        assert ("" if exact is None else f"{round_half_up(exact, 6):f}") == row["value"]


def test_medians_and_the_naive_figures_that_mislead() -> None:
    value = {row["metric"]: row["value_fraction"] for row in EXPECTED}
    assert median_days(SPELLS) == int(value["median_days_to_any_disposal_KM"]) == 470
    closed = [spell.days for spell in SPELLS if spell.ending]
    assert f"{median(closed):.1f}" == value["naive_median_of_closed_only"]
    convicted = sum(spell.ending == "convicted" for spell in SPELLS)
    tried = sum(spell.ending in ("convicted", "acquitted") for spell in SPELLS)
    assert rate(convicted, 24).fraction == Fraction(value["naive_convicted_over_all_complaints"])
    assert rate(convicted, tried).fraction == Fraction(value["conviction_rate_of_completed_trials"])


def test_every_row_of_the_expected_cohort_file_is_recomputed() -> None:
    named = {
        "median_days_to_any_disposal_KM",
        "naive_median_of_closed_only",
        "naive_convicted_over_all_complaints",
        "conviction_rate_of_completed_trials",
    }
    left = [r for r in EXPECTED if not r["t_days"] and "_20" not in r["metric"]]
    assert {row["metric"] for row in left} == named


def test_an_ending_comes_before_a_censoring_of_the_same_day() -> None:
    curve = kaplan_meier([Spell(5, "closed"), Spell(5)])
    assert curve.at(5).open_share == Fraction(1, 2)
    assert curve.at(4).open_share == 1
    assert curve.median_days() == 5  # half is enough
    assert median_days([Spell(5), Spell(9)]) is None
    assert aalen_johansen([]).median_days() is None
    with pytest.raises(ValueError, match="before it began"):
        kaplan_meier([Spell(-1)])
