"""Those that left a desk in one way, by when they had come to it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import func, select

from casetrack.cases.models import Accused, Case, CaseMovement
from casetrack.complaints.models import Complaint
from casetrack.db import local_date, utc_now
from casetrack.reports.facts import Asked
from casetrack.reports.queries.counted import Question, question, rows
from casetrack.reports.queries.desks import Key, group_key, grouped, known, year_slot
from casetrack.reports.queries.measures import MEASURES
from casetrack.reports.queries.moved import key_of
from casetrack.reports.queries.scope import Scope
from casetrack.rules.desk_moves import PENDING, Desk, Exit
from casetrack.rules.stages import CaseState


@dataclass(frozen=True, slots=True)
class Left:
    """So many that left a desk in one way, by the year of leaving and that of first coming."""

    key: Key
    year: int
    begun: int
    count: int


def left(scope: Scope, asked: Asked, desk: Desk, exit_: Exit, by: str = "") -> list[Left]:
    """Those that left a desk so within the period, by when they came to it.

    A case comes to the police by its first FIR, to the court by its first challan.
    """
    q = on_moves(question(scope, asked))
    measure = MEASURES[key_of(desk, exit_)]
    found = rows(measure, q)
    begun: Any = Case.investigation_on if desk is Desk.POLICE else Case.prosecution_on
    if asked.as_of < local_date(utc_now()):
        first = _begun(desk, asked.as_of)
        found, begun = found.join(first, first.c.id == Case.id), first.c.day
    columns = (
        group_key(Case, by).label("key"),
        year_slot(measure.day(q.s), asked.period).label("year"),
        year_slot(begun, asked.period).label("begun"),
    )
    return [Left(*row) for row in grouped(found.add_columns(*columns))]


def on_moves(q: Question) -> Question:
    """The same question for what moves alone tell: they carry what was known.

    The rows beside them are needed for their unit and seal, which have no history.
    """
    return replace(q, s=replace(q.s, complaint=Complaint, case=Case, accused=Accused))


def _begun(desk: Desk, as_of: date) -> Any:
    """The day on which each case first came to a desk, as known by a day."""
    states = [state for state in PENDING[desk] if state is not CaseState.DORMANT]
    first = func.min(CaseMovement.occurred_on).label("day")
    return (
        select(CaseMovement.case_id.label("id"), first)
        .where(CaseMovement.to_state.in_(states), *known(CaseMovement, as_of))
        .group_by(CaseMovement.case_id)
        .subquery()
    )
