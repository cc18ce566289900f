"""Legal clocks: started by one act, stopped by another."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import select

from casetrack.cases.models import Accused, Case, Clock
from casetrack.db import session
from casetrack.rules import clocks
from casetrack.rules.states import CaseState

INTERIM_CHALLAN = "interim_challan"


def start_clock(
    *,
    case: Case,
    key: str,
    started_at: datetime,
    accused: Accused | None = None,
    law_on: date | None = None,
) -> Clock:
    """Start a clock of rules/legal_clocks.csv; one that already runs is left running.

    `law_on` is the day whose law applies, by default the day it starts.
    """
    running = _running(case, key, accused)
    if running:
        return running[0]
    ticking = clocks.start(key, started_at, law_on)
    made = Clock(
        case_id=case.id,
        accused_id=accused.id if accused else None,
        key=key,
        hard=ticking.rule.hard,
        started_at=started_at,
        due_at=ticking.due_at,
    )
    session.add(made)
    session.flush()
    return made


def stop_clock(*, case: Case, key: str, at: datetime, accused: Accused | None = None) -> None:
    """Stop a clock: what it asks for was done at that instant. No such clock: nothing happens."""
    for clock in _running(case, key, accused):
        clock.stopped_at = at
    session.flush()


def stop_clocks_of(*, accused: Accused, at: datetime) -> None:
    """Stop every clock of one accused: he is out of custody, or out of the case."""
    rows = select(Clock).where(Clock.accused_id == accused.id, Clock.stopped_at.is_(None))
    for clock in session.scalars(rows):
        clock.stopped_at = at
    session.flush()


def follow_move(*, case: Case, from_state: CaseState | None, at: datetime) -> None:
    """Start and stop the clocks that a case's own moves bind (CrPC s.173(1) proviso).

    Called when the case has entered its new state.
    """
    if case.state is CaseState.INVESTIGATION and from_state in (None, CaseState.PERMISSION):
        start_clock(case=case, key=INTERIM_CHALLAN, started_at=at)
    elif from_state is CaseState.INVESTIGATION:
        stop_clock(case=case, key=INTERIM_CHALLAN, at=at)


def _running(case: Case, key: str, accused: Accused | None) -> list[Clock]:
    whose = Clock.accused_id.is_(None) if accused is None else Clock.accused_id == accused.id
    rows = select(Clock).where(
        Clock.case_id == case.id, Clock.key == key, whose, Clock.stopped_at.is_(None)
    )
    return list(session.scalars(rows))
