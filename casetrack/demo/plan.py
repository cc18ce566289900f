"""What happens in the national demonstration, day by day, so that every year comes to its figures.

Planned backwards: verdicts choose their FIRs, FIRs their enquiries, enquiries their complaints;
what a year still lacks is filled with those that went no further. Pure: no database, seeded.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from casetrack.demo.figures import YearFigures
from casetrack.rules.reasons import (
    CANCELLATION_CLASSES,
    ENQUIRY_CLOSURES,
    UNTRACED_CAUSES,
)
from casetrack.rules.stages import AccusedState, CaseState

# Invented: what became of an FIR without a verdict, and of an enquiry without an FIR, in 100.
FIR_FATES = {
    CaseState.INVESTIGATION: 24,
    CaseState.UNTRACED_REPORT: 14,
    CaseState.CANCELLATION_REPORT: 9,
    CaseState.QUASHED: 1,
    CaseState.TRANSFERRED: 2,
    CaseState.FINAL_CHALLAN: 12,
    CaseState.COGNIZANCE: 9,
    CaseState.CHARGE_FRAMED: 7,
    CaseState.TRIAL: 22,
}
ENQUIRY_FATES = {
    CaseState.ENQUIRY_CLOSED: 78,
    CaseState.TRANSFERRED: 4,
    CaseState.MERGED: 1,
    CaseState.PERMISSION: 2,
    CaseState.ENQUIRY: 15,
}
# The way through court, as far as a case has gone.
COURT = (
    CaseState.FINAL_CHALLAN,
    CaseState.COGNIZANCE,
    CaseState.CHARGE_FRAMED,
    CaseState.TRIAL,
)
SHORTEST_TRIAL = 90
LONGEST_TRIAL = 1000
# How many complaints a case joins, in 100; a convicted case joins one.
COMPLAINTS_JOINED = {1: 80, 2: 13, 3: 5, 4: 2}
TRIES = 1000


class PlanFailed(ValueError):
    """The figures of the years cannot be reached together."""


@dataclass(slots=True)
class AccusedPlan:
    """One accused; he shares the court's dates with his case."""

    arrested: date
    state: AccusedState = AccusedState.ARRESTED


@dataclass(slots=True)
class CasePlan:
    """One case from its enquiry on; `place` is the number of its circle."""

    place: int
    enquiry: date
    fir: date | None = None
    permission: date | None = None
    state: CaseState = CaseState.ENQUIRY
    reason: str = ""
    ended: date | None = None
    court: list[date] = field(default_factory=list)  # challan, cognizance, charge, trial
    verdict: date | None = None
    raid: date | None = None
    accused: list[AccusedPlan] = field(default_factory=list)
    complaints: int = 1
    merged_into: CasePlan | None = None
    number: int = -1  # its place in the order of enquiries


