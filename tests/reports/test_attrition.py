"""The ledger of one cohort: every point, every loss, every group; and its rows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from random import Random

import pytest

from casetrack.accounts import service as accounts
from casetrack.cases.models import Case
from casetrack.db import local_date, session, utc_now
from casetrack.reports import queries
from casetrack.reports.catalogue import BY_NAME
from casetrack.reports.catalogue.kind import built
from casetrack.reports.document import Bars, Document, Table
from casetrack.reports.facts import Asked, Period
from casetrack.reports.queries.attrition import POINTS
from casetrack.reports.queries.scope import Scope
from casetrack.rules.roles import Role
from casetrack.rules.stages import CaseState, ComplaintState, Outcome
from tests import factories
from tests.reports import decided
from tests.reports import population as made
from tests.reports.drilled import differences
from tests.reports.test_cohort import Desk

TODAY = local_date(utc_now())
IN_2023 = Period(date(2023, 1, 1), date(2023, 12, 31))
DAY, LATER = date(2023, 3, 3), date(2023, 8, 8)

pytestmark = pytest.mark.usefixtures("database")


def everywhere() -> Scope:
    factories.unit("FSD")
    scope = queries.everything()
    assert scope is not None
    return scope


def report(scope: Scope | None = None, as_of: date = TODAY, by: str = "unit") -> Document:
    asked = Asked(IN_2023, "HQ", as_of, by=by)
    return built(BY_NAME["attrition"], scope or everywhere(), asked)


def table(document: Document, key: str) -> Table:
    return next(each for each in document.tables() if each.key == key)


def column(of: Table, key: str) -> list[object]:
    place = [each.key for each in of.columns].index(key)
    return [row.cells[place] for row in of.rows]


def complaint(case: Case | None = None, **more: object) -> None:
    if case is not None:
        more |= {"state": ComplaintState.JOINED, "case_id": case.id, "verification_on": DAY}
    made.complaint(DAY, **more)


def ended(state: CaseState, reason: str = "", **days: object) -> Case:
    fir = days.pop("fir", DAY)
    return made.case(DAY, fir, state=state, exit_reason=reason, ended_on=LATER, **days)


def make_cohort() -> None:
    """Ten complaints: each point is the furthest of at least one."""
    complaint()
    complaint(state=ComplaintState.DUPLICATE, ended_on=LATER)
    complaint(
        verification_on=DAY, state=ComplaintState.CLOSED, close_reason="FALSE", ended_on=LATER
    )
    complaint(ended(CaseState.ENQUIRY_CLOSED, "CIVIL_DISPUTE", fir=None))
    complaint(ended(CaseState.UNTRACED_REPORT, "UNTRACEABLE"))
    complaint(made.case(fir=DAY, raid_on=DAY))
    # No raid, no enquiry: it passed them all the same.
    complaint(made.case(fir=DAY, arrest_on=DAY))
    complaint(made.case(fir=DAY, arrest_on=DAY, prosecution_on=LATER, state=CaseState.DORMANT))
    tried = {"arrest_on": DAY, "prosecution_on": LATER, "verdict_on": LATER}
    complaint(ended(CaseState.ACQUITTED, outcome=Outcome.ACQUITTED, **tried))
    complaint(ended(CaseState.CONVICTED, outcome=Outcome.CONVICTED, convicted_on=LATER, **tried))


def test_each_point_holds_what_came_no_further() -> None:
    make_cohort()
    made.complaint(date(2022, 12, 31))  # of another cohort
    points = table(report(), "points")
    assert column(points, "reached") == [10, 8, 7, 6, 5, 4, 3, 2, 1, None]
    assert column(points, "took") == [10, 8, 4, 6, 1, 4, 3, 2, 1, None]
    assert column(points, "lost") == [1, 1, 1, 1, 0, 0, 0, 1, 0, 5]
    assert column(points, "open") == [1, 0, 0, 0, 1, 1, 1, 0, 0, 4]
    assert column(points, "convicted") == [0, 0, 0, 0, 0, 0, 0, 0, 1, 1]
    assert column(points, "here") == [2, 1, 1, 1, 1, 1, 1, 1, 1, 10]


def test_losses_stand_by_their_coded_reason_the_largest_first() -> None:
    make_cohort()
    complaint(
        verification_on=DAY, state=ComplaintState.CLOSED, close_reason="FALSE", ended_on=LATER
    )
    document = report()
    part = next(part for part in document.parts if part.table.key == "reasons")
    assert part.table.rows[0].cells[:2] == ("False", 2)
    assert {row.cells[0] for row in part.table.rows} == {
        "False",
        "Duplicate",
        "Civil dispute",
        "Suspect untraceable",
        "Acquitted",
        "All",
    }
    chart = part.charts[0]
    assert isinstance(chart, Bars)
    assert chart.kind == "pareto"
    at_verification = table(document, "lost_verification")
    assert at_verification.rows[0].cells[0] == ("Closed at verification", "False")
    still = column(table(document, "open"), "name")
    assert still[-2] == ("Prosecution", "Dormant")


@pytest.mark.parametrize("by", ["unit", "officer", "offence"])
def test_groups_add_up_and_every_figure_equals_its_rows(by: str) -> None:
    make_cohort()
    decided.make_world("KHI")
    complaint(assigned_to_id=made.clerk().id, category="ROMANCE")
    scope = everywhere()
    document = report(scope, by=by)
    document.demand_sums()
    assert differences(document, scope) == []
    rows = table(document, "groups").rows
    assert len(rows) == 3
    for row in rows:
        _name, cohort, *lost, in_all, still, convicted = row.cells
        assert sum(lost) == in_all
        assert in_all + still + convicted == cohort


def test_random_cohorts_never_rise_and_lose_nobody() -> None:
    random = Random(7)
    for _each in range(40):
        days = {
            name: random.choice([None, DAY, LATER])
            for name in ("raid_on", "arrest_on", "prosecution_on", "verdict_on")
        }
        begun = random.choice([(DAY, None), (None, DAY), (DAY, LATER)])
        state = random.choice(list(CaseState))
        complaint(made.case(*begun, state=state, **days) if random.random() < 0.7 else None)
    points = table(report(), "points")
    reached = column(points, "reached")[: len(POINTS)]
    assert reached == sorted(reached, reverse=True)
    assert column(points, "here")[-1] == reached[0] == 40


def test_a_complaint_moves_exactly_one_line() -> None:
    make_cohort()

    def standing() -> Iterator[tuple[str, int]]:
        for row in table(report(), "points").rows[:-1]:
            yield str(row.cells[0]), row.cells[-1]

    before = dict(standing())
    complaint(made.case(fir=DAY, arrest_on=DAY))
    after = dict(standing())
    assert {name: after[name] - before[name] for name in after if after[name] != before[name]} == {
        "Arrest": 1
    }


def test_sealed_matters_are_a_world_without_them() -> None:
    make_cohort()
    boss, other = (factories.officer(Role.SUPERVISOR, at="FSD") for _ in range(2))
    unit = factories.unit("FSD")
    without = report(queries.scope_of(other.actor, unit))
    case = made.case(fir=DAY, sealed=True)
    complaint(case, sealed=True)
    accounts.put_on(
        officer_id=boss.id, root_kind="case", root_id=case.id, lead=False, now=utc_now()
    )
    session.commit()
    assert report(queries.scope_of(other.actor, unit)) == without
    known = table(report(queries.scope_of(boss.actor, unit)), "points")
    assert column(known, "here")[-1] == 11


def test_an_earlier_as_of_gives_what_was_known_then() -> None:
    Desk().enter(date(2023, 1, 10), date(2023, 9, 1), "convicted")
    session.commit()

    def furthest(as_of: date) -> list[str]:
        rows = table(report(as_of=as_of), "points").rows[:-1]
        return [str(row.cells[0]) for row in rows if row.cells[-1]]

    assert furthest(date(2023, 1, 9)) == []
    assert furthest(date(2023, 1, 10)) == ["Investigation"]
    assert furthest(date(2023, 3, 1)) == ["Prosecution"]
    assert furthest(date(2023, 8, 31)) == ["Prosecution"]
    assert furthest(date(2023, 9, 1)) == furthest(TODAY) == ["Conviction"]
    scope = everywhere()
    assert differences(report(scope, as_of=date(2023, 3, 1)), scope) == []
