"""Printed tables: which totals are not their rows, why, and which figures make their rates."""

from __future__ import annotations

import csv
from fractions import Fraction
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casetrack.rules.claims import Findings, Verdict, examine, read_table, roles, split
from casetrack.rules.claims.rates import HALF_UP, TRUNCATED
from casetrack.rules.refusals import Refused

DATA = Path(__file__).parents[1] / "data"
SERIES = (DATA / "pk_fia_nccia_series.csv").read_text()
# The rival five-year total that two outlets print for the years of series A.
SECOND = "A,SECOND TOTAL,,722010,422781,71862,5342,,152,,,\n"
WITH_SECOND = SERIES.replace("B,2021,full", f"{SECOND}B,2021,full", 1)


def found(text: str, lies: str = "", rates: str = "") -> Findings:
    return examine(read_table(split(text), lies), rates)


def rows(name: str) -> list[dict[str, str]]:
    lines = (DATA / name).read_text().splitlines()
    return list(csv.DictReader(line for line in lines if not line.startswith("#")))


def verdict(findings: Findings, name: str, measure: str) -> Verdict:
    return next(
        each
        for each in findings.verdicts
        if each.check.name[-1:] == (name,) and each.check.measure == measure
    )


def kinds(text: str) -> list[tuple[str, ...]]:
    return [each.cause.kinds if each.cause else () for each in found(text).differing]


def column(*figures: object, total: object, head: str = "Cases") -> str:
    lines = [f"{2010 + at}\t{figure}" for at, figure in enumerate(figures)]
    return "\n".join([f"Year\t{head}", *lines, f"Total\t{total}"])


# ------------------------------------------------------------ the published tables


def test_the_pakistani_series_is_flagged_exactly_where_it_differs() -> None:
    checked = {
        (*each.check.name, each.check.measure): each.check for each in found(WITH_SECOND).verdicts
    }
    expected = rows("pk_totals_vs_rowsums.csv")
    for row in expected:
        measure = row["measure"].removeprefix("second_total_")
        total = "SECOND TOTAL" if "second" in row["measure"] else "TOTAL"
        check = checked.pop((row["series"], total, measure))
        assert check.sum == int(row["row_sum"])
        assert check.total == int(row["printed_total"])
        assert check.difference == int(row["diff"])
        assert check.sound == (row["diff"] == "0")
    assert not checked


@pytest.mark.parametrize(
    ("series", "total", "measure", "causes", "leaves"),
    [
        ("B", "TOTAL", "verified", ("rival",), 1),
        ("B", "TOTAL", "enquiries", ("extra", "rival"), 0),
        ("B", "TOTAL", "cases", None, 0),
        ("B", "TOTAL", "arrests", ("transposed",), 0),
        ("B", "TOTAL", "convictions", None, 0),
        ("C", "TOTAL", "verified", None, 0),
        ("A", "SECOND TOTAL", "complaints", ("other_total",), 0),
        ("A", "SECOND TOTAL", "convictions", ("other_total",), 0),
    ],
)
def test_causes_of_the_series(
    series: str, total: str, measure: str, causes: tuple[str, ...] | None, leaves: int
) -> None:
    findings = found(WITH_SECOND)
    cause = next(
        each.cause
        for each in findings.verdicts
        if each.check.name == (series, total) and each.check.measure == measure
    )
    assert (cause and cause.kinds) == causes
    assert cause is None or cause.leaves == leaves


def test_an_extra_digit_is_seen_without_any_other_series() -> None:
    text = "\n".join(line for line in SERIES.splitlines() if not line.startswith(("A", "C", "D")))
    cause = verdict(found(text), "TOTAL", "enquiries").cause
    assert cause is not None
    assert (cause.kinds, cause.changes[0].should, cause.leaves) == (("extra",), 98206, -1)


def test_a_table_of_sums_and_totals_is_flagged_row_by_row() -> None:
    text = (DATA / "pk_totals_vs_rowsums.csv").read_text()
    verdicts = found(text).verdicts
    expected = rows("pk_totals_vs_rowsums.csv")
    assert [int(each.check.difference) for each in verdicts] == [
        int(row["diff"]) for row in expected
    ]


@pytest.mark.parametrize(
    ("name", "most"),
    [("ncrb_2021_cyber_court_crimehead.csv", 80), ("ncrb_2021_cyber_police_state.csv", 60)],
)
def test_sound_tables_with_subheads_and_several_totals_are_not_flagged(
    name: str, most: int
) -> None:
    findings = found((DATA / name).read_text())
    assert len(findings.verdicts) >= most
    assert not findings.differing
    assert all(rate.how == HALF_UP for rate in findings.rates)


