"""A link of the chain of custody as a row."""

from __future__ import annotations

from datetime import datetime

from casetrack.evidence.facts import CustodyFacts
from casetrack.evidence.models import CustodyAct, Exhibit
from casetrack.rules.actor import Actor


def link(
    exhibit: Exhibit, seq: int, facts: CustodyFacts, actor: Actor, now: datetime
) -> CustodyAct:
    return CustodyAct(
        case_id=exhibit.case_id,
        exhibit_id=exhibit.id,
        seq=seq,
        kind=facts.kind,
        occurred_at=facts.occurred_at,
        from_holder=facts.from_holder.strip(),
        to_holder=facts.to_holder.strip(),
        place=facts.place.strip(),
        purpose=facts.purpose.strip(),
        seal_intact=facts.seal_intact,
        recorded_at=now,
        recorded_by_id=actor.id,
    )
