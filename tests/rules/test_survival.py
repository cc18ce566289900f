"""Survival shares and yearly figures of a made-up cohort, every expected row as exact fractions."""

from collections import Counter
from datetime import date
from fractions import Fraction
from random import Random
from statistics import median

import pytest

from casetrack.rules.metrics import (
    Flow,
    Rate,
    Spell,
    aalen_johansen,
    kaplan_meier,
    median_days,
    median_of_ended,
    round_half_up,
)
from casetrack.rules.survival import EXACT_BITS
from tests.rules.source import rows

AS_OF = date(2025, 12, 31)
ENDINGS = ("a", "b", "c")


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


def exact(spells: list[Spell]) -> dict[int, tuple[Fraction, dict[str, Fraction]]]:
    """The product-limit formula as it is written in books, in fractions."""
    open_share, taken = Fraction(1), dict.fromkeys(ENDINGS, Fraction(0))
    found = {}
    for day in sorted({spell.days for spell in spells if spell.ending}):
        at_risk = sum(spell.days >= day for spell in spells)
        ended = Counter(spell.ending for spell in spells if spell.days == day and spell.ending)
        for ending, count in ended.items():
            taken[ending] += open_share * Fraction(count, at_risk)
        open_share *= 1 - Fraction(ended.total(), at_risk)
        found[day] = (open_share, dict(taken))
    return found


def some_spells(random: Random, count: int, longest: int) -> list[Spell]:
    return [
        Spell(random.randint(0, longest), random.choice((None, *ENDINGS))) for _ in range(count)
    ]


@pytest.mark.parametrize("seed", range(8))
def test_random_samples_agree_with_the_formula_in_fractions(seed: int) -> None:
    """Small ones exactly; large ones, where the denominator is cut, to far more than 1e-12."""
    random = Random(seed)
    spells = some_spells(random, 900 if seed % 2 else 40, 500)
    counts = Counter((spell.days, spell.ending) for spell in spells)
    curve = aalen_johansen(counts)
    assert curve == aalen_johansen(spells)
    wanted = exact(spells)
    assert [step.days for step in curve.steps] == list(wanted)
    for step in curve.steps:
        open_share, taken = wanted[step.days]
        errors = [step.open_share - open_share]
        errors += [step.share(ending) - share for ending, share in taken.items()]
        assert max(abs(error) for error in errors) <= (Fraction(1, 10**70) if seed % 2 else 0)
        assert abs(step.drawn("b") - float(taken["b"])) < 1e-12


@pytest.mark.parametrize("seed", range(4))
def test_shares_sum_to_one_and_never_fall_however_many_there_are(seed: int) -> None:
    random = Random(seed)
    counts = {
        (days, ending): random.randint(1, 300)
        for days in range(2000)
        for ending in (None, *ENDINGS)
    }
    curve = aalen_johansen(counts)
    last = dict.fromkeys(ENDINGS, Fraction(0))
    assert curve.steps[-1].whole.bit_length() < 2 * EXACT_BITS
    for step in curve.steps:
        assert step.open_share + sum(step.incidence.values()) == 1
        assert all(step.share(ending) >= last[ending] for ending in ENDINGS)
        last = {ending: step.share(ending) for ending in ENDINGS}


def test_one_more_open_spell_never_raises_an_incidence() -> None:
    random = Random(7)
    spells = some_spells(random, 60, 200)
    before = aalen_johansen(spells)
    for days in range(0, 220, 20):
        after = aalen_johansen([*spells, Spell(days)])
        for at in range(0, 220, 10):
            assert after.incidence_at("a", at) <= before.incidence_at("a", at) or days < at


def test_without_censoring_a_share_is_a_count_over_a_count() -> None:
    counts = {(day, "a"): 70_000 + day for day in range(900)} | {(900, None): 1_000_003}
    total = sum(counts.values())
    gone = sum(n for (day, ending), n in counts.items() if ending and day <= 450)
    assert aalen_johansen(counts).incidence_at("a", 450) == Fraction(gone, total)


def test_nothing_is_known_beyond_the_last_that_was_watched() -> None:
    open_left = aalen_johansen([Spell(5, "a"), Spell(9), Spell(7)])
    assert [open_left.knows(day) for day in (0, 9, 10)] == [True, True, False]
    all_ended = aalen_johansen([Spell(5, "a"), Spell(9, "b"), Spell(7)])
    assert all_ended.knows(10_000)
    assert aalen_johansen([]).knows(1)


def test_quartiles_and_the_median_of_the_ended_alone() -> None:
    curve = kaplan_meier([Spell(days, "a") for days in (10, 20, 30, 40)] + [Spell(35)])
    found = [curve.days_until(Fraction(n, 4)) for n in (1, 2, 3)]
    assert found == [20, 30, 40]
    assert median_of_ended([Spell(10, "a"), Spell(15, "b"), Spell(99)]) == Fraction(25, 2)
    assert median_of_ended({(4, "a"): 5, (9, None): 3}) == 4
    assert median_of_ended([Spell(3)]) is None
