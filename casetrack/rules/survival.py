"""Time to an ending with spells still open: Kaplan-Meier and Aalen-Johansen, in whole numbers.

An ending and a censoring on the same day: the ending comes first (at risk: days >= t).
Treating other endings as censoring overstates a cumulative incidence; aalen_johansen does not.

Shares are whole numbers over one common denominator. It grows with every day on which spells are
censored: what these leave is shared out equally among those who stay (Efron). Shares are exact
until the denominator has more than EXACT_BITS bits: always for samples, and for any number of
spells until the first is censored. From there on the denominator is brought down to KEPT_BITS,
incidences rounded up, so that they never fall and all shares sum to exactly 1. That errs by less
than steps * endings / 2**KEPT_BITS: below 1e-70 for a century of days.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

EXACT_BITS = 1024
KEPT_BITS = 256
# Floats err by less over a century of days.
DOUBT = 1e-9

# (days, ending) -> how many spells; ending None: still open after so many days.
Counts = Mapping[tuple[int, str | None], int]


@dataclass(frozen=True, slots=True)
class Spell:
    """Days from the beginning to the ending, or to the as-of day when `ending` is None."""

    days: int
    ending: str | None = None


class Step(NamedTuple):
    """From day `days` on: the share still open, and the share that each ending took.

    `open_part` and `parts` are whole numbers over `whole`, `ended` counts until then; both by
    place in `endings`.
    """

    days: int
    whole: int
    open_part: int
    endings: tuple[str, ...]
    parts: tuple[int, ...]
    ended: tuple[int, ...]

    @property
    def open_share(self) -> Fraction:
        return Fraction(self.open_part, self.whole)

    @property
    def incidence(self) -> Mapping[str, Fraction]:
        return {ending: self.share(ending) for ending in self.endings}

    def share(self, ending: str) -> Fraction:
        """Return the share that ended as `ending`, 0 if none did."""
        return Fraction(self._of(self.parts, ending), self.whole)

    def drawn(self, ending: str) -> float:
        """Return the same share for a drawing, as the nearest float."""
        return self._of(self.parts, ending) / self.whole

    def ended_as(self, ending: str) -> int:
        """Return how many had ended as `ending` by then."""
        return self._of(self.ended, ending)

    def _of(self, figures: tuple[int, ...], ending: str) -> int:
        return figures[self.endings.index(ending)] if ending in self.endings else 0


NO_STEP = Step(0, 1, 1, (), (), ())


@dataclass(frozen=True, slots=True)
class Curve:
    """A step curve over days; before its first step everything is open.

    `followed`: the days for which the last open spell is watched; None when all has ended.
    """

    spells: int
    steps: tuple[Step, ...]
    followed: int | None = None

    def at(self, days: int) -> Step:
        """Return the shares at the end of day `days`."""
        past = bisect_right(self.steps, days, key=lambda step: step.days)
        return self.steps[past - 1] if past else NO_STEP

    @property
    def last(self) -> Step:
        """Return the shares after the last step."""
        return self.steps[-1] if self.steps else NO_STEP

    def incidence_at(self, ending: str, days: int) -> Fraction:
        """Return the share that ended as `ending` by day `days`."""
        return self.at(days).share(ending)

    def knows(self, days: int) -> bool:
        """Return whether any spell was watched for so long, or none was left to be watched."""
        return self.followed is None or days <= self.followed

    def median_days(self) -> int | None:
        """Return the first day by which half has ended; None when it is not reached."""
        return self.days_until(Fraction(1, 2))

    def days_until(self, share: Fraction) -> int | None:
        """Return the first day by which such a share has ended; None when it is not reached."""
        n, d = share.numerator, share.denominator
        reached = (s.days for s in self.steps if d * (s.whole - s.open_part) >= n * s.whole)
        return next(reached, None)


def aalen_johansen(spells: Iterable[Spell] | Counts) -> Curve:
    """Return the cumulative incidence of each ending, competing with the others."""
    ended, still_open = _by_day(spells)
    days = sorted(ended.keys() | still_open.keys())
    total = sum(sum(endings.values()) for endings in ended.values()) + sum(still_open.values())
    shares = _Shares(total, {ending for endings in ended.values() for ending in endings})
    steps = []
    for day in days:
        if day in ended:
            shares.end(ended[day])
            steps.append(shares.step(day))
        shares.at_risk -= still_open.get(day, 0)
    return Curve(total, tuple(steps), days[-1] if days and shares.open_part else None)


def kaplan_meier(spells: Iterable[Spell] | Counts) -> Curve:
    """Return the share still open, whatever the ending: for the median time in a stage."""
    counts = spells if isinstance(spells, Mapping) else _count(spells)
    any_end: Counter[tuple[int, str | None]] = Counter()
    for (days, ending), count in counts.items():
        any_end[days, None if ending is None else "ended"] += count
    return aalen_johansen(any_end)


def days_until(spells: Iterable[Spell] | Counts, *shares: Fraction) -> tuple[int | None, ...]:
    """Return the first days by which such shares have ended (Kaplan-Meier), None where not reached.

    `shares` rise. The same as of the curve, which is drawn only where floats leave a doubt.
    """
    counts = spells if isinstance(spells, Mapping) else _count(spells)
    wanted, found = [float(share) for share in shares], list[int | None]()
    for day, ended in _floating(counts):
        while ended > wanted[len(found)] + DOUBT:
            found.append(day)
            if len(found) == len(shares):
                return tuple(found)
        if ended >= wanted[len(found)] - DOUBT:
            curve = kaplan_meier(counts)
            return tuple(curve.days_until(share) for share in shares)
    return (*found, *(None for _ in shares[len(found) :]))


def _floating(counts: Counts) -> Iterator[tuple[int, float]]:
    """The days on which spells ended, and the share that had ended by then, nearly."""
    ended, still_open = dict[int, int](), dict[int, int]()
    for (days, ending), count in counts.items():
        if days < 0:
            raise ValueError("a spell cannot end before it began")
        side = still_open if ending is None else ended
        side[days] = side.get(days, 0) + count
    at_risk, open_share = sum(ended.values()) + sum(still_open.values()), 1.0
    for day in sorted(ended.keys() | still_open.keys()):
        if count := ended.get(day, 0):
            open_share *= 1 - count / at_risk
            at_risk -= count
            yield day, 1 - open_share
        at_risk -= still_open.get(day, 0)


def median_days(spells: Iterable[Spell] | Counts) -> int | None:
    """Return the median time in days with open spells censored; None when not yet reached."""
    return days_until(spells, Fraction(1, 2))[0]


def median_of_ended(spells: Iterable[Spell] | Counts) -> Fraction | None:
    """Return the median of the ended spells alone; None if none ended.

    It leaves out the long ones that are still open, so it says too little: for comparison only.
    """
    counts = spells if isinstance(spells, Mapping) else _count(spells)
    ended = sorted((days, n) for (days, ending), n in counts.items() if ending is not None and n)
    total = sum(n for _days, n in ended)
    if not total:
        return None
    return Fraction(_nth(ended, (total - 1) // 2) + _nth(ended, total // 2), 2)


class _Shares:
    """The shares on the way from day to day: whole numbers over `whole`."""

    def __init__(self, total: int, endings: Iterable[str]) -> None:
        self.whole = self.open_part = self.at_risk = total
        self.endings = tuple(sorted(endings))
        self.places = {ending: place for place, ending in enumerate(self.endings)}
        self.parts = [0] * len(self.endings)
        self.ended = [0] * len(self.endings)
        self.each = 1  # the share of one that is at risk

    def end(self, ended: Mapping[str, int]) -> None:
        """Take the shares of those who end on a day."""
        if self.open_part != self.each * self.at_risk:
            self._share_out()
        gone = 0
        for ending, count in ended.items():
            place = self.places[ending]
            self.parts[place] += self.each * count
            self.ended[place] += count
            gone += count
        self.open_part -= self.each * gone
        self.at_risk -= gone

    def step(self, days: int) -> Step:
        parts, ended = tuple(self.parts), tuple(self.ended)
        return Step(days, self.whole, self.open_part, self.endings, parts, ended)

    def _share_out(self) -> None:
        """Give what the censored left to those who stay: all are made `at_risk` times finer."""
        if self.whole.bit_length() > EXACT_BITS:
            self._round()
        self.each = self.open_part
        self.open_part *= self.at_risk
        self.whole *= self.at_risk
        self.parts = [part * self.at_risk for part in self.parts]

    def _round(self) -> None:
        kept = 1 << KEPT_BITS
        self.parts = [-(-part * kept // self.whole) for part in self.parts]
        self.open_part = kept - sum(self.parts)
        self.whole = kept


def _by_day(
    spells: Iterable[Spell] | Counts,
) -> tuple[dict[int, dict[str, int]], dict[int, int]]:
    """How many ended after so many days, by ending; how many were still open after them."""
    counts = spells if isinstance(spells, Mapping) else _count(spells)
    ended: dict[int, dict[str, int]] = {}
    still_open: dict[int, int] = {}
    for (days, ending), count in counts.items():
        if days < 0:
            raise ValueError("a spell cannot end before it began")
        if not count:
            continue
        if ending is None:
            still_open[days] = count
        elif days in ended:
            ended[days][ending] = count
        else:
            ended[days] = {ending: count}
    return ended, still_open


def _count(spells: Iterable[Spell]) -> Counter[tuple[int, str | None]]:
    return Counter((spell.days, spell.ending) for spell in spells)


def _nth(lengths: Sequence[tuple[int, int]], place: int) -> int:
    """The length of the spell at a place, from 0; of lengths in order with how many are so long."""
    for days, n in lengths:
        place -= n
        if place < 0:
            return days
    raise IndexError(place)
