"""The complaints of the national demonstration: those that cases join, and those that none does."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from casetrack.demo.figures import YearFigures
from casetrack.demo.plan import CasePlan, PlanFailed
from casetrack.rules.reasons import VERIFICATION_CLOSURES
from casetrack.rules.stages import ComplaintState

# Invented: what became of a complaint that was not verified, in 100.
UNVERIFIED_FATES = {
    ComplaintState.CLOSED: 70,
    ComplaintState.TRANSFERRED: 10,
    ComplaintState.DUPLICATE: 8,
    ComplaintState.VERIFICATION: 8,
    ComplaintState.RECEIVED: 4,
}
# Invented: how many verified complaints without a case were closed, in 100; the others wait.
CLOSED_AFTER_VERIFICATION = 74
REASON_WEIGHTS = (20, 9, 14, 12, 6, 7, 9, 8, 3, 9, 3)


@dataclass(slots=True)
class ComplaintPlan:
    """One complaint; `case` is the plan of the case that it is joined to."""

    place: int
    received: date
    state: ComplaintState
    verification: date | None = None
    verified: date | None = None
    ended: date | None = None
    reason: str = ""
    case: CasePlan | None = None


class Intake:
    """Plans the complaints of one year after another, in the order of receipt."""

    def __init__(
        self,
        figures: Sequence[YearFigures],
        cases: Sequence[CasePlan],
        weights: Sequence[int],
        seed: int = 1991,
    ) -> None:
        self.random = random.Random(seed)
        self._figures = figures
        self._weights = weights
        self._end = figures[-1].last_day
        self._joined: dict[int, list[ComplaintPlan]] = {year.year: [] for year in figures}
        for case in cases:
            for _each in range(case.complaints):
                made = self._join(case)
                self._joined[made.received.year].append(made)

    def of_cases(self) -> Iterator[ComplaintPlan]:
        """Every complaint that is joined to a case."""
        for made in self._joined.values():
            yield from made

    def years(self) -> Iterator[list[ComplaintPlan]]:
        """Year by year, all complaints by the day they were received."""
        for year in self._figures:
            yield sorted(self._year(year), key=lambda complaint: complaint.received)

    def _year(self, year: YearFigures) -> list[ComplaintPlan]:
        joined = self._joined[year.year]
        verified = year.verified - len(joined)
        others = year.complaints - year.verified
        if verified < 0 or others < 0:
            raise PlanFailed(f"{year.year}: fewer complaints than its cases and figures need")
        places = self.random.choices(range(len(self._weights)), self._weights, k=verified + others)
        return [
            *joined,
            *(self._verified(year, place) for place in places[:verified]),
            *(self._unverified(year, place) for place in places[verified:]),
        ]

    def _join(self, case: CasePlan) -> ComplaintPlan:
        """Received and verified in one year, shortly before the enquiry."""
        first = self._figures[0].first_day
        verified = max(case.enquiry - timedelta(self.random.randint(0, 20)), first)
        new_year = date(verified.year, 1, 1)
        verification = max(verified - timedelta(self.random.randint(0, 25)), new_year)
        received = max(verification - timedelta(self.random.randint(0, 6)), new_year)
        state = ComplaintState.JOINED
        return ComplaintPlan(case.place, received, state, verification, verified, case=case)

    def _verified(self, year: YearFigures, place: int) -> ComplaintPlan:
        received = self._day(year)
        # Within the year in which it is counted, and sooner rather than later.
        longest = min(60, (year.last_day - received).days)
        verified = received + timedelta(int(self.random.random() ** 2 * longest))
        verification = received + (verified - received) // 3
        made = ComplaintPlan(place, received, ComplaintState.VERIFIED, verification, verified)
        if self.random.randrange(100) < CLOSED_AFTER_VERIFICATION:
            self._close(made, verified + timedelta(self.random.randint(5, 300)))
        return made

    def _unverified(self, year: YearFigures, place: int) -> ComplaintPlan:
        fates = UNVERIFIED_FATES
        state = self.random.choices(tuple(fates), tuple(fates.values()))[0]
        made = ComplaintPlan(place, self._day(year), ComplaintState.RECEIVED)
        verification = made.received + timedelta(self.random.randint(0, 10))
        if state is ComplaintState.RECEIVED or verification > self._end:
            return made
        made.state, made.verification = ComplaintState.VERIFICATION, verification
        ended = verification + timedelta(self.random.randint(2, 200))
        if state is ComplaintState.CLOSED:
            self._close(made, ended)
        elif state is not ComplaintState.VERIFICATION and ended <= self._end:
            made.state, made.ended = state, ended
        return made

    def _close(self, made: ComplaintPlan, on: date) -> None:
        if on <= self._end:
            made.state, made.ended = ComplaintState.CLOSED, on
            made.reason = self.random.choices(VERIFICATION_CLOSURES, REASON_WEIGHTS)[0].key

    def _day(self, year: YearFigures) -> date:
        return year.first_day + timedelta(
            self.random.randrange((year.last_day - year.first_day).days + 1)
        )
