"""From a case to the frozen tree of its dossier."""

from __future__ import annotations

from datetime import datetime

from casetrack.cases.models import Case
from casetrack.dossiers import tree
from casetrack.dossiers.build.chronology import chronology
from casetrack.dossiers.build.clock_sheet import clock_sheet
from casetrack.dossiers.build.court import appeals, challans, charges, decisions, hearings
from casetrack.dossiers.build.opening import counts, cover, manifest_sha256, particulars
from casetrack.dossiers.build.people import accused, parties
from casetrack.dossiers.build.sources import read
from casetrack.dossiers.build.things import complaints, exhibits, papers, raids
from casetrack.rules.actor import Actor

__all__ = ["build"]


def build(case: Case, actor: Actor, now: datetime) -> tree.Dossier:
    """The court copy of a case as the actor may see it at `now`.

    The case diary is never read here (CrPC s.172: the accused may not call for it).
    """
    sources = read(case, actor, now)
    listed = papers(sources)
    return tree.Dossier(
        cover=cover(sources),
        chronology=chronology(sources),
        clocks=clock_sheet(sources),
        particulars=particulars(sources),
        complaints=complaints(sources),
        raids=raids(sources),
        exhibits=exhibits(sources),
        parties=parties(sources),
        accused=accused(sources),
        charges=charges(sources),
        decisions=decisions(sources),
        challans=challans(sources),
        hearings=hearings(sources),
        appeals=appeals(sources),
        papers=listed,
        counts=counts(sources, listed),
        manifest_sha256=manifest_sha256(listed),
    )
