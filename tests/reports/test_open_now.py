"""What is still open, counted without reading it, is what its rows come to."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy import func

from casetrack.accounts.models import Officer
from casetrack.db import local_date, session, utc_now
from casetrack.reports import queries
from casetrack.reports.facts import Asked, Period
from casetrack.reports.queries.counted import question, rows
from casetrack.reports.queries.measures import MEASURES
from casetrack.reports.queries.pending import still_open
from casetrack.reports.queries.scope import Scope
from casetrack.rules.stages import AccusedState, CaseState, ComplaintState, Outcome
from tests.reports import population as made
from tests.reports.random_acts import RandomActs

TODAY = local_date(utc_now())
WHOLE = Period(date(TODAY.year - 3, 1, 1), TODAY)
CUT = Period(date(TODAY.year - 2, 7, 1), date(TODAY.year, 12, 31))
DAY = date(TODAY.year - 1, 3, 3)

pytestmark = pytest.mark.usefixtures("database")


def scopes(officer: Officer) -> Iterator[Scope]:
    """The console's, the officer's of all he may ask for, and that of one unit."""
    everything = queries.everything()
    assert everything is not None
    yield everything
    units = queries.units_for(officer.actor)
    yield queries.scope_of(officer.actor, units[0])
    yield queries.scope_of(officer.actor, officer.unit)


def check(officer: Officer) -> None:
    for scope in scopes(officer):
        for period in (WHOLE, CUT):
            asked = Asked(period, scope.unit.code, TODAY)
            q = question(scope, asked)
            counts = tuple(
                session.scalar(rows(of, q, func.count()).where(still_open(of, q.s)))
                for of in (MEASURES["received"], MEASURES["fir"])
            )
            found = queries.conviction(scope=scope, period=period, as_of=TODAY).still_open
            assert found == counts, (scope.unit.code, scope.sees_all, period)


@pytest.mark.parametrize("seed", range(2))
def test_after_any_history(seed: int) -> None:
    acts = RandomActs(seed, "HQ")
    acts.go(60)
    check(acts.boss)


def test_a_case_that_is_decided_and_not_over_is_not_open() -> None:
    """Acquitted while others abscond, convicted and under appeal; sealed or not."""
    acts = RandomActs(0, "HQ")
    for sealed in (False, True):
        for outcome, state in (
            (Outcome.ACQUITTED, AccusedState.ACQUITTED),
            (Outcome.CONVICTED, AccusedState.CONVICTED),
            (Outcome.OPEN, AccusedState.CHARGED),
        ):
            on = None if outcome is Outcome.OPEN else DAY
            case = made.case(fir=DAY, outcome=outcome, verdict_on=on, sealed=sealed)
            case.state = CaseState.APPEAL if on else CaseState.TRIAL
            made.accused(case, state)
            case.convicted_on = DAY if outcome is Outcome.CONVICTED else None
            for day in (DAY, date(TODAY.year - 2, 8, 1)):
                complaint = made.complaint(day, state=ComplaintState.JOINED, case_id=case.id)
                complaint.sealed, complaint.assigned_to_id = sealed, acts.boss.id
    check(acts.boss)
