"""Clocks by what became of them, their compliance, and the list of the longest overdue."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from casetrack.cases.service import start_clock, stop_clock
from casetrack.db import session, utc_now
from casetrack.reports.catalogue.clocks import KIND
from casetrack.reports.document import Days
from casetrack.reports.facts import Period
from casetrack.rules.roles import Role
from tests import factories
from tests.reports import population as made
from tests.reports.reading import TODAY, headline, report, table

pytestmark = pytest.mark.usefixtures("database")
SOFT, HARD, RIGHT = "interim_challan", "warrantless_report", "appeal_peca"
DAY = date(2024, 5, 5)
INTERIM = "Interim challan"


def clock(key: str, on: date, stopped: date | None = None, **more: object):
    case = made.case(fir=on, **more)
    made_ = start_clock(case=case, key=key, started_at=made.noon(on))
    if stopped:
        stop_clock(case=case, key=key, at=made.noon(stopped))
    return made_


def test_each_clock_counts_under_what_became_of_it() -> None:
    clock(SOFT, DAY, DAY + timedelta(days=17))
    clock(SOFT, DAY, DAY + timedelta(days=18))
    clock(SOFT, DAY)
    clock(SOFT, TODAY - timedelta(days=2))
    clock(SOFT, date(2022, 12, 31))
    row = table(report(KIND), "soft")[INTERIM]
    found = [row[key] for key in ("started", "met", "breached", "overdue", "running")]
    assert found == [4, 1, 1, 1, 1]
    assert (row["compliance"].numerator, row["compliance"].denominator) == (1, 3)
    assert headline(report(KIND), "Overdue now") == 1


def test_hard_and_soft_are_apart_and_a_right_is_in_no_rate() -> None:
    clock(HARD, DAY)
    clock(SOFT, DAY, DAY)
    clock(RIGHT, DAY)
    clock(RIGHT, DAY, DAY + timedelta(days=2))
    document = report(KIND)
    assert headline(document, "Hard clocks").denominator == 1
    assert headline(document, "Soft clocks").numerator == 1
    assert headline(document, "Overdue now") == 1
    rights = table(document, "rights")["All"]
    assert [rights[key] for key in ("started", "acted", "over", "running")] == [2, 1, 1, 0]


def test_an_earlier_as_of_day_sees_the_clock_as_it_stood() -> None:
    clock(SOFT, DAY, DAY + timedelta(days=30))
    early, late = (
        table(report(KIND, as_of=DAY + timedelta(days=days)), "soft")["All"] for days in (5, 20)
    )
    assert (early["running"], late["overdue"]) == (1, 1)
    assert table(report(KIND), "soft")["All"]["breached"] == 1


def test_by_unit_and_by_officer_add_up_to_all() -> None:
    io = factories.officer(Role.INVESTIGATOR, "LHR")
    clock(SOFT, DAY)
    clock(SOFT, DAY, at="LHR", lead_id=io.id)
    units = table(report(KIND), "soft_by_unit")
    assert sorted(row["overdue"] for row in units.values()) == [1, 1, 2]
    officers = table(report(KIND, by="officer"), "soft_by_officer")
    assert officers[f"{io.title}, LHR"]["started"] == 1
    mine = report(KIND, officer=io.id)
    assert table(mine, "soft")["All"]["started"] == 1


def test_the_longest_overdue_come_first_and_only_in_cases_one_may_open() -> None:
    old = clock(SOFT, date(2023, 1, 5))
    clock(SOFT, DAY)
    clock(SOFT, DAY, sealed=True)
    clock(HARD, DAY, at="KHI")
    session.commit()

    def listed(document) -> list[str]:
        return list(table(document, "worst"))

    everything = report(KIND)
    assert len(listed(everything)) == 3
    assert listed(everything)[0] == old.case.number
    days = table(everything, "worst")[old.case.number]["late"]
    assert days == Days((utc_now() - old.due_at).days)
    boss = factories.officer(Role.SUPERVISOR, "FSD")
    assert len(listed(report(KIND, seen_by=boss))) == 2
    auditor = report(KIND, seen_by=factories.officer(Role.AUDITOR, "HQ"))
    assert listed(auditor) == []
    assert headline(auditor, "Overdue now") == 2
    assert listed(report(KIND, public=True)) == []


def test_the_list_stops_at_fifty() -> None:
    for number in range(52):
        clock(SOFT, DAY + timedelta(days=number % 7))
    assert len(table(report(KIND, period=Period(DAY, TODAY)), "worst")) == 50
