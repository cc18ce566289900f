"""Workload, clocks, raids, oversight and means as page and files, for whoever may read reports."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from html import unescape

import pytest

from casetrack.cases.service import start_clock
from casetrack.db import session
from casetrack.reports.catalogue import BY_NAME
from casetrack.reports.queries.measures import MEASURES
from casetrack.rules.roles import Role
from tests import factories
from tests.client import Browserless
from tests.reports import population as made
from tests.reports.histories import Station
from tests.reports.reading import report

pytestmark = pytest.mark.usefixtures("sqlite")
NAMES = ("workload", "clocks", "raids", "oversight", "means")
PERIOD = "from=2023-01-01&to=2024-12-31&as_of=2026-01-01"
DAY = date(2024, 5, 5)


@pytest.fixture
def boss() -> object:
    """One case, raided, with a clock that nobody stopped; a complaint that tells of means."""
    case = Station.at("FSD").fir(DAY)
    made.raid(case, DAY)
    start_clock(case=case, key="warrantless_report", started_at=made.noon(DAY))
    made.complaint(DAY, means=["VOIP"], target_country="US", occurred_at=made.noon(DAY))
    session.commit()
    return factories.officer(Role.SUPERVISOR, "FSD")


@pytest.mark.parametrize("name", NAMES)
def test_page_and_files(name: str, boss, client_for: Callable[[object], Browserless]) -> None:
    browser = client_for(boss)
    for choice in BY_NAME[name].by or (None,):
        by = f"&by={choice.key}" if choice else ""
        text = unescape(browser.get(f"/reports/{name}?{PERIOD}{by}").get_data(as_text=True))
        assert "How this was counted" in text
        made_ = json.loads(browser.get(f"/reports/{name}.json?{PERIOD}{by}").get_data())
        assert any(table["rows"] for table in made_["tables"])
    for ending in ("csv", "xlsx"):
        browser.get(f"/reports/{name}.{ending}?{PERIOD}")
    browser.get(f"/reports/{name}?{PERIOD}&public=1")


@pytest.mark.parametrize("name", NAMES)
def test_the_auditor_reads_figures_and_no_case(
    name: str, boss, client_for: Callable[[object], Browserless]
) -> None:
    browser = client_for(factories.officer(Role.AUDITOR, "HQ"))
    text = browser.get(f"/reports/{name}?{PERIOD}").get_data(as_text=True)
    assert "FSD-FIR-" not in text


@pytest.mark.parametrize("name", NAMES)
def test_every_drill_names_a_measure(name: str, boss) -> None:
    for choice in BY_NAME[name].by or (None,):
        document = report(BY_NAME[name], by=choice.key if choice else "")
        drills = [
            drill for of in document.tables() for row in of.rows for drill in row.drills.values()
        ]
        assert all(drill.measure in MEASURES for drill in drills)


def test_the_paper_of_one_of_them(boss, client_for: Callable[[object], Browserless]) -> None:
    answer = client_for(boss).get(f"/reports/raids.pdf?{PERIOD}")
    assert answer.get_data().startswith(b"%PDF")
