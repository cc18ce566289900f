"""The report as page, CSV, PDF and at the console: the same rows, and only what one may see."""

from __future__ import annotations

import csv
import io
import json
import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from html import escape, unescape
from typing import cast

import pytest
from flask import Flask
from openpyxl import load_workbook

from casetrack import audit
from casetrack.db import session, utc_now
from casetrack.reports.catalogue import BY_NAME, KINDS, Kind
from casetrack.reports.catalogue.kind import FILTERS
from casetrack.reports.document import Document
from casetrack.reports.facts import Asked, Period
from casetrack.reports.models import DemoLoad
from casetrack.reports.views import pages
from casetrack.rules.choices import Choice
from casetrack.rules.refusals import Refused
from casetrack.rules.roles import Role
from casetrack.rules.stages import AccusedState, CaseState, Outcome
from casetrack.web import sheets
from tests import factories
from tests.client import Browserless
from tests.reports import documents, population

pytestmark = pytest.mark.usefixtures("sqlite")
ClientFor = Callable[[object], Browserless]
URL = "/reports/conviction"
PERIOD = "from=2023-01-01&to=2024-12-31"
DAY = date(2023, 5, 5)


@pytest.fixture
def boss(client_for: ClientFor) -> Browserless:
    """A supervisor of FSD, where one case of four was convicted."""
    for _each in range(3):
        population.case(enquiry=DAY, fir=DAY)
    case = population.case(
        enquiry=DAY, fir=DAY, outcome=Outcome.CONVICTED, verdict_on=DAY, state=CaseState.CONVICTED
    )
    population.accused(case, AccusedState.CONVICTED, arrested_on=DAY, convicted_on=DAY)
    population.complaint(DAY)
    population.complaint(DAY, at="KHI")
    session.commit()
    return client_for(factories.officer(Role.SUPERVISOR, at="FSD"))


def test_the_page_shows_all_rates_and_says_how_they_were_counted(boss: Browserless) -> None:
    text = boss.get(f"{URL}?{PERIOD}").get_data(as_text=True)
    for words in ("25.00 %", "Per case decided", "Period basis", "sealed complaints"):
        assert words in text
    assert text.count("<svg") == 3
    assert "Still open" in text


def test_without_a_period_the_last_five_years_are_shown(boss: Browserless) -> None:
    text = boss.get(URL).get_data(as_text=True)
    assert 'value="2019-01-01"' in text
    assert 'value="2023-12-31"' in text


@pytest.mark.parametrize(
    "query",
    [
        "from=2024-02-30&to=2024-12-31",
        "from=2024-02-01",
        "from=2024-12-31&to=2024-01-01",
        "from=1000-01-01&to=2024-01-01",
        f"{PERIOD}&unit=KHI",
        f"{PERIOD}&unit=NOWHERE",
        f"{PERIOD}&offence=PECA-2016/14",  # a filter that a report does not take is never ignored
    ],
)
@pytest.mark.parametrize("kind", ["", ".csv", ".pdf"])
def test_a_bad_question_is_answered_with_what_is_wrong(
    boss: Browserless, query: str, kind: str
) -> None:
    text = boss.get(f"{URL}{kind}?{query}", status=422).get_data(as_text=True)
    assert "There is a problem" in text


def test_rows_lead_back_to_the_question_they_came_from(boss: Browserless) -> None:
    asked = f"{URL}?{PERIOD}&interval=exact"
    rows = f"/reports/rows?measure=convicted&{PERIOD}"
    came = boss.http.get(rows, headers={"Referer": f"http://localhost{asked}"})
    assert f'href="{escape(asked)}"' in came.get_data(as_text=True)
    for elsewhere in ("http://example.org/reports/conviction?x=1", "http://localhost/cases", ""):
        strange = boss.http.get(rows, headers={"Referer": elsewhere}).get_data(as_text=True)
        assert 'class="back-link" href="/reports"' in strange


@pytest.mark.parametrize(
    ("role", "status"),
    [
        (Role.CLERK, 403),
        (Role.INVESTIGATOR, 403),
        (Role.ADMINISTRATOR, 403),
        (Role.LIAISON, 200),
        (Role.AUDITOR, 200),
    ],
)
def test_who_may_read_reports(client_for: ClientFor, role: Role, status: int) -> None:
    client_for(factories.officer(role)).get(URL, status=status)