@pytest.mark.parametrize(
    "name", ["ncrb_2021_cyber_court_crimehead.csv", "ncrb_2021_cyber_police_state.csv"]
)
def test_a_single_figure_changed_in_a_sound_table_is_flagged(name: str) -> None:
    """Any row's first figure, one more than printed: its own total and the grand one differ."""
    text = (DATA / name).read_text()
    reading = read_table(split(text))
    for at, kind in enumerate(reading.rows):
        if kind != roles.ROW:
            continue
        grid = reading.grid
        place = reading.columns.index(roles.OTHER)
        row = list(grid.rows[at])
        row[place] = str(int(row[place]) + 1)
        lines = [*grid.rows[:at], tuple(row), *grid.rows[at + 1 :]]
        changed = [list(grid.heads), *(list(line) for line in lines)]
        differing = examine(read_table(changed)).differing
        assert {abs(each.check.difference) for each in differing} == {1}
        # A head whose sub-heads are then fewer is no fault: they may be "of which".
        assert len([each for each in differing if not each.check.part]) == 2


def test_a_subhead_said_to_be_a_row_of_its_own_is_counted() -> None:
    reading = read_table(split((DATA / "ncrb_2021_cyber_court_crimehead.csv").read_text()))
    at = reading.rows.index(roles.SUB)
    kinds_of_rows = [*reading.rows[:at], roles.ROW, *reading.rows[at + 1 :]]
    assert examine(reading.corrected(reading.columns, kinds_of_rows)).differing


def test_the_raids_of_the_call_centres() -> None:
    findings = found((DATA / "pk_callcentre_raids_2024_2025.csv").read_text())
    assert {each.check.measure: each.check.difference for each in findings.verdicts} == {
        "raids": 0,
        "arrested_pakistani": 0,
        "arrested_foreign": 0,
        "fraud_rs_million": Fraction("12.034"),
        "recovered_rs_million": Fraction("0.001"),
    }
    causes = {each.check.measure: each.cause and each.cause.kinds for each in findings.differing}
    assert causes == {"fraud_rs_million": ("blank",), "recovered_rs_million": ("rounded",)}


def test_pakistanis_and_foreigners_are_the_persons_arrested() -> None:
    text = (
        "City,Raids,Pakistani,Foreign,Total\n"
        "Isb,17,10,183,193\nKhi,19,44,0,44\nBoth,36,54,183,500\n"
    )
    differing = found(text).differing
    assert [(each.check.name, each.check.across) for each in differing] == [
        (("Both",), ("Pakistani", "Foreign"))
    ]
    assert not found((DATA / "pk_faisalabad_raid_2025_07.csv").read_text()).differing


# ------------------------------------------------------------ causes


@pytest.mark.parametrize(
    ("figures", "total", "cause"),
    [
        ((4812, 4803), 9165, ("transposed",)),
        ((1204, 1390), 25940, ("unit",)),
        ((50_000, 22_000), 720, ("unit",)),
        ((1204, 1390), 25994, ("extra",)),
        ((1204, 1390), 254, ("missing",)),
        ((1204, 1390, 2117), 5251, ("row_transposed",)),  # 1,390 for 1,930
        ((1204, 1390, 2117), 3507, ("left_out",)),
        ((1204, 1390, 2117), 6828, ("twice",)),
        ((1204, 13900, 2117), 4711, ("row_unit",)),
        ((1204, 1390, 2117), 4811, ("digit",)),
        ((1204, 1390, 2117), 4713, ()),
        ((1204, 1390, 2117), 5550, ()),
    ],
)
def test_one_slip(figures: tuple[int, ...], total: int, cause: tuple[str, ...]) -> None:
    assert kinds(column(*figures, total=total)) == [cause]


def test_a_slip_that_several_rows_could_have_made_is_not_shown() -> None:
    """12 for 21 in either of two rows: arithmetic cannot say in which."""
    assert kinds(column(712, 512, 4000, total=712 + 521 + 4000)) == [()]


def test_counts_are_never_a_matter_of_rounding() -> None:
    assert kinds(column(100, 200, 300, total=602)) == [()]
    assert kinds(column("1.2 lakh", "2.4 lakh", total="3.7 lakh")) == [("rounded",)]
    assert kinds(column("1.2 lakh", "2.4 lakh", total="4.9 lakh")) == [()]


