"""One cohort of complaints, followed: how far each came, and what stopped it there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Text, case, cast, func, or_

from casetrack.cases.service.states import ENDED
from casetrack.db import session
from casetrack.reports.queries.counted import Question, group, rows
from casetrack.reports.queries.measure import Measure
from casetrack.reports.queries.sources import Sources
from casetrack.rules.stages import ComplaintState, Stage
from casetrack.rules.words import N_

_LEFT = (ComplaintState.CLOSED, ComplaintState.TRANSFERRED, ComplaintState.DUPLICATE)
CONVICTION = "CONVICTION"
# The points in order, with the words of each; the last is what it is all for.
POINTS: Mapping[str, str] = {
    **{each.value: each.label for each in Stage},
    CONVICTION: N_("Conviction"),
}
LOST, OPEN, CONVICTED = "lost", "open", "convicted"
FATES: Mapping[str, str] = {
    LOST: N_("Lost"),
    OPEN: N_("Still open"),
    CONVICTED: N_("Convicted"),
}


@dataclass(frozen=True, slots=True)
class Stopped:
    """How many of a group stand at a point, with one fate, and how many of these had each point."""

    key: Any  # of the group
    point: str
    fate: str
    state: str
    reason: str
    n: int
    had: Mapping[str, int]


# Those that have no case are counted from the complaint alone.
_ALONE = Measure(
    "alone",
    "",
    "complaint",
    "",
    lambda s: s.complaint.received_on,
    where=lambda s: (s.complaint.state != ComplaintState.JOINED,),
    state=lambda s: cast(s.complaint.state, Text),
    reason=lambda s: s.complaint.close_reason,
)
_JOINED = Measure(
    "with_case",
    "",
    "complaint",
    "",
    lambda s: s.complaint.received_on,
    state=lambda s: cast(s.case.state, Text),
    reason=lambda s: s.case.exit_reason,
    joined=True,
)


def days(s: Sources) -> dict[str, Any]:
    """The day of each point; it was reached if there is one."""
    return {
        Stage.COMPLAINT: s.complaint.received_on,
        Stage.VERIFICATION: func.coalesce(s.complaint.verification_on, s.complaint.verified_on),
        Stage.ENQUIRY: s.case.enquiry_on,
        Stage.INVESTIGATION: s.case.investigation_on,
        Stage.RAID: s.case.raid_on,
        Stage.ARREST: s.case.arrest_on,
        Stage.PROSECUTION: s.case.prosecution_on,
        Stage.VERDICT: s.case.verdict_on,
        CONVICTION: s.case.convicted_on,
    }


def furthest(s: Sources) -> Any:
    """The last point that has a day: whoever came there passed all before it."""
    return _furthest(list(days(s).items()))


def _furthest(points: Sequence[tuple[str, Any]]) -> Any:
    (first, _), *later = points
    return case(
        *((day.is_not(None), str(point)) for point, day in reversed(later)), else_=str(first)
    )


def fate(s: Sources) -> Any:
    """Convicted if a conviction stands; lost if complaint or case ended otherwise; else open."""
    lost = or_(s.complaint.state.in_(_LEFT), s.case.state.in_(sorted(ENDED)))
    return case((s.case.convicted_on.is_not(None), CONVICTED), (lost, LOST), else_=OPEN)


def reached(s: Sources, point: str) -> Any:
    """SQL for "reached this point or a later one"."""
    names = list(POINTS)
    return furthest(s).in_(names[names.index(point) :])


def had(s: Sources, point: str) -> Any:
    """SQL for "this very point has a day"."""
    return days(s)[point].is_not(None)


def stopped(q: Question, by: str) -> list[Stopped]:
    """Where the cohort of the period stands, by "unit", "officer" or "offence" (its category)."""
    lost = q.s.complaint.state.in_(_LEFT)
    before = [(each, days(q.s)[each]) for each in (Stage.COMPLAINT, Stage.VERIFICATION)]
    alone = _Share(_ALONE, _furthest(before), case((lost, LOST), else_=OPEN), dict(before))
    with_case = _Share(_JOINED, furthest(q.s), fate(q.s), days(q.s))
    return [*_counted(alone, q, by), *_counted(with_case, q, by)]


@dataclass(frozen=True, slots=True)
class _Share:
    """A part of the cohort that is counted by one query."""

    measure: Measure
    point: Any
    fate: Any
    days: Mapping[str, Any]


def _counted(share: _Share, q: Question, by: str) -> Iterator[Stopped]:
    measure, s = share.measure, q.s
    keys = (
        group(measure, by, s).label("its_group"),
        share.point.label("its_point"),
        share.fate.label("its_fate"),
        measure.state(s).label("its_state"),
        measure.reason(s).label("its_reason"),
    )
    count = func.count().label("n")
    had = [func.count(day).label(str(point).lower()) for point, day in share.days.items()]
    # By name: PostgreSQL does not see that two expressions with parameters are one.
    names = [key.name for key in keys]
    found = rows(measure, q, *keys, count, *had).group_by(*names).order_by(*names)
    for key, point, fate_, state, reason, n, *each in session.execute(found):
        told = {str(name): int(m) for name, m in zip(share.days, each, strict=True)}
        yield Stopped(key, point, fate_, state, reason, int(n), told)
