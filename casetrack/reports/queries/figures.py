"""The counts by year: whole years from the tallies, the rest from the rows themselves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from casetrack.complaints.models import Complaint
from casetrack.db import session
from casetrack.reports.facts import Asked, Figures, Period
from casetrack.reports.queries.counted import Fates, Question, count_fates, question
from casetrack.reports.queries.measures import MEASURES
from casetrack.reports.queries.scope import Scope
from casetrack.reports.queries.tallied import tallied, whole_years

# Key of Figures -> measure.
COUNTED: Mapping[str, str] = {
    "complaints": "received",
    "verified": "verified",
    "enquiries": "enquiry",
    "cases": "fir",
    "raids": "raid",
    "arrested": "arrested",
    "challaned": "challaned",
    "convicted": "convicted",
    "acquitted": "acquitted",
    "arrested_convicted": "arrested_convicted",
    "complaints_convicted": "complaint_convicted",
    "cases_convicted": "case_convicted",
    "cases_acquitted": "case_acquitted",
    "cases_discharged": "case_discharged",
}
# Tallied beside them: complaints that have not ended, nor has their case (of the whole agency).
OPEN = "open"


@dataclass(frozen=True, slots=True)
class Counted:
    """All counts of a report, by measure: (year, state, reason) -> how many."""

    fates: Mapping[str, Fates]

    def in_year(self, year: int) -> Figures:
        return Figures(
            **{
                figure: sum(n for (of, _, _), n in self.fates[measure].items() if of == year)
                for figure, measure in COUNTED.items()
            }
        )


def count_all(scope: Scope, asked: Asked) -> Counted:
    """Everything the conviction report counts."""
    q = question(scope, asked)
    if asked.filtered or not q.s.live:
        return Counted({key: count_fates(MEASURES[key], q) for key in COUNTED.values()})
    whole, edges = whole_years(asked)
    fates = {key: _of_edges(key, q, edges) for key in COUNTED.values()}
    fates[OPEN] = Counter()
    if whole:
        _add_tallied(fates, q, whole)
    return Counted(fates)


def _of_edges(key: str, q: Question, edges: Iterable[Period]) -> Fates:
    found: Fates = Counter()
    for period in edges:
        found += count_fates(MEASURES[key], q, period)
    return found


def _add_tallied(fates: Mapping[str, Fates], q: Question, years: Sequence[int]) -> None:
    """Add whole years: from the tallies, and from their rows the sealed ones he works on."""
    found = tallied(q.scope, (*COUNTED.values(), OPEN), years[0], years[-1])
    for (measure, year, state, reason), n in found.items():
        fates[measure][year, state, reason] += n
    if q.scope.knows_sealed:
        period = Period(date(years[0], 1, 1), date(years[-1], 12, 31))
        for key in COUNTED.values():
            fates[key].update(count_fates(MEASURES[key], q, period, sealed=True))


def last_received(scope: Scope) -> date | None:
    """The last day on which anything was received anywhere: where the data end."""
    # The day follows from the moment, by which the newest are listed.
    rows = select(Complaint.received_on).order_by(Complaint.received_at.desc()).limit(1)
    return session.scalar(rows if scope.sees_all else rows.where(Complaint.sealed.is_(False)))


def add_up(rows: Iterable[Figures]) -> Figures:
    """The sum over years; the total of a report is never counted apart from its rows."""
    return sum(rows, Figures())
