"""The rows behind any figure: the same conditions that counted it, to be counted and listed."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, func

from casetrack.cases import queries as cases
from casetrack.cases.models import Case
from casetrack.complaints import queries as complaints
from casetrack.complaints.models import Complaint
from casetrack.db import session
from casetrack.reports.queries import attrition
from casetrack.reports.queries.counted import Question, fate, group, joined, last, narrowed, owner
from casetrack.reports.queries.measure import Measure
from casetrack.reports.queries.measures import MEASURES
from casetrack.reports.queries.pending import still_open
from casetrack.rules.actor import Actor


@dataclass(frozen=True, slots=True)
class Behind:
    """What narrows the rows of a measure, as a drill names it.

    `passed`: they count under this measure as well, on whatever day. `cohort`: so they do, and it
    is that measure's day that lies in the period. `group` and `key`: rows of one group alone.
    `point`, `fate`, `reached`, `had` are of a followed cohort (queries.attrition).
    """

    measure: Measure
    state: str = ""
    reason: str | None = None
    passed: Measure | None = None
    cohort: Measure | None = None
    still_open: bool = False
    group: str = ""
    key: uuid.UUID | str | None = None
    point: str = ""
    fate: str = ""
    reached: str = ""
    had: str = ""

    @property
    def of(self) -> Measure | None:
        return self.cohort or self.passed


def behind_of(given: Mapping[str, str]) -> Behind:
    """What a drill says, its measure among it. Raises ValueError for what no drill says."""
    measure = _measure(given.get("measure", ""))
    by, key = _group(given)
    followed = _followed(given, measure)
    return Behind(
        measure=measure,
        state=given.get("state", ""),
        reason=given.get("reason"),
        passed=_of(given.get("passed", ""), measure),
        cohort=_of(given.get("cohort", ""), measure),
        still_open=given.get("open") == "1",
        group=by,
        key=key,
        point=followed.get("point", ""),
        fate=followed.get("fate", ""),
        reached=followed.get("reached", ""),
        had=followed.get("had", ""),
    )


def _measure(key: str) -> Measure:
    if key not in MEASURES:
        raise ValueError(key)
    return MEASURES[key]


def _of(key: str, measure: Measure) -> Measure | None:
    """A measure of the same unit, whose rows can be the same ones."""
    if not key:
        return None
    of = _measure(key)
    if of.unit != measure.unit or of.moved or measure.moved:
        raise ValueError(key)
    return of


def _group(given: Mapping[str, str]) -> tuple[str, uuid.UUID | str | None]:
    by, key = given.get("group", ""), given.get("key", "")
    if by == "offence" or not by:
        return by, key
    if by not in ("unit", "officer"):
        raise ValueError(by)
    return by, uuid.UUID(key) if key else None


def _followed(given: Mapping[str, str], measure: Measure) -> dict[str, str]:
    points, fates = attrition.POINTS, attrition.FATES
    known = {"point": points, "fate": fates, "reached": points, "had": points}
    found = {name: given[name] for name in known if given.get(name)}
    wrong = [name for name, value in found.items() if value not in known[name]]
    if wrong or (found and not measure.followed):
        raise ValueError(str(wrong))
    return found


def selected(b: Behind, q: Question, *columns: Any) -> Select[Any]:
    """Columns of the rows; no order."""
    s, period = q.s, q.asked.period
    begun = b.cohort or b.measure
    found = of_both(b.measure, b.of, q, *columns) if b.of else joined(b.measure, s, *columns)
    return found.where(
        begun.day(s).between(period.start, period.end),
        b.measure.day(s).is_not(None),
        *q.scope.conditions(owner(b.measure, s)),
        *narrowed(b.measure, q.asked, s, q.scope),
        *last(b.measure, s, period.end),
        *_narrowed(b, q),
    )


def of_both(measure: Measure, of: Measure, q: Question, *columns: Any) -> Select[Any]:
    """Columns of the rows that count under both measures, which are of one unit."""
    base, other = (of, measure) if of.joined and not measure.joined else (measure, of)
    found = joined(base, q.s, *columns)
    return found.where(*other.where(q.s), of.day(q.s).is_not(None))


def _narrowed(b: Behind, q: Question) -> Iterator[ColumnElement[bool]]:
    s = q.s
    yield from fate(b.measure, s, b.state, b.reason)
    if b.still_open:
        yield still_open(b.measure, s)
    if b.group:
        its = group(b.measure, b.group, s)
        yield its.is_(None) if b.key is None else its == b.key
    if b.point:
        yield attrition.furthest(s) == b.point
    if b.fate:
        yield attrition.fate(s) == b.fate
    if b.reached:
        yield attrition.reached(s, b.reached)
    if b.had:
        yield attrition.had(s, b.had)


def how_many(b: Behind, q: Question) -> int:
    """What the figure counts, whether or not anybody may open it."""
    return session.scalar(selected(b, q, func.count())) or 0


def open_to(actor: Actor, measure: Measure, q: Question) -> ColumnElement[bool]:
    """SQL for "this officer may know of this row"."""
    of = owner(measure, q.s)
    if of is Complaint:
        return complaints.may_see(actor)
    if of is Case:
        return cases.may_see(actor)
    if measure.unit == "complaint":
        return exists().where(Complaint.id == of.id, complaints.may_see(actor))
    return exists().where(Case.id == of.id, cases.may_see(actor))
