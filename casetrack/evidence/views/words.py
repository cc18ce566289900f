"""Chains of custody in the words of their pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from casetrack.evidence.links import link_of
from casetrack.evidence.models import CustodyAct, CustodyConfirmation, Exhibit
from casetrack.rules.custody_chain import Link, Side
from casetrack.rules.custody_faults import Fault, FaultKind


@dataclass(frozen=True, slots=True)
class Word:
    """What one party says of an act: his confirmation, or that it is awaited, and from whom."""

    side: Side
    name: str
    officer: str  # id, "" for an outsider
    said: CustodyConfirmation | None


@dataclass(frozen=True, slots=True)
class Step:
    """One act of the timeline with the faults found at it."""

    act: CustodyAct
    link: Link
    words: Sequence[Word]
    faults: Sequence[Fault]


def steps(exhibit: Exhibit, found: Sequence[Fault]) -> list[Step]:
    """The chain as it was entered, each act with its faults but the missing words."""
    return [_step(act, found) for act in exhibit.custody]


def fault_words(fault: Fault) -> str:
    """A fault in the reader's language."""
    return str(_(fault.message)).format(**dict(fault.params))


def _step(act: CustodyAct, found: Sequence[Fault]) -> Step:
    link = link_of(act)
    said = {one.side: one for one in act.confirmations}
    words = [
        Word(side, link.party(side).name, link.party(side).officer, said.get(side.value))
        for side in link.sides
    ]
    here = [one for one in found if one.seq == act.seq and one.kind is not FaultKind.UNCONFIRMED]
    return Step(act, link, words, here)


def told(found: Sequence[Fault]) -> list[Fault]:
    """The faults that stand on the exhibit's head; a missing word is told at its act."""
    return [one for one in found if one.kind is not FaultKind.UNCONFIRMED]
