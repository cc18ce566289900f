"""Ages of a stock, as days -> how many: exact on integers, no interpolation."""

from collections.abc import Mapping


def median_age(ages: Mapping[int, int]) -> int | None:
    """Return the smallest age that at least half of the stock has not passed; None without any."""
    half, so_far = (sum(ages.values()) + 1) // 2, 0
    for days, count in sorted(ages.items()):
        so_far += count
        if count and so_far >= half:
            return days
    return None


def oldest_age(ages: Mapping[int, int]) -> int | None:
    """Return the greatest age; None without any."""
    return max((days for days, count in ages.items() if count), default=None)
