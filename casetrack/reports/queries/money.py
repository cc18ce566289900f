"""Loss involved and money frozen, recovered and returned: minor units, each currency by itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select

from casetrack.cases.models import Case
from casetrack.db import session
from casetrack.operations.models import Recovery
from casetrack.reports.facts import Asked
from casetrack.reports.queries.counted import Question, of_cases, question
from casetrack.reports.queries.desks import known, known_before
from casetrack.reports.queries.raids import anywhere, raided_cases
from casetrack.reports.queries.scope import Scope
from casetrack.rules.stages import ComplaintState

# (how many records, minor units).
Amount = tuple[int, int]


@dataclass(slots=True)
class Stake:
    """What one currency came to in the cases that were raided."""

    complaints: int = 0
    involved: int = 0
    frozen: int = 0
    recovered: int = 0
    returned: int = 0


def stakes(scope: Scope, asked: Asked) -> tuple[Mapping[str, Stake], int]:
    """By currency; and how many complaints of these cases tell no amount.

    Until the as-of day, whenever it was done: the cases are those raided in the period.
    """
    q = question(scope, asked)
    found: dict[str, Stake] = {}
    silent = 0
    for currency, told, count, minor in session.execute(_losses(q)):
        if not told:
            silent += count
            continue
        stake = found.setdefault(currency, Stake())
        stake.complaints, stake.involved = count, int(minor)
    cases = (Recovery.case_id.in_(raided_cases(q)), Recovery.done_on <= asked.as_of)
    for (currency, kind), (_count, minor) in _sums(_standing(asked.as_of).where(*cases)).items():
        setattr(found.setdefault(currency, Stake()), kind.lower(), minor)
    return dict(sorted(found.items())), silent


def _losses(q: Question) -> Select[Any]:
    """The complaints joined to the raided cases, by currency and by whether they tell a loss."""
    of = q.s.complaint
    told = of.loss_minor.is_not(None).label("told")
    each = (
        select(of.loss_currency.label("currency"), told, of.loss_minor.label("minor"))
        .where(
            of.state == ComplaintState.JOINED,
            of.case_id.in_(raided_cases(q)),
            *anywhere(q.scope, of),
        )
        .subquery()
    )
    return (
        select(each.c.currency, each.c.told, func.count(), func.coalesce(func.sum(each.c.minor), 0))
        .group_by(each.c.currency, each.c.told)
        .order_by(each.c.currency)
    )


def recovered_in_period(scope: Scope, asked: Asked) -> Mapping[tuple[str, str], Amount]:
    """What was frozen, recovered and returned in the period in any case, by (currency, kind)."""
    start, end = asked.period.start, min(asked.period.end, asked.as_of)
    rows = _standing(asked.as_of).join(Case, Case.id == Recovery.case_id)
    return _sums(rows.where(Recovery.done_on.between(start, end), *of_cases(scope, asked)))


def _standing(as_of: date) -> Select[Any]:
    """The records known by the end of a day and not struck out by then."""
    struck: ColumnElement[bool] = Recovery.struck_at.is_(None)
    after = known_before(as_of)
    if after is not None:
        # Struck out later: it stood on that day.
        struck = or_(struck, Recovery.struck_at >= after)
    columns: tuple[Any, ...] = (Recovery.currency, Recovery.kind)
    return select(*columns, func.count(), func.sum(Recovery.amount_minor)).where(
        *known(Recovery, as_of), struck
    )


def _sums(rows: Select[Any]) -> Mapping[tuple[str, str], Amount]:
    grouped = rows.group_by(Recovery.currency, Recovery.kind).order_by(
        Recovery.currency, Recovery.kind
    )
    return {
        (currency, kind): (count, int(minor))
        for currency, kind, count, minor in session.execute(grouped)
    }
