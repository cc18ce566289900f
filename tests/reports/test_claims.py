"""A printed table checked on the page, in files and at the console."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from openpyxl import Workbook
from werkzeug.datastructures import FileStorage

from casetrack.accounts import service as accounts
from casetrack.db import session
from casetrack.reports.claims import text_of
from casetrack.rules.refusals import Refused
from casetrack.rules.roles import Role
from casetrack.rules.stages import ComplaintState
from casetrack.web.models import IdempotencyKey
from tests import factories
from tests.client import Browserless
from tests.reports import population as made

pytestmark = pytest.mark.usefixtures("sqlite")
ClientFor = Callable[[object], Browserless]
URL = "/reports/claims"
DATA = Path(__file__).parents[1] / "data"
SERIES = (DATA / "pk_fia_nccia_series.csv").read_text()


@pytest.fixture
def boss(client_for: ClientFor) -> Browserless:
    return client_for(factories.officer(Role.SUPERVISOR, at="HQ"))


def checked(boss: Browserless, table: str, **more: str) -> str:
    fields = {"table": table, "unit": "HQ", **more}
    return boss.post(URL, fields, status=200).get_data(as_text=True)


def test_the_empty_form_is_shown_and_led_to(boss: Browserless) -> None:
    assert "Check the table" in boss.get(URL).get_data(as_text=True)
    assert f'href="{URL}"' in boss.get("/reports").get_data(as_text=True)


def test_the_ministrys_series_is_judged(boss: Browserless) -> None:
    text = checked(boss, SERIES, rates="3.16 %\n2.84")
    for words in ("Digits of the total changed places", "9,165 → 9,615", "982,026 → 98,206"):
        assert words in text
    assert "Cannot be explained by arithmetic" in text
    assert "convictions / arrested persons" in text
    assert "No pair of figures gives it" in text
    assert "part of a year, and which days is not said: not compared" in text


def test_what_a_column_is_can_be_corrected_and_nothing_typed_is_lost(boss: Browserless) -> None:
    table = "Place,Persons taken\nIsb,3\nKhi,4\nTotal,8\n"
    text = checked(boss, table, rates="50 %")
    assert "Isb,3\nKhi,4" in text.replace("\r\n", "\n")
    assert "50 %</textarea>" in text
    shape = text.partition('name="shape" value="')[2].partition('"')[0]
    again = checked(boss, table, shape=shape, **{"column-1": "", "row-2": "total"})
    assert "Totals that do not equal their rows" in text
    assert "Totals that do not equal their rows" not in again
    sub = checked(boss, table, shape=shape, **{"row-1": "sub"})
    assert ">5<" in sub  # 8 - 3: Karachi is said to be in Islamabad


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"table": ""}, "Paste a table, or choose a file."),
        ({"table": "x" * 200_001}, "Paste at most 200,000 characters."),
        ({"table": "a\n"}, "at least two columns"),
        ({"table": "Year,Cases\n2020,1,2,3\n2021,1\n2022,2\n2023,3\n"}, "Row 1 has 4 cells"),
        ({"table": "Year,Cases\n2020,1\n", "unit": "NOWHERE"}, "Not a valid choice"),
        ({"table": "Year,Cases\n2020,1\n", "lies": "sideways"}, "Not a valid choice"),
        ({"table": "Year,Cases\n2020,1\n", "rates": "1\n" * 1500}, "at most 2,000"),
    ],
)
def test_what_cannot_be_read_is_said_beside_its_field(
    boss: Browserless, fields: dict[str, str], words: str
) -> None:
    text = boss.post(URL, {"unit": "HQ", **fields}, status=422).get_data(as_text=True)
    assert "There is a problem" in text
    assert words in text


def test_a_choice_that_is_in_no_list_is_refused(boss: Browserless) -> None:
    table = "Year,Cases\n2020,1\nTotal,1\n"
    text = checked(boss, table)
    shape = text.partition('name="shape" value="')[2].partition('"')[0]
    fields = {"table": table, "unit": "HQ", "shape": shape, "column-1": "bribes"}
    assert "column 2" in boss.post(URL, fields, status=422).get_data(as_text=True)


@pytest.mark.parametrize(
    "cell",
    [
        "=1+1",
        "<script>x</script>",
        "\u202e123",
        "1\x002",
        "9" * 31,
        "{{ 7*7 }}",
        "%s %(n)s",
        "\ud7ff",
    ],
)
def test_hostile_cells_are_text(boss: Browserless, cell: str) -> None:
    table = f"Year\tCases {cell}\tArrests\n2020\t{cell}\t1\n{cell}\t2\t3\nTotal\t{cell}\t4\n"
    text = checked(boss, table, rates=cell)
    assert "<script>x" not in text
    for ending in ("csv", "xlsx", "json"):
        boss.post(URL, {"table": table, "unit": "HQ", "as": ending}, status=200)
    made_csv = boss.post(URL, {"table": table, "unit": "HQ", "as": "csv"}, status=200)
    rows = csv.reader(io.StringIO(made_csv.get_data().decode("utf-8-sig")))
    assert not [one for row in rows for one in row if one.startswith(("=", "+", "@"))]


def test_a_check_is_kept_nowhere_and_answers_again(boss: Browserless) -> None:
    fields = {"table": SERIES, "unit": "HQ", "idempotency_key": "the-same"}
    first, second = (boss.post(URL, dict(fields), status=200) for _each in range(2))
    assert "Every total that was checked" in second.get_data(as_text=True)
    assert first.status_code == second.status_code
    assert session.get(IdempotencyKey, (factories.officer().id, "the-same")) is None


def test_own_figures_stand_beside_as_the_officer_may_know_them(client_for: ClientFor) -> None:
    boss, other = (factories.officer(Role.SUPERVISOR, at="FSD") for _ in range(2))
    day = date(2023, 5, 5)
    case = made.case(fir=day, sealed=True)
    made.complaint(day, sealed=True, state=ComplaintState.JOINED, case_id=case.id)
    made.complaint(day)
    made.complaint(date(2023, 11, 5))
    made.complaint(day, at="KHI")
    accounts.put_on(
        officer_id=boss.id, root_kind="case", root_id=case.id, lead=False, now=made.noon(day)
    )
    session.commit()
    table = "Year,Complaints\n2023,5\nTotal,5\n"
    part = "Year,Complaints\n2023 (Jan–Jun),5\n"

    def own(officer: object, text: str) -> list[str]:
        fields = {"table": text, "unit": "FSD", "as": "csv"}
        answer = client_for(officer).post(URL, fields, status=200)
        rows = csv.reader(io.StringIO(answer.get_data().decode("utf-8-sig")))
        return next(
            row
            for row in rows
            if row[:1] == [f"Complaints: {text.split()[1][11:]}"]
            or (row and row[0].startswith("Complaints: 2023"))
        )

    assert own(boss, table)[1:4] == ["5", "3", "2"]
    assert own(other, table)[1:4] == ["5", "2", "3"]
    assert own(other, part)[1:4] == ["5", "1", "4"]
    fields = {"table": table, "unit": "KHI"}
    client_for(other).post(URL, fields, status=422)


def workbook(rows: list[list[object]], percent: str = "") -> io.BytesIO:
    book = Workbook()
    sheet = book.active
    for row in rows:
        sheet.append(row)
    if percent:
        sheet[percent].number_format = "0.00%"
    sent = io.BytesIO()
    book.save(sent)
    sent.seek(0)
    return sent


def test_a_workbook_is_read(boss: Browserless) -> None:
    rows = [["Year", "Cases", "Arrests", "Rate"], [2020, 4, 40.5, 0.1], ["Total", 5, 40.5, None]]
    sent = FileStorage(workbook(rows, percent="D2"), "table.xlsx")
    text = boss.post(URL, {"unit": "HQ", "file": sent}, status=200).get_data(as_text=True)
    assert "10.00%" in text
    assert "Totals that do not equal their rows" in text


@pytest.mark.parametrize(
    "content",
    [b"PK\x03\x04 broken", b"%PDF-1.7", b"\xd0\xcf\x11\xe0 old"],
)
def test_a_file_that_cannot_be_read_is_refused_beside_its_field(
    boss: Browserless, content: bytes
) -> None:
    fields = {"unit": "HQ", "file": FileStorage(io.BytesIO(content), "table.xlsx")}
    text = boss.post(URL, fields, status=422).get_data(as_text=True)
    assert 'id="file-error"' in text


def test_files_that_are_too_large_or_unpack_to_too_much_are_refused() -> None:
    bomb, doctype = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", b"<x>" + b" " * (25 * 1024 * 1024))
    with zipfile.ZipFile(doctype, "w") as packed:
        packed.writestr(
            "xl/workbook.xml", b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><x/>'
        )
    for content in (b"x" * (2 * 1024 * 1024 + 1), bomb.getvalue(), doctype.getvalue()):
        with pytest.raises(Refused):
            text_of(content)


def test_the_pdf_of_a_check(boss: Browserless) -> None:
    answer = boss.post(URL, {"table": SERIES, "unit": "HQ", "as": "pdf"}, status=200)
    assert answer.get_data().startswith(b"%PDF")


def test_the_console_checks_a_file(app: Flask, boss: Browserless) -> None:
    def run(*arguments: str) -> str:
        return app.test_cli_runner().invoke(args=["report", "claim", *arguments]).output

    assert "9,165 → 9,615" in run(str(DATA / "pk_fia_nccia_series.csv"))
    assert "Give the file" in run()
    assert "does not exist" in run("nowhere.csv")
