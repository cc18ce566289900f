"""Workload: opening + in - out = closing, whose it is, how old it is, what is overdue."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from casetrack.cases.models import Case
from casetrack.complaints.models import ComplaintMovement
from casetrack.db import session
from casetrack.reports.catalogue.workload import KIND
from casetrack.reports.document import Days
from casetrack.reports.facts import Asked, Period
from casetrack.reports.queries import everything, workload
from casetrack.reports.queries.counted import question
from casetrack.rules.desk_moves import Desk
from casetrack.rules.roles import Role
from casetrack.rules.states import CaseState, ComplaintState
from tests import factories
from tests.reports import population as made
from tests.reports.histories import Station
from tests.reports.reading import TODAY, headline, report, table

pytestmark = pytest.mark.usefixtures("database")
YEAR = Period(date(2024, 1, 1), date(2024, 12, 31))
C = CaseState


@pytest.fixture
def fsd() -> Station:
    return Station.at("FSD")


def flow(document, desk: str, who: str) -> tuple:
    row = table(document, desk)[who]
    return tuple(row[key] for key in ("opening", "came", "left", "closing"))


def complaint(on: date, *moves: tuple[ComplaintState, date], **more: object):
    """A complaint with its moves; the first one receives it."""
    one = made.complaint(on, **more)
    origin = None
    for seq, (to, day) in enumerate([(ComplaintState.RECEIVED, on), *moves], start=1):
        session.add(
            ComplaintMovement(
                complaint_id=one.id,
                seq=seq,
                from_state=origin,
                to_state=to,
                occurred_at=made.noon(day),
                recorded_at=made.noon(day),
                actor_id=made.clerk().id,
            )
        )
        origin = to
    one.state = origin
    session.flush()
    return one


def test_a_case_moves_from_desk_to_desk_and_comes_back(fsd: Station) -> None:
    old = fsd.fir(date(2023, 5, 1))
    fsd.dispose(old, "untraced", date(2024, 2, 1))
    fsd.reopen(old, date(2024, 3, 1))
    fsd.fir(date(2024, 4, 1))
    gone = fsd.fir(date(2024, 4, 2))
    fsd.challan(gone, date(2024, 6, 1))
    fsd.fir(date(2025, 1, 1))
    document = report(KIND, period=YEAR)
    assert flow(document, "police", "Total") == (1, 3, 2, 2)
    assert flow(document, "court", "Total") == (0, 1, 0, 1)
    assert table(document, "all")["Total"]["all"] == 3
    assert headline(document, "Investigations") == 2


def test_one_year_closes_as_the_next_one_opens(fsd: Station) -> None:
    for number in range(6):
        case = fsd.fir(date(2023, 2, 1) + timedelta(days=40 * number))
        if number % 2:
            fsd.dispose(case, "untraced", date(2024, 2, 1 + number))
    before, after = (
        report(KIND, period=Period(date(year, 1, 1), date(year, 12, 31))) for year in (2023, 2024)
    )
    assert flow(before, "police", "Total")[3] == flow(after, "police", "Total")[0]


@pytest.mark.parametrize("by", ["unit", "officer"])
def test_stock_of_today_is_the_same_by_state_and_by_moves(fsd: Station, by: str) -> None:
    back = fsd.fir(date(2024, 1, 10))
    fsd.dispose(back, "untraced", date(2024, 2, 1))
    fsd.reopen(back, date(2024, 12, 1))
    fsd.challan(fsd.fir(date(2024, 4, 2)), date(2024, 6, 1))
    complaint(date(2024, 5, 1))
    scope = everything()
    assert scope is not None
    q = question(scope, Asked(Period(date(2024, 6, 1), TODAY), "HQ", TODAY, by=by))
    for desk in Desk:
        now, then = (
            session.execute(select(stock).order_by(stock.c.since)).all()
            for stock in (workload._stock_now(desk, q), workload._stock_then(desk, q))
        )
        assert now == then
    flows = workload.loads(scope, q.asked)
    police = flows[Desk.POLICE][_key(back, by)]
    assert (police.opening, police.came, police.left, police.closing) == (1, 1, 1, 1)
    assert flows[Desk.COMPLAINT][made.clerk().unit_id if by == "unit" else None].opening == 1


def _key(case: Case, by: str) -> UUID:
    return case.unit_id if by == "unit" else case.lead_id


def test_age_counts_from_the_last_entry_to_the_desk(fsd: Station) -> None:
    back = fsd.fir(date(2024, 1, 10))
    fsd.dispose(back, "untraced", date(2024, 2, 1))
    fsd.reopen(back, date(2024, 12, 1))
    fsd.fir(date(2024, 10, 2))
    row = table(report(KIND, period=YEAR), "police")["Total"]
    assert (row["median"], row["oldest"]) == (Days(30), Days(90))


def test_stock_counts_with_the_lead_of_today(fsd: Station) -> None:
    case = fsd.fir(date(2024, 4, 1))
    mine = fsd.io
    session.flush()
    by_officer = report(KIND, period=YEAR, by="officer")
    assert flow(by_officer, "police", f"{mine.title}, FSD") == (0, 1, 0, 1)
    other = factories.officer(Role.INVESTIGATOR, "FSD")
    case.lead_id, case.lead = other.id, other
    session.flush()
    again = report(KIND, period=YEAR, by="officer")
    assert flow(again, "police", "Total") == (0, 1, 0, 1)
    only = report(KIND, period=YEAR, by="officer", officer=other.id)
    assert flow(only, "police", "Total") == (0, 1, 0, 1)
    assert table(report(KIND, period=YEAR, by="officer", officer=mine.id), "police") == {}


def test_complaints_by_state_and_by_whom_they_are_with() -> None:
    io = factories.officer(Role.INVESTIGATOR, "FSD")
    sent, closed = ComplaintState.VERIFICATION, ComplaintState.CLOSED
    complaint(date(2023, 12, 1))
    complaint(date(2024, 3, 1), (sent, date(2024, 3, 5)), assigned_to_id=io.id)
    complaint(
        date(2024, 3, 1),
        (sent, date(2024, 3, 5)),
        (closed, date(2024, 4, 1)),
        assigned_to_id=io.id,
        close_reason="FALSE",
        state=closed,
    )
    document = report(KIND, period=YEAR, by="officer")
    assert flow(document, "complaint", f"{io.title}, FSD") == (0, 2, 1, 1)
    assert flow(document, "complaint", "Nobody yet") == (1, 0, 0, 1)
    assert table(document, "complaint")["Nobody yet"]["oldest"] == Days(396)
    by_unit = report(KIND, period=YEAR)
    assert flow(by_unit, "complaint", "Total") == (1, 2, 1, 2)


def test_overdue_is_what_was_open_and_late_when_the_period_ended(fsd: Station) -> None:
    """The interim challan is due 17 days after the FIR."""
    case = fsd.fir(date(2024, 12, 10))
    fsd.fir(date(2024, 12, 20))
    fsd.challan(case, date(2025, 2, 1))
    assert headline(report(KIND, period=YEAR), "Overdue clocks") == 1
    january = report(KIND, period=Period(date(2025, 1, 1), date(2025, 1, 31)))
    assert table(january, "late")["Total"]["interim_challan"] == 2
    assert headline(report(KIND, period=Period(date(2025, 1, 1), TODAY)), "Overdue clocks") == 1


def test_what_was_recorded_later_is_not_known_earlier(fsd: Station) -> None:
    case = fsd.fir(date(2024, 4, 1))
    fsd.dispose(case, "untraced", date(2024, 9, 1))
    then = report(KIND, period=YEAR, as_of=date(2024, 8, 1))
    assert flow(then, "police", "Total") == (0, 1, 0, 1)
    assert table(then, "police")["Total"]["oldest"] == Days(122)
    assert flow(report(KIND, period=YEAR), "police", "Total") == (0, 1, 1, 0)


def test_sealed_cases_and_other_units_are_left_out(fsd: Station) -> None:
    fsd.fir(date(2024, 4, 1)).sealed = True
    fsd.fir(date(2024, 4, 2))
    Station.at("LHR").fir(date(2024, 4, 3))
    session.commit()
    boss = factories.officer(Role.SUPERVISOR, "FSD")
    assert flow(report(KIND, period=YEAR, seen_by=boss), "police", "Total") == (0, 1, 0, 1)
    assert flow(report(KIND, period=YEAR), "police", "Total") == (0, 3, 0, 3)
