"""A link of the chain of custody, between the row that keeps it and the rule that judges it."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from casetrack.evidence.facts import CustodyFacts
from casetrack.evidence.models import CustodyAct, CustodyConfirmation, Exhibit
from casetrack.rules.actor import Actor
from casetrack.rules.custody_chain import Link, Party, Side


def link_of(act: CustodyAct) -> Link:
    """The row as the rules read it."""
    return read_link(act, frozenset(one.side for one in act.confirmations))


def read_link(row: Any, confirmed: frozenset[str]) -> Link:
    """The same from any row that has the columns of a custody act."""
    return Link(
        seq=row.seq,
        kind=row.kind,
        occurred_at=row.occurred_at,
        giver=party(row.from_holder, row.from_officer_id),
        taker=party(row.to_holder, row.to_officer_id),
        seal_intact=row.seal_intact,
        seal=row.seal,
        hash_before=row.hash_before,
        hash_after=row.hash_after,
        explanation=row.explanation,
        confirmed=confirmed,
    )


def links_of(exhibit: Exhibit) -> list[Link]:
    """The whole chain, as it was entered."""
    return [link_of(act) for act in exhibit.custody]


def party(name: str, officer_id: UUID | None) -> Party:
    return Party(name, str(officer_id) if officer_id else "")


def row_of(
    link: Link, exhibit: Exhibit, facts: CustodyFacts, *, actor: Actor, now: datetime
) -> CustodyAct:
    """A new row. The recorder confirms with the act what he is himself a party of."""
    act = CustodyAct(
        case_id=exhibit.case_id,
        exhibit_id=exhibit.id,
        seq=link.seq,
        kind=link.kind,
        occurred_at=link.occurred_at,
        from_holder=link.giver.name,
        from_officer_id=_id(link.giver),
        to_holder=link.taker.name,
        to_officer_id=_id(link.taker),
        place=facts.place.strip(),
        purpose=facts.purpose.strip(),
        seal_intact=link.seal_intact,
        seal=link.seal,
        hash_before=link.hash_before,
        hash_after=link.hash_after,
        explanation=link.explanation,
        order_reference=facts.order_reference.strip(),
        recorded_at=now,
        recorded_by_id=actor.id,
    )
    mine = [side for side in link.sides if link.party(side).officer == str(actor.id)]
    act.confirmations = [confirmation(act, side, actor=actor, now=now) for side in mine]
    return act


def confirmation(
    act: CustodyAct, side: Side, *, actor: Actor, now: datetime, receipt: str = ""
) -> CustodyConfirmation:
    """A new row: the actor's own word, or with `receipt` an outsider's that he saw signed."""
    return CustodyConfirmation(
        case_id=act.case_id,
        exhibit_id=act.exhibit_id,
        seq=act.seq,
        side=side.value,
        receipt=receipt,
        confirmed_at=now,
        confirmed_by_id=actor.id,
    )


def _id(party: Party) -> UUID | None:
    return UUID(party.officer) if party.officer else None