@settings(deadline=None)
@given(st.lists(st.integers(1000, 999_999), min_size=2, max_size=6), st.data())
def test_a_planted_transposition_of_the_total_is_found(
    figures: list[int], data: st.DataObject
) -> None:
    digits = str(sum(figures))
    swaps = [at for at in range(len(digits) - 1) if digits[at] != digits[at + 1] and at]
    if not swaps:
        return
    at = data.draw(st.sampled_from(swaps))
    swapped = digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]
    assert kinds(column(*figures, total=swapped)) == [("transposed",)]


@settings(deadline=None)
@given(st.lists(st.integers(0, 10**9), min_size=1, max_size=8))
def test_a_sound_total_is_never_flagged(figures: list[int]) -> None:
    assert kinds(column(*figures, total=sum(figures))) == []


@settings(deadline=None)
@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=8), st.integers(-1000, 1000))
def test_any_difference_is_flagged_exactly(figures: list[int], slip: int) -> None:
    total = sum(figures) + slip
    if total < 0:
        return
    found_here = found(column(*figures, total=total)).differing
    assert [each.check.difference for each in found_here] == ([slip] if slip else [])


# ------------------------------------------------------------ how tables are printed

ACROSS = (
    "Item\t2020\t2021\tTotal\nComplaints\t1,02,000\t1,15,868\t2,17,868\nFIRs\t601\t1,224\t1,852\n"
)
DOWN = "Year\tComplaints\tFIRs\n2020\t102,000\t601\n2021\t115,868\t1,224\nTotal\t217,868\t1,852\n"
LONG = "year,measure,value\n" + "".join(
    f"{year},{measure},{value}\n"
    for year, measure, value in (
        ("2020", "Complaints", 102000),
        ("2020", "FIRs", 601),
        ("2021", "Complaints", 115868),
        ("2021", "FIRs", 1224),
        ("Total", "Complaints", 217868),
        ("Total", "FIRs", 1852),
    )
)
BLANKS = "Year Complaints FIRs\n2020 102,000 601\n2021 115,868 1,224\nTotal 217,868 1,852\n"
BARS = (
    "| Year | Complaints | FIRs |\n|:--|--:|--:|\n| 2020 | 102,000 | 601 |\n"
    "| 2021 | 115,868* | 1,224 (a) |\n| Total | 217,868 | 1,852 |\n"
)
TOP = "Year;Complaints;FIRs\nTotal;217,868;1,852\n2020;102,000;601\n2021;1.15868 lakh;1,224\n"
TITLED = (
    "Reply to question 17\n\nYear\tComplaints\tFIRs\n2020\t102,000\t601\n2021\t115,868\t1,224\n"
    "Total\t217,868\t1,852\nSource: the ministry\n"
)


@pytest.mark.parametrize("text", [ACROSS, DOWN, LONG, BLANKS, BARS, TOP, TITLED])
def test_the_same_table_however_it_lies(text: str) -> None:
    findings = found(text)
    assert [column.role for column in findings.table.columns] == ["label", "complaints", "cases"]
    (only,) = findings.differing
    assert (only.check.measure, only.check.sum, only.check.total) == ("FIRs", 1825, 1852)
    assert only.cause is not None
    assert only.cause.kinds == ("transposed",)


def test_how_it_lies_can_be_said() -> None:
    assert read_table(split(DOWN), "across").grid.lies == "across"
    assert read_table(split(ACROSS), "down").grid.heads[1:] == ("2020", "2021", "Total")


def test_series_across_are_kept_apart() -> None:
    text = (
        "Reply,Item,2020,2021,Total\n"
        "A,Cases,1,2,3\n,Arrests,3,4,70\nB,Cases,1,2,4\n,Arrests,3,4,7\n"
    )
    differing = found(text).differing
    assert [(each.check.name, each.check.measure) for each in differing] == [
        (("A", "Total"), "Arrests"),
        (("B", "Total"), "Cases"),
    ]


def test_a_grand_total_is_of_all_rows_and_a_rival_one_of_the_same() -> None:
    text = (
        "Unit,Cases\nA,1\nB,2\nTotal,3\nC,4\nD,5\nTotal,9\nGrand total,12\nTotal, second count,13\n"
    )
    text = text.replace("Total, second", "Total second")
    (only,) = found(text).differing
    assert (only.check.sum, only.check.total) == (9, 13)  # the rows right above it


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\0\n",
        "one word",
        "Year,Cases\n",
        "a,b\n" * 402,
        ",".join("abcdefghij" * 5) + "\n" + ",".join("1" * 50),
        "x" * 200_001,
        'Year,Cases\n"2020,1\n' + "9" * 140_000,
    ],
)
def test_what_is_no_table_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        found(text)


