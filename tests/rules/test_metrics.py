"""Every figure recomputed from published and computed tables, to the printed digit."""

from collections.abc import Callable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from statistics import median

import pytest

from casetrack.rules.metrics import (
    ConvictionCounts,
    CourtCounts,
    Flow,
    Interval,
    PoliceCounts,
    Rate,
    Spell,
    aalen_johansen,
    attrition,
    clock_compliance,
    clopper_pearson,
    convictions,
    court_desk,
    demand_total,
    kaplan_meier,
    median_days,
    per_population,
    police_desk,
    recovery,
    total_difference,
    wilson,
    yields,
)
from casetrack.rules.rates import round_half_up
from casetrack.rules.refusals import Refused
from tests.rules.source import cells, rows

AS_OF = date(2025, 12, 31)


def rate(numerator: int, denominator: int) -> Rate:
    return Rate(numerator, denominator, "case", "period", AS_OF, "a / b")


# --- Rates


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
    assert (none.low, whole.high) == (0, 1)
    assert none.high == pytest.approx(1 - whole.low)
    assert make(0, 0) is None
    with pytest.raises(ValueError, match="not a proportion"):
        make(3, 2)


# --- Survival

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
    return {
        "cohort_convicted_over_received": rate(len(wins), len(received)),
        "cohort_open_share": rate(len(open_), len(received)),
        "period_convictions_in_year_over_received_in_year": rate(len(convicted), len(received)),
        "period_conviction_rate_completed_trials": rate(len(convicted), len(tried)),
        "stock_opening+received-closed=closing": Flow(len(left), len(received), len(ended)),
    }[metric]


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


# --- The two desks, as India prints them


def printed(value: Rate) -> str:
    return value.percent_text().removesuffix(" %")


def half_up(value: Rate) -> str:
    """As the table prints: one decimal, whatever it hides."""
    if value.fraction is None:
        return "-"
    exact = Decimal(value.numerator * 100) / Decimal(value.denominator)
    return str(exact.quantize(Decimal("0.1"), ROUND_HALF_UP))


@pytest.mark.parametrize("row", cells("ncrb_2021_cyber_police_state.csv"), ids=lambda r: r[2])
def test_every_row_of_the_police_table(row: list[str]) -> None:
    n = [int(cell) for cell in row[3:-2]]
    assert sum(n[7:12]) == n[12]
    assert n[13] + n[14] == n[15]
    desk = police_desk(
        PoliceCounts(
            opening=n[0],
            reported=n[1],
            reopened=n[2],
            not_investigated=n[4],
            transferred=n[5],
            withdrawn=n[6],
            final_reports=n[12],
            challaned=n[15],
            quashed=n[17],
        ),
        as_of=AS_OF,
    )
    assert (desk.total, desk.disposed, desk.closing) == (n[3], n[16], n[19])
    assert half_up(desk.challan_rate) == printed(desk.challan_rate) == row[-2]
    assert half_up(desk.pendency) == printed(desk.pendency) == row[-1]


@pytest.mark.parametrize(
    "row", cells("ncrb_2021_cyber_court_crimehead.csv"), ids=lambda r: r[2][:30]
)
def test_every_row_of_the_court_table(row: list[str]) -> None:
    n = [int(cell) for cell in row[3:-2]]
    desk = court_desk(
        CourtCounts(
            opening=n[0],
            sent=n[1],
            abated=n[3],
            withdrawn=n[4],
            compounded=n[5],
            plea_bargained=n[6],
            quashed=n[7],
            convicted=n[12],
            discharged=n[13],
            acquitted=n[14],
        ),
        as_of=AS_OF,
    )
    assert n[10] + n[11] == n[12]
    assert (desk.total, desk.without_trial, desk.completed) == (n[2], n[8], n[15])
    assert desk.without_trial + desk.completed == n[16]
    assert desk.closing == n[17]
    assert half_up(desk.conviction_rate) == printed(desk.conviction_rate) == row[-2]
    assert half_up(desk.pendency) == printed(desk.pendency) == row[-1]


def test_both_tables_were_read_whole() -> None:
    assert len(cells("ncrb_2021_cyber_police_state.csv")) == 39
    assert len(cells("ncrb_2021_cyber_court_crimehead.csv")) == 49


def test_plea_bargains_of_a_foreign_table_end_without_trial() -> None:
    counts = CourtCounts(opening=4, sent=2, plea_bargained=3, convicted=1)
    desk = court_desk(counts, as_of=AS_OF)
    assert (desk.without_trial, desk.completed, desk.closing) == (3, 1, 2)
    assert desk.conviction_rate.percent_text() == "100.0 %"


