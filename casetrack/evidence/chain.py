"""The chain of custody: what makes the next link follow from the last one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from casetrack.evidence.facts import CustodyFacts
from casetrack.rules.lists import CUSTODY_ACTS
from casetrack.rules.refusals import Refused
from casetrack.rules.words import N_

BEGINNINGS = ("SEIZED", "RECEIVED")
ENDS = frozenset({"RETURNED_TO_OWNER", "FORFEITED", "DESTROYED"})
KNOWN = frozenset(choice.key for choice in CUSTODY_ACTS)
# What may follow a beginning, in the order in which it mostly happens.
NEXT_ACTS = tuple(choice for choice in CUSTODY_ACTS if choice.key not in BEGINNINGS)


@dataclass(frozen=True, slots=True)
class LastLink:
    """Where the chain stands: the last act, when it was, who holds the thing since."""

    kind: str
    occurred_at: datetime
    holder: str

    @property
    def ended(self) -> bool:
        """Whether the thing has left custody for good."""
        return self.kind in ENDS


def check_first(facts: CustodyFacts, *, now: datetime) -> None:
    """Raise Refused unless the chain may begin so."""
    if facts.kind not in BEGINNINGS:
        raise Refused(N_("A chain of custody begins when the thing is seized or received."))
    _check_words(facts)
    _check_not_future(facts, now)


def check_next(last: LastLink, facts: CustodyFacts, *, now: datetime) -> None:
    """Raise Refused if this act would leave a gap after the last one."""
    if last.ended:
        raise Refused(N_("The chain has ended: the exhibit left custody."))
    if facts.kind not in KNOWN or facts.kind in BEGINNINGS:
        raise Refused(N_("Choose what was done with the exhibit."), field="kind")
    _check_words(facts)
    if _folded(facts.from_holder) != _folded(last.holder):
        raise Refused(
            N_("The exhibit is with {holder}: only from there can it be handed on."),
            field="from_holder",
            holder=last.holder,
        )
    if facts.occurred_at < last.occurred_at:
        raise Refused(N_("This is before the last act in the chain."), field="occurred_at")
    _check_not_future(facts, now)


def _check_words(facts: CustodyFacts) -> None:
    for field, text, message in (
        ("to_holder", facts.to_holder, N_("Say who holds the exhibit from now on.")),
        ("place", facts.place, N_("Say where this was done.")),
    ):
        if not text.strip():
            raise Refused(message, field=field)


def _check_not_future(facts: CustodyFacts, now: datetime) -> None:
    if facts.occurred_at > now:
        raise Refused(N_("This is in the future."), field="occurred_at")


def _folded(holder: str) -> str:
    return " ".join(holder.split()).casefold()
