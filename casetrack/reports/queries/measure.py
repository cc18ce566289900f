"""The shape of a measure: one counted thing, its day and what narrows it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, literal

from casetrack.reports.queries.sources import Sources

Expression = Any
Of = Callable[[Sources], Expression]
Conditions = tuple[ColumnElement[bool], ...]


def _nothing(_sources: Sources) -> Conditions:
    return ()


def _blank(_sources: Sources) -> Expression:
    return literal("")


@dataclass(frozen=True, slots=True)
class Measure:
    """One counted thing.

    `unit` is what is counted: complaint, case, accused, charge or raid. `state` and `reason` are
    the fate that rows of a cohort are grouped by. `joined`: complaints by the fate of their case,
    those without one left out; `followed`: with them.
    `moved`: the moves of the complaint or case are the rows. `standing`: of those, the ones after
    which nothing moved until the end of the period.
    """

    key: str
    label: str
    unit: str
    definition: str
    day: Of
    where: Callable[[Sources], Conditions] = _nothing
    state: Of = _blank
    reason: Of = _blank
    joined: bool = False
    followed: bool = False
    moved: bool = False
    standing: bool = False
