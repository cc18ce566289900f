"""Charges per accused × section, the copies before them, discharge instead of them."""

from __future__ import annotations

import uuid

import pytest

from casetrack.db import utc_now
from casetrack.prosecution import service
from casetrack.prosecution.facts import ChargeFacts, DischargeFacts, on_row
from casetrack.prosecution.queries import charges_of
from casetrack.rules.refusals import Refused
from casetrack.rules.states import AccusedState, CaseState
from tests.prosecution.making import (
    FORGERY,
    FRAUD,
    TERROR,
    Bench,
    ago,
    bench,
    challan,
    charge,
    cognizance,
    trial,
)

A = AccusedState


def before_charge(*states: AccusedState) -> Bench:
    made = bench(states or (A.ARRESTED, A.ARRESTED))
    challan(made)
    cognizance(made)
    return made


def test_each_accused_on_each_section(database: str) -> None:
    made = before_charge()
    framed = charge(made, {"A-001": "NOT_GUILTY", "A-002": "GUILTY"})
    assert made.case.state is CaseState.CHARGE_FRAMED
    assert [(one.accused.reference, one.offence, one.plea) for one in charges_of(made.case)] == [
        ("A-001", TERROR, "NOT_GUILTY"),
        ("A-001", FRAUD, "NOT_GUILTY"),
        ("A-002", TERROR, "GUILTY"),
        ("A-002", FRAUD, "GUILTY"),
    ]
    assert len(framed) == 4
    assert {one.state for one in made.accused} == {A.CHARGED}


def test_charges_may_follow_for_others_and_other_sections(database: str) -> None:
    made = before_charge()
    charge(made, {"A-001": "NOT_GUILTY"}, FRAUD)
    trial(made)
    charge(made, {"A-001": "NOT_GUILTY", "A-002": "NOT_GUILTY"}, FORGERY, days=100)
    assert made.case.state is CaseState.TRIAL
    assert [one.offence for one in charges_of(made.case, made.accused[0])] == [FRAUD, FORGERY]
    assert made.accused[1].state is A.CHARGED


def frame(made: Bench, **more: object) -> None:
    facts: dict[str, object] = {
        "charge_at": ago(150),
        "copies_supplied_at": ago(160),
        "offences": (FRAUD,),
        "pleas": {made.accused[0].id: "NOT_GUILTY"},
        **more,
    }
    service.frame_charges(
        case=made.case,
        facts=ChargeFacts(**facts),  # type: ignore[arg-type]
        actor=made.liaison.actor,
        now=utc_now(),
    )


@pytest.mark.parametrize(
    ("more", "field", "words"),
    [
        ({"charge_at": ago(-1)}, "charge_at", "future"),
        ({"copies_supplied_at": ago(145)}, "copies_supplied_at", "7 days before"),
        ({"offences": ()}, "offences", "at least one section"),
        ({"offences": ("PECA-2016/999",)}, "offences", "no offence"),
        ({"pleas": {}}, "rows", "at least one accused"),
        ({"pleas": {uuid.uuid4(): "GUILTY"}}, "rows", "at least one accused"),
    ],
)
def test_a_charge_is_refused_on_its_field(
    sqlite: str, more: dict[str, object], field: str, words: str
) -> None:
    made = before_charge()
    with pytest.raises(Refused, match=words) as refused:
        frame(made, **more)
    assert refused.value.field == field


def test_the_seventh_day_before_is_in_time(sqlite: str) -> None:
    made = before_charge()
    frame(made, charge_at=ago(150), copies_supplied_at=ago(157))
    assert made.case.state is CaseState.CHARGE_FRAMED


def test_who_cannot_be_charged(sqlite: str) -> None:
    made = before_charge(A.ARRESTED, A.ABSCONDING)
    first, absconder = made.accused
    for pleas, field in (
        ({absconder.id: "NOT_GUILTY"}, on_row("plea", absconder.id)),
        ({first.id: "MAYBE"}, on_row("plea", first.id)),
    ):
        with pytest.raises(Refused) as refused:
            frame(made, pleas=pleas)
        assert refused.value.field == field
    frame(made)
    with pytest.raises(Refused, match=r"charged with .* already"):
        frame(made)


def test_no_charge_before_cognizance_and_none_by_an_investigator(sqlite: str) -> None:
    made = bench((A.ARRESTED,))
    challan(made)
    with pytest.raises(Refused, match="after it took cognizance"):
        frame(made)
    cognizance(made)
    made.liaison = made.io
    with pytest.raises(Refused, match="Only Prosecution liaison"):
        frame(made)


@pytest.mark.parametrize("kind", ["DISCHARGED", "ACQUITTED"])
def test_all_discharged_before_the_charge_ends_the_case(database: str, kind: str) -> None:
    made = before_charge()
    first, second = made.accused
    for one, state in ((first, CaseState.COGNIZANCE), (second, CaseState(kind))):
        facts = DischargeFacts(kind, "O-1", ago(150), frozenset({one.id}))
        service.discharge_accused(
            case=made.case, facts=facts, actor=made.liaison.actor, now=utc_now()
        )
        assert one.state is A.DISCHARGED
        assert made.case.state is state


def test_a_discharge_is_refused_in_words(sqlite: str) -> None:
    made = before_charge()
    who = frozenset({made.accused[0].id})
    for facts, field in (
        (DischargeFacts("GONE", "O-1", ago(150), who), "kind"),
        (DischargeFacts("DISCHARGED", "", ago(150), who), "order_no"),
        (DischargeFacts("DISCHARGED", "O-1", ago(150), frozenset()), "rows"),
    ):
        with pytest.raises(Refused) as refused:
            service.discharge_accused(
                case=made.case, facts=facts, actor=made.liaison.actor, now=utc_now()
            )
        assert refused.value.field == field
