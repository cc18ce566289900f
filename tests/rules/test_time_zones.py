"""The hour of the day in another country, summer time and half hours too."""

from __future__ import annotations

from datetime import UTC, datetime

import pycountry
import pytest

from casetrack.rules.time_zones import hour_in, main_zones, of_several_zones

WINTER, SUMMER = (datetime(2026, month, 15, 20, 40, tzinfo=UTC) for month in (1, 7))


@pytest.mark.parametrize(
    ("country", "winter", "summer"),
    [
        ("PK", 1, 1),
        ("US", 15, 16),
        ("GB", 20, 21),
        ("IN", 2, 2),  # 02:10
        ("NP", 2, 2),  # 02:25
        ("AU", 7, 6),
        ("IR", 0, 0),  # no summer time since 2022
        ("CN", 4, 4),
        ("BV", None, None),
    ],
)
def test_the_hour_there(country: str, winter: int | None, summer: int | None) -> None:
    assert (hour_in(country, WINTER), hour_in(country, SUMMER)) == (winter, summer)


def test_an_hour_is_that_of_the_day_it_happened() -> None:
    """Pakistan kept summer time in 2008 and 2009, and none since."""
    assert hour_in("PK", datetime(2009, 7, 15, 0, 30, tzinfo=UTC)) == 6
    assert hour_in("PK", datetime(2010, 7, 15, 0, 30, tzinfo=UTC)) == 5


def test_every_country_has_a_zone_but_two_islands_without_people() -> None:
    codes = {country.alpha_2 for country in pycountry.countries}
    assert codes - main_zones().keys() == {"BV", "HM"}
    assert of_several_zones() >= {"US", "CA", "AU", "RU", "BR"}
    assert not of_several_zones() & {"PK", "GB", "IN", "DE"}


def test_an_instant_without_a_zone_is_no_instant() -> None:
    with pytest.raises(ValueError, match="time zone"):
        hour_in("PK", datetime(2026, 1, 1))  # noqa: DTZ001 - that is what is refused
