"""Writing exhibits, each with the first link of its chain of custody."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from casetrack import numbers
from casetrack.cases.models import Case
from casetrack.db import new_id, session
from casetrack.evidence import chain
from casetrack.evidence.bytes_now import hash_of
from casetrack.evidence.facts import ExhibitFacts, KeepingFacts, ThingFacts
from casetrack.evidence.links import row_of
from casetrack.evidence.models import Document, Exhibit
from casetrack.evidence.parties import officer_party
from casetrack.rules import lists
from casetrack.rules.actor import Actor
from casetrack.rules.choices import keys
from casetrack.rules.custody_chain import Link
from casetrack.rules.refusals import Refused
from casetrack.rules.words import N_

DIGITAL = frozenset({"FILE", "RECORDING", "SCREENSHOT", "PROVIDER_DATA", "DOCUMENT"})


def add_exhibit(*, case: Case, facts: ExhibitFacts, actor: Actor, now: datetime) -> Exhibit:
    """A new exhibit with the first link of its chain. Raises Refused."""
    return add_exhibits(case=case, facts=[facts], actor=actor, now=now)[0]


def add_exhibits(
    *, case: Case, facts: Sequence[ExhibitFacts], actor: Actor, now: datetime
) -> list[Exhibit]:
    """New exhibits in the order given, numbered without a gap; all or none."""
    links = [_first_link(one, now) for one in facts]
    if not facts:
        return []
    first = numbers.take(f"exhibit:{case.id}", len(facts))
    made = [_exhibit(case.id, first + index, one, now) for index, one in enumerate(facts)]
    for exhibit, link, one in zip(made, links, facts, strict=True):
        exhibit.custody = [row_of(link, exhibit, one.taken, actor=actor, now=now)]
    session.add_all(made)
    session.flush()
    return made


def make_exhibit(
    *, document: Document, facts: ExhibitFacts, actor: Actor, now: datetime
) -> Exhibit:
    """A digital exhibit: its bytes are the document's, hashed anew at every act of its chain."""
    if facts.thing.kind not in DIGITAL:
        raise Refused(N_("Choose what kind of file it is."), field="kind")
    link = _first_link(facts, now, sha256=hash_of(document))
    if link.hash_after != document.sha256:
        words = N_("The stored file of {reference} is missing or was changed. Tell the operator.")
        raise Refused(words, reference=document.reference)
    # The counter stays locked until the commit: of two officers the second sees the first's row.
    serial = numbers.take(f"exhibit:{document.case_id}")
    already = session.scalar(select(Exhibit).where(Exhibit.document_id == document.id))
    if already:
        raise Refused(N_("It is an exhibit already: {reference}."), reference=already.reference)
    exhibit = _exhibit(document.case_id, serial, facts, now)
    exhibit.document_id, exhibit.document = document.id, document
    exhibit.custody = [row_of(link, exhibit, facts.taken, actor=actor, now=now)]
    session.add(exhibit)
    session.flush()
    return exhibit


def change_keeping(*, exhibit: Exhibit, facts: KeepingFacts) -> None:
    """Where it lies and how long it is kept. Raises Refused."""
    _check_keeping(facts)
    exhibit.storage_place = facts.storage_place.strip()
    exhibit.register_number = facts.register_number.strip()
    exhibit.retention = facts.retention
    session.flush()


def _first_link(facts: ExhibitFacts, now: datetime, sha256: str = "") -> Link:
    taken = facts.taken
    _check_thing(facts.thing)
    link = Link(
        seq=1,
        kind=taken.kind,
        occurred_at=taken.occurred_at,
        giver=officer_party(taken.from_officer_id, taken.from_holder),
        taker=officer_party(taken.to_officer_id, taken.to_holder),
        seal_intact=taken.seal_intact,
        seal=facts.thing.seal.strip(),
        hash_before=sha256,
        hash_after=sha256,
    )
    chain.check_first(link, taken, now=now)
    return link


def _check_thing(thing: ThingFacts) -> None:
    if thing.kind not in keys(lists.EXHIBIT_KINDS):
        raise Refused(N_("Choose what kind of thing it is."), field="kind")
    if not thing.description.strip():
        raise Refused(N_("Describe the thing."), field="description")
    if thing.quantity < 1:
        raise Refused(N_("There must be at least one."), field="quantity")
    _check_keeping(thing.kept)


def _check_keeping(facts: KeepingFacts) -> None:
    if facts.retention not in keys(lists.RETENTIONS):
        raise Refused(N_("Choose how long it is kept."), field="retention")


def _exhibit(case_id: UUID, serial: int, facts: ExhibitFacts, now: datetime) -> Exhibit:
    thing = facts.thing
    return Exhibit(
        id=new_id(),
        case_id=case_id,
        serial=serial,
        kind=thing.kind,
        description=thing.description.strip(),
        quantity=thing.quantity,
        maker=thing.maker,
        maker_number=thing.maker_number,
        seal=thing.seal.strip(),
        found_at=thing.found_at,
        storage_place=thing.kept.storage_place.strip(),
        register_number=thing.kept.register_number.strip(),
        retention=thing.kept.retention,
        moved_at=facts.taken.occurred_at,
        recorded_at=now,
    )
