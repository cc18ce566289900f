"""Writing exhibits, each with the first link of its chain of custody."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from casetrack import numbers
from casetrack.cases.models import Case
from casetrack.db import session
from casetrack.evidence import chain
from casetrack.evidence.facts import ExhibitFacts, ThingFacts
from casetrack.evidence.links import link
from casetrack.evidence.models import Exhibit
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
    exhibit.custody = [link(exhibit, 1, facts.taken, actor, now)]
    return exhibit
