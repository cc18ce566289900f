"""The rows of a measure: counted and listed by the same query, so that a figure and the rows behind
it cannot differ.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, Text, cast, exists, extract, func, inspect, select
from sqlalchemy.orm import aliased

from casetrack.cases.models import Case, CaseSection
from casetrack.complaints.models import Complaint
from casetrack.db import local_date, session, utc_now
from casetrack.reports.facts import Asked, Period
from casetrack.reports.queries.measures import MEASURES, Measure
from casetrack.reports.queries.scope import Scope
from casetrack.reports.queries.sources import Sources, known_by
from casetrack.reports.queries.tallied import BY_YEAR, tallied_by, whole_years

Conditions = tuple[ColumnElement[bool], ...]
# (year, state, reason) -> how many rows.
Fates = Counter[tuple[int, str, str]]
_A_CASE = MEASURES["fir"]


@dataclass(frozen=True, slots=True)
class Question:
    """Who asks what, of the rows as they stand or as they were known by the as-of day."""

    scope: Scope
    asked: Asked
    s: Sources


def question(scope: Scope, asked: Asked) -> Question:
    return Question(scope, asked, known_by(asked.as_of))


def root(measure: Measure, s: Sources) -> Any:
    """The entity whose rows are counted."""
    return {
        "complaint": s.complaint,
        "case": s.case,
        "accused": s.accused,
        "charge": s.charge,
        "raid": s.operation,
    }[measure.unit]


def owner(measure: Measure, s: Sources) -> Any:
    """The complaint or case that has the unit and the seal."""
    return s.complaint if measure.unit == "complaint" else s.case


def joined(measure: Measure, s: Sources, *columns: Any) -> Select[Any]:
    """Columns of the rows of a measure with all its tables; no condition but the measure's own."""
    rows = select(*columns).select_from(root(measure, s))
    if measure.joined:
        rows = rows.join(s.case, s.complaint.case_id == s.case.id)
    elif measure.followed:
        rows = rows.outerjoin(s.case, s.complaint.case_id == s.case.id)
    elif measure.unit in ("accused", "raid"):
        rows = rows.join(s.case, root(measure, s).case_id == s.case.id)
    elif measure.unit == "charge":
        rows = rows.join(s.case, s.charge.case_id == s.case.id)
        rows = rows.join(s.accused, s.charge.accused_id == s.accused.id)
        rows = rows.outerjoin(s.verdict, s.verdict.charge_id == s.charge.id)
    if measure.moved:
        rows = rows.join(move(measure, s), move_root(move(measure, s)) == root(measure, s).id)
    return rows.where(*measure.where(s))


def move(measure: Measure, s: Sources) -> Any:
    """The moves of the complaint, case or accused that is counted."""
    moves = {"complaint": s.complaint_move, "case": s.case_move, "accused": s.accused_move}
    return moves[measure.unit]


def move_root(moved: Any) -> Any:
    """The column of a move that names what moved."""
    return getattr(
        moved, f"{inspect(moved).mapper.class_.__name__.removesuffix('Movement').lower()}_id"
    )


def last(measure: Measure, s: Sources, end: date) -> Conditions:
    """Of what stands: that nothing moved again until the end of a day, as far as was known."""
    if not measure.standing:
        return ()
    moved = move(measure, s)
    later = aliased(inspect(moved).mapper.class_)
    known = (later.recorded_at < s.recorded_before,) if s.recorded_before else ()
    return (
        ~exists().where(
            move_root(later) == move_root(moved),
            later.seq > moved.seq,
            later.occurred_on <= end,
            *known,
        ),
    )


def rows(
    measure: Measure,
    q: Question,
    *columns: Any,
    period: Period | None = None,
    sealed: bool = False,
) -> Select[Any]:
    """Columns of what counts under a measure in the period (the asked one unless another is given).

    `sealed` True: only the sealed matters that the actor works on.
    """
    within = period or q.asked.period
    return joined(measure, q.s, *columns).where(
        measure.day(q.s).between(within.start, within.end),
        *q.scope.conditions(owner(measure, q.s), sealed=sealed),
        *narrowed(measure, q.asked, q.s, q.scope),
        *last(measure, q.s, within.end),
    )


def narrowed(measure: Measure, asked: Asked, s: Sources, scope: Scope | None = None) -> Conditions:
    """The filters that were asked for, on a complaint itself or on any complaint of a case.

    Nothing is learnt of a sealed complaint by asking for the cases that it tells of.
    """
    of_complaint = measure.unit == "complaint"
    found = list(_told(asked, s.complaint) if of_complaint else ())
    if not of_complaint and (told := _told(asked, Complaint)):
        known = scope.known(Complaint) if scope else ()
        found.append(exists().where(Complaint.case_id == s.case.id, *told, *known))
    if asked.officer:
        officer = s.complaint.assigned_to_id if of_complaint else s.case.lead_id
        found.append(officer == asked.officer)
    if asked.offence:
        found.append(_about(measure, asked.offence, s))
    return tuple(found)


