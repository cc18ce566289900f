"""A document as CSV, XLSX, JSON and console table: the same rows, exact, and safe to open."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from openpyxl import load_workbook

from casetrack.reports import printed, sheets, workbook
from casetrack.reports.document import (
    Cell,
    Column,
    Days,
    Document,
    Headline,
    Hidden,
    Money,
    Row,
    Share,
)
from casetrack.web import sheets as written
from tests.reports.documents import document, rate, rich, table

FORMULA = '=HYPERLINK("http://example.org")'


def every_kind() -> Document:
    """A column of each kind of cell, and hostile text."""
    cells: dict[str, Cell] = {
        "count": 639_564,
        "rate": rate(222, 5713),
        "none": rate(0, 0),
        "money": Money(720_050, "PKR"),
        "days": Days(41),
        "on": date(2024, 9, 30),
        "mean": Decimal("1.50"),
        "text": ("Closed", "Civil dispute"),
        "hidden": Hidden(small=True),
        "empty": None,
    }
    columns = [Column(key, key.title(), text=key == "text") for key in cells]
    made = table([Row((FORMULA, *cells.values()), partial="to 3 May 2024")], *columns)
    return document(made, headlines=(Headline("Rate", rate(222, 5713)), Headline("All", 5713)))


def read_csv(found: str) -> list[list[str]]:
    assert found.startswith(written.BYTE_ORDER_MARK)
    return list(csv.reader(io.StringIO(found.removeprefix(written.BYTE_ORDER_MARK))))


@pytest.mark.parametrize("sign", written.FORMULA_SIGNS)
def test_formula_signs_are_disarmed(sign: str) -> None:
    assert written.safe(f"{sign}1+1") == f"'{sign}1+1"
    assert written.safe(f" {sign}1+1") == f"' {sign}1+1"
    assert written.safe(-1) == -1


def test_the_csv_has_each_part_of_a_rate_in_a_column_of_its_own() -> None:
    rows = read_csv(sheets.as_csv(every_kind(), str))
    assert ["Report", "Made by hand"] in rows
    assert ["Rate", "222", "5713", "3.89", ""] in rows
    heads, line = rows[-2:]
    assert heads[1:5] == ["Count", "Rate: n", "Rate: of", "Rate (%)"]
    assert line == [
        f"'{FORMULA}",
        *("639564", "222", "5713", "3.89", "0", "0", ""),
        *("7200.50", "PKR", "41", "2024-09-30", "1.50"),
        *("Closed: Civil dispute", "<5", "", "to 3 May 2024"),
    ]


def test_an_estimated_share_at_a_glance_stands_under_percent() -> None:
    made = document(headlines=(Headline("Open", Share(Fraction(1, 8), 3)),))
    assert ["Open", "", "", "12.5", ""] in read_csv(sheets.as_csv(made, str))


def test_a_small_share_keeps_its_digits() -> None:
    rows = [Row(("a", rate(1, 639_564)))]
    found = read_csv(sheets.as_csv(document(table(rows, Column("r", "Rate"))), str))
    assert found[-1][-1] == "0.0002"


def test_the_workbook_holds_numbers_and_no_formula() -> None:
    book = load_workbook(io.BytesIO(workbook.as_xlsx(every_kind(), str)))
    assert book.sheetnames == ["About", "At a glance", "Table table"]
    sheet = book["Table table"]
    assert sheet.freeze_panes == "B2"
    name, count, n, of, percent = (sheet.cell(2, column) for column in range(1, 6))
    assert (name.value, name.data_type) == (FORMULA, "s")
    assert (count.value, n.value, of.value, percent.value) == (639_564, 222, 5713, 3.89)
    assert {cell.data_type for cell in (count, n, of, percent)} == {"n"}
    types = {cell.data_type for each in book for row in each.rows for cell in row}
    assert "f" not in types


def test_sheets_of_one_name_are_told_apart() -> None:
    long = "What became of the complaints received: all of them"
    made = [table([Row(("a", 1))], key=f"{long}{number}") for number in range(3)]
    names = load_workbook(io.BytesIO(workbook.as_xlsx(document(*made), str))).sheetnames
    assert len({name.lower() for name in names}) == 4
    assert all(len(name) <= 31 and ":" not in name for name in names)


def test_the_json_is_exact_and_keyed_by_column() -> None:
    found = json.loads(printed.as_json(every_kind(), str))
    assert (found["report"], found["version"]) == ("made", 1)
    assert found["asked"]["unit"] == "HQ"
    row = found["tables"][0]["rows"][0]
    assert (row["kind"], row["partial"]) == ("row", "to 3 May 2024")
    cells = row["cells"]
    assert cells["rate"] == {
        "n": 222,
        "of": 5713,
        "percent": "3.89",
        "low": "3.41",
        "high": "4.42",
    }
    assert cells["none"]["percent"] == "-"
    assert cells["none"]["low"] is None
    assert cells["money"] == {"minor": 720_050, "currency": "PKR"}
    assert (cells["count"], cells["on"], cells["empty"]) == (639_564, "2024-09-30", None)
    assert (cells["hidden"], cells["mean"], cells["days"]) == ("<5", "1.50", {"days": 41})


def test_the_console_prints_every_kind_of_cell() -> None:
    found = printed.as_table(every_kind(), str)
    for words in (
        "639,564",
        "3.89 % (222 of 5,713; 3.41 – 4.42 %)",
        "- (0 of 0)",
        "PKR 7,200.50",
        "41 days",
        "30 Sep 2024",
        "(partial: to 3 May 2024)",
        "Intervals are Wilson's",
    ):
        assert words in found


def test_charts_go_into_the_json_with_their_figures() -> None:
    charts = json.loads(printed.as_json(rich(), str))["charts"]
    assert [chart.get("kind", "curves") for chart in charts] == [
        "bars",
        "funnel",
        "pareto",
        "curves",
    ]
    assert charts[0]["bars"][0] == {"label": "Closed: a", "value": 6, "shown": "6"}
    assert charts[3]["lines"][0]["points"][1] == [200, 0.01]
