"""A raid: stage, warrant or reason, seized things with their chain."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from casetrack.accounts.models import Officer
from casetrack.cases.models import Case, Clock
from casetrack.db import session, utc_now
from casetrack.evidence.facts import ThingFacts
from casetrack.operations import queries, service
from casetrack.rules.refusals import Refused
from casetrack.rules.roles import Role
from casetrack.rules.states import Stage
from tests import factories
from tests.operations import making


@pytest.fixture
def officer(database: str) -> Officer:
    return factories.officer()


@pytest.fixture
def case(officer: Officer) -> Case:
    return making.fir(officer)


def test_things_become_exhibits_held_by_the_leader(case: Case, officer: Officer) -> None:
    things = (ThingFacts("COMPUTER", "Black desktop", 40), ThingFacts("SIM_BOX", "32 ports"))
    operation = making.raid(case, officer, *things)
    items = queries.items_of(operation)
    assert [one.reference for one in items] == ["P-1", "P-2"]
    first = items[0].custody[0]
    assert (first.kind, first.to_holder) == ("SEIZED", officer.title)
    assert case.stage is Stage.RAID
    assert queries.totals_of(operation).items == {"COMPUTER": 40, "SIM_BOX": 1}


def test_without_a_warrant_the_court_is_told_within_24_hours(case: Case, officer: Officer) -> None:
    with pytest.raises(Refused, match="warrant"):
        making.raid(case, officer, warrant_number="")
    operation = making.raid(case, officer, warrant_number="", no_warrant_reason="s.10, at once")
    clock = session.scalars(select(Clock).where(Clock.key == "warrantless_report")).one()
    assert clock.due_at == operation.started_at + timedelta(hours=24)
    service.notify_court(case=case, at=utc_now(), now=utc_now())
    assert clock.stopped_at is not None


def test_one_raid_serves_other_cases_that_the_actor_may_see(case: Case, officer: Officer) -> None:
    other = making.fir(officer)
    hidden = making.fir(factories.officer(Role.INVESTIGATOR, "KHI"))
    operation = making.raid(case, officer, other_case_ids=(other.id, hidden.id))
    assert [one.id for one in queries.other_cases(operation, officer.actor)] == [other.id]
    assert other.stage is Stage.RAID
    assert hidden.stage is Stage.INVESTIGATION
    assert [one.id for one in queries.operations_of(other)] == [operation.id]


@pytest.mark.parametrize(
    "wrong",
    [
        {"started_at": utc_now() + timedelta(hours=1)},
        {"ended_at": making.hours_ago(5)},
        {"place": " "},
    ],
)
def test_what_cannot_be_is_refused(case: Case, officer: Officer, wrong: dict[str, object]) -> None:
    with pytest.raises(Refused):
        making.raid(case, officer, **wrong)
