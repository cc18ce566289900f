"""Writing links of the chain of custody, and the word of their parties."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm.attributes import flag_modified

from casetrack.db import session
from casetrack.evidence import chain
from casetrack.evidence.bytes_now import hash_now
from casetrack.evidence.facts import CustodyFacts
from casetrack.evidence.links import confirmation, link_of, links_of, row_of
from casetrack.evidence.models import CustodyAct, Exhibit
from casetrack.evidence.parties import Named, giver_of, named, taker_of
from casetrack.rules.actor import Actor
from casetrack.rules.custody_chain import Link, Side, standing
from casetrack.rules.refusals import Refused
from casetrack.rules.words import N_


def record_custody(
    *, exhibit: Exhibit, facts: CustodyFacts, actor: Actor, now: datetime
) -> CustodyAct:
    """The next link of the chain. Raises Refused where it would be a fault nobody explains."""
    return record_custody_of_many(exhibits=[exhibit], facts=facts, actor=actor, now=now)[0]


def record_custody_of_many(
    *, exhibits: Sequence[Exhibit], facts: CustodyFacts, actor: Actor, now: datetime
) -> list[CustodyAct]:
    """One act for many exhibits of a case, all or none."""
    if not exhibits:
        raise Refused(N_("Choose at least one exhibit."))
    links = _links(exhibits, facts, now)
    _move(exhibits, facts)
    pairs = zip(exhibits, links, strict=True)
    made = [_row(exhibit, link, facts, actor, now) for exhibit, link in pairs]
    session.flush()
    return made


def confirm_custody(*, acts: Sequence[CustodyAct], actor: Actor, now: datetime) -> int:
    """The actor's own word on acts that name him; gives how many sides he confirmed."""
    made = 0
    for act in _locked(acts):
        link = link_of(act)
        for side in link.awaited:
            if link.party(side).officer == str(actor.id):
                act.confirmations.append(confirmation(act, side, actor=actor, now=now))
                made += 1
    if not made:
        raise Refused(N_("Nothing here waits for your word: it is confirmed already."))
    session.flush()
    return made


def note_receipt(*, act: CustodyAct, side: Side, receipt: str, actor: Actor, now: datetime) -> None:
    """The receipt that a party outside the agency signed, by its number."""
    if not receipt.strip():
        raise Refused(N_("Enter the number of the signed receipt."), field="receipt")
    (locked,) = _locked([act])
    link = link_of(locked)
    if side not in link.awaited:
        raise Refused(N_("This side of the act is confirmed already."), field="side")
    if link.party(side).officer:
        raise Refused(N_("An officer confirms under his own name."), field="side")
    given = confirmation(locked, side, actor=actor, now=now, receipt=receipt.strip())
    locked.confirmations.append(given)
    session.flush()


def _links(exhibits: Sequence[Exhibit], facts: CustodyFacts, now: datetime) -> list[Link]:
    officers = named(exhibits[0].case_id, facts)
    return [_next_link(exhibit, facts, officers, now) for exhibit in exhibits]


def _next_link(exhibit: Exhibit, facts: CustodyFacts, officers: Named, now: datetime) -> Link:
    before = links_of(exhibit)
    # An act that is entered late is judged by how things stood then.
    then = standing([one for one in before if one.occurred_at <= facts.occurred_at] or before)
    giver = giver_of(officers, facts, then.last)
    found = hash_now(exhibit)
    link = Link(
        seq=before[-1].seq + 1,
        kind=facts.kind,
        occurred_at=facts.occurred_at,
        giver=giver,
        taker=taker_of(officers, facts, giver),
        seal_intact=facts.seal_intact,
        seal="" if facts.kind == "UNSEALED" else facts.seal.strip() or then.seal,
        hash_before=found,
        hash_after=found,
        explanation=facts.explanation.strip(),
    )
    try:
        chain.check_next(before, link, facts, now=now)
    except Refused as refused:
        refused.params["reference"] = exhibit.reference
        raise
    return link


def _move(exhibits: Sequence[Exhibit], facts: CustodyFacts) -> None:
    """The rows change with their chains, and first: of two officers one is told (409)."""
    for exhibit in exhibits:
        exhibit.moved_at = max(exhibit.moved_at, facts.occurred_at)
        flag_modified(exhibit, "moved_at")
        exhibit.storage_place = facts.storage_place.strip() or exhibit.storage_place
        exhibit.register_number = facts.register_number.strip() or exhibit.register_number
    session.flush()


def _row(
    exhibit: Exhibit, link: Link, facts: CustodyFacts, actor: Actor, now: datetime
) -> CustodyAct:
    act = row_of(link, exhibit, facts, actor=actor, now=now)
    outside = [side for side in link.sides if not link.party(side).officer]
    if receipt := facts.receipt.strip():
        signed = (confirmation(act, one, actor=actor, now=now, receipt=receipt) for one in outside)
        act.confirmations.extend(signed)
    exhibit.custody.append(act)
    return act


def _locked(acts: Sequence[CustodyAct]) -> list[CustodyAct]:
    """The same acts with the confirmations of this moment; their exhibits stay locked."""
    wanted = {(act.exhibit_id, act.seq) for act in acts}
    exhibits = session.scalars(
        select(Exhibit)
        .where(Exhibit.id.in_({act.exhibit_id for act in acts}))
        .order_by(Exhibit.id)
        .with_for_update(),
        execution_options={"populate_existing": True},
    )
    found = (act for exhibit in exhibits for act in exhibit.custody)
    return [act for act in found if (act.exhibit_id, act.seq) in wanted]
