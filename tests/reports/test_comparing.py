"""What moved since a return was issued, row by row, each with the cause that it really had."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from flask import Flask

from casetrack.accounts.models import Officer
from casetrack.cases import service as cases
from casetrack.cases.models import Case
from casetrack.db import local_date, session, utc_now
from casetrack.files import Store
from casetrack.reports import issuing, queries
from casetrack.reports.catalogue import BY_NAME
from casetrack.reports.causes import Why
from casetrack.reports.comparing import Comparison, MovedRow, compared
from casetrack.reports.models import Return
from casetrack.reports.returned import signed
from casetrack.rules.roles import Role
from casetrack.rules.stages import AccusedState, CaseState
from tests import factories
from tests.reports import histories, issued
from tests.reports import population as made
from tests.reports.histories import Station, at

pytestmark = pytest.mark.usefixtures("database")
YEAR = 2024
TOMORROW = local_date(utc_now()) + timedelta(days=1)


def day(month: int, number: int = 5) -> date:
    return date(YEAR, month, number)


@dataclass
class World:
    """FSD with two convicted cases and one closed as untraced, and a supervisor who issues."""

    app: Flask
    shelf: Store
    station: Station
    boss: Officer
    convicted: Case
    untraced: Case

    def issue(self, **more: object) -> Return:
        return issued.issue(self.app, self.boss, during=issued.period(YEAR, TOMORROW.year), **more)

    def compare(self, found: Return) -> Comparison:
        session.expire_all()
        return compared(
            signed(found.content),
            BY_NAME[found.report],
            queries.scope_of_return(found),
            shelf=self.shelf,
            today=TOMORROW,
        )


@pytest.fixture
def world(app: Flask) -> World:
    station = Station.at("FSD")
    convicted, other, untraced = (station.fir(day(2)) for _ in range(3))
    for case in (convicted, other):
        tried(station, case)
        station.verdict(case, "CONVICTED", day(8))
    station.dispose(untraced, "untraced", day(4))
    made.complaint(day(1))
    boss = factories.officer(Role.SUPERVISOR, at="FSD")
    session.commit()
    with app.app_context():
        shelf = issuing.shelf()
    return World(app, shelf, station, boss, convicted, untraced)


def tried(station: Station, case: Case) -> None:
    station.challan(case, day(3))
    station.cognizance(case, day(4))
    station.charge(case, day(5))
    station.trial(case, day(6))


def only(comparison: Comparison, kind: str) -> MovedRow:
    (row,) = [row for row in comparison.rows if row.kind == kind]
    return row


def figure(comparison: Comparison, row: str, column: str) -> tuple[object, object, int | None]:
    for one in comparison.figures:
        if one.row == row and one.column == column:
            return one.then, one.now, one.difference
    raise AssertionError([(one.row, one.column) for one in comparison.figures])


def test_nothing_moved_says_so(world: World) -> None:
    found = world.issue()
    comparison = world.compare(found)
    assert (comparison.figures, comparison.rows, comparison.redefined) == ((), (), False)


def test_a_late_entry_is_named(world: World) -> None:
    found = world.issue()
    late = made.complaint(day(7), recorded_at=made.noon(TOMORROW))
    session.commit()
    comparison = world.compare(found)
    row = only(comparison, "complaint")
    assert (row.cause.why, row.cause.on) == (Why.LATE, day(7))
    assert row.cause.entered == made.noon(TOMORROW)
    assert row.matter is not None
    assert row.matter.label == late.number
    assert "Figures by year: 2024: Complaints" in row.joined
    assert row.left == ()
    assert figure(comparison, "2024", "Complaints") == (1, 2, 1)


def test_what_happened_since_is_not_called_late(world: World) -> None:
    found = world.issue()
    made.complaint(TOMORROW, recorded_at=made.noon(TOMORROW))
    session.commit()
    assert only(world.compare(found), "complaint").cause.why is Why.SINCE


def test_a_conviction_set_aside_on_appeal_is_named(world: World) -> None:
    found = world.issue()
    issued.begin()
    case = session.merge(world.convicted)
    world.station.retrial(case, TOMORROW, TOMORROW)
    session.commit()
    comparison = world.compare(found)
    accused, of_case = only(comparison, "accused"), only(comparison, "case")
    for row in (accused, of_case):
        assert row.cause.why is Why.APPEAL
        assert row.cause.on == TOMORROW
    assert accused.cause.act == (AccusedState.CONVICTED.label, AccusedState.CHARGED.label)
    assert "Figures by year: 2024: Convictions" in accused.left
    assert any("Cases convicted" in name for name in of_case.left)
    assert figure(comparison, "2024", "Convictions") == (2, 1, -1)


def test_a_case_that_was_reopened_is_named(world: World) -> None:
    found = world.issue()
    issued.begin()
    case = session.merge(world.untraced)
    world.station.reopen(case, TOMORROW)
    session.commit()
    row = only(world.compare(found), "case")
    assert row.cause.why is Why.REOPENED
    assert row.cause.act == (CaseState.UNTRACED_REPORT.label, CaseState.INVESTIGATION.label)
    assert row.left
    assert row.joined


def test_a_verdict_of_then_that_was_entered_later_is_late(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    issued.begin()
    slow = world.station.fir(day(2))
    tried(world.station, slow)
    session.commit()
    found = world.issue()
    issued.begin()
    slow = session.merge(slow)
    with monkeypatch.context() as patch:
        # The histories enter an act at three in the afternoon of its day.
        patch.setattr(histories, "at", lambda on, hour=11: at(TOMORROW if hour == 15 else on, hour))
        world.station.verdict(slow, "CONVICTED", day(9))
    session.commit()
    row = only(world.compare(found), "accused")
    assert (row.cause.why, row.cause.on) == (Why.LATE, day(9))
    assert row.cause.act == (AccusedState.CHARGED.label, AccusedState.CONVICTED.label)


def test_a_case_sealed_since_is_named_and_one_opened_since_too(world: World) -> None:
    issued.begin()
    hidden = made.case(enquiry=day(1), sealed=True)
    session.commit()
    found = world.issue()
    assert not found.sealed
    issued.begin()
    boss = world.boss.actor
    sealed = session.merge(world.untraced)
    cases.set_sealed(case=sealed, sealed=True, reason="A minor.", actor=boss, now=utc_now())
    hidden = session.merge(hidden)
    cases.set_sealed(case=hidden, sealed=False, reason="Over.", actor=boss, now=utc_now())
    session.commit()
    rows = {row.matter.label: row for row in world.compare(found).rows if row.matter}
    assert rows[sealed.number].cause.why is Why.SEALED
    assert rows[hidden.number].cause.why is Why.UNSEALED


def test_a_case_of_another_unit_since_is_named(world: World) -> None:
    found = world.issue()
    issued.begin()
    case = session.merge(world.untraced)
    case.unit = factories.unit("KHI")
    session.commit()
    row = only(world.compare(found), "case")
    assert (row.cause.why, row.cause.act) == (Why.UNIT, ("FSD", "KHI"))
    assert row.joined == ()


def test_what_no_act_explains_is_not_explained_away(world: World) -> None:
    found = world.issue()
    issued.begin()
    case = session.merge(world.untraced)
    case.exit_reason = "FALSE"
    session.commit()
    assert only(world.compare(found), "case").cause.why is Why.UNKNOWN


def test_a_return_as_of_an_earlier_day_knew_only_what_was_known_then(world: World) -> None:
    """Issued today of a past day: what was entered between the two is a late entry, too."""
    found = world.issue(as_of=day(6, 20))
    assert signed(found.content).as_of == day(6, 20)
    comparison = world.compare(found)
    accused = [row for row in comparison.rows if row.kind == "accused"]
    assert len(accused) == 2
    assert {row.cause.why for row in accused} == {Why.SINCE}
    assert figure(comparison, "2024", "Convictions") == (0, 2, 2)
