"""The clock of a country: its main time zone (time_zones.csv), summer time by the day."""

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from types import MappingProxyType
from zoneinfo import ZoneInfo

from casetrack.rules.csvs import read_rows

HOURS = range(24)


@cache
def main_zones() -> Mapping[str, ZoneInfo]:
    """Return the zone of each country, by ISO 3166-1 alpha-2; uninhabited islands have none."""
    return MappingProxyType(
        {row["country"]: ZoneInfo(row["zone"]) for row in read_rows("time_zones.csv")}
    )


@cache
def of_several_zones() -> frozenset[str]:
    """Return the countries whose clocks differ from one part to another."""
    return frozenset(row["country"] for row in read_rows("time_zones.csv") if row["several"] == "1")


def hour_in(country: str, instant: datetime) -> int | None:
    """Return the hour (0 to 23) of an instant in the country's main zone; None if it has none."""
    if instant.tzinfo is None:
        raise ValueError("an hour is asked of an instant with a time zone")
    zone = main_zones().get(country)
    return None if zone is None else instant.astimezone(zone).hour