@settings(deadline=None)
@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=300), st.text(max_size=40))
def test_no_text_breaks_it(text: str, rates: str) -> None:
    try:
        found(text, rates=rates)
    except Refused:
        return


@settings(deadline=None)
@given(
    st.lists(
        st.lists(
            st.sampled_from(
                [
                    "",
                    "-",
                    "2020",
                    "Total",
                    "12",
                    "1,2",
                    "=1",
                    "9" * 31,
                    "5%",
                    "2.1",
                    "Cases",
                    "(3)",
                    "1/0",
                    "0",
                ]
            ),
            min_size=1,
            max_size=6,
        ),
        min_size=1,
        max_size=8,
    ),
    st.sampled_from(["", "down", "across", "long"]),
)
def test_no_grid_breaks_it(cells: list[list[str]], lies: str) -> None:
    try:
        examine(read_table(cells, lies), "5 %")
    except Refused:
        return


# ------------------------------------------------------------ rates


def test_the_ministrys_rates() -> None:
    text = "3.16 %\n2.84 % by the second total\n3.9\n99.9\nno figure\n18 % fall in complaints"
    official, second, cases, none, words, fall = found(WITH_SECOND, rates=text).rates
    assert official.pairs[0].definition == "convictions / arrested persons"
    assert (official.pairs[0].numerator.value, official.pairs[0].denominator.value) == (222, 7020)
    assert (official.how, cases.how) == (HALF_UP, HALF_UP)
    assert (cases.pairs[0].numerator.value, cases.pairs[0].denominator.value) == (222, 5713)
    # 152 of 5,342 is 2.8453…: rounded half up it is 2.85 to no two places, cut off it is 2.84.
    assert second.pairs[0].name == ("A", "SECOND TOTAL")
    assert (second.pairs[0].numerator.value, second.pairs[0].denominator.value) == (152, 5342)
    assert second.how == TRUNCATED
    assert str(second.pairs[0].rounded(2)) == "2.85"
    assert not none.pairs
    assert words.printed.value is None
    assert (fall.how, fall.pairs[0].mixed) == (TRUNCATED, True)
    assert fall.pairs[0].name == ("A", "2023", "2024", "complaints")


def test_a_rate_column_is_one_pair_in_all_its_rows() -> None:
    text = (
        "Year,Cases,Arrested,Convicted,Conviction rate\n"
        "2020,100,200,20,10.0\n2021,150,300,33,11.0\n2022,120,240,18,7.6\nTotal,370,740,71,9.6\n"
    )
    findings = found(text)
    assert not findings.differing  # a rate is never added up
    assert [rate.how for rate in findings.rates] == [HALF_UP, HALF_UP, "", HALF_UP]
    wrong = findings.rates[2]
    assert wrong.usual is not None
    assert (wrong.usual.definition, str(wrong.usual.rounded(1))) == (
        "convictions / arrested persons",
        "7.5",
    )


def test_decided_is_convicted_and_acquitted_together() -> None:
    text = "Year,Convictions,Acquittals,Rate %\n2021,38,178,17.6\n2022,48,102,32.0\n"
    for rate in found(text).rates:
        assert rate.pairs[0].definition == "convictions / convictions and acquittals"


@settings(deadline=None)
@given(st.integers(0, 5000), st.integers(1, 5000), st.integers(0, 3))
def test_every_rate_is_reproduced_as_metrics_round_it(n: int, d: int, decimals: int) -> None:
    exact = Fraction(100 * n, d)
    cut = int(exact * 10**decimals)
    up = int(exact * 10**decimals + Fraction(1, 2))
    for digits, how in ((up, HALF_UP), (cut, HALF_UP if cut == up else TRUNCATED)):
        shown = f"{digits / 10**decimals:.{decimals}f}"
        text = f"Year\tCases\tConvictions\tRate %\n2020\t{d}\t{n}\t{shown}\n"
        rate = found(text).rates[0]
        assert (
            any(
                (pair.numerator.value, pair.denominator.value, pair.reproduces(rate.printed))
                == (n, d, how)
                for pair in rate.pairs
            )
            or len(rate.pairs) == 3
            or n == 0
        )


def test_permutations_are_told_from_other_differences() -> None:
    """Every reordering of the digits of 4,812 as a total of 4,812 is one of its own digits."""
    for digits in set(permutations("4812")):
        total = int("".join(digits))
        if total != 4812:
            assert kinds(column(4000, 812, total=total)) == [("transposed",)]
