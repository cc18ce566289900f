"""Every figure of a report, on plain integers: yields, convictions, the two desks, attrition.

Definitions are those of the reports; a rate is never shown alone. The estimators live beside
this file (rates, desks, intervals, survival) and are part of this API.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from casetrack.rules.desks import (
    CourtCounts,
    CourtDesk,
    Flow,
    PoliceCounts,
    PoliceDesk,
    court_desk,
    police_desk,
)
from casetrack.rules.intervals import Interval, clopper_pearson, wilson
from casetrack.rules.rates import UNDEFINED, Basis, Rate, round_half_up
from casetrack.rules.refusals import Refused
from casetrack.rules.survival import (
    Curve,
    Spell,
    Step,
    aalen_johansen,
    days_until,
    kaplan_meier,
    median_days,
    median_of_ended,
)
from casetrack.rules.words import N_

__all__ = [
    "UNDEFINED",
    "AttritionStep",
    "Basis",
    "ConvictionCounts",
    "CourtCounts",
    "CourtDesk",
    "Curve",
    "Flow",
    "Interval",
    "PoliceCounts",
    "PoliceDesk",
    "Rate",
    "Spell",
    "Step",
    "aalen_johansen",
    "attrition",
    "clock_compliance",
    "clopper_pearson",
    "convictions",
    "court_desk",
    "days_until",
    "demand_total",
    "kaplan_meier",
    "median_days",
    "median_of_ended",
    "per_population",
    "police_desk",
    "recovery",
    "round_half_up",
    "total_difference",
    "wilson",
    "yields",
]


def yields(
    *, complaints: int, verified: int, enquiries: int, cases: int, basis: Basis, as_of: date
) -> tuple[Rate, Rate, Rate]:
    """Return verified/complaints, enquiries/verified, cases/enquiries."""
    return (
        Rate(verified, complaints, "complaint", basis, as_of, N_("verified / complaints")),
        Rate(enquiries, verified, "complaint", basis, as_of, N_("enquiries / verified")),
        Rate(cases, enquiries, "case", basis, as_of, N_("cases (FIRs) / enquiries")),
    )


@dataclass(frozen=True, slots=True)
class ConvictionCounts:
    """Counts for the conviction rates: each numerator in the unit of its denominator.

    In a published series that counts convictions only once, give that count four times.
    """

    complaints: int
    complaints_convicted: int
    cases: int
    cases_convicted: int
    arrested: int
    arrested_convicted: int
    accused_decided: int
    accused_convicted: int
    cases_acquitted: int
    cases_discharged: int


_CONVICTION_DEFINITIONS = (
    N_("complaints that ended in a conviction / complaints"),
    N_("cases convicted / cases (FIRs)"),
    N_("arrested persons convicted / arrested persons"),
    N_("accused convicted / accused with a verdict"),
    N_("cases convicted / cases convicted, acquitted or discharged"),
)


def convictions(counts: ConvictionCounts, *, basis: Basis, as_of: date) -> tuple[Rate, ...]:
    """Return the five conviction rates, from the widest denominator to the narrowest."""
    c = counts
    decided = c.cases_convicted + c.cases_acquitted + c.cases_discharged
    parts = (
        (c.complaints_convicted, c.complaints, "complaint"),
        (c.cases_convicted, c.cases, "case"),
        (c.arrested_convicted, c.arrested, "person"),
        (c.accused_convicted, c.accused_decided, "accused"),
        (c.cases_convicted, decided, "case"),
    )
    return tuple(
        Rate(numerator, denominator, unit, basis, as_of, definition)
        for (numerator, denominator, unit), definition in zip(
            parts, _CONVICTION_DEFINITIONS, strict=True
        )
    )


@dataclass(frozen=True, slots=True)
class AttritionStep:
    """One point of ONE cohort: how many reached it, of the point before and of the first."""

    name: str
    reached: int
    lost: int
    of_previous: Rate
    of_first: Rate


def attrition(
    points: Sequence[tuple[str, int]], *, unit: str, as_of: date
) -> tuple[AttritionStep, ...]:
    """Return the attrition of one cohort from (point, how many of the cohort reached it).

    Raise ValueError where a later point is reached by more: that is not one cohort.
    """
    steps = []
    before = points[0][1] if points else 0
    for name, reached in points:
        if reached > before:
            raise ValueError(f"{name}: {reached} of {before} is not one cohort")
        previous = Rate(
            reached, before, unit, "cohort", as_of, N_("reached / reached the point before")
        )
        first = Rate(
            reached, points[0][1], unit, "cohort", as_of, N_("reached / all of the cohort")
        )
        steps.append(AttritionStep(name, reached, before - reached, previous, first))
        before = reached
    return tuple(steps)


def clock_compliance(*, met: int, breached: int, overdue: int, as_of: date) -> Rate:
    """Return met / (met + breached), where an open and overdue clock counts as breached."""
    return Rate(
        met, met + breached + overdue, "clock", "period", as_of, N_("met / met and breached")
    )


def recovery(*, recovered: int, involved: int, currency: str, as_of: date) -> Rate:
    """Return recovered / involved, in minor units of one currency."""
    return Rate(recovered, involved, currency, "period", as_of, N_("recovered / involved"))


def per_population(*, count: int, population: int, unit: str, as_of: date) -> Rate:
    """Return count / population; print its `per_100k_text`. `as_of` dates the population."""
    return Rate(count, population, unit, "period", as_of, N_("count / population"))


def total_difference(rows: Iterable[int], printed: int) -> int:
    """Return printed total minus the sum of its rows; 0 is sound."""
    return printed - sum(rows)


def demand_total(rows: Iterable[int], printed: int, *, measure: str) -> None:
    """Refuse to print a return whose total does not equal its rows."""
    known = tuple(rows)
    if total_difference(known, printed):
        raise Refused(
            N_("{measure}: the rows add up to {sum}, the total says {total}."),
            measure=measure,
            sum=sum(known),
            total=printed,
        )
