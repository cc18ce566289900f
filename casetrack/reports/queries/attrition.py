"""One cohort of complaints, followed: how far each came, and what stopped it there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Text, case, cast, func, or_

from casetrack.cases.service.states import ENDED
from casetrack.db import session
from casetrack.reports.queries.counted import Question, group, rows
from casetrack.reports.queries.measure import Measure
from casetrack.reports.queries.measures import MEASURES
from casetrack.reports.queries.pending import through_cases
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
_JOINED = through_cases(MEASURES["followed"])


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
    (first, _), *later = days(s).items()
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
    return [*_alone(q, by), *_with_case(q, by)]


def _alone(q: Question, by: str) -> Iterator[Stopped]:
    """What never came to a case. Grouped by plain columns, which an index can hold in order:
    whether it was verified is counted, not grouped by.
    """
    own, verified = q.s.complaint, func.count(days(q.s)[Stage.VERIFICATION])
    keys = (group(_ALONE, by, q.s), own.state, own.close_reason)
    found = rows(_ALONE, q, *keys, func.count(), verified).group_by(*keys).order_by(*keys)
    for key, state, reason, n, after in session.execute(found):
        stands = (LOST if state in _LEFT else OPEN, state.value, reason)
        if n > after:
            had = {Stage.COMPLAINT.value: n - after}
            yield Stopped(key, Stage.COMPLAINT, *stands, n - after, had)
        if after:
            had = {Stage.COMPLAINT.value: after, Stage.VERIFICATION.value: after}
            yield Stopped(key, Stage.VERIFICATION, *stands, after, had)


def _with_case(q: Question, by: str) -> Iterator[Stopped]:
    s, each = q.s, days(q.s)
    keys = (
        group(_JOINED, by, s).label("its_group"),
        furthest(s).label("its_point"),
        fate(s).label("its_fate"),
        _JOINED.state(s).label("its_state"),
        _JOINED.reason(s).label("its_reason"),
    )
    had = [func.count(day).label(f"had_{place}") for place, day in enumerate(each.values())]
    # By name: PostgreSQL does not see that two expressions with parameters are one.
    names = [key.name for key in keys]
    found = rows(_JOINED, q, *keys, func.count().label("n"), *had)
    listed = session.execute(found.group_by(*names).order_by(*names))
    for key, point, fate_, state, reason, n, *took in listed:
        told = {str(name): int(m) for name, m in zip(each, took, strict=True)}
        yield Stopped(key, point, fate_, state, reason, int(n), told)