def test_the_csv_holds_the_same_rows_and_no_formula(boss: Browserless) -> None:
    audit.begin(audit.Act(name="test", at=utc_now()))
    unit = factories.unit("FSD")
    unit.name = '=HYPERLINK("http://example.org")'
    session.commit()
    answer = boss.get(f"{URL}.csv?{PERIOD}")
    assert answer.headers["Content-Disposition"].endswith(
        "conviction-FSD-2023-01-01-2024-12-31.csv"
    )
    rows = list(csv.reader(io.StringIO(answer.get_data().decode("utf-8-sig"))))
    assert any(row[:4] == ["Per case (FIR)", "1", "4", "25.00"] for row in rows)
    year = next(row for row in rows if row[:1] == ["2023"] and len(row) > 10)
    assert year[1:5] == ["1", "0", "4", "4"]
    cells = [cell for row in rows for cell in row]
    assert not [cell for cell in cells if cell.startswith(sheets.FORMULA_SIGNS)]


def test_the_workbook_and_the_json_are_the_same_report(boss: Browserless) -> None:
    book = load_workbook(io.BytesIO(boss.get(f"{URL}.xlsx?{PERIOD}").get_data()))
    assert book.sheetnames[:3] == ["About", "At a glance", "Conviction rates of the period"]
    found = json.loads(boss.get(f"{URL}.json?{PERIOD}").get_data())
    years = next(table for table in found["tables"] if table["key"] == "years")
    assert [row["cells"]["cases"] for row in years["rows"]] == [4, 0, 4]
    assert found["asked"]["from"] == "2023-01-01"


def test_the_pdf_holds_the_same_rows(boss: Browserless) -> None:
    answer = boss.get(f"{URL}.pdf?{PERIOD}")
    text = subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=answer.get_data(), capture_output=True, check=True
    ).stdout.decode()
    for words in ("Conviction report", "25.00 %", "Per case decided", "Officer", "1/"):
        assert words in text


def test_a_demonstration_says_so_on_the_report_and_at_the_foot(boss: Browserless) -> None:
    audit.begin(audit.Act(name="test", at=utc_now()))
    unit = factories.unit("HQ")
    session.add(
        DemoLoad(
            kind="NATIONAL",
            unit_id=unit.id,
            loaded_at=utc_now(),
            title="Demo: national figures",
            words="Raids are invented.\nComplaints are published.",
        )
    )
    session.commit()
    text = boss.get(f"{URL}?{PERIOD}").get_data(as_text=True)
    assert "<li>Raids are invented.</li>" in text
    assert "<strong>Demo: national figures</strong>" in text


def test_the_index_lists_every_report(boss: Browserless) -> None:
    text = unescape(boss.get("/reports").get_data(as_text=True))
    for kind in KINDS:
        assert f'href="/reports/{kind.name}"' in text
        assert kind.summary in text
    assert 'href="/reports" aria-current="page"' in boss.get("/reports").get_data(as_text=True)


@pytest.mark.parametrize("name", ["nothing", "nothing.csv", "nothing.pdf", "conviction.exe"])
def test_there_are_no_other_reports(boss: Browserless, name: str) -> None:
    boss.get(f"/reports/{name}", status=404)


def test_the_question_is_kept_with_what_is_wrong_in_it(boss: Browserless) -> None:
    answer = boss.get(f"{URL}?from=2023-01-01&to=2022-12-31&as_of=2999-01-01", status=422)
    text = answer.get_data(as_text=True)
    assert "Enter a last day that is not before the first" in text
    assert "Enter a day that is not in the future" in text
    assert 'value="2022-12-31"' in text
    assert '<details class="more" open>' in text


def test_a_preset_keeps_the_other_filters(boss: Browserless) -> None:
    text = boss.get(f"{URL}?{PERIOD}&interval=exact").get_data(as_text=True)
    preset = "/reports/conviction?interval=exact&amp;from=2020-01-01&amp;to=2024-12-31"
    assert f'href="{preset}"' in text


def test_the_exact_interval_is_shown_when_asked_for(boss: Browserless) -> None:
    usual = boss.get(f"{URL}?{PERIOD}").get_data(as_text=True)
    exact = boss.get(f"{URL}?{PERIOD}&interval=exact").get_data(as_text=True)
    assert "4.56 – 69.94 %" in usual
    assert '<details class="more">' in usual
    assert "0.63 – 80.59 %" in exact
    assert "Clopper-Pearson), 95 %" in exact
    assert "Interval: Exact" in exact


