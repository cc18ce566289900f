"""From a case to the frozen tree of its dossier, in one of its editions."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from casetrack.cases.models import Case
from casetrack.complaints.models import Complaint
from casetrack.dossiers import queries, tree
from casetrack.dossiers.build import asked, court, police, things
from casetrack.dossiers.build.certificate import counts
from casetrack.dossiers.build.chronology import chronology
from casetrack.dossiers.build.clock_sheet import clock_sheet
from casetrack.dossiers.build.figures import figures
from casetrack.dossiers.build.opening import cover, particulars
from casetrack.dossiers.build.papers import letters, manifest_sha256, papers, unused
from casetrack.dossiers.build.people import accused, parties
from casetrack.dossiers.build.protected import is_named
from casetrack.dossiers.build.sources import Sources, read
from casetrack.dossiers.editions import (
    COMPLAINANT,
    COURT,
    EDITIONS,
    MEDIA,
    POLICE,
    check_open,
    standing,
)
from casetrack.dossiers.redaction import Gate
from casetrack.rules.actor import Actor
from casetrack.rules.refusals import Refused
from casetrack.rules.roles import Permission
from casetrack.rules.states import AccusedState
from casetrack.rules.words import N_

__all__ = ["build"]


def build(
    case: Case,
    actor: Actor,
    now: datetime,
    *,
    edition: str = COURT,
    complaint_id: uuid.UUID | None = None,
) -> tree.Dossier:
    """One edition of the case as the actor may see it at `now`.

    `complaint_id` names, for the complainant's copy, the complaint whose complainant it is for.
    Refused: an edition that this case, or this actor, may not have.
    """
    mine = _checked(case, actor, edition, complaint_id)
    gate = Gate(EDITIONS[edition])
    sources = read(case, actor, now, gate.edition, mine)
    parts = {**_part_a(sources, gate), **_part_b(sources, gate)}
    counted = gate.admit("certificate", counts(sources, parts))
    _note_what_was_not_read(sources, gate, parts)
    return tree.Dossier(
        edition=edition,
        parts=tuple(tree.Standing(key, why) for key, why in standing(gate.edition).items()),
        hidden=gate.hidden,
        counts=counted,
        withheld=gate.log,
        manifest_sha256=manifest_sha256(parts["papers"]),
        **parts,
    )


def _checked(
    case: Case, actor: Actor, edition: str, complaint_id: uuid.UUID | None
) -> Complaint | None:
    check_open(edition, sealed=case.sealed, reads_diary=actor.may(Permission.CASE_DIARY))
    if edition != COMPLAINANT:
        return None
    joined = queries.complaints_of(case, actor)
    mine = next((one for one in joined if one.id == complaint_id), None)
    if mine is None:
        raise Refused(N_("Choose whose copy it is."), field="complaint")
    return mine


def _part_a(sources: Sources, gate: Gate) -> dict[str, Any]:
    admit = gate.admit
    return {
        "cover": gate.one("cover", cover(sources)),
        "chronology": admit("chronology", chronology(sources)),
        "clocks": admit("chronology", clock_sheet(sources)),
        "particulars": gate.one("particulars", particulars(sources)),
        "complaints": admit("complaints", things.complaints(sources)),
        "raids": admit("raids", things.raids(sources)),
        "exhibits": admit("exhibits", things.exhibits(sources)),
        "forensics": admit("forensics", asked.requests(sources, asked.FORENSIC)),
        "hashes": admit("forensics", asked.hashes(sources)),
        "providers": admit("providers", asked.requests(sources, asked.PROVIDER)),
        "recoveries": admit("money", asked.recoveries(sources)),
        "parties": admit("parties", parties(sources)),
        "accused": admit("accused", accused(sources)),
        "foreign": admit("foreign", asked.requests(sources, asked.FOREIGN)),
        "charges": admit("charges", court.charges(sources)),
        "challans": admit("challans", court.challans(sources)),
        "hearings": admit("hearings", court.hearings(sources)),
        "decisions": admit("judgment", court.decisions(sources)),
        "appeals": admit("judgment", court.appeals(sources)),
        "papers": admit("manifest", papers(sources)),
        "figures": tuple(_figures(sources, gate)),
    }


def _part_b(sources: Sources, gate: Gate) -> dict[str, Any]:
    return {
        "diary": gate.admit("diary", police.diary(sources)),
        "reports": gate.admit("reports", police.reports(sources)),
        "unused": gate.admit("unused", unused(sources)),
        "letters": gate.admit("correspondence", letters(sources)),
    }


def _figures(sources: Sources, gate: Gate) -> Iterator[tree.Figure]:
    """Figures stand in for records: a copy that holds the records lacks nothing without them."""
    if gate.edition.key == MEDIA:
        for one in figures(sources):
            yield from gate.admit(one.part, [one])


def _note_what_was_not_read(sources: Sources, gate: Gate, parts: dict[str, Any]) -> None:
    """What never came to the gate: the diary, others' complaints and things, protected names."""
    if gate.edition.key != POLICE:
        gate.keep_back("diary", N_("Entries of the diary"), sources.diary_size, "diary")
    why = "others" if gate.edition.key == COMPLAINANT else "reader"
    unread = sources.complaints_joined - len(sources.complaints)
    gate.keep_back("complaints", N_("Complaints of others"), unread, why)
    others = sources.exhibits_held - len(sources.exhibits)
    gate.keep_back("exhibits", N_("Things of others"), others, "others")
    unnamed = sum(1 for one in sources.persons if not is_named(sources.case, one.role, one.person))
    unnamed += sum(1 for one in sources.accused if one.state is AccusedState.TREATED_AS_VICTIM)
    gate.keep_back("parties", N_("Persons who stand by reference alone"), unnamed, "victim")
    unbound = sum(1 for one in (*parts["papers"], *parts["letters"]) if one.unbound)
    gate.keep_back("manifest", N_("Pages of documents, not bound in"), unbound, "uncleared")
    gate.keep_back(
        "parties", N_("Names and numbers struck out of texts"), _struck(sources, parts), "victim"
    )


def _struck(sources: Sources, parts: dict[str, Any]) -> int:
    """How often a reference stands in brackets in what was admitted."""
    marks = [f"[{reference}]" for reference in sources.words.references]
    return sum(text.count(mark) for text in _texts(tuple(parts.values())) for mark in marks)


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from _texts(one)
    else:
        for name in getattr(value, "__slots__", ()):
            yield from _texts(getattr(value, name))
