"""The median and the oldest age of a stock."""

from __future__ import annotations

import random
import statistics

import pytest

from casetrack.rules.ages import median_age, oldest_age


@pytest.mark.parametrize(
    ("ages", "median", "oldest"),
    [
        ({}, None, None),
        ({5: 0}, None, None),
        ({7: 1}, 7, 7),
        ({1: 1, 9: 1}, 1, 9),
        ({0: 2, 3: 3}, 3, 3),
    ],
)
def test_ages(ages: dict[int, int], median: int | None, oldest: int | None) -> None:
    assert (median_age(ages), oldest_age(ages)) == (median, oldest)


def test_the_median_is_the_lower_one_of_any_stock() -> None:
    chance = random.Random(7)
    for _ in range(200):
        ages = {day: chance.randrange(4) for day in range(chance.randrange(1, 9))}
        every = [day for day, count in ages.items() for _each in range(count)]
        assert median_age(ages) == (statistics.median_low(every) if every else None)
