"""The chain of custody of one exhibit: its acts, who holds the thing, where it is, how sealed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from casetrack.rules.choices import Choice
from casetrack.rules.words import N_, Worded

BEGINNINGS = ("SEIZED", "RECEIVED")
ENDS = frozenset({"RETURNED_TO_OWNER", "FORFEITED", "DESTROYED"})
SEALING = frozenset({"SEALED", "UNSEALED"})
STAYING = SEALING | {"IMAGED"}
WHEREABOUTS: tuple[Choice, ...] = (
    Choice("OFFICER", N_("With an officer")),
    Choice("MALKHANA", N_("In the malkhana")),
    Choice("LABORATORY", N_("At the laboratory")),
    Choice("COURT", N_("At court")),
    Choice("OUT", N_("Out of custody")),
)
_LEADS_TO = {
    "STORED": "MALKHANA",
    "SENT_TO_LAB": "LABORATORY",
    "PRODUCED_IN_COURT": "COURT",
    "KEPT_BY_COURT": "COURT",
    **dict.fromkeys(ENDS, "OUT"),
}


class Side(Worded):
    """The two parties of an act."""

    FROM = "FROM", N_("who gave it")
    TO = "TO", N_("who took it")


@dataclass(frozen=True, slots=True)
class Party:
    """Who gives or takes: a name, and the id of an officer of the agency when he is one."""

    name: str
    officer: str = ""

    def is_same(self, other: "Party") -> bool:
        """Say whether both are one: by id where both have one, else by name."""
        if self.officer and other.officer:
            return self.officer == other.officer
        return folded(self.name) == folded(other.name)


@dataclass(frozen=True, slots=True)
class Link:
    """One act. `seal` is the number in force after it, hashes are SHA-256 in hex; "" is unsaid."""

    seq: int
    kind: str
    occurred_at: datetime
    giver: Party
    taker: Party
    seal_intact: bool = True
    seal: str = ""
    hash_before: str = ""
    hash_after: str = ""
    explanation: str = ""
    confirmed: frozenset[str] = frozenset()

    @property
    def sides(self) -> tuple[Side, ...]:
        """Who is to say that it was so: both; one, where it changed no hands or began the chain."""
        if self.kind in BEGINNINGS or not self.giver.name or self.giver.is_same(self.taker):
            return (Side.TO,)
        return (Side.FROM, Side.TO)

    @property
    def awaited(self) -> tuple[Side, ...]:
        """Who has not yet said so."""
        return tuple(side for side in self.sides if side not in self.confirmed)

    @property
    def holder(self) -> str:
        """Who holds the thing after the act."""
        return self.taker.name

    @property
    def ended(self) -> bool:
        """Whether the thing has left custody for good."""
        return self.kind in ENDS

    def party(self, side: Side) -> Party:
        return self.giver if side is Side.FROM else self.taker


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a chain stands: its last act as it happened, who holds the thing, where, how sealed."""

    last: Link
    where: str
    seal: str
    sha256: str


def folded(text: str) -> str:
    """Return a name or seal number as it is compared."""
    return " ".join(text.split()).casefold()


def in_order(links: Iterable[Link]) -> list[Link]:
    """Return the acts as they happened; of two at one instant, as they were entered."""
    return sorted(links, key=lambda link: (link.occurred_at, link.seq))


def standing(links: Iterable[Link]) -> Standing:
    """Return where a chain of at least one act stands."""
    ordered = in_order(links)
    moving = [link.kind for link in ordered if link.kind not in STAYING]
    where = _LEADS_TO.get(moving[-1], "OFFICER") if moving else "OFFICER"
    return Standing(ordered[-1], where, seal_in_force(ordered) or "", last_hash(ordered))


def seal_in_force(ordered: Iterable[Link]) -> str | None:
    """Return the number of the seal, "" when it was opened, None when none was ever named."""
    seal: str | None = None
    for link in ordered:
        if link.kind == "UNSEALED" or link.seal:
            seal = link.seal
    return seal


def last_hash(ordered: Sequence[Link]) -> str:
    """Return the hash that the bytes had after the last act that says one."""
    return next((link.hash_after for link in reversed(ordered) if link.hash_after), "")
