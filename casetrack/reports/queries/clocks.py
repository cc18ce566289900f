"""Legal clocks by what became of them: met, breached, open and overdue, still running."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, false, func, literal, or_, select
from sqlalchemy.orm import lazyload

from casetrack.cases.models import Accused, Case, Clock
from casetrack.cases.queries import visible_ids
from casetrack.db import KARACHI, local_date, session, utc_now
from casetrack.reports.facts import Asked
from casetrack.reports.queries.counted import of_cases
from casetrack.reports.queries.scope import Scope
from casetrack.rules.clocks import ClockState, never_late

Key = uuid.UUID | None
# (clock, unit or officer, what became of it) -> how many.
Fates = Counter[tuple[str, Key, str]]
WORST = 50
MET, BREACHED = ClockState.MET.value, ClockState.BREACHED.value
LATE, RUNNING = ClockState.LATE.value, ClockState.RUNNING.value


@dataclass(frozen=True, slots=True)
class Overdue:
    """One clock that is open and over, in a case that the reader may open."""

    key: str
    case_number: str
    accused: str  # A-003, or "" where the clock is the case's
    lead: str
    due_on: date
    days: int


def end_of(day: date) -> datetime:
    """The instant at which a local day is over; now, if it is not over yet."""
    over = datetime.combine(day + timedelta(days=1), time.min, KARACHI).astimezone(UTC)
    return min(over, utc_now())


def fates(scope: Scope, asked: Asked, by: str = "") -> Fates:
    """The clocks started in the period by how they stand at the end of the as-of day.

    `by` is "unit" or "officer" (today's lead), else the key is None.
    """
    columns = (Clock.key, _owner(by).label("owner"), _fate(end_of(asked.as_of)).label("fate"))
    counted = _counted(_started(scope, asked, *columns))
    return Counter({(key, owner or None, state): n for key, owner, state, n in counted})


def overdue_stock(scope: Scope, asked: Asked, by: str) -> Counter[tuple[Key, str]]:
    """Clocks open and over at the end of the period, whenever started, by owner and clock."""
    at = end_of(min(asked.period.end, asked.as_of))
    open_then = or_(Clock.stopped_at.is_(None), Clock.stopped_at >= at)
    late = (open_then, Clock.due_at < at, Clock.key.not_in(never_late()))
    found = _of_scope(scope, asked, _owner(by).label("owner"), Clock.key).where(*late)
    return Counter({(owner or None, key): n for owner, key, n in _counted(found)})


def worst(scope: Scope, asked: Asked) -> Sequence[Overdue]:
    """The longest overdue of the clocks started in the period, in cases that the reader may open.

    Sealed cases are never named: a report is passed on.
    """
    at = end_of(asked.as_of)
    # The person, joined as to an accused who is always there, would drop the clocks of a case.
    found = _started(scope, asked, Clock, Case, Accused).options(lazyload(Accused.person))
    found = found.outerjoin(Accused, Accused.id == Clock.accused_id).where(
        _fate(at) == LATE, Clock.key.not_in(never_late()), Case.sealed.is_(False)
    )
    if not scope.sees_all:
        found = found.where(_may_open(scope))
    listed = found.order_by(Clock.due_at, Case.number, Clock.key, Clock.id).limit(WORST)
    return [
        _overdue(clock, of, accused, at) for clock, of, accused in session.execute(listed).unique()
    ]


def _may_open(scope: Scope) -> ColumnElement[bool]:
    if scope.actor is None:
        return false()
    return Case.id.in_(visible_ids(scope.actor))


def _overdue(clock: Clock, of: Case, accused: Accused | None, at: datetime) -> Overdue:
    due_on = local_date(clock.due_at)
    reference = accused.reference if accused else ""
    return Overdue(clock.key, of.number, reference, of.lead.title, due_on, (at - clock.due_at).days)


def _fate(at: datetime) -> Any:
    """How a clock stands at an instant, as ClockState; a minimum or a right is nobody's breach."""
    stopped = and_(Clock.stopped_at.is_not(None), Clock.stopped_at < at)
    kept = or_(Clock.stopped_at <= Clock.due_at, Clock.key.in_(never_late()))
    return case(
        (and_(stopped, kept), MET), (stopped, BREACHED), (Clock.due_at < at, LATE), else_=RUNNING
    )


def _owner(by: str) -> Any:
    owners: dict[str, Any] = {"unit": Case.unit_id, "officer": Case.lead_id}
    return owners.get(by, literal(""))


def _started(scope: Scope, asked: Asked, *columns: Any) -> Select[Any]:
    start = datetime.combine(asked.period.start, time.min, KARACHI).astimezone(UTC)
    end = end_of(min(asked.period.end, asked.as_of))
    return _of_scope(scope, asked, *columns).where(
        Clock.started_at >= start, Clock.started_at < end
    )


def _of_scope(scope: Scope, asked: Asked, *columns: Any) -> Select[Any]:
    found = select(*columns).select_from(Clock).join(Case, Case.id == Clock.case_id)
    return found.where(*of_cases(scope, asked))


def _counted(found: Select[Any]) -> Iterable[Any]:
    """Equal rows as one, with how many: in a subquery, since an expression with parameters is not
    known as the same one again in GROUP BY.
    """
    each = found.subquery()
    return session.execute(select(*each.c, func.count()).group_by(*each.c).order_by(*each.c))
