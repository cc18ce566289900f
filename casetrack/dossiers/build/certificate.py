"""The certificate of completeness: what the case holds, and how much of it stands in this copy."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from casetrack.dossiers import tree
from casetrack.dossiers.build.sources import Sources
from casetrack.dossiers.editions import COMPLAINANT, GROUNDS
from casetrack.rules.words import N_

# Words; where the sources hold them; where the tree does. "exhibits.custody" is the acts of all
# exhibits, "remands+bails" two kinds counted together.
LINES: tuple[tuple[str, str, str], ...] = (
    (N_("Complaints"), "complaints_joined", "complaints"),
    (N_("Raids and searches"), "operations", "raids"),
    (N_("Exhibits"), "exhibits_held", "exhibits"),
    (N_("Acts in the chain of custody"), "exhibits.custody", "exhibits.custody"),
    (N_("Requests to laboratories, providers and abroad"), "requests",
     "forensics+providers+foreign"),
    (N_("Entries of money held"), "recoveries", "recoveries"),
    (N_("Complainants, witnesses, victims and rescued persons"), "persons", "parties"),
    (N_("Accused"), "accused", "accused"),
    (N_("Arrests"), "arrests", "accused.arrests"),
    (N_("Remand and bail orders"), "remands+bails", "accused.orders"),
    (N_("Trafficking screenings"), "screenings", "accused.screenings"),
    (N_("Charges"), "charges", "charges"),
    (N_("Decisions on charges"), "charges.verdicts", "charges.verdicts"),
    (N_("Challans"), "challans", "challans"),
    (N_("Hearings"), "hearings", "hearings"),
    (N_("Appeals"), "appeals", "appeals"),
    (N_("Documents"), "documents", "papers+letters+unused"),
    (N_("Entries of the case diary"), "diary_size", "diary.lines"),
)  # fmt: skip
WHY = {N_("Complaints"): "reader", N_("Entries of the case diary"): "diary"}


def counts(sources: Sources, parts: Mapping[str, Any]) -> tuple[tree.Count, ...]:
    """A line for each kind of record; `parts` are those of the tree, by name, as admitted."""
    facts = {name: getattr(sources, name) for name in Sources.__slots__}
    return tuple(
        _count(sources, what, _number(facts, held), _number(parts, printed))
        for what, held, printed in LINES
    )


def _count(sources: Sources, what: str, held: int, printed: int) -> tree.Count:
    why = "others" if sources.edition.key == COMPLAINANT else WHY.get(what, sources.edition.ground)
    return tree.Count(what, held, printed, GROUNDS[why] if printed < held else "")


def _number(found: Mapping[str, Any], path: str) -> int:
    return sum(_one(found, one) for one in path.split("+"))


def _one(found: Mapping[str, Any], path: str) -> int:
    name, _dot, inner = path.partition(".")
    rows = found[name]
    if isinstance(rows, int):
        return rows
    return sum(len(getattr(row, inner)) for row in rows) if inner else len(rows)
