"""Production, cumulative remand, bail, release and screening, with the clocks they move."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from casetrack.accounts.models import Officer
from casetrack.cases.models import Accused, CasePerson, Clock
from casetrack.db import session, utc_now
from casetrack.operations import queries, service
from casetrack.operations.facts import (
    ArrestFacts,
    BailFacts,
    FoundRow,
    ManyRefused,
    ProductionFacts,
    ReleaseFacts,
    RemandFacts,
    ScreeningFacts,
)
from casetrack.operations.models import Arrest, Operation
from casetrack.rules.refusals import Refused
from casetrack.rules.states import AccusedState, Custody
from tests import factories
from tests.operations import making


@pytest.fixture
def officer(database: str) -> Officer:
    return factories.officer()


@pytest.fixture
def operation(officer: Officer) -> Operation:
    """A raid of twenty days ago that brought a man, a woman and a foreigner."""
    case = making.fir(officer)
    operation = making.raid(case, officer, started_at=making.hours_ago(20 * 24))
    rows = [
        FoundRow("Ali Invented", "ACCUSED", sex="M", nationality="PK"),
        FoundRow("Sana Invented", "ACCUSED", sex="F", nationality="PK"),
        FoundRow("Li Invented", "ACCUSED", sex="M", nationality="CN", document="E12345678"),
    ]
    at = making.hours_ago(20 * 24 - 1)
    common = making.common(officer, arrested_at=at, relative_informed_at=at)
    service.record_found(
        operation=operation, rows=rows, common=common, actor=officer.actor, now=utc_now()
    )
    return operation


def arrests(operation: Operation) -> list[Arrest]:
    return list(queries.arrests_of(operation))


def produce(operation: Operation, hours_after: float = 10) -> None:
    for arrest in arrests(operation):
        at = arrest.arrested_at + timedelta(hours=hours_after)
        facts = ProductionFacts(at, "Judicial Magistrate, Faisalabad")
        service.record_production(
            arrest=arrest, facts=facts, actor=operation.leader.actor, now=utc_now()
        )


def order(accused: Accused, days: int, kind: str = "POLICE", **more: object) -> None:
    arrest = queries.last_arrest(accused)
    assert arrest is not None
    given = {"from_on": arrest.arrested_on, "exception": "", **more}
    facts = RemandFacts(kind=kind, days=days, court="JM", order_number="R-1", **given)  # type: ignore[arg-type]
    service.record_remand(
        accused=accused, facts=facts, actor=factories.officer().actor, now=utc_now()
    )


def running(accused: Accused) -> dict[str, Clock]:
    rows = select(Clock).where(Clock.accused_id == accused.id, Clock.stopped_at.is_(None))
    return {clock.key: clock for clock in session.scalars(rows)}


def test_production_stops_the_24_hours(operation: Operation) -> None:
    man = arrests(operation)[0].accused
    assert set(running(man)) == {"arrest_to_magistrate"}
    produce(operation)
    assert running(man) == {}
    clock = session.scalars(select(Clock).where(Clock.accused_id == man.id)).one()
    assert clock.stopped_at is not None
    assert clock.stopped_at < clock.due_at


def test_no_remand_before_production(operation: Operation) -> None:
    with pytest.raises(Refused, match="production"):
        order(arrests(operation)[0].accused, 5)


def test_police_remand_adds_up_over_orders(operation: Operation) -> None:
    """14 days at a time and 30 in all under PECA s.30A."""
    produce(operation)
    man = arrests(operation)[0].accused
    first = arrests(operation)[0].arrested_on
    with pytest.raises(Refused, match="One order may give 14"):
        order(man, 15)
    order(man, 14)
    assert man.custody is Custody.POLICE_REMAND
    assert running(man)["police_remand_peca"].due_at.date() >= first + timedelta(days=13)
    order(man, 14, from_on=first + timedelta(days=14))
    with pytest.raises(Refused, match="31 days; 30 are allowed"):
        order(man, 3, from_on=first + timedelta(days=18))
    assert len(running(man)) == 1


def test_a_woman_is_not_given_to_the_police(operation: Operation) -> None:
    produce(operation)
    woman = arrests(operation)[1].accused
    with pytest.raises(Refused, match="woman"):
        order(woman, 5)
    order(woman, 14, kind="JUDICIAL")
    assert woman.custody is Custody.JUDICIAL
    assert set(running(woman)) == {"judicial_remand", "stat_bail_woman"}
    with pytest.raises(Refused, match="15 days"):
        order(woman, 16, kind="JUDICIAL")


def test_many_are_produced_and_remanded_or_none(operation: Operation) -> None:
    everyone = arrests(operation)
    session.commit()
    produced = ProductionFacts(everyone[0].arrested_at + timedelta(hours=12), "JM")
    facts = RemandFacts("POLICE", everyone[0].arrested_on, 5, "JM", "R-7")
    actor = operation.leader.actor
    with pytest.raises(ManyRefused) as refused:
        service.record_remands(
            arrests=everyone, production=produced, facts=facts, actor=actor, now=utc_now()
        )
    assert [label for label, _why in refused.value.each] == ["A-002 Sana Invented"]
    session.rollback()
    session.expire_all()
    assert {one.custody for one in session.scalars(select(Accused))} == {Custody.POLICE_ARREST}
    men = [one for one in arrests(operation) if one.accused.person.sex == "M"]
    done = service.record_remands(
        arrests=men, production=produced, facts=facts, actor=actor, now=utc_now()
    )
    assert done == 2
    assert queries.totals_of(operation).unproduced == 1


def bail(accused: Accused, decision: str, **more: object) -> None:
    facts = BailFacts(decision, making.today(), "Sessions Court", "B-1", **more)  # type: ignore[arg-type]
    service.record_bail(
        accused=accused, facts=facts, actor=factories.officer().actor, now=utc_now()
    )


def test_bail_stops_clocks_and_its_cancellation_returns_to_custody(operation: Operation) -> None:
    produce(operation)
    man = arrests(operation)[0].accused
    order(man, 14, kind="JUDICIAL")
    bail(man, "REFUSED")
    assert man.custody is Custody.JUDICIAL
    bail(man, "GRANTED", surety_minor=10_000_000)
    assert man.custody is Custody.BAIL
    assert running(man) == {}
    with pytest.raises(Refused, match="Not in custody"):
        bail(man, "GRANTED")
    bail(man, "CANCELLED")
    assert man.custody is Custody.JUDICIAL
    with pytest.raises(Refused, match="Not on bail"):
        bail(man, "CANCELLED")


def test_release_under_169_ends_arrest_and_clocks(operation: Operation) -> None:
    arrest = arrests(operation)[0]
    facts = ReleaseFacts("S169", utc_now(), "IO-4")
    service.record_release(
        accused=arrest.accused, facts=facts, actor=operation.leader.actor, now=utc_now()
    )
    assert arrest.accused.state is AccusedState.RELEASED_S169
    assert arrest.released_at is not None
    assert running(arrest.accused) == {}


def screen(accused: Accused, **more: object) -> None:
    given: dict[str, object] = {
        "screened_at": utc_now(),
        "screened_by": "FIA AHTC",
        "trafficked": True,
        "reasons": "Passport was taken; not paid; could not leave.",
        **more,
    }
    service.record_screening(
        accused=accused,
        facts=ScreeningFacts(**given),  # type: ignore[arg-type]
        actor=factories.officer().actor,
        now=utc_now(),
    )


def test_a_victim_leaves_the_accused_and_is_rescued(operation: Operation) -> None:
    foreigner = arrests(operation)[2].accused
    screen(foreigner)
    assert foreigner.state is AccusedState.TREATED_AS_VICTIM
    assert foreigner.custody is Custody.NONE
    rescued = session.scalars(select(CasePerson).where(CasePerson.role == "RESCUED")).one()
    assert rescued.note == foreigner.reference
    assert queries.totals_of(operation).rescued == 1
    assert queries.known_in(operation.case).rescued == {"E12345678": "R-001"}


def test_a_victim_stays_accused_only_for_two_different_reasons(operation: Operation) -> None:
    foreigner = arrests(operation)[2].accused
    for second in ("", "Passport was taken; not paid; could not leave."):
        with pytest.raises(Refused, match="second"):
            screen(foreigner, keep_accused=True, second_reason=second)
    screen(foreigner, keep_accused=True, second_reason="Ran the money desk and recruited.")
    assert foreigner.state is AccusedState.ARRESTED


def test_nobody_found_to_be_a_victim_is_arrested_without_two_reasons(
    operation: Operation, officer: Officer
) -> None:
    man = arrests(operation)[0].accused
    screening = queries.last_screening(man)
    assert screening is not None
    screening.trafficked = True
    session.flush()
    facts = ArrestFacts(utc_now(), "Lahore", officer.id, "9", utc_now())
    with pytest.raises(Refused, match="two"):
        service.record_arrest(accused=man, facts=facts, actor=officer.actor, now=utc_now())


def test_consulates_are_told_for_foreigners_only(operation: Operation) -> None:
    everyone = arrests(operation)
    assert service.inform_consulate(arrests=everyone, at=utc_now(), now=utc_now()) == 1
    assert [one.consulate_informed_at is not None for one in everyone] == [False, False, True]
    with pytest.raises(Refused, match="Nobody"):
        service.inform_consulate(arrests=everyone, at=utc_now(), now=utc_now())
