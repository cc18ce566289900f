"""Time to an ending with spells still open: Kaplan-Meier and Aalen-Johansen, exact fractions.

An ending and a censoring on the same day: the ending comes first (at risk: days >= t).
Treating other endings as censoring overstates a cumulative incidence; aalen_johansen does not.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Spell:
    """Days from the beginning to the ending, or to the as-of day when `ending` is None."""

    days: int
    ending: str | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """From day `days` on: the share still open, and the share that each ending took."""

    days: int
    open_share: Fraction
    incidence: Mapping[str, Fraction]


@dataclass(frozen=True, slots=True)
class Curve:
    """A step curve over days; before its first step everything is open."""

    spells: int
    steps: tuple[Step, ...]

    def at(self, days: int) -> Step:
        """Return the shares at the end of day `days`."""
        past = [step for step in self.steps if step.days <= days]
        return past[-1] if past else Step(days, Fraction(1), {})

    def incidence_at(self, ending: str, days: int) -> Fraction:
        """Return the share that ended as `ending` by day `days`."""
        return self.at(days).incidence.get(ending, Fraction(0))

    def median_days(self) -> int | None:
        """Return the first day by which half has ended; None when it is not reached."""
        half = Fraction(1, 2)
        return next((step.days for step in self.steps if step.open_share <= half), None)


def aalen_johansen(spells: Iterable[Spell]) -> Curve:
    """Return the cumulative incidence of each ending, competing with the others."""
    known = _demand_days(spells)
    open_share = Fraction(1)
    incidence: dict[str, Fraction] = {}
    steps = []
    for day in sorted({spell.days for spell in known if spell.ending is not None}):
        at_risk = sum(spell.days >= day for spell in known)
        ended = Counter(
            spell.ending for spell in known if spell.days == day and spell.ending is not None
        )
        for ending, count in ended.items():
            taken = open_share * Fraction(count, at_risk)
            incidence[ending] = incidence.get(ending, Fraction(0)) + taken
        open_share *= 1 - Fraction(ended.total(), at_risk)
        steps.append(Step(day, open_share, dict(incidence)))
    return Curve(len(known), tuple(steps))


def kaplan_meier(spells: Iterable[Spell]) -> Curve:
    """Return the share still open, whatever the ending: for the median time in a stage."""
    return aalen_johansen(
        Spell(spell.days, None if spell.ending is None else "ended") for spell in spells
    )


def median_days(spells: Iterable[Spell]) -> int | None:
    """Return the median time in days with open spells censored; None when not yet reached."""
    return kaplan_meier(spells).median_days()


def _demand_days(spells: Iterable[Spell]) -> Sequence[Spell]:
    known = tuple(spells)
    if any(spell.days < 0 for spell in known):
        raise ValueError("a spell cannot end before it began")
    return known
