"""The figures of the monthly letter for one period, from what moved and happened in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta

from casetrack.reports.facts import Asked, Period
from casetrack.reports.queries.counted import count, question
from casetrack.reports.queries.desks import (
    MoveCount,
    case_moves,
    complaint_moves,
    slot_of,
)
from casetrack.reports.queries.left import on_moves
from casetrack.reports.queries.measures import MEASURES
from casetrack.reports.queries.scope import Scope
from casetrack.rules.desk_moves import Desk, Moved, stock_and_flow
from casetrack.rules.desks import ComplaintCounts, EnquiryCounts

FIRST_DAY = date(1990, 1, 1)
DAY = timedelta(days=1)
FIELD = ("raid", "fir_after_raid", "police_reported")


@dataclass(frozen=True, slots=True)
class Letter:
    """One period: stock and flow of complaints and enquiries, the moves of cases, field work.

    `field` has the counts of FIELD, arrests and proclaimed offenders by key.
    """

    period: Period
    complaints: ComplaintCounts
    enquiries: EnquiryCounts
    moves: tuple[MoveCount, ...]
    field: Mapping[str, int]


def letters(scope: Scope, asked: Asked, periods: Sequence[Period]) -> list[Letter]:
    """The figures of periods of whole months, as known by the as-of day; all from one reading."""
    start, end = min(one.start for one in periods), max(one.end for one in periods)
    whole = replace(asked, period=Period(start, end))
    cases = case_moves(scope, whole, monthly=True)
    complaints = complaint_moves(scope, whole, monthly=True)
    return [_letter(scope, replace(asked, period=one), cases, complaints) for one in periods]


def _letter(
    scope: Scope, asked: Asked, cases: Sequence[MoveCount], complaints: Sequence[MoveCount]
) -> Letter:
    first, last = slot_of(asked.period.start), slot_of(asked.period.end)
    of_cases = tuple(one for one in cases if one.slot <= last)
    enquiries = [one.moved(first) for one in of_cases]
    of_complaints = [
        Moved(one.complaint_effects(), one.slot < first, one.count)
        for one in complaints
        if one.slot <= last
    ]
    return Letter(
        asked.period,
        ComplaintCounts(**stock_and_flow(Desk.COMPLAINT, of_complaints)),
        EnquiryCounts(**stock_and_flow(Desk.ENQUIRY, enquiries)),
        of_cases,
        _field(scope, asked),
    )


def _field(scope: Scope, asked: Asked) -> dict[str, int]:
    """Raids, arrests, and the proclaimed offenders as stock and flow."""
    whole = question(scope, asked)
    q = on_moves(whole)
    found = {key: count(MEASURES[key], q) for key in FIELD}
    # Who was arrested by then is played again; his case is needed for its unit and seal alone.
    arrests = replace(q, s=replace(q.s, accused=whole.s.accused))
    found["arrested"] = count(MEASURES["arrested"], arrests)
    before = Period(FIRST_DAY, asked.period.start - DAY)
    declared, traced = MEASURES["proclaimed"], MEASURES["proclaimed_traced"]
    opening = count(declared, q, before) - count(traced, q, before)
    added, left = count(declared, q), count(traced, q)
    return found | {
        "proclaimed_opening": opening,
        "proclaimed": added,
        "proclaimed_traced": left,
        "proclaimed_pending": opening + added - left,
    }


def figures(counts: ComplaintCounts | EnquiryCounts) -> dict[str, int]:
    """All of them by key, what is added up too."""
    return {
        **asdict(counts),
        "total": counts.opening + counts.added,
        "disposed": counts.disposed,
        "closing": counts.closing,
    }
