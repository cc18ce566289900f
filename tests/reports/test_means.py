"""Means by target country, and the hour of the day there."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from casetrack.reports.catalogue.means import KIND
from casetrack.rules.roles import Role
from tests import factories
from tests.reports import population as made
from tests.reports.reading import headline, report, table

pytestmark = pytest.mark.usefixtures("database")
DAY = date(2024, 5, 5)
NIGHT = datetime(2024, 5, 4, 17, 30, tzinfo=UTC)  # 22:30 in Karachi, 13:30 in New York


def test_a_complaint_counts_under_each_of_its_means_and_once_in_all() -> None:
    made.complaint(DAY, means=["VOIP", "AI_VOICE"], target_country="US")
    made.complaint(DAY, means=["VOIP"])
    made.complaint(DAY)
    made.complaint(date(2022, 12, 31), means=["VOIP"])
    rows = table(report(KIND), "means")
    assert (rows["VoIP"]["us"], rows["VoIP"]["unnamed"], rows["VoIP"]["all"]) == (1, 1, 2)
    assert rows["AI voice"]["all"] == 1
    assert rows["All complaints, each once"]["all"] == 3
    assert rows["VoIP"]["share"].percent_text(2) == "66.67 %"
    assert headline(report(KIND), "That name a means").numerator == 2


def test_the_hour_is_that_of_the_victims_clock_on_that_day() -> None:
    winter = datetime(2024, 1, 4, 17, 30, tzinfo=UTC)
    for country, moment in (("US", NIGHT), ("US", winter), ("IN", NIGHT), ("GB", NIGHT)):
        made.complaint(DAY, target_country=country, occurred_at=moment)
    rows = table(report(KIND), "hours")
    assert (rows["13:00"]["us"], rows["12:00"]["us"]) == (1, 1)
    assert rows["23:00"]["in"] == 1
    assert rows["18:00"]["gb"] == 1
    assert rows["22:00"]["here"] == 4
    assert rows["Total"] == {"gb": 1, "in": 1, "us": 2, "others": 0, "all": 4, "here": 4}


def test_what_has_no_moment_or_no_country_is_left_out_and_counted() -> None:
    made.complaint(DAY, target_country="US")
    made.complaint(DAY, occurred_at=NIGHT)
    made.complaint(DAY)
    made.complaint(DAY, occurred_at=NIGHT, target_country="BV")
    made.complaint(DAY, occurred_at=NIGHT, target_country="US")
    counts = [row["count"] for row in table(report(KIND), "left_out").values()]
    assert counts == [1, 2, 1, 1, 5]


def test_without_complaints_nothing_is_made_up() -> None:
    factories.unit("FSD")
    document = report(KIND)
    assert table(document, "means") == table(document, "hours") == {}


def test_sealed_complaints_and_other_units_are_left_out() -> None:
    made.complaint(DAY, means=["VOIP"], sealed=True)
    made.complaint(DAY, means=["VOIP"], at="LHR")
    made.complaint(DAY, means=["VOIP"])
    boss = factories.officer(Role.SUPERVISOR, at="FSD")
    assert table(report(KIND, seen_by=boss), "means")["VoIP"]["all"] == 1
    assert table(report(KIND), "means")["VoIP"]["all"] == 3
