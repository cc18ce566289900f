"""What the register counts, counted again."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import func, select

from casetrack.db import session
from casetrack.people.models import Identifier, IdentifierLink


def degree_disagreements() -> Iterator[str]:
    """A line for each identifier whose stored degree is not the number of its links."""
    links = (
        select(IdentifierLink.identifier_id, func.count().label("number"))
        .group_by(IdentifierLink.identifier_id)
        .subquery()
    )
    number = func.coalesce(links.c.number, 0)
    rows = (
        select(Identifier.id, Identifier.degree, number)
        .outerjoin(links, links.c.identifier_id == Identifier.id)
        .where(Identifier.degree != number)
        .order_by(Identifier.id)
    )
    for identifier_id, degree, counted in session.execute(rows):
        yield f"identifier {identifier_id}: degree is {degree}, but {counted} links point to it"
