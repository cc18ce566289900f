"""The state tables as one API, the stage rail derived from them, and the outcome of a case.

A room imports everything about states from here: enums, tables, rail, outcome.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from casetrack.rules.accused_moves import ACCUSED
from casetrack.rules.case_moves import CASE
from casetrack.rules.complaint_moves import COMPLAINT
from casetrack.rules.facts import Fact, is_blank
from casetrack.rules.moves import Condition, Move, S, Table
from casetrack.rules.reasons import CLOSURE_REASONS, Reason, reason
from casetrack.rules.states import (
    AccusedState,
    CaseState,
    ComplaintState,
    Custody,
    Outcome,
    Stage,
)
from casetrack.rules.words import Worded

__all__ = [
    "ACCUSED",
    "CASE",
    "CLOSURE_REASONS",
    "COMPLAINT",
    "STAGE_OF_CASE_STATE",
    "AccusedState",
    "CaseState",
    "ComplaintState",
    "Condition",
    "Custody",
    "Fact",
    "Move",
    "Outcome",
    "Rail",
    "RailPoint",
    "Reason",
    "Stage",
    "StageDates",
    "Table",
    "case_outcome",
    "furthest_stage",
    "is_blank",
    "mermaid",
    "rail",
    "reason",
    "stage_dates",
]

# What each state says about the rail; a state that is absent (an exit, dormancy) adds no point.
STAGE_OF_CASE_STATE: Mapping[CaseState, Stage] = MappingProxyType(
    {
        CaseState.ENQUIRY: Stage.ENQUIRY,
        CaseState.PERMISSION: Stage.ENQUIRY,
        CaseState.INVESTIGATION: Stage.INVESTIGATION,
        CaseState.INTERIM_CHALLAN: Stage.PROSECUTION,
        CaseState.FINAL_CHALLAN: Stage.PROSECUTION,
        CaseState.COGNIZANCE: Stage.PROSECUTION,
        CaseState.CHARGE_FRAMED: Stage.PROSECUTION,
        CaseState.TRIAL: Stage.PROSECUTION,
        CaseState.CONVICTED: Stage.VERDICT,
        CaseState.ACQUITTED: Stage.VERDICT,
        CaseState.APPEAL: Stage.VERDICT,
        CaseState.DISCHARGED: Stage.VERDICT,
    }
)


@dataclass(frozen=True, slots=True)
class StageDates:
    """The day (Asia/Karachi) each stage was first reached; None when it was not."""

    complaint: date | None = None
    verification: date | None = None
    enquiry: date | None = None
    investigation: date | None = None
    raid: date | None = None
    arrest: date | None = None
    prosecution: date | None = None
    verdict: date | None = None

    def on(self, stage: Stage) -> date | None:
        """Return the day `stage` was first reached."""
        day: date | None = getattr(self, stage.value.lower())
        return day


@dataclass(frozen=True, slots=True)
class RailPoint:
    """One point of the rail as it is shown."""

    stage: Stage
    on: date | None
    reached: bool
    current: bool


Rail = tuple[RailPoint, ...]


def stage_dates(
    *,
    received: Iterable[date] = (),
    verified: Iterable[date] = (),
    movements: Iterable[tuple[CaseState, date]] = (),
    raids: Iterable[date] = (),
    arrests: Iterable[date] = (),
    verdicts: Iterable[date] = (),
) -> StageDates:
    """Return the first day of each stage, from a case's complaints, movements and records.

    `received` and `verified` are the days its complaints came in and went to verification;
    `movements` are (state entered, day); a raid may precede the FIR.
    """
    days: dict[Stage, list[date]] = {stage: [] for stage in Stage}
    days[Stage.COMPLAINT].extend(received)
    days[Stage.VERIFICATION].extend(verified)
    days[Stage.RAID].extend(raids)
    days[Stage.ARREST].extend(arrests)
    days[Stage.VERDICT].extend(verdicts)
    for state, day in movements:
        stage = STAGE_OF_CASE_STATE.get(state)
        if stage is not None:
            days[stage].append(day)
    return StageDates(
        **{stage.value.lower(): min(found, default=None) for stage, found in days.items()}
    )


def furthest_stage(dates: StageDates) -> Stage:
    """Return the furthest stage that has a day; ValueError when none has."""
    reached = [stage for stage in Stage if dates.on(stage) is not None]
    if not reached:
        raise ValueError("no stage has been reached")
    return reached[-1]


def rail(dates: StageDates) -> Rail:
    """Return the eight points in order; `current` is the furthest that was reached."""
    furthest = furthest_stage(dates)
    return tuple(
        RailPoint(stage, dates.on(stage), dates.on(stage) is not None, stage is furthest)
        for stage in Stage
    )


_TRIED = frozenset({AccusedState.ACQUITTED, AccusedState.DISCHARGED})
# An absconder is neither tried nor awaiting trial: he does not hold the verdict of the others.
_AWAITED = frozenset(
    {
        AccusedState.NOMINATED,
        AccusedState.ARRESTED,
        AccusedState.PRE_ARREST_BAIL,
        AccusedState.CHALLANED,
        AccusedState.CHARGED,
    }
)


def case_outcome(accused_states: Iterable[AccusedState]) -> Outcome:
    """Return what a case came to: convicted if any accused is.

    Acquitted if at least one was tried, all who were tried are acquitted or discharged, and
    nobody awaits trial; else open.
    """
    states = frozenset(accused_states)
    if AccusedState.CONVICTED in states:
        return Outcome.CONVICTED
    if states & _TRIED and not states & _AWAITED:
        return Outcome.ACQUITTED
    return Outcome.OPEN


def mermaid() -> str:
    """Return the three tables as one state diagram; docs/stages.mmd is this text."""
    lines = [
        "stateDiagram-v2",
        *_drawn("Complaint", COMPLAINT),
        *_drawn("Case", CASE),
        *_drawn("Accused", ACCUSED),
    ]
    return "\n".join(lines) + "\n"


def _drawn(name: str, table: Table[S]) -> list[str]:
    moves = [
        f"{_node(name, move.from_state)} --> {_node(name, move.to_state)}: {_words(move)}"
        for move in table.moves
    ]
    ends = [f"{_node(name, state)} --> [*]" for state in table.states if table.is_terminal(state)]
    inside = [f"        {line}" for line in (*moves, *ends)]
    return [f"    state {name} {{", *inside, "    }"]


def _words(move: Move[S]) -> str:
    """The label; a colon would end it in a diagram."""
    label = move.label.replace(":", ",")
    return f"{label} (reopens)" if move.reopens else label


def _node(name: str, state: Worded | None) -> str:
    return "[*]" if state is None else f"{name}_{state.value}"
