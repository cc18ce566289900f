"""The custody acts that a request to a laboratory brings for its exhibits."""

from __future__ import annotations

from datetime import datetime

from casetrack.evidence import service as custody
from casetrack.evidence.facts import CustodyFacts
from casetrack.requests.facts import HandingFacts
from casetrack.requests.models import Request
from casetrack.requests.queries import FROM_LABORATORY, TO_LABORATORY, exhibits_moving
from casetrack.rules.actor import Actor
from casetrack.rules.refusals import Refused
from casetrack.rules.request_moves import RequestAct as Act
from casetrack.rules.words import N_

# Where the form of a request's act has what a refusal of the chain speaks of.
_FIELDS = {"occurred_at": "handed_at", "seal": "seal_broken"}


def hand_over(
    *, request: Request, act: Act, facts: HandingFacts | None, actor: Actor, now: datetime
) -> None:
    """The next link of each exhibit's chain, in the same transaction. Raises Refused."""
    moving = exhibits_moving(request, act)
    if act is Act.SENT and moving and facts is None:
        raise Refused(N_("Say how the exhibits went to the laboratory."), field="to_holder")
    if facts is None or not moving:
        return
    told = _link(request, act, facts, actor)
    try:
        custody.record_custody_of_many(exhibits=moving, facts=told, actor=actor, now=now)
    except Refused as refused:
        raise _of_exhibit(refused) from refused


def _link(request: Request, act: Act, facts: HandingFacts, actor: Actor) -> CustodyFacts:
    """Nobody named as giver is whoever holds each; who takes them himself does so by name."""
    to_holder = facts.to_holder.strip()
    return CustodyFacts(
        kind=TO_LABORATORY if act is Act.SENT else FROM_LABORATORY,
        occurred_at=facts.occurred_at,
        from_holder=facts.from_holder.strip(),
        to_holder=to_holder,
        place=facts.place,
        purpose=request.reference,
        seal_intact=facts.seal_intact,
        to_officer_id=actor.id if to_holder == actor.name else None,
        explanation=facts.explanation,
        receipt=facts.receipt,
    )


def _of_exhibit(refused: Refused) -> Refused:
    """The refusal with whose exhibit it is of, on the field of the request's form."""
    return Refused(
        N_("{exhibit}: {why}"),
        field=_FIELDS.get(refused.field, refused.field),
        exhibit=refused.params.get("reference", ""),
        why=refused.message.format(**refused.params),
    )
