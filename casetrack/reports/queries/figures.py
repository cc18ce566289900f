"""The counts by year. Events are grouped by day in the order of an index, days then by year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, extract, func, select
from sqlalchemy.orm import InstrumentedAttribute

from casetrack.cases.models import Accused, Case
from casetrack.complaints.models import Complaint
from casetrack.db import session
from casetrack.operations.models import Operation
from casetrack.reports.facts import Figures, Period
from casetrack.reports.queries.scope import Scope
from casetrack.rules.stages import CaseState, ComplaintState, Outcome

Column = ColumnElement[Any] | InstrumentedAttribute[Any]
# A court completed none of these: they ended "without trial", though the accused may stand
# acquitted in law (CrPC s.345(6), s.494(b)).
_WITHOUT_TRIAL = (
    CaseState.COMPOUNDED,
    CaseState.WITHDRAWN,
    CaseState.ABATED,
    CaseState.QUASHED,
)
# Year, then the values of the further columns that were grouped by.
Counts = Counter[tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Counted:
    """All counts of a report: by year and key of Figures, and the fates by year."""

    figures: Mapping[tuple[str, int], int]
    complaints: Counts  # (year, state, close_reason)
    enquiries: Counts  # (year, FIR's year or None, state, exit_reason)
    firs: Counts  # (year, state, exit_reason)

    def in_year(self, year: int) -> Figures:
        return Figures(**{key: count for (key, of), count in self.figures.items() if of == year})


def count_all(scope: Scope, period: Period) -> Counted:
    """Everything the conviction report counts, in a dozen statements."""
    received = Counter[tuple[Any, ...]]()
    verified = Counter[tuple[Any, ...]]()
    for share in scope.complaint_shares():
        fate = (Complaint.state, Complaint.close_reason)
        received += _by_year(_rows(Complaint.received_on, *fate).where(*share), period)
        verified += _by_year(_rows(Complaint.verified_on).where(*share), period)
    enquiries = _by_year(
        _rows(Case.enquiry_on, Case.fir_year, Case.state, Case.exit_reason).where(*scope.case()),
        period,
    )
    firs = _by_year(
        _rows(Case.investigation_on, Case.state, Case.exit_reason).where(*scope.case()), period
    )
    figures = _sums(
        complaints=received,
        verified=verified,
        enquiries=enquiries,
        cases=firs,
        **_court(scope, period),
    )
    return Counted(figures, received, enquiries, firs)


def _court(scope: Scope, period: Period) -> dict[str, Counts]:
    accused = {
        "arrested": _rows(Accused.arrested_on),
        "challaned": _rows(Accused.challaned_on),
        "convicted": _rows(Accused.convicted_on),
        "acquitted": _rows(Accused.acquitted_on),
        "arrested_convicted": _rows(Accused.convicted_on).where(Accused.arrested_on.is_not(None)),
    }
    counts = {
        key: _by_year(rows.join(Case, Accused.case_id == Case.id).where(*scope.case()), period)
        for key, rows in accused.items()
    }
    raids = _rows(Operation.started_on).join(Case, Operation.case_id == Case.id)
    counts["raids"] = _by_year(raids.where(Operation.kind == "RAID", *scope.case()), period)
    return (
        counts
        | _cases(scope, period)
        | {"complaints_convicted": _complaints_convicted(scope, period)}
    )


def _cases(scope: Scope, period: Period) -> dict[str, Counts]:
    first = _first_convictions()
    convicted = _rows(first.c.day).join(Case, first.c.case_id == Case.id)
    ended = _rows(Case.verdict_on).where(Case.outcome == Outcome.ACQUITTED, *scope.case())
    discharged = Case.state == CaseState.DISCHARGED
    return {
        "cases_convicted": _by_year(convicted.where(*scope.case()), period),
        "cases_acquitted": _by_year(
            ended.where(~discharged, Case.state.not_in(_WITHOUT_TRIAL)), period
        ),
        "cases_discharged": _by_year(ended.where(discharged), period),
    }


def _complaints_convicted(scope: Scope, period: Period) -> Counts:
    first = _first_convictions()
    rows = (
        _rows(first.c.day)
        .join(Case, first.c.case_id == Case.id)
        .join(Complaint, Complaint.case_id == Case.id)
        .where(Complaint.state == ComplaintState.JOINED, *scope.case())
    )
    found = Counter[tuple[Any, ...]]()
    for share in scope.complaint_shares():
        found += _by_year(rows.where(*share), period)
    return found


def _first_convictions() -> Any:
    return (
        select(Accused.case_id, func.min(Accused.convicted_on).label("day"))
        .where(Accused.convicted_on.is_not(None))
        .group_by(Accused.case_id)
        .subquery()
    )


def _rows(day: Column, *keys: Column) -> Select[Any]:
    """Days and keys of events, counted; joins and conditions may follow."""
    named = [key.label(f"key{place}") for place, key in enumerate(keys)]
    return select(day.label("day"), *named, func.count().label("n")).group_by(day, *keys)


def _by_year(rows: Select[Any], period: Period) -> Counts:
    """(year, *keys) -> how many. Grouping a year's expression over every row costs ten times."""
    day = rows.selected_columns["day"].element
    days = rows.where(day.between(period.start, period.end)).subquery()
    keys = [column for column in days.c if column.key not in ("day", "n")]
    year = extract("year", days.c.day)
    grouped = select(year, *keys, func.sum(days.c.n)).group_by(year, *keys).order_by(year)
    return Counter({(int(row[0]), *row[1:-1]): int(row[-1]) for row in session.execute(grouped)})


def _sums(**counts: Counts) -> dict[tuple[str, int], int]:
    totals = Counter[tuple[str, int]]()
    for key, found in counts.items():
        for kept, count in found.items():
            totals[key, kept[0]] += count
    return totals


def last_received(scope: Scope) -> date | None:
    """The last day on which anything was received anywhere: where the data end."""
    rows = select(Complaint.received_on).order_by(Complaint.received_on.desc()).limit(1)
    return session.scalar(rows if scope.sees_all else rows.where(Complaint.sealed.is_(False)))


def add_up(rows: Iterable[Figures]) -> Figures:
    """The sum over years; the total of a report is never counted apart from its rows."""
    return sum(rows, Figures())
