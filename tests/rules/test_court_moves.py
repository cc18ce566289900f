"""What a court's order does to the tables: a retrial, and the doors to its records."""

import pytest

from casetrack.rules.refusals import Refused
from casetrack.rules.roles import Role
from casetrack.rules.stages import ACCUSED, CASE, AccusedState, CaseState


@pytest.mark.parametrize(
    ("from_", "source"), [("CONVICTED", "CrPC s.423(1)(b)"), ("ACQUITTED", "CrPC s.423(1)(a)")]
)
def test_a_retrial_takes_the_accused_back_to_the_charge(from_: str, source: str) -> None:
    move = ACCUSED.find(ACCUSED.states(from_), AccusedState.CHARGED)
    assert move is not None
    assert (move.source, move.door) == (source, "appeal")
    assert [fact.key for fact in move.facts] == ["appeal_judgment_at", "result"]


AFTER_THE_CHARGE = {
    ("CHARGE_FRAMED", "CONVICTED"),
    ("CHARGE_FRAMED", "ACQUITTED"),
    ("CHARGE_FRAMED", "COMPOUNDED"),
    ("CHARGE_FRAMED", "WITHDRAWN"),
    ("CHARGE_FRAMED", "ABATED"),
    ("TRIAL", "CONVICTED"),
    ("TRIAL", "ACQUITTED"),
    ("TRIAL", "COMPOUNDED"),
    ("TRIAL", "WITHDRAWN"),
    ("TRIAL", "ABATED"),
}


def test_what_ends_a_trial_goes_through_its_verdicts() -> None:
    doors = {(one.from_state, one.to_state): one.door for one in CASE.moves}
    verdicts = {ends for ends, door in doors.items() if door == "verdict"}
    # Before the charge there is nothing to give a verdict on: that page leads on to the discharge.
    assert verdicts == AFTER_THE_CHARGE | {("COGNIZANCE", "ACQUITTED")}
    assert doors[CaseState.COGNIZANCE, CaseState.DISCHARGED] == "discharge"


@pytest.mark.parametrize("given", [{}, {"reason": ""}, {"reason": "COMPROMISE"}])
def test_what_is_compounded_is_a_compromise_unless_said_otherwise(given: dict[str, str]) -> None:
    move = CASE.find(CaseState.COGNIZANCE, CaseState.COMPOUNDED)
    assert move is not None
    assert move.reason_key(given) == "COMPROMISE"
    assert move.reason_key({"reason": "PLEA_BARGAIN"}) == "PLEA_BARGAIN"


def test_a_plea_bargain_is_not_held_by_the_list_of_what_may_be_compounded() -> None:
    facts = {"compromise_doc": "A-1", "order_no": "7", "sections": ["PECA-2016/10"]}
    ends = (CaseState.COGNIZANCE, CaseState.COMPOUNDED)
    with pytest.raises(Refused, match="may not be compounded"):
        CASE.check(*ends, role=Role.LIAISON, facts=facts)
    facts["reason"] = "PLEA_BARGAIN"
    made = CASE.check(*ends, role=Role.LIAISON, facts=facts)
    assert made.reason_key(facts) == "PLEA_BARGAIN"
