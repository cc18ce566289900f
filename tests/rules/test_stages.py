"""The stage rail, the outcome of a case, and the drawing of the tables."""

from datetime import date
from pathlib import Path

import pytest

from casetrack.rules.stages import (
    AccusedState,
    CaseState,
    Custody,
    Outcome,
    Stage,
    StageDates,
    case_outcome,
    furthest_stage,
    mermaid,
    rail,
    stage_dates,
)

DRAWING = Path(__file__).parents[2] / "docs" / "stages.mmd"


def day(number: int) -> date:
    return date(2025, 7, number)


def test_rail_shows_first_days_and_a_raid_before_the_fir() -> None:
    dates = stage_dates(
        received=[day(3), day(1)],
        verified=[day(4)],
        movements=[
            (CaseState.ENQUIRY, day(5)),
            (CaseState.PERMISSION, day(7)),
            (CaseState.ENQUIRY, day(8)),
            (CaseState.INVESTIGATION, day(12)),
        ],
        raids=[day(10), day(9)],
        arrests=[day(10)],
    )
    assert dates == StageDates(
        complaint=day(1),
        verification=day(4),
        enquiry=day(5),
        investigation=day(12),
        raid=day(9),
        arrest=day(10),
    )
    assert furthest_stage(dates) is Stage.ARREST
    points = rail(dates)
    assert [point.stage for point in points] == list(Stage)
    assert [point.stage for point in points if point.current] == [Stage.ARREST]
    assert [point.reached for point in points] == [True] * 6 + [False] * 2


def test_a_case_without_enquiry_skips_points_of_the_rail() -> None:
    dates = stage_dates(movements=[(CaseState.INVESTIGATION, day(1))], raids=[day(1)])
    assert furthest_stage(dates) is Stage.RAID
    assert [point.stage for point in rail(dates) if point.reached] == [
        Stage.INVESTIGATION,
        Stage.RAID,
    ]


def test_no_state_takes_the_rail_back() -> None:
    before = [(CaseState.INVESTIGATION, day(1)), (CaseState.FINAL_CHALLAN, day(2))]
    for state in CaseState:
        reached = furthest_stage(stage_dates(movements=[*before, (state, day(3))]))
        verdict = state in {"CONVICTED", "ACQUITTED", "DISCHARGED", "APPEAL"}
        assert reached is (Stage.VERDICT if verdict else Stage.PROSECUTION)


def test_a_verdict_on_one_accused_is_on_the_rail_before_the_case_is_decided() -> None:
    dates = stage_dates(movements=[(CaseState.TRIAL, day(2))], verdicts=[day(9), day(5)])
    assert (furthest_stage(dates), dates.on(Stage.VERDICT)) == (Stage.VERDICT, day(5))


def test_nothing_reached_is_an_error() -> None:
    with pytest.raises(ValueError, match="no stage"):
        furthest_stage(StageDates())


A = AccusedState


@pytest.mark.parametrize(
    ("states", "outcome"),
    [
        ([], Outcome.OPEN),
        ([A.CONVICTED, A.CHARGED], Outcome.CONVICTED),
        ([A.CONVICTED, A.ACQUITTED], Outcome.CONVICTED),
        ([A.ACQUITTED], Outcome.ACQUITTED),
        ([A.ACQUITTED, A.DISCHARGED, A.CLEARED], Outcome.ACQUITTED),
        ([A.ACQUITTED, A.PROCLAIMED_OFFENDER], Outcome.ACQUITTED),
        ([A.ACQUITTED, A.DIED, A.TREATED_AS_VICTIM], Outcome.ACQUITTED),
        ([A.ACQUITTED, A.CHARGED], Outcome.OPEN),
        ([A.CHARGED], Outcome.OPEN),
        ([A.ACQUITTED, A.ARRESTED], Outcome.OPEN),
        ([A.DIED], Outcome.OPEN),
        ([A.ABSCONDING, A.CLEARED], Outcome.OPEN),
        ([A.RELEASED_S169], Outcome.OPEN),
    ],
)
def test_outcome(states: list[AccusedState], outcome: Outcome) -> None:
    assert case_outcome(states) is outcome


def test_custody_has_the_stored_keys() -> None:
    assert " ".join(Custody) == (
        "NONE POLICE_ARREST POLICE_REMAND JUDICIAL BAIL PROBATION SENTENCE DEPORTED"
    )


def test_drawing_is_fresh() -> None:
    assert DRAWING.read_text(encoding="utf-8") == mermaid()
