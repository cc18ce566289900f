"""Exact figures as cells of a report, and as words."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from casetrack.rules.metrics import round_half_up

# A percentage or an amount is printed with six decimals at most, a sum of them too.
DECIMALS = 6


def cell(value: Fraction) -> int | Decimal:
    """A count as a whole number, an amount with the decimals that it has."""
    if value.denominator == 1:
        return int(value)
    return round_half_up(value, DECIMALS).normalize()


def words(value: Fraction) -> str:
    """1,234 or 40.051."""
    found = cell(value)
    return f"{found:,}" if isinstance(found, int) else f"{found:,f}"
