"""What a court's order does to the tables: a retrial, and the doors to its records."""

import pytest

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
