"""Every fault of a chain of custody, named at the act where an officer sees it.

A chain is told as it is entered (`seq`) and read as it happened (`occurred_at`). Whatever makes
safe custody doubtful in court is stated; nothing is smoothed.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from casetrack.rules.custody_chain import (
    BEGINNINGS,
    ENDS,
    SEALING,
    Link,
    folded,
    in_order,
    last_hash,
    seal_in_force,
)
from casetrack.rules.words import N_, Worded


class FaultKind(Worded):
    """What can be wrong with a chain."""

    NO_BEGINNING = "NO_BEGINNING", N_("No beginning")
    GAP = "GAP", N_("Gap")
    OVERLAP = "OVERLAP", N_("Overlap")
    SEAL_BROKEN = "SEAL_BROKEN", N_("Seal broken")
    HASH_CHANGED = "HASH_CHANGED", N_("Hash changed")
    AFTER_END = "AFTER_END", N_("After the end")
    UNCONFIRMED = "UNCONFIRMED", N_("Not confirmed")


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong, at act `seq` (0: there is no act), in words with places for `params`."""

    kind: FaultKind
    seq: int
    message: str
    params: tuple[tuple[str, object], ...] = ()

    def __str__(self) -> str:
        """Return the English sentence."""
        return self.message.format(**dict(self.params))


def faults(links: Iterable[Link]) -> tuple[Fault, ...]:
    """Return every fault of one chain by act; links in any order."""
    entered = sorted(links, key=lambda link: link.seq)
    ordered = in_order(entered)
    found = [
        *_beginning(ordered),
        *_entered_late(entered),
        *_handing_on(ordered),
        *_seals(ordered),
        *_hashes(ordered),
        *_after_end(ordered),
        *_unconfirmed(ordered),
    ]
    return tuple(sorted(found, key=lambda fault: fault.seq))


def _fault(kind: FaultKind, link: Link, message: str, **params: object) -> Fault:
    return Fault(kind, link.seq, message, (("seq", link.seq), *params.items()))


def _beginning(ordered: Sequence[Link]) -> Iterable[Fault]:
    if not ordered:
        yield Fault(FaultKind.NO_BEGINNING, 0, N_("No act of custody is recorded."))
    elif ordered[0].kind not in BEGINNINGS:
        words = N_("The chain begins with act {seq}, which is no seizure and no receipt.")
        yield _fault(FaultKind.NO_BEGINNING, ordered[0], words)


def _entered_late(entered: Sequence[Link]) -> Iterable[Fault]:
    for before, link in pairwise(entered):
        if link.occurred_at < before.occurred_at:
            words = N_("Act {seq} was entered after act {before} but is dated before it.")
            yield _fault(FaultKind.OVERLAP, link, words, before=before.seq)


def _handing_on(ordered: Sequence[Link]) -> Iterable[Fault]:
    for index, (before, link) in enumerate(pairwise(ordered), start=1):
        if not link.giver.name.strip():
            words = N_("Act {seq} does not say who gave it; since act {before} {holder} held it.")
        elif link.giver.is_same(before.taker):
            continue
        elif rival := _given_at_once(ordered[:index], link):
            yield _held_by_two(rival, link)
            continue
        else:
            words = N_(
                "Act {seq} is by {giver}, but since act {before} {holder} held it:"
                " how {giver} came by it is not told."
            )
        params = {"giver": link.giver.name, "before": before.seq, "holder": before.taker.name}
        yield _fault(FaultKind.GAP, link, words, **params)


def _given_at_once(earlier: Sequence[Link], link: Link) -> Link | None:
    """Return the act by which the same giver gave it to somebody else at the same instant."""
    return next(
        (
            one
            for one in earlier
            if one.occurred_at == link.occurred_at and one.giver.is_same(link.giver)
        ),
        None,
    )


def _held_by_two(rival: Link, link: Link) -> Fault:
    words = N_("By acts {before} and {seq} {holder} and {other} would hold it at once.")
    return _fault(
        FaultKind.OVERLAP,
        link,
        words,
        before=rival.seq,
        holder=rival.taker.name,
        other=link.taker.name,
    )


def _seals(ordered: Sequence[Link]) -> Iterable[Fault]:
    for index, link in enumerate(ordered):
        if not link.seal_intact:
            yield _fault(FaultKind.SEAL_BROKEN, link, N_("At act {seq} the seal was not intact."))
        known = seal_in_force(ordered[:index])
        if known is None or not link.seal or link.kind in SEALING:
            continue
        if folded(link.seal) != folded(known):
            words = (
                N_("Act {seq} names seal {seal}; seal {known} was in force and nobody opened it.")
                if known
                else N_("Act {seq} names seal {seal}, but after the opening nobody sealed it.")
            )
            yield _fault(FaultKind.SEAL_BROKEN, link, words, seal=link.seal, known=known)


def _hashes(ordered: Sequence[Link]) -> Iterable[Fault]:
    for index, link in enumerate(ordered):
        known = last_hash(ordered[:index])
        if known and not link.hash_before:
            words = N_("At act {seq} the bytes could not be read.")
            yield _fault(FaultKind.HASH_CHANGED, link, words)
        elif known and link.hash_before != known:
            words = N_("At act {seq} the bytes had SHA-256 {now}, and {known} before.")
            params = {"now": link.hash_before, "known": known}
            yield _fault(FaultKind.HASH_CHANGED, link, words, **params)
        if link.hash_before and link.hash_after and link.hash_before != link.hash_after:
            words = N_("During act {seq} the bytes changed.")
            yield _fault(FaultKind.HASH_CHANGED, link, words)


def _after_end(ordered: Sequence[Link]) -> Iterable[Fault]:
    end: Link | None = None
    for link in ordered:
        if end:
            words = N_("Act {seq} comes after act {end}, by which it had left custody for good.")
            yield _fault(FaultKind.AFTER_END, link, words, end=end.seq)
        if link.kind in ENDS:
            end = link


def _unconfirmed(ordered: Sequence[Link]) -> Iterable[Fault]:
    for link in ordered:
        for side in link.awaited:
            words = N_("Act {seq} is not confirmed by {party}.")
            yield _fault(FaultKind.UNCONFIRMED, link, words, party=link.party(side).name)
