"""The register of requests abroad (PECA 2016 s.42), within the cases the actor may see."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Select, extract, select
from sqlalchemy.orm import joinedload

from casetrack.db import session
from casetrack.requests.facts import RegisterAsked
from casetrack.requests.models import Request
from casetrack.requests.queries.of_case import visible_requests
from casetrack.rules.actor import Actor
from casetrack.rules.request_kinds import Family


def abroad(actor: Actor, asked: RegisterAsked) -> Select[Request]:
    """The requests abroad that fit; a draft counts for no year. The caller gives the order."""
    rows = visible_requests(actor).where(Request.family == Family.FOREIGN.value)
    if asked.country:
        rows = rows.where(Request.country == asked.country)
    if asked.state:
        rows = rows.where(Request.state == asked.state)
    if asked.year:
        first, last = date(asked.year, 1, 1), date(asked.year, 12, 31)
        rows = rows.where(Request.sent_on.between(first, last))
    return rows


def register(actor: Actor, asked: RegisterAsked) -> Sequence[Request]:
    """All of them, the last recorded first: for the file that is given away."""
    rows = abroad(actor, asked).options(joinedload(Request.case))
    rows = rows.order_by(Request.recorded_at.desc(), Request.id.desc())
    return session.scalars(rows).unique().all()


def countries_asked(actor: Actor) -> tuple[Sequence[str], Sequence[int]]:
    """The countries and the years of sending that the register holds, for its filter."""
    there = abroad(actor, RegisterAsked()).with_only_columns(Request.id)
    countries = session.scalars(
        select(Request.country).where(Request.id.in_(there)).distinct().order_by(Request.country)
    ).all()
    year = extract("year", Request.sent_on)
    years = session.scalars(
        select(year)
        .where(Request.id.in_(there), Request.sent_on.is_not(None))
        .distinct()
        .order_by(year.desc())
    ).all()
    return countries, [int(one) for one in years]
