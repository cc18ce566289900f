"""A verdict is set aside and the accused stands his trial again (CrPC s.423(1))."""

from __future__ import annotations

import pytest

from casetrack.cases.replay import disagreements
from casetrack.db import session, utc_now
from casetrack.prosecution import service
from casetrack.prosecution.facts import DecisionFacts, VerdictRow
from casetrack.prosecution.queries import open_charges, verdict_as_of
from casetrack.rules.refusals import Refused
from casetrack.rules.states import AccusedState, CaseState, Custody, Outcome, Stage
from tests.prosecution.making import (
    FRAUD,
    TERROR,
    ago,
    appeal,
    both,
    day,
    decide,
    judge,
    judged,
    of,
    row,
)

A, C = AccusedState, CaseState


def test_a_retrial_opens_the_charges_again(database: str) -> None:
    made = judged({"A-001": "CONVICTED", "A-002": "ACQUITTED"})
    filed = appeal(made)
    again = [VerdictRow(of(made, "A-001", key).id, "SET_ASIDE") for key in (FRAUD, TERROR)]
    with pytest.raises(Refused, match="Only Supervisor"):
        service.decide_appeal(
            case=made.case,
            appeal=filed,
            facts=DecisionFacts(ago(10), "RETRIAL", "", tuple(again)),
            actor=made.liaison.actor,
            now=utc_now(),
        )
    session.rollback()


def test_after_a_retrial_a_new_judgment_is_recorded(database: str) -> None:
    made = judged({"A-001": "CONVICTED", "A-002": "ACQUITTED"})
    again = [VerdictRow(of(made, "A-001", key).id, "SET_ASIDE") for key in (FRAUD, TERROR)]
    decide(made, appeal(made), "RETRIAL", *again)
    assert made.case.state is C.TRIAL
    assert len(open_charges(made.case)) == 2
    first, second = made.accused[:2]
    assert (first.state, first.convicted_on, first.acquitted_on) == (A.CHARGED, None, None)
    assert first.custody is Custody.JUDICIAL, "the sentence is gone; the court says who holds him"
    assert second.state is A.ACQUITTED
    assert (made.case.outcome, made.case.ended_on) == (Outcome.OPEN, None)
    # The rail shows the furthest point that was ever reached, and the first day there.
    assert (made.case.stage, made.case.verdict_on) == (Stage.VERDICT, day(60))
    assert list(disagreements()) == []
    assert first.movements[-1].facts["result"] == "RETRIAL"
    one = of(made, "A-001")
    assert one.verdict is None
    assert verdict_as_of(one, day(10)) is None
    assert verdict_as_of(one, day(11)) is not None
    judge(made, *both(made, "A-001", "ACQUITTED"), days=5)
    assert (made.accused[0].state, made.case.state) == (A.ACQUITTED, C.ACQUITTED)
    assert made.accused[0].acquitted_on == day(5)
    assert list(disagreements()) == []


@pytest.mark.parametrize("result", ["RETRIAL", "REMANDED"])
def test_an_acquittal_is_sent_back(database: str, result: str) -> None:
    made = judged({"A-001": "ACQUITTED", "A-002": "ACQUITTED"})
    again = [VerdictRow(of(made, "A-002", key).id, "SET_ASIDE") for key in (FRAUD, TERROR)]
    decide(made, appeal(made), result, *again)
    first, second = made.accused[:2]
    assert (first.state, second.state) == (A.ACQUITTED, A.CHARGED)
    assert (second.acquitted_on, second.custody) == (None, Custody.NONE)
    assert (made.case.state, made.case.outcome) == (C.TRIAL, Outcome.OPEN)
    judge(made, *both(made, "A-002", "CONVICTED"), days=5)
    assert (second.state, second.convicted_on) == (A.CONVICTED, day(5))
    assert (made.case.state, made.case.ended_on) == (C.CONVICTED, day(5))
    appeal(made, "second", days=1)
    assert made.case.state is C.APPEAL
    assert list(disagreements()) == []


def test_a_conviction_that_stands_keeps_him_convicted(database: str) -> None:
    made = judged({"A-001": "CONVICTED", "A-002": "ACQUITTED"})
    decide(made, appeal(made), "RETRIAL", VerdictRow(of(made, "A-001", TERROR).id, "SET_ASIDE"))
    first = made.accused[0]
    assert (first.state, first.custody) == (A.CONVICTED, Custody.SENTENCE)
    assert first.convicted_on == day(60)
    assert (made.case.state, made.case.outcome) == (C.TRIAL, Outcome.CONVICTED)
    judge(made, row(of(made, "A-001", TERROR), "ACQUITTED"), days=5)
    assert (first.state, first.convicted_on) == (A.CONVICTED, day(60))
    assert (made.case.state, made.case.ended_on) == (C.CONVICTED, day(5))
    assert list(disagreements()) == []


def test_an_acquitted_charge_does_not_end_the_retrial_of_another(database: str) -> None:
    made = judged({"A-001": "ACQUITTED", "A-002": "ACQUITTED"})
    decide(made, appeal(made), "RETRIAL", VerdictRow(of(made, "A-001").id, "SET_ASIDE"))
    assert made.accused[0].state is A.CHARGED
    judge(made, row(of(made, "A-001"), "ACQUITTED"), days=5)
    assert (made.accused[0].state, made.case.state) == (A.ACQUITTED, C.ACQUITTED)


def test_a_retrial_is_of_one_appeal_while_another_waits(database: str) -> None:
    made = judged({"A-001": "CONVICTED", "A-002": "CONVICTED"})
    first, second = appeal(made, "1"), appeal(made, "2")
    again = [VerdictRow(of(made, "A-001", key).id, "SET_ASIDE") for key in (FRAUD, TERROR)]
    decide(made, first, "RETRIAL", *again)
    assert (made.accused[0].state, made.case.state) == (A.CHARGED, C.APPEAL)
    decide(made, second, "UPHELD")
    assert made.case.state is C.TRIAL
