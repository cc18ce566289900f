"""A rate as an object: what was counted, over what, on which basis, as of when."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from casetrack.rules.intervals import Interval, clopper_pearson, wilson

Basis = Literal["period", "cohort"]

UNDEFINED = "-"


def round_half_up(value: Fraction, digits: int) -> Decimal:
    """Return a fraction of integers rounded half up (away from zero), exactly."""
    scaled = abs(value) * 10**digits
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return Decimal(whole if value >= 0 else -whole).scaleb(-digits)


@dataclass(frozen=True, slots=True)
class Rate:
    """Numerator over denominator, both counts of `unit`.

    `basis` is "period" (events in the window) or "cohort" (the same ones followed on).
    `definition` says in untranslated words what is over what.
    """

    numerator: int
    denominator: int
    unit: str
    basis: Basis
    as_of: date
    definition: str

    def __post_init__(self) -> None:
        """Refuse counts that cannot be."""
        if self.numerator < 0 or self.denominator < 0:
            raise ValueError(f"a count cannot be negative: {self.numerator}/{self.denominator}")

    @property
    def fraction(self) -> Fraction | None:
        """Return the exact value; None when the denominator is 0."""
        return Fraction(self.numerator, self.denominator) if self.denominator else None

    def percent(self, digits: int = 1) -> Decimal | None:
        """Return the percentage with `digits` decimals, rounded half up; None if undefined."""
        return self._scaled(100, digits) if self.denominator else None

    def percent_text(self, digits: int = 1) -> str:
        """Return "3.9 %", "-" for 0/0, and more digits where "0.0 %" would hide something."""
        if not self.denominator:
            return UNDEFINED
        value = self._scaled(100, digits)
        while value == 0 and self.numerator:
            digits += 1
            value = self._scaled(100, digits)
        return f"{value:f} %"

    def _scaled(self, factor: int, digits: int) -> Decimal:
        """round_half_up of factor × the rate; a page has hundreds, and fractions are slow."""
        over = 2 * self.denominator
        whole = (2 * factor * self.numerator * 10**digits + self.denominator) // over
        return Decimal(whole).scaleb(-digits)

    @property
    def per_100k(self) -> Decimal | None:
        """Return the rate per 100,000 with one decimal; None if undefined."""
        return self._scaled(100_000, 1) if self.denominator else None

    @property
    def per_100k_text(self) -> str:
        """Return the rate per 100,000 as it is printed, "-" if undefined."""
        return UNDEFINED if self.per_100k is None else f"{self.per_100k:,f}"

    def wilson(self) -> Interval | None:
        """Return the Wilson interval; None for 0/0 and for what is no proportion."""
        return wilson(self.numerator, self.denominator) if self.is_share() else None

    def clopper_pearson(self) -> Interval | None:
        """Return the exact interval; None for 0/0 and for what is no proportion."""
        return clopper_pearson(self.numerator, self.denominator) if self.is_share() else None

    def is_share(self) -> bool:
        """Say whether the numerator can be a part of the denominator."""
        return self.numerator <= self.denominator
