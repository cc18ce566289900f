"""Exhibits are numbered without a gap and their chain of custody has none."""

from __future__ import annotations

from datetime import timedelta

import pytest

from casetrack.accounts.models import Officer
from casetrack.cases.models import Case
from casetrack.db import session, utc_now
from casetrack.evidence import queries, service
from casetrack.evidence.facts import CustodyFacts, ExhibitFacts, ThingFacts
from casetrack.evidence.lines import read_things
from casetrack.evidence.models import Exhibit
from casetrack.rules.refusals import Refused
from tests import factories
from tests.operations import making

SEIZED_AT = utc_now() - timedelta(days=3)


@pytest.fixture
def officer(database: str) -> Officer:
    return factories.officer()


@pytest.fixture
def case(officer: Officer) -> Case:
    return making.fir(officer)


def taken(**more: object) -> CustodyFacts:
    given = {"kind": "SEIZED", "occurred_at": SEIZED_AT, "from_holder": "Owner"}
    given |= {"to_holder": "Insp. A", "place": "Faisalabad"}
    return CustodyFacts(**{**given, **more})  # type: ignore[arg-type]


def exhibit(case: Case, officer: Officer) -> Exhibit:
    facts = ExhibitFacts(ThingFacts("PHONE", "Blue phone", seal="S-1"), taken())
    return service.add_exhibit(case=case, facts=facts, actor=officer.actor, now=utc_now())


def hand(exhibit: Exhibit, officer: Officer, **more: object) -> None:
    given: dict[str, object] = {
        "kind": "HANDED_OVER",
        "occurred_at": SEIZED_AT + timedelta(hours=2),
        "from_holder": "Insp. A",
        "to_holder": "Moharrir B",
        "place": "Malkhana",
        **more,
    }
    service.record_custody(
        exhibit=exhibit,
        facts=CustodyFacts(**given),  # type: ignore[arg-type]
        actor=officer.actor,
        now=utc_now(),
    )


def test_numbers_run_on_over_several_savings(case: Case, officer: Officer) -> None:
    exhibit(case, officer)
    facts = [ExhibitFacts(ThingFacts("SIM", f"SIM {n}"), taken()) for n in range(3)]
    made = service.add_exhibits(case=case, facts=facts, actor=officer.actor, now=utc_now())
    session.commit()
    assert [one.reference for one in made] == ["P-2", "P-3", "P-4"]
    assert [one.serial for one in queries.exhibits_of(case, after=2)] == [3, 4]


def test_the_next_link_starts_where_the_last_one_ended(case: Case, officer: Officer) -> None:
    phone = exhibit(case, officer)
    hand(phone, officer, from_holder=" insp. a ")
    assert queries.last_link(phone).holder == "Moharrir B"
    assert phone.version == 2


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"from_holder": "Somebody else"}, "from_holder"),
        ({"to_holder": " "}, "to_holder"),
        ({"place": ""}, "place"),
        ({"occurred_at": SEIZED_AT - timedelta(minutes=1)}, "occurred_at"),
        ({"occurred_at": SEIZED_AT + timedelta(days=9)}, "occurred_at"),
        ({"kind": "SEIZED"}, "kind"),
        ({"kind": "EATEN"}, "kind"),
        ({"kind": "SEALED"}, "seal"),
        ({"seal_intact": False}, "seal"),
        ({"seal": "S-9"}, "seal"),
        ({"kind": "DESTROYED"}, "order_reference"),
    ],
)
def test_faults_that_nobody_explains_are_refused(
    case: Case, officer: Officer, wrong: dict[str, object], field: str
) -> None:
    phone = exhibit(case, officer)
    with pytest.raises(Refused) as refused:
        hand(phone, officer, **wrong)
    assert refused.value.field == field
    assert len(phone.custody) == 1


@pytest.mark.parametrize("end", ["DESTROYED", "RETURNED_TO_OWNER", "FORFEITED"])
def test_the_chain_ends_when_the_thing_leaves_custody(
    case: Case, officer: Officer, end: str
) -> None:
    phone = exhibit(case, officer)
    with pytest.raises(Refused, match="order of the court"):
        hand(phone, officer, kind=end)
    hand(phone, officer, kind=end, order_reference="Order 7/2026")
    with pytest.raises(Refused, match="left custody for good"):
        hand(phone, officer, from_holder="Moharrir B", occurred_at=utc_now())


def test_a_chain_does_not_begin_in_the_middle(case: Case, officer: Officer) -> None:
    for wrong in (taken(kind="STORED"), taken(occurred_at=utc_now() + timedelta(hours=1))):
        facts = ExhibitFacts(ThingFacts("PHONE", "Blue phone"), wrong)
        with pytest.raises(Refused):
            service.add_exhibit(case=case, facts=facts, actor=officer.actor, now=utc_now())


def test_others_do_not_see_it(case: Case, officer: Officer) -> None:
    exhibit(case, officer)
    session.commit()
    stranger = factories.officer(at="KHI")
    assert session.scalars(queries.visible_exhibits(stranger.actor)).all() == []
    assert len(session.scalars(queries.visible_exhibits(officer.actor)).all()) == 1


def test_lines_are_read_as_people_write_them() -> None:
    text = """Kind | Description | Quantity
    Laptop | Dell, grey | 12 | SN-1 | S-4
    sim cards | Jazz | 1,400
    Blue biro
    mobile phones\tVivo\t3
    SIM box | GoIP"""
    reading = read_things(text)
    assert reading.refusals == ()
    assert [(one.kind, one.quantity) for one in reading.things] == [
        ("COMPUTER", 12), ("SIM", 1400), ("OTHER", 1), ("PHONE", 3), ("SIM_BOX", 1),
    ]  # fmt: skip
    assert reading.things[0].maker_number == "SN-1"
    assert reading.things[0].seal == "S-4"


def test_bad_lines_are_named() -> None:
    reading = read_things("Unicorn | white\nPhone | Vivo | many\nPhone | Oppo")
    assert [str(one)[:7] for one in reading.refusals] == ["Line 1:", "Line 2:"]
    assert len(reading.things) == 1
