"""The report as page, CSV, PDF and at the console: the same rows, and only what one may see."""

from __future__ import annotations

import csv
import io
import json
import subprocess
from collections.abc import Callable
from datetime import date

import pytest
from flask import Flask

from casetrack import audit
from casetrack.db import session, utc_now
from casetrack.reports import sheets
from casetrack.reports.models import DemoLoad
from casetrack.rules.roles import Role
from casetrack.rules.stages import AccusedState, CaseState, Outcome
from tests import factories
from tests.client import Browserless
from tests.reports import population as made

pytestmark = pytest.mark.usefixtures("sqlite")
ClientFor = Callable[[object], Browserless]
URL = "/reports/conviction"
PERIOD = "from=2023-01-01&to=2024-12-31"
DAY = date(2023, 5, 5)


@pytest.fixture
def boss(client_for: ClientFor) -> Browserless:
    """A supervisor of FSD, where one case of four was convicted."""
    for _each in range(3):
        made.case(enquiry=DAY, fir=DAY)
    case = made.case(
        enquiry=DAY, fir=DAY, outcome=Outcome.CONVICTED, verdict_on=DAY, state=CaseState.CONVICTED
    )
    made.accused(case, AccusedState.CONVICTED, arrested_on=DAY, convicted_on=DAY)
    made.complaint(DAY)
    made.complaint(DAY, at="KHI")
    session.commit()
    return client_for(factories.officer(Role.SUPERVISOR, at="FSD"))


def test_the_page_shows_all_rates_and_says_how_they_were_counted(boss: Browserless) -> None:
    text = boss.get(f"{URL}?{PERIOD}").get_data(as_text=True)
    for words in ("25.00 %", "Per case decided", "Period basis", "sealed complaints"):
        assert words in text
    assert text.count("<svg") == 3


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
    ],
)
@pytest.mark.parametrize("kind", ["", ".csv", ".pdf"])
def test_a_bad_question_is_answered_with_what_is_wrong(
    boss: Browserless, query: str, kind: str
) -> None:
    text = boss.get(f"{URL}{kind}?{query}", status=422).get_data(as_text=True)
    assert "There is a problem" in text


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


@pytest.mark.parametrize("sign", sheets.FORMULA_SIGNS)
def test_formula_signs_are_disarmed(sign: str) -> None:
    assert sheets.safe(f"{sign}1+1") == f"'{sign}1+1"
    assert sheets.safe(f" {sign}1+1") == f"' {sign}1+1"
    assert sheets.safe(-1) == -1


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


def test_the_console_prints_the_report(boss: Browserless, app: Flask) -> None:
    def run(*arguments: str) -> str:
        made = app.test_cli_runner().invoke(args=["report", "conviction", *arguments])
        assert made.exit_code == 0, made.output
        return made.output

    period = ("--from", "2023-01-01", "--to", "2024-12-31")
    assert "25.00 %" in run(*period)
    assert "Counted from everything" in run(*period)
    found = json.loads(run(*period, "--unit", "FSD", "--format", "json"))
    years = next(table for table in found["tables"] if table["key"] == "years")
    assert years["rows"][-1]["cells"]["complaints"] == 1
    assert run(*period, "--format", "csv").startswith("\ufeffReport,Conviction report")


def test_the_console_refuses_unknown_units(app: Flask) -> None:
    arguments = ["report", "conviction", "--from", "2023-01-01", "--to", "2023-12-31"]
    runner = app.test_cli_runner()
    assert "no units yet" in runner.invoke(args=arguments).output
    factories.unit("FSD")
    session.commit()
    assert "no unit X" in runner.invoke(args=[*arguments, "--unit", "X"]).output
