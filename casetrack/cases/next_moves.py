"""What can be done next with a case: from the table, who may, and what is missing in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from casetrack.rules.roles import Role
from casetrack.rules.stages import CASE, AccusedState, CaseState, Move
from casetrack.rules.words import N_

_BEFORE_CHALLAN = (AccusedState.NOMINATED, AccusedState.ARRESTED, AccusedState.PRE_ARREST_BAIL)
_VERDICTS = (CaseState.CONVICTED, CaseState.ACQUITTED)
# States after which nothing is expected: what may still be done waits under "More".
_SETTLED = frozenset({CaseState.CONVICTED, CaseState.ACQUITTED, CaseState.ENQUIRY_CLOSED})


@dataclass(frozen=True, slots=True)
class Lack:
    """One thing that is missing: marked words with `{n}`, and the number."""

    words: str
    n: int = 0


@dataclass(frozen=True, slots=True)
class NextMove:
    """One move from where the case stands. `lacks` is told, and never blocks by itself."""

    made: Move[CaseState]
    allowed: bool
    primary: bool
    lacks: tuple[Lack, ...]


def next_moves(
    state: CaseState, role: Role, accused: Mapping[AccusedState, int]
) -> tuple[NextMove, ...]:
    """Every move that leaves `state`, those of this role first.

    `primary` is the next step on the path of a case, if this role may take it. `accused` counts
    the accused by state.
    """
    moves = CASE.from_state(state)
    primary = None if state in _SETTLED else next((m for m in moves if _is_path(m)), None)
    found = [
        NextMove(move, role in move.roles, move is primary, _lacks(move, accused)) for move in moves
    ]
    return tuple(sorted(found, key=lambda one: (not one.allowed, not one.primary)))


def _is_path(move: Move[CaseState]) -> bool:
    return not move.reopens and not move.exit_reason


def _lacks(move: Move[CaseState], accused: Mapping[AccusedState, int]) -> tuple[Lack, ...]:
    to = move.to_state
    if to in (CaseState.INTERIM_CHALLAN, CaseState.FINAL_CHALLAN):
        found = _before_challan(accused)
    elif to is CaseState.CHARGE_FRAMED:
        found = [Lack(N_("{n} accused not yet challaned"), _sum(accused, *_BEFORE_CHALLAN))]
    elif to is CaseState.TRIAL:
        found = [Lack(N_("{n} accused not yet charged"), _sum(accused, AccusedState.CHALLANED))]
    elif to in _VERDICTS and move.from_state is not CaseState.APPEAL:
        waiting = _sum(accused, AccusedState.CHALLANED, AccusedState.CHARGED)
        found = [Lack(N_("{n} accused await a verdict"), waiting)]
    else:
        found = []
    return tuple(lack for lack in found if lack.n or "{n}" not in lack.words)


def _before_challan(accused: Mapping[AccusedState, int]) -> list[Lack]:
    if not accused:
        return [Lack(N_("no accused is named yet"))]
    return [
        Lack(N_("{n} suspects neither nominated nor cleared"), _sum(accused, AccusedState.SUSPECT)),
        Lack(
            N_("{n} nominated and neither arrested nor on bail"),
            _sum(accused, AccusedState.NOMINATED),
        ),
    ]


def _sum(accused: Mapping[AccusedState, int], *states: AccusedState) -> int:
    return sum(accused.get(state, 0) for state in states)