class Planner:
    """Draws cases until the years are used up."""

    def __init__(
        self, figures: Sequence[YearFigures], weights: Sequence[int], seed: int = 1799
    ) -> None:
        self.figures = {year.year: year for year in figures}
        self.start, self.end = figures[0].first_day, figures[-1].last_day
        self.random = random.Random(seed)
        self._places = range(len(weights))
        self._weights = weights
        self._firs = Counter({year.year: year.firs for year in figures})
        self._arrests = Counter({year.year: year.arrests for year in figures})
        self._enquiries = Counter({year.year: year.enquiries for year in figures})
        self.cases: list[CasePlan] = []

    def plan(self) -> list[CasePlan]:
        """All cases in the order of their enquiries."""
        for year in self.figures.values():
            self._convictions(year)
            self._acquittals(year)
        for year in self.figures.values():
            self._other_firs(year)
        for year in self.figures.values():
            self._arrest(year)
            self._raid(year)
        for case in self.cases:
            self._precede_by_enquiry(case)
        for year in self.figures.values():
            self._other_enquiries(year)
        self.cases.sort(key=lambda case: case.enquiry)
        self._merge()
        return self.cases

    # Verdicts

    def _convictions(self, year: YearFigures) -> None:
        for _each in range(year.convictions):
            self._try(year, CaseState.CONVICTED, AccusedState.CONVICTED, 1)

    def _acquittals(self, year: YearFigures) -> None:
        left = year.acquittals
        while left:
            together = min(left, self.random.choice((1, 1, 1, 2)))
            self._try(year, CaseState.ACQUITTED, AccusedState.ACQUITTED, together)
            left -= together

    def _try(self, year: YearFigures, state: CaseState, each: AccusedState, count: int) -> None:
        for _try in range(TRIES):
            earliest = max(year.first_day, self.start + timedelta(SHORTEST_TRIAL + 10))
            verdict = self._day(earliest, year.last_day)
            longest = min(LONGEST_TRIAL, (verdict - self.start).days - 8)
            fir = verdict - timedelta(self.random.randint(SHORTEST_TRIAL, longest))
            arrest = fir + timedelta(self.random.randint(0, 14))
            if self._firs[fir.year] > 0 and self._arrests[arrest.year] >= count:
                break
        else:
            raise PlanFailed(f"{year.year}: no FIR for a verdict")
        self._firs[fir.year] -= 1
        self._arrests[arrest.year] -= count
        case = CasePlan(self._place(), fir, fir, state=state, ended=verdict, verdict=verdict)
        case.court = self._court_days(arrest, longest=11)
        case.accused = [AccusedPlan(arrest, each) for _each in range(count)]
        case.complaints = 1 if state is CaseState.CONVICTED else self._joined()
        self.cases.append(case)

    def _court_days(self, arrest: date, longest: int) -> list[date]:
        days = [arrest + timedelta(self.random.randint(14, 14 + longest))]
        for _stage in COURT[1:]:
            days.append(days[-1] + timedelta(self.random.randint(3, 8)))
        return days

    # FIRs without a verdict

    def _other_firs(self, year: YearFigures) -> None:
        earliest = max(year.first_day, self.start + timedelta(8))
        for _each in range(self._firs[year.year]):
            fir = self._day(earliest, year.last_day)
            state = self._draw(FIR_FATES)
            case = CasePlan(self._place(), fir, fir, state=state, complaints=self._joined())
            if state not in COURT and state is not CaseState.INVESTIGATION:
                self._end(case, fir + timedelta(self.random.randint(30, 500)))
            self.cases.append(case)
        self._firs[year.year] = 0

    def _end(self, case: CasePlan, on: date) -> None:
        if on > self.end:
            case.state = CaseState.INVESTIGATION if case.fir else CaseState.ENQUIRY
            return
        case.ended = on
        reasons = {
            CaseState.UNTRACED_REPORT: UNTRACED_CAUSES,
            CaseState.CANCELLATION_REPORT: CANCELLATION_CLASSES,
            CaseState.ENQUIRY_CLOSED: ENQUIRY_CLOSURES,
        }
        if case.state in reasons:
            keys = [reason.key for reason in reasons[case.state]]
            case.reason = self.random.choices(keys, range(2 * len(keys), len(keys), -1))[0]

    # Arrests and raids

    def _arrest(self, year: YearFigures) -> None:
        """Arrest as many as the year still lacks; a challan needs one at least."""
        open_firs = [case for case in self.cases if case.fir and case.fir.year == year.year]
        sent_up = [case for case in open_firs if case.state in COURT]
        at_hand = [case for case in open_firs if case.state is CaseState.INVESTIGATION]
        for case in sent_up:
            if not self._arrests[year.year] or not self._send_up(case, year):
                case.state = CaseState.INVESTIGATION
                at_hand.append(case)
        able = [case for case in open_firs if case.accused and not case.verdict] + at_hand
        if self._arrests[year.year] and not able:
            raise PlanFailed(f"{year.year}: no FIR in which to arrest")
        while self._arrests[year.year]:
            self._arrest_more(self.random.choice(able), year)

    def _send_up(self, case: CasePlan, year: YearFigures) -> bool:
        """Arrest one and take the case to court as far as it was to go, if the data reach there."""
        assert case.fir is not None  # noqa: S101 - for the type; FIRs have one
        arrest = min(case.fir + timedelta(self.random.randint(0, 30)), year.last_day)
        days = self._court_days(arrest, longest=45)[: COURT.index(case.state) + 1]
        days = [day for day in days if day <= self.end]
        if not days:
            return False
        case.court, case.state = days, COURT[len(days) - 1]
        case.accused = [AccusedPlan(arrest, self._state_in(case))]
        self._arrests[year.year] -= 1
        return True

    def _arrest_more(self, case: CasePlan, year: YearFigures) -> None:
        assert case.fir is not None  # noqa: S101 - for the type; FIRs have one
        many = self.random.choice((1, 1, 1, 2, 2, 3, 5, 8))
        for _each in range(min(many, self._arrests[year.year])):
            latest = case.accused[0].arrested if case.court else year.last_day
            arrest = min(case.fir + timedelta(self.random.randint(0, 30)), latest)
            case.accused.append(AccusedPlan(arrest, self._state_in(case)))
            self._arrests[year.year] -= 1

    def _state_in(self, case: CasePlan) -> AccusedState:
        if not case.court:
            return AccusedState.ARRESTED
        return AccusedState.CHARGED if len(case.court) > 2 else AccusedState.CHALLANED

    def _raid(self, year: YearFigures) -> None:
        """The cases with most arrests began them with a raid."""
        found = [case for case in self.cases if self._first_arrest(case).year == year.year]
        found.sort(key=lambda case: -len(case.accused))
        if len(found) < year.raids:
            raise PlanFailed(f"{year.year}: fewer cases with an arrest than raids")
        for case in found[: year.raids]:
            case.raid = self._first_arrest(case)

    def _first_arrest(self, case: CasePlan) -> date:
        return min((accused.arrested for accused in case.accused), default=date.min)

    # Enquiries

    def _precede_by_enquiry(self, case: CasePlan) -> None:
        assert case.fir is not None  # noqa: S101 - for the type; only FIRs so far
        earliest = self.start + timedelta(3)
        for _try in range(TRIES):
            case.enquiry = max(case.fir - timedelta(self.random.randint(7, 160)), earliest)
            if self._enquiries[case.enquiry.year] > 0:
                break
        else:
            raise PlanFailed(f"{case.fir.year}: more FIRs than enquiries")
        self._enquiries[case.enquiry.year] -= 1
        case.permission = case.enquiry + (case.fir - case.enquiry) * 2 // 3

    def _other_enquiries(self, year: YearFigures) -> None:
        earliest = max(year.first_day, self.start + timedelta(3))
        for _each in range(self._enquiries[year.year]):
            enquiry = self._day(earliest, year.last_day)
            state = self._draw(ENQUIRY_FATES)
            case = CasePlan(self._place(), enquiry, state=state, complaints=self._joined())
            if state is CaseState.PERMISSION:
                case.permission = min(enquiry + timedelta(self.random.randint(20, 90)), self.end)
            elif state is not CaseState.ENQUIRY:
                self._end(case, enquiry + timedelta(self.random.randint(20, 500)))
            self.cases.append(case)
        self._enquiries[year.year] = 0

    def _merge(self) -> None:
        """Number the cases; a merged one goes into the circle's case before it."""
        before: dict[int, CasePlan] = {}
        for number, case in enumerate(self.cases):
            case.number = number
            if case.state is CaseState.MERGED and case.place in before:
                case.merged_into = before[case.place]
                continue
            if case.state is CaseState.MERGED:
                case.state = CaseState.TRANSFERRED
            before[case.place] = case

    # Draws

    def _day(self, first: date, last: date) -> date:
        if last < first:
            raise PlanFailed(f"no day between {first} and {last}")
        return first + timedelta(self.random.randint(0, (last - first).days))

    def _place(self) -> int:
        return self.random.choices(self._places, self._weights)[0]

    def _joined(self) -> int:
        return self.random.choices(tuple(COMPLAINTS_JOINED), tuple(COMPLAINTS_JOINED.values()))[0]

    def _draw(self, fates: dict[CaseState, int]) -> CaseState:
        return self.random.choices(tuple(fates), tuple(fates.values()))[0]
