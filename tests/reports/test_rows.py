"""The rows behind a figure: as many as it says, those one may open, page by page, and as CSV."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from datetime import date, timedelta
from html import unescape

import pytest

from casetrack.db import local_date, session, utc_now
from casetrack.reports import queries
from casetrack.reports.facts import Asked, Period
from casetrack.reports.queries import listed
from casetrack.reports.queries.behind import Behind, how_many
from casetrack.reports.queries.counted import count, question
from casetrack.reports.queries.measures import MEASURES
from casetrack.rules.roles import Role
from casetrack.rules.stages import ComplaintState
from casetrack.web.sheets import FORMULA_SIGNS
from tests import factories
from tests.client import Browserless
from tests.reports import decided
from tests.reports import population as made
from tests.reports.histories import Station

TODAY = local_date(utc_now())
ALL = Period(date(2020, 1, 1), date(2025, 12, 31))
URL = "/reports/rows?from=2020-01-01&to=2025-12-31"
ClientFor = Callable[[object], Browserless]
LINK = re.compile(r'<th scope="row"><a href="([^"]+)">.*?<bdi[^>]*>([^<]+)</bdi>')


def make_some_of_everything() -> None:
    """Rows by hand and one case through the services, which has moves."""
    decided.make_world()
    made.raid(made.case(fir=date(2023, 2, 2)), date(2023, 2, 3))
    station = Station.at("FSD")
    case = station.fir(date(2024, 1, 10))
    station.challan(case, date(2024, 3, 1))
    station.cognizance(case, date(2024, 3, 10))
    station.charge(case, date(2024, 4, 1))
    station.trial(case, date(2024, 4, 10))
    station.verdict(case, "ACQUITTED", date(2024, 6, 1))
    session.commit()


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize("as_of", [TODAY, date(2024, 5, 1)])
def test_every_measure_counts_and_lists_the_same(as_of: date) -> None:
    make_some_of_everything()
    unit = factories.unit("FSD")
    boss = factories.officer(Role.SUPERVISOR, at="FSD").actor
    auditor = factories.officer(Role.AUDITOR, at="HQ").actor
    q = question(queries.scope_of(boss, unit), Asked(ALL, "FSD", as_of))
    some = 0
    for measure in MEASURES.values():
        behind = Behind(measure)
        counted = how_many(behind, q)
        some += bool(counted)
        assert counted == count(measure, q), measure.key
        assert counted == listed.how_many_open(behind, q, boss), measure.key
        lines = list(listed.every(behind, q, boss))
        assert len(lines) == counted, measure.key
        assert len({line.place for line in lines}) == counted, measure.key
        assert listed.how_many_open(behind, q, auditor) == 0
    assert some > 8


@pytest.mark.usefixtures("database")
def test_pages_go_on_where_the_last_one_ended() -> None:
    for number in range(120):
        made.complaint(date(2023, 1, 1) + timedelta(days=number // 7))
    session.commit()
    boss = factories.officer(Role.SUPERVISOR, at="FSD").actor
    scope = queries.scope_of(boss, factories.unit("FSD"))
    q, behind = question(scope, Asked(ALL, "FSD", TODAY)), Behind(MEASURES["received"])
    every = [line.place for line in listed.every(behind, q, boss)]
    first = listed.page(behind, q, boss)
    second = listed.page(behind, q, boss, older_than=first.older)
    third = listed.page(behind, q, boss, older_than=second.older)
    shown = [line.place for page in (first, second, third) for line in page.lines]
    assert shown == every
    assert (first.newer, third.older) == (None, None)
    assert listed.page(behind, q, boss, newer_than=third.newer).lines == second.lines
    assert every == sorted(every, key=lambda place: (place.day, place.id), reverse=True)


@pytest.fixture
def boss(sqlite: str, client_for: ClientFor) -> Browserless:
    make_some_of_everything()
    return client_for(factories.officer(Role.SUPERVISOR, at="FSD"))


def test_every_measure_has_its_page(boss: Browserless) -> None:
    for key, measure in MEASURES.items():
        text = boss.get(f"{URL}&measure={key}").get_data(as_text=True)
        assert f"Rows: {measure.label}" in unescape(text)
        assert boss.get(f"/reports/rows.csv{URL[13:]}&measure={key}").mimetype == "text/csv"


def test_every_link_leads_to_a_page_that_opens(boss: Browserless) -> None:
    for measure in ("followed", "fir", "arrested", "charge_decided", "raid", "police_reported"):
        text = boss.get(f"{URL}&measure={measure}").get_data(as_text=True)
        links = LINK.findall(text)
        assert links, measure
        url, number = links[0]
        assert number.partition(" ")[0] in boss.get(url).get_data(as_text=True)


def test_every_figure_of_the_reports_leads_to_a_page(boss: Browserless) -> None:
    for name in ("rates", "attrition", "conviction"):
        address = f"/reports/{name}?from=2020-01-01&to=2025-12-31"
        text = boss.get(address).get_data(as_text=True)
        links = {unescape(url) for url in re.findall(r'href="(/reports/rows[^"]+)"', text)}
        assert len(links) > 10, name
        for link in sorted(links):
            boss.get(link)


def test_what_narrows_the_rows_is_said_in_words(boss: Browserless) -> None:
    narrows = "point=VERIFICATION&fate=open&state=VERIFIED&reason=&group=officer&key="
    text = boss.get(f"{URL}&measure=followed&category=OTHER&{narrows}").get_data(as_text=True)
    for words in ("Came as far as", "Still open", "Verified", "Not given to anybody", "Category"):
        assert words in text
    assert "1 counted" in text
    text = boss.get(f"{URL}&measure=convicted&cohort=arrested").get_data(as_text=True)
    assert "Of those of the period" in text
    assert "3 counted" in text


@pytest.mark.parametrize(
    "query",
    [
        "measure=nothing",
        "",
        "measure=fir&cohort=received",
        "measure=fir&passed=nothing",
        "measure=fir&group=unit&key=FSD",
        "measure=fir&group=station&key=1",
        "measure=fir&point=RAID",
        "measure=followed&fate=gone",
        "measure=fir&older=yesterday",
    ],
)
def test_what_no_drill_asks_is_not_found(boss: Browserless, query: str) -> None:
    boss.get(f"{URL}&{query}", status=404)


def test_a_bad_window_or_a_foreign_unit_is_refused(boss: Browserless) -> None:
    for query in ("from=2024-02-30&to=2024-12-31", "unit=KHI"):
        text = boss.get(f"/reports/rows?measure=fir&{query}", status=422).get_data(as_text=True)
        assert "There is a problem" in text


def test_an_auditor_reads_the_figure_and_opens_nothing(
    boss: Browserless, client_for: ClientFor
) -> None:
    auditor = client_for(factories.officer(Role.AUDITOR, at="HQ"))
    text = auditor.get(f"{URL}&measure=received").get_data(as_text=True)
    assert "You may read the figure, but open none of them." in text
    assert "5 counted" in text
    assert not LINK.findall(text)
    rows = auditor.get(f"/reports/rows.csv{URL[13:]}&measure=received").get_data(as_text=True)
    assert rows.rstrip().endswith("Number,Day,Unit,State,Reason,Officer")


def test_a_liaison_is_told_how_many_he_may_open(boss: Browserless, client_for: ClientFor) -> None:
    liaison = client_for(factories.officer(Role.LIAISON, at="CENTRAL"))
    text = liaison.get(f"{URL}&measure=fir").get_data(as_text=True)
    assert "The figure counts 6. You may open 4 of them, and only these are listed." in text
    assert len(LINK.findall(text)) == 4


@pytest.mark.parametrize("role", [Role.CLERK, Role.INVESTIGATOR, Role.ADMINISTRATOR])
def test_who_reads_no_reports_sees_no_rows(sqlite: str, client_for: ClientFor, role: Role) -> None:
    client_for(factories.officer(role)).get(f"{URL}&measure=fir", status=403)


def test_sealed_rows_are_neither_counted_nor_listed(boss: Browserless) -> None:
    before = boss.get(f"{URL}&measure=received").get_data(as_text=True)
    made.complaint(date(2023, 3, 3), sealed=True, state=ComplaintState.RECEIVED)
    session.commit()
    after = boss.get(f"{URL}&measure=received").get_data(as_text=True)
    assert LINK.findall(after) == LINK.findall(before)
    assert "5 counted" in after


def test_the_csv_holds_every_row_and_no_formula(boss: Browserless) -> None:
    clerk = made.clerk()
    clerk.name = '=HYPERLINK("http://example.org")'
    session.commit()
    answer = boss.get(f"/reports/rows.csv{URL[13:]}&measure=fir")
    assert answer.headers["Content-Disposition"].endswith("fir-FSD-2020-01-01-2025-12-31.csv")
    rows = list(csv.reader(io.StringIO(answer.get_data().decode("utf-8-sig"))))
    assert ["Counted in all", "6"] in rows
    heads = rows.index(["Number", "Day", "Unit", "State", "Reason", "Officer"])
    assert len(rows) - heads - 1 == 6
    cells = [cell for row in rows for cell in row]
    assert not [cell for cell in cells if cell.startswith(FORMULA_SIGNS)]
