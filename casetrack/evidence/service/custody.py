"""Writing links of the chain of custody."""

from __future__ import annotations

from datetime import datetime

from casetrack.db import session
from casetrack.evidence import chain, queries
from casetrack.evidence.facts import CustodyFacts
from casetrack.evidence.links import link
from casetrack.evidence.models import CustodyAct, Exhibit
from casetrack.rules.actor import Actor


def record_custody(
    *, exhibit: Exhibit, facts: CustodyFacts, actor: Actor, now: datetime
) -> CustodyAct:
    """The next link of the chain. Raises Refused where it would leave a gap."""
    chain.check_next(queries.last_link(exhibit), facts, now=now)
    act = link(exhibit, exhibit.custody[-1].seq + 1, facts, actor, now)
    exhibit.custody.append(act)
    # The row changes with its chain: of two officers with the same next link, one is told (409).
    exhibit.moved_at = facts.occurred_at
    session.flush()
    return act
