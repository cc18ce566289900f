"""Confidence intervals for a proportion: Wilson and Clopper-Pearson, two-sided 95 %.

Both return proportions between 0 and 1 as Decimals; None when nothing was tried.
"""

import math
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

_Z = Decimal("1.959963984540054")  # the 97.5 % point of the normal distribution
_TAIL = 0.025
_STEPS = 200


@dataclass(frozen=True, slots=True)
class Interval:
    """The two ends of an interval, as proportions."""

    low: Decimal
    high: Decimal

    def percent(self, digits: int = 1) -> tuple[Decimal, Decimal]:
        """Return both ends in percent, rounded half up to `digits` decimals."""
        step = Decimal(1).scaleb(-digits)
        return (
            (self.low * 100).quantize(step, ROUND_HALF_UP),
            (self.high * 100).quantize(step, ROUND_HALF_UP),
        )

    def percent_text(self, digits: int = 1) -> str:
        """Return "15.6 to 28.4 %"."""
        low, high = self.percent(digits)
        return f"{low} to {high} %"


def wilson(successes: int, trials: int) -> Interval | None:
    """Return the Wilson score interval without continuity correction."""
    _demand_counts(successes, trials)
    if trials == 0:
        return None
    n = Decimal(trials)
    share = Decimal(successes) / n
    z2 = _Z * _Z
    middle = share + z2 / (2 * n)
    half = _Z * ((share * (1 - share) + z2 / (4 * n)) / n).sqrt()
    scale = 1 + z2 / n
    low = Decimal(0) if successes == 0 else (middle - half) / scale
    high = Decimal(1) if successes == trials else (middle + half) / scale
    return Interval(low, high)


def clopper_pearson(successes: int, trials: int) -> Interval | None:
    """Return the exact interval: quantiles of the beta distribution."""
    _demand_counts(successes, trials)
    if trials == 0:
        return None
    failures = trials - successes
    low = 0.0 if successes == 0 else _beta_quantile(_TAIL, successes, failures + 1)
    high = 1.0 if failures == 0 else _beta_quantile(1 - _TAIL, successes + 1, failures)
    return Interval(Decimal(low), Decimal(high))


def _demand_counts(successes: int, trials: int) -> None:
    if not 0 <= successes <= trials:
        raise ValueError(f"{successes} of {trials} is not a proportion")


def _beta_quantile(probability: float, a: int, b: int) -> float:
    """Return x with I_x(a, b) = probability, by halving until floats are exhausted."""
    low, high = 0.0, 1.0
    for _ in range(_STEPS):
        middle = (low + high) / 2
        if middle in (low, high):
            break
        if _beta_below(middle, a, b) < probability:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _beta_below(x: float, a: int, b: int) -> float:
    """Return the regularised incomplete beta I_x(a, b)."""
    log_front = math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b)
    front = math.exp(log_front + a * math.log(x) + b * math.log1p(-x))
    # The fraction converges fast below the mean; above it, the other tail is taken.
    if x < (a + 1) / (a + b + 2):
        return front * _beta_fraction(x, a, b) / a
    return 1 - front * _beta_fraction(1 - x, b, a) / b


def _beta_fraction(x: float, a: int, b: int) -> float:
    """Return the continued fraction of I_x(a, b), by Lentz's method (DLMF 8.17.22)."""
    tiny = 1e-300
    c, d = 1.0, 1 - (a + b) * x / (a + 1)
    d = 1 / (d or tiny)
    result = d
    for m in range(1, 100_000):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        step = 1.0
        for term in (even, odd):
            d = 1 / ((1 + term * d) or tiny)
            c = (1 + term / c) or tiny
            result *= c * d
            step = c * d
        if abs(step - 1) < 1e-15:
            return result
    raise ArithmeticError(f"the beta fraction did not settle for {a}, {b} at {x}")
