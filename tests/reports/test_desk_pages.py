"""The desks and the letter as pages, each figure leading to its rows."""

from __future__ import annotations

import html
import re

import pytest

from casetrack.rules.roles import Role
from tests import factories
from tests.reports.test_letter import winter

pytestmark = pytest.mark.usefixtures("sqlite")
PAGES = (
    "/reports/police-desk?from=2023-01-01&to=2023-12-31",
    "/reports/police-desk?from=2023-01-01&to=2023-12-31&by=unit",
    "/reports/court-desk?from=2023-01-01&to=2023-12-31&by=offence",
    "/reports/court-desk?from=2023-02-03&to=2023-04-20",
    "/reports/letter?month=2023-02",
    "/reports/letter?month=2023-04&as_of=2023-04-20",
)


@pytest.mark.parametrize("page", PAGES)
def test_figures_lead_to_rows(client_for, page: str) -> None:
    winter()
    client = client_for(factories.officer(Role.SUPERVISOR, "HQ"))
    text = client.get(page).get_data(as_text=True)
    links = {html.unescape(found) for found in re.findall(r'href="(/reports/rows[^"]+)"', text)}
    assert links
    for link in sorted(links):
        shown = client.get(link).get_data(as_text=True)
        assert "FSD-" in shown, link


@pytest.mark.parametrize("ending", ["csv", "json", "xlsx", "pdf"])
@pytest.mark.parametrize("name", ["police-desk", "letter"])
def test_every_form(client_for, name: str, ending: str) -> None:
    winter()
    client = client_for(factories.officer(Role.SUPERVISOR, "HQ"))
    asked = "month=2023-02" if name == "letter" else "from=2023-01-01&to=2023-12-31"
    assert client.get(f"/reports/{name}.{ending}?{asked}").get_data()
