"""The two desks, totals and report figures against what was printed, to the printed digit."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

import pytest

from casetrack.rules.metrics import (
    ConvictionCounts,
    CourtCounts,
    PoliceCounts,
    Rate,
    attrition,
    clock_compliance,
    convictions,
    court_desk,
    demand_total,
    police_desk,
    recovery,
    total_difference,
    yields,
)
from casetrack.rules.refusals import Refused
from tests.rules.source import cells, rows

AS_OF = date(2025, 12, 31)


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
    assert n[13] + n[14] == n[15]
    desk = police_desk(
        PoliceCounts(
            opening=n[0],
            reported=n[1],
            reopened=n[2],
            not_investigated=n[4],
            transferred=n[5],
            withdrawn=n[6],
            non_cognizable=n[7],
            false=n[8],
            mistake=n[9],
            untraced=n[10],
            abated=n[11],
            challaned=n[15],
            quashed=n[17],
        ),
        as_of=AS_OF,
    )
    assert (desk.total, desk.final_reports, desk.disposed) == (n[3], n[12], n[16])
    assert desk.closing == n[19]
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


def test_what_a_court_returns_or_gets_again_moves_stock_and_no_rate() -> None:
    before = court_desk(CourtCounts(opening=4, sent=2, convicted=1, acquitted=1), as_of=AS_OF)
    more = CourtCounts(opening=4, sent=2, retrial=3, convicted=1, acquitted=1, returned=2)
    after = court_desk(more, as_of=AS_OF)
    assert (after.total, after.closing) == (before.total + 3, before.closing + 3 - 2)
    assert after.conviction_rate == before.conviction_rate


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
