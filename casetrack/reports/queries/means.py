"""What complaints tell of the means used, the target country, and when it happened there."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Text, cast, func

from casetrack.db import KARACHI, session
from casetrack.reports.facts import Asked
from casetrack.reports.queries.counted import Question, question, rows
from casetrack.reports.queries.measures import MEASURES
from casetrack.reports.queries.scope import Scope
from casetrack.rules.time_zones import hour_in

RECEIVED = MEASURES["received"]


@dataclass(frozen=True, slots=True)
class Means:
    """Complaints by target country ("" if none is named), and by (means, target country)."""

    complaints: Counter[str]
    used: Counter[tuple[str, str]]
    silent: int  # complaints that name no means
    dated: Counter[str]  # those that tell a moment, by target country


@dataclass(slots=True)
class Hours:
    """Complaints by (target country, hour there) and by hour in Pakistan; and those left out."""

    there: Counter[tuple[str, int]] = field(default_factory=Counter)
    here: Counter[int] = field(default_factory=Counter)
    no_moment: int = 0
    no_country: int = 0
    no_zone: int = 0

    def by_country(self) -> Mapping[str, int]:
        """How many have an hour, by country, the most first."""
        found: Counter[str] = Counter()
        for (country, _hour), count in self.there.items():
            found[country] += count
        return dict(sorted(found.items(), key=lambda item: (-item[1], item[0])))


def means_used(scope: Scope, asked: Asked) -> Means:
    """The complaints received in the period, by means and target country.

    A complaint may name several means. Lists that are equal are counted by the database.
    """
    q = question(scope, asked)
    complaints: Counter[str] = Counter()
    dated: Counter[str] = Counter()
    used: Counter[tuple[str, str]] = Counter()
    silent = 0
    for country, named, has_moment, count in _lists(q):
        complaints[country] += count
        dated[country] += count if has_moment else 0
        silent += 0 if named else count
        for key in set(named):
            used[key, country] += count
    return Means(complaints, used, silent, dated)


def _lists(q: Question) -> Iterator[tuple[str, list[str], bool, int]]:
    of = q.s.complaint
    keys = (of.target_country, cast(of.means, Text), of.occurred_at.is_not(None))
    found = rows(RECEIVED, q, *keys, func.count()).group_by(*keys).order_by(*keys)
    for country, named, has_moment, count in session.execute(found):
        yield country, json.loads(named) or [], bool(has_moment), count


def hours(scope: Scope, asked: Asked, means: Means) -> Hours:
    """When it happened, by the clock of the target country, for the same complaints."""
    q = question(scope, asked)
    of, found = q.s.complaint, Hours()
    found.no_moment = means.complaints.total() - means.dated.total()
    found.no_country = means.dated[""]
    if means.dated.total() == found.no_country:
        return found
    told = rows(RECEIVED, q, of.target_country, of.occurred_at, func.count().label("n"))
    told = told.where(of.occurred_at.is_not(None), of.target_country != "")
    for country, moment, count in session.execute(
        told.group_by(of.target_country, of.occurred_at).order_by(of.target_country)
    ):
        _enter(found, country, moment, count)
    return found


def _enter(found: Hours, country: str, moment: datetime, count: int) -> None:
    hour = hour_in(country, moment)
    if hour is None:
        found.no_zone += count
        return
    found.there[country, hour] += count
    found.here[moment.astimezone(KARACHI).hour] += count
