"""Writing exhibits, links of their chain of custody, and documents."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import BinaryIO

from casetrack import numbers
from casetrack.cases.models import Case
from casetrack.db import session
from casetrack.evidence import chain, queries, store
from casetrack.evidence.facts import CustodyFacts, DocumentFacts, ExhibitFacts, ThingFacts
from casetrack.evidence.models import CustodyAct, Document, Exhibit
from casetrack.rules import lists
from casetrack.rules.actor import Actor
from casetrack.rules.choices import keys
from casetrack.rules.refusals import Refused
from casetrack.rules.words import N_


def add_exhibit(*, case: Case, facts: ExhibitFacts, actor: Actor, now: datetime) -> Exhibit:
    """A new exhibit with the first link of its chain. Raises Refused."""
    return add_exhibits(case=case, facts=[facts], actor=actor, now=now)[0]


def add_exhibits(
    *, case: Case, facts: Sequence[ExhibitFacts], actor: Actor, now: datetime
) -> list[Exhibit]:
    """New exhibits in the order given, numbered without a gap; all or none."""
    for one in facts:
        _check_thing(one.thing)
        chain.check_first(one.taken, now=now)
    if not facts:
        return []
    first = numbers.take(f"exhibit:{case.id}", len(facts))
    made = [_exhibit(case, first + index, one, actor, now) for index, one in enumerate(facts)]
    session.add_all(made)
    session.flush()
    return made


def record_custody(
    *, exhibit: Exhibit, facts: CustodyFacts, actor: Actor, now: datetime
) -> CustodyAct:
    """The next link of the chain. Raises Refused where it would leave a gap."""
    chain.check_next(queries.last_link(exhibit), facts, now=now)
    act = _act(exhibit, exhibit.custody[-1].seq + 1, facts, actor, now)
    exhibit.custody.append(act)
    # The row changes with its chain: of two officers with the same next link, one is told (409).
    exhibit.moved_at = facts.occurred_at
    session.flush()
    return act


def store_document(
    *, case: Case, stream: BinaryIO, facts: DocumentFacts, actor: Actor, now: datetime
) -> Document:
    """A file of the case: its bytes go to the store first, then the row. Raises Refused."""
    if facts.kind not in keys(lists.DOCUMENT_KINDS):
        raise Refused(N_("Choose what kind of document this is."), field="kind")
    kept = store.keep(stream)
    if kept.size == 0:
        raise Refused(N_("The file is empty."), field="file")
    name = store.clean_name(facts.original_name)
    document = Document(
        case_id=case.id,
        serial=numbers.take(f"document:{case.id}"),
        title=facts.title.strip() or name,
        kind=facts.kind,
        original_name=name,
        media_type=facts.media_type,
        sha256=kept.sha256,
        size=kept.size,
        recorded_at=now,
        recorded_by_id=actor.id,
    )
    session.add(document)
    session.flush()
    return document


def _check_thing(thing: ThingFacts) -> None:
    if thing.kind not in keys(lists.EXHIBIT_KINDS):
        raise Refused(N_("Choose what kind of thing it is."), field="kind")
    if not thing.description.strip():
        raise Refused(N_("Describe the thing."), field="description")
    if thing.quantity < 1:
        raise Refused(N_("There must be at least one."), field="quantity")


def _exhibit(case: Case, serial: int, facts: ExhibitFacts, actor: Actor, now: datetime) -> Exhibit:
    thing = facts.thing
    exhibit = Exhibit(
        case_id=case.id,
        serial=serial,
        kind=thing.kind,
        description=thing.description.strip(),
        quantity=thing.quantity,
        maker=thing.maker,
        maker_number=thing.maker_number,
        seal=thing.seal,
        found_at=thing.found_at,
        moved_at=facts.taken.occurred_at,
        recorded_at=now,
    )
    exhibit.custody = [_act(exhibit, 1, facts.taken, actor, now)]
    return exhibit


def _act(
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
