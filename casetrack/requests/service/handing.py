"""The custody acts that a request to a laboratory brings for its exhibits."""

from __future__ import annotations

from datetime import datetime

from casetrack.evidence import queries as evidence
from casetrack.evidence import service as custody
from casetrack.evidence.facts import CustodyFacts
from casetrack.evidence.models import Exhibit
from casetrack.requests.facts import HandingFacts
from casetrack.requests.models import Request
from casetrack.requests.queries import FROM_LABORATORY, TO_LABORATORY, exhibits_moving
from casetrack.rules.actor import Actor
from casetrack.rules.refusals import Refused
from casetrack.rules.request_moves import RequestAct as Act
from casetrack.rules.words import N_


def hand_over(
    *, request: Request, act: Act, facts: HandingFacts | None, actor: Actor, now: datetime
) -> None:
    """The next link of each exhibit's chain, in the same transaction. Raises Refused."""
    kind = TO_LABORATORY if act is Act.SENT else FROM_LABORATORY
    moving = exhibits_moving(request, act)
    if act is Act.SENT and moving and facts is None:
        raise Refused(N_("Say how the exhibits went to the laboratory."), field="to_holder")
    if facts is None:
        return
    for exhibit in moving:
        told = _link(request, exhibit, kind, facts)
        try:
            custody.record_custody(exhibit=exhibit, facts=told, actor=actor, now=now)
        except Refused as refused:
            raise _of(exhibit, refused) from refused


def _link(request: Request, exhibit: Exhibit, kind: str, facts: HandingFacts) -> CustodyFacts:
    return CustodyFacts(
        kind=kind,
        occurred_at=facts.occurred_at,
        from_holder=facts.from_holder.strip() or evidence.last_link(exhibit).holder,
        to_holder=facts.to_holder,
        place=facts.place,
        purpose=request.reference,
        seal_intact=facts.seal_intact,
    )


def _of(exhibit: Exhibit, refused: Refused) -> Refused:
    """The refusal with whose it is; on the field of the request's form."""
    return Refused(
        N_("{exhibit}: {why}"),
        field=refused.field,
        exhibit=exhibit.reference,
        why=refused.message.format(**refused.params),
    )