def test_small_counts_are_hidden_from_the_public_everywhere(boss: Browserless) -> None:
    question = f"{PERIOD}&public=1"
    page = boss.get(f"{URL}?{question}").get_data(as_text=True)
    assert "&lt;5" in page
    assert "25.00" not in page
    for kind in (".csv", ".json"):
        found = boss.get(f"{URL}{kind}?{question}").get_data(as_text=True)
        assert "<5" in found
        assert "25.00" not in found


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Puts a report into the catalogue for one test."""

    def put(build: Callable[[object, Asked], Document], **more: object) -> None:
        values: dict[str, object] = {"name": "made", "title": "Made by hand", "summary": "Made."}
        kind = Kind(version=1, build=build, **(values | more))  # type: ignore[arg-type]
        monkeypatch.setitem(cast("dict[str, Kind]", BY_NAME), "made", kind)

    return put


@pytest.mark.parametrize("kind", ["", ".csv", ".xlsx", ".pdf", ".json"])
def test_a_report_whose_total_differs_from_its_rows_is_shown_nowhere(
    boss: Browserless, made: Callable[..., None], kind: str
) -> None:
    made(lambda _scope, asked: documents.document(documents.counted(3, 4, total=8), asked=asked))
    text = boss.get(f"/reports/made{kind}?{PERIOD}", status=409).get_data(as_text=True)
    assert "Count: the rows add up to 7, the total says 8." in text
    assert "<table" not in text


def test_every_chart_and_cell_is_strict_html_and_leads_to_its_rows(
    boss: Browserless, app: Flask, made: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "ROWS", "reports.index")
    made(lambda _scope, asked: replace(documents.rich(), asked=asked), takes=("public",))
    text = boss.get(f"/reports/made?{PERIOD}").get_data(as_text=True)
    assert text.count("<svg") == 5  # the curves are one in another
    assert text.count('href="/reports?measure=fir&amp;from=2023-01-01') == 8
    assert text.count('role="group" aria-labelledby') == 3
    assert "together 100.0 %" in text
    assert "partial:" in text
    public = boss.get(f"/reports/made?{PERIOD}&public=1").get_data(as_text=True)
    assert "measure=fir" not in public


def test_a_form_asks_for_what_its_report_takes(
    boss: Browserless, made: Callable[..., None]
) -> None:
    asked: list[Asked] = []

    def build(_scope: object, question: Asked) -> Document:
        asked.append(question)
        return documents.document(documents.counted(5), asked=question)

    by = (Choice("year", "Year"), Choice("unit", "Unit"))
    made(build, takes=(*FILTERS, "counted", "of", "basis", "interval", "public"), by=by)
    officer = factories.officer(Role.INVESTIGATOR, at="FSD")
    session.commit()
    query = f"officer={officer.id}&offence=PECA-2016/14&means=VOIP&country=US&of=fir&by=unit"
    text = boss.get(f"/reports/made?{PERIOD}&{query}").get_data(as_text=True)
    assert f"Officer: {officer.name}" in text
    assert "Means used: VoIP" in text
    assert '<details class="more" open>' in text
    found = asked[-1]
    assert (found.officer, found.offence, found.means) == (officer.id, "PECA-2016/14", "VOIP")
    assert (found.country, found.of, found.by, found.counted) == ("US", "fir", "unit", "accused")
    boss.get("/reports/made.csv", status=200)
    assert asked[-1].by == "year"
    for wrong in ("by=court", "means=SMOKE", "country=XX", "officer=nobody", "of=all"):
        boss.get(f"/reports/made?{PERIOD}&{wrong}", status=422)


def test_a_monthly_report_asks_for_one_month(boss: Browserless, made: Callable[..., None]) -> None:
    asked: list[Asked] = []

    def build(_scope: object, question: Asked) -> Document:
        asked.append(question)
        return documents.document(documents.counted(5), asked=question)

    made(build, month=True)
    for query, last in (
        ("month=2024-02", date(2024, 2, 29)),
        ("from=2023-04-01&to=2023-04-30", date(2023, 4, 30)),
        ("", date(2023, 12, 31)),
    ):
        boss.get(f"/reports/made?{query}")
        assert asked[-1].period == Period(last.replace(day=1), last)
    text = boss.get("/reports/made?month=2024-13", status=422).get_data(as_text=True)
    assert "Enter a month, as 2024-09" in text


def test_a_refusal_of_the_question_stands_at_its_field(
    boss: Browserless, made: Callable[..., None]
) -> None:
    def build(_scope: object, _asked: Asked) -> Document:
        raise Refused("Ask for a period that is over.", field="end")

    made(build)
    text = boss.get(f"/reports/made?{PERIOD}", status=422).get_data(as_text=True)
    assert '#to"> Ask for a period that is over.</a>' in text
    assert 'value="2024-12-31"' in text