def of_cases(scope: Scope, asked: Asked) -> Conditions:
    """Conditions on Case for what hangs on a case and is joined to it: scope and filters."""
    today = known_by(local_date(utc_now()))
    return (*scope.conditions(Case), *narrowed(_A_CASE, asked, today))


def _told(asked: Asked, of: Any) -> list[ColumnElement[bool]]:
    """What a complaint tells: category, means, target country, kind of complainant."""
    named = {
        of.category: asked.category,
        of.target_country: asked.country,
        of.complainant_kind: asked.complainant,
    }
    found = [column == value for column, value in named.items() if value]
    if asked.means:
        found.append(cast(of.means, Text).contains(f'"{asked.means}"', autoescape=True))
    return found


def _about(measure: Measure, offence: str, s: Sources) -> ColumnElement[bool]:
    if measure.unit == "charge":
        found: ColumnElement[bool] = s.charge.offence == offence
        return found
    case_id = s.complaint.case_id if measure.unit == "complaint" else s.case.id
    return exists().where(CaseSection.case_id == case_id, CaseSection.offence == offence)


def group(measure: Measure, by: str, s: Sources) -> Any:
    """What rows are grouped by: "unit", "officer" or "offence" (the case's principal one)."""
    of = owner(measure, s)
    if by == "unit":
        return of.unit_id
    if by == "officer":
        return of.assigned_to_id if measure.unit == "complaint" else of.lead_id
    if measure.unit == "charge":
        return s.charge.offence
    return of.category if measure.unit == "complaint" else of.offence


def fate(measure: Measure, s: Sources, state: str, reason: str | None) -> Conditions:
    """The conditions of one fate of a cohort, as a drill names it; None is any reason, "" none."""
    found = [cast(measure.state(s), Text) == state] if state else []
    return tuple(found) if reason is None else (*found, measure.reason(s) == reason)


def count(measure: Measure, q: Question, period: Period | None = None) -> int:
    """How many rows count under a measure."""
    return count_by(measure, "", q, period).total()


def count_by(measure: Measure, by: str, q: Question, period: Period | None = None) -> Counter[Any]:
    """How many, by unit (id), officer (id), offence (key) or year (int); by "" all under None.

    Whole years from the tallies where they hold what is asked, the rest from the rows.
    """
    within = period or q.asked.period
    if not (_is_tallied(measure, q) and by in ("", "unit", "year")):
        return _count_rows(measure, by, q, within)
    years, edges = whole_years(q.asked, within)
    found: Counter[Any] = Counter()
    for edge in edges:
        found.update(_count_rows(measure, by, q, edge))
    if years:
        found.update(tallied_by(q.scope, measure.key, by, years))
    if years and q.scope.knows_sealed:
        whole = Period(date(years[0], 1, 1), date(years[-1], 12, 31))
        found.update(_count_rows(measure, by, q, whole, sealed=True))
    return found


def _is_tallied(measure: Measure, q: Question) -> bool:
    its = measure.key in BY_YEAR and measure is MEASURES[measure.key]
    return its and q.s.live and not q.asked.filtered


def _count_rows(
    measure: Measure, by: str, q: Question, period: Period, *, sealed: bool = False
) -> Counter[Any]:
    if not by:
        whole = rows(measure, q, func.count(), period=period, sealed=sealed)
        return Counter({None: session.scalar(whole) or 0})
    # A year by its days, in the order of their index: an expression over every row costs ten times.
    key = (measure.day(q.s) if by == "year" else group(measure, by, q.s)).label("key")
    each = rows(measure, q, key, func.count().label("n"), period=period, sealed=sealed)
    found: Counter[Any] = Counter()
    for name, n in session.execute(each.group_by(key).order_by(key)):
        found[name.year if by == "year" else name] += n
    return found


def count_fates(
    measure: Measure, q: Question, period: Period | None = None, *, sealed: bool = False
) -> Fates:
    """How many of a cohort by year and by what became of them.

    Grouped by day in the order of an index first, days then by year: grouping a year's expression
    over every row costs ten times.
    """
    fate = (measure.state(q.s).label("state"), measure.reason(q.s).label("reason"))
    day = measure.day(q.s).label("day")
    found = rows(measure, q, day, *fate, func.count().label("n"), period=period, sealed=sealed)
    days = found.group_by(day, *fate).subquery()
    keys = (_year(days.c.day), days.c.state, days.c.reason)
    by_year = select(*keys, func.sum(days.c.n)).group_by(*keys).order_by(keys[0])
    return Counter(
        {
            (int(year), str(state), reason): int(n)
            for year, state, reason, n in session.execute(by_year)
        }
    )


def _year(day: Any) -> Any:
    return extract("year", day)
