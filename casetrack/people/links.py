"""Links from identifiers to what they were seen in, many at a time."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import update
from sqlalchemy.dialects import postgresql, sqlite

from casetrack.db import new_id, session
from casetrack.people import queries
from casetrack.people.facts import Kind, LinkFacts
from casetrack.people.identifiers import normalise
from casetrack.people.models import Identifier, IdentifierLink
from casetrack.people.queries import Value

LinkKey = tuple[uuid.UUID, str, uuid.UUID]


def make_links(facts: Sequence[LinkFacts], *, now: datetime) -> list[IdentifierLink]:
    """A link for each fact, in order; one that exists already is returned as it is.

    Raises Refused before anything is written when an identifier is malformed.
    """
    values = [(one.kind, normalise(one.kind, one.written)) for one in facts]
    rows = _identifiers(values)
    known = dict(
        queries.links_between((row.id for row in rows.values()), {one.subject_id for one in facts})
    )
    before = set(known)
    made = [_link(rows[value], one, known, now) for value, one in zip(values, facts, strict=True)]
    session.flush()
    _count(Counter(identifier_id for identifier_id, _, _ in known.keys() - before))
    return made


def _link(
    row: Identifier, facts: LinkFacts, known: dict[LinkKey, IdentifierLink], now: datetime
) -> IdentifierLink:
    key = (row.id, facts.subject_kind, facts.subject_id)
    if key not in known:
        known[key] = IdentifierLink(
            identifier_id=row.id,
            identifier=row,
            subject_kind=facts.subject_kind,
            subject_id=facts.subject_id,
            root_kind=facts.root[0],
            root_id=facts.root[1],
            as_written=facts.written.strip(),
            note=facts.note,
            created_at=now,
        )
        session.add(known[key])
    return known[key]


def _count(new_links: Counter[uuid.UUID]) -> None:
    """Add to the degrees: one statement for all identifiers that got the same number."""
    by_number: dict[int, list[uuid.UUID]] = {}
    for identifier_id, number in new_links.items():
        by_number.setdefault(number, []).append(identifier_id)
    for number, ids in by_number.items():
        session.execute(
            update(Identifier)
            .where(Identifier.id.in_(ids))
            .values(degree=Identifier.degree + number)
            .execution_options(synchronize_session="fetch")
        )


def _identifiers(values: Iterable[Value]) -> dict[Value, Identifier]:
    """The row of each value, made if need be, even when another officer makes it just now.

    The rows are locked in one order, so that two officers who link the same wait in turn.
    """
    wanted = sorted(set(values))
    if not wanted:
        return {}
    dialect = session.get_bind().dialect.name
    insert = postgresql.insert if dialect == "postgresql" else sqlite.insert
    rows = [
        {"id": new_id(), "kind": kind.value, "value": value, "degree": 0} for kind, value in wanted
    ]
    session.execute(insert(Identifier).values(rows).on_conflict_do_nothing())
    found = session.scalars(queries.identifiers_valued(wanted).with_for_update())
    return {(Kind(row.kind), row.value): row for row in found}