def test_a_guilty_plea_never_lowers_the_rate() -> None:
    before = court_desk(CourtCounts(opening=9, sent=1, convicted=2, acquitted=3), as_of=AS_OF)
    after = court_desk(CourtCounts(opening=9, sent=1, convicted=3, acquitted=3), as_of=AS_OF)
    assert before.conviction_rate.fraction is not None
    assert after.conviction_rate.fraction is not None
    assert after.conviction_rate.fraction > before.conviction_rate.fraction


def test_more_cannot_leave_a_desk_than_was_on_it() -> None:
    with pytest.raises(ValueError, match="more cases left"):
        police_desk(PoliceCounts(opening=1, reported=0, challaned=2), as_of=AS_OF)
    with pytest.raises(ValueError, match="more cases left"):
        court_desk(CourtCounts(opening=1, sent=0, acquitted=2), as_of=AS_OF)


# --- Totals of returns

SERIES = rows("pk_fia_nccia_series.csv")
CHECKS = rows("pk_totals_vs_rowsums.csv")


def series_rows(series: str, measure: str) -> list[int]:
    measure = measure.removeprefix("second_total_")
    years = [r for r in SERIES if r["series"] == series and r["year"] != "TOTAL"]
    return [int(row[measure]) for row in years if row[measure]]


@pytest.mark.parametrize("row", CHECKS, ids=lambda r: f"{r['series']}-{r['measure']}")
def test_every_printed_total(row: dict[str, str]) -> None:
    parts, total = series_rows(row["series"], row["measure"]), int(row["printed_total"])
    assert sum(parts) == int(row["row_sum"])
    assert total_difference(parts, total) == int(row["diff"])
    if row["diff"] == "0":
        demand_total(parts, total, measure=row["measure"])
        return
    with pytest.raises(Refused, match=f"{total}") as refused:
        demand_total(parts, total, measure=row["measure"])
    assert refused.value.params["sum"] == int(row["row_sum"])


# --- Conviction, yield and the rest


def test_one_count_of_convictions_gives_the_rates_that_were_printed() -> None:
    made = convictions(
        ConvictionCounts(
            complaints=639_564,
            complaints_convicted=222,
            cases=5_713,
            cases_convicted=222,
            arrested=7_020,
            arrested_convicted=222,
            accused_decided=1_113,
            accused_convicted=222,
            cases_acquitted=880,
            cases_discharged=11,
        ),
        basis="period",
        as_of=AS_OF,
    )
    assert [one.percent_text() for one in made] == [
        "0.03 %",
        "3.9 %",
        "3.2 %",
        "19.9 %",
        "19.9 %",
    ]
    assert [one.unit for one in made] == ["complaint", "case", "person", "accused", "case"]
    assert len({one.definition for one in made}) == 5


def test_yields() -> None:
    made = yields(
        complaints=639_564,
        verified=414_260,
        enquiries=73_825,
        cases=5_713,
        basis="period",
        as_of=AS_OF,
    )
    assert [one.percent_text() for one in made] == ["64.8 %", "17.8 %", "7.7 %"]


def test_attrition_of_one_cohort() -> None:
    made = attrition(
        [("complaint", 24), ("case", 12), ("verdict", 3)], unit="complaint", as_of=AS_OF
    )
    assert [(s.reached, s.lost) for s in made] == [(24, 0), (12, 12), (3, 9)]
    assert [s.of_previous.percent_text() for s in made] == ["100.0 %", "50.0 %", "25.0 %"]
    assert [s.of_first.percent_text() for s in made] == ["100.0 %", "50.0 %", "12.5 %"]
    assert {s.of_first.basis for s in made} == {"cohort"}
    with pytest.raises(ValueError, match="not one cohort"):
        attrition([("complaint", 1), ("case", 2)], unit="complaint", as_of=AS_OF)
    assert attrition([], unit="complaint", as_of=AS_OF) == ()


def test_an_open_overdue_clock_counts_as_breached() -> None:
    assert clock_compliance(met=8, breached=1, overdue=1, as_of=AS_OF).percent_text() == "80.0 %"
    made = recovery(recovered=4_005_100, involved=7_203_400, currency="PKR", as_of=AS_OF)
    assert (made.percent_text(), made.unit) == ("55.6 %", "PKR")
