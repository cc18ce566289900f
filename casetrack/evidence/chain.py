"""The chain of custody: what may begin it, and what may follow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import NoReturn

from casetrack.evidence.facts import CustodyFacts
from casetrack.rules.custody_chain import BEGINNINGS, ENDS, Link
from casetrack.rules.custody_faults import Fault, FaultKind, faults
from casetrack.rules.lists import CUSTODY_ACTS
from casetrack.rules.refusals import Refused
from casetrack.rules.words import N_

FIRST_TOLD = (FaultKind.OVERLAP, FaultKind.AFTER_END)
KNOWN = frozenset(choice.key for choice in CUSTODY_ACTS)
# What may follow a beginning, in the order in which it mostly happens.
NEXT_ACTS = tuple(choice for choice in CUSTODY_ACTS if choice.key not in BEGINNINGS)
# Where in the form of an act each fault is looked for.
FIELDS = {
    FaultKind.GAP: "from_holder",
    FaultKind.OVERLAP: "occurred_at",
    FaultKind.SEAL_BROKEN: "seal",
}


class Unexplained(Refused):
    """The act would be a fault of the chain: with an explanation it is recorded, and shown so."""


def check_first(link: Link, facts: CustodyFacts, *, now: datetime) -> None:
    """Raise Refused unless the chain may begin so."""
    if link.kind not in BEGINNINGS:
        raise Refused(N_("A chain of custody begins when the thing is seized or received."))
    _check_words(link, facts)
    _check_not_future(link, now)


def check_next(before: Sequence[Link], link: Link, facts: CustodyFacts, *, now: datetime) -> None:
    """Raise Refused if this act would be a fault of the chain and nobody explains it."""
    if link.kind not in KNOWN or link.kind in BEGINNINGS:
        raise Refused(N_("Choose what was done with the exhibit."), field="kind")
    _check_words(link, facts)
    _check_not_future(link, now)
    if link.kind == "SEALED" and not facts.seal.strip():
        raise Refused(N_("Give the number of the seal."), field="seal")
    if link.kind in ENDS and not facts.order_reference.strip():
        raise Refused(N_("Name the order of the court."), field="order_reference")
    made = new_faults(before, link)
    if made and not link.explanation:
        # What is wrong with this act comes before what it makes wrong in others.
        _refuse(min(made, key=lambda one: (one.seq != link.seq, one.kind not in FIRST_TOLD)))


def new_faults(before: Sequence[Link], link: Link) -> list[Fault]:
    """The faults that this act brings into the chain; whether it is confirmed is for later."""
    told = replace(link, confirmed=frozenset(link.sides))
    old = set(faults(before))
    return [
        fault
        for fault in faults([*before, told])
        if fault not in old and fault.kind is not FaultKind.UNCONFIRMED
    ]


def _refuse(fault: Fault) -> NoReturn:
    field = FIELDS.get(fault.kind, "explanation")
    raise Unexplained(fault.message, field=field, **dict(fault.params))


def _check_words(link: Link, facts: CustodyFacts) -> None:
    if not link.taker.name:
        raise Refused(N_("Say who holds the exhibit from now on."), field="to_holder")
    if not facts.place.strip():
        raise Refused(N_("Say where this was done."), field="place")


def _check_not_future(link: Link, now: datetime) -> None:
    if link.occurred_at > now:
        raise Refused(N_("This is in the future."), field="occurred_at")
