"""The job that prints: reads the case, lets go of the database, renders, stores, enters."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

from sqlalchemy import select

from casetrack import files, jobs
from casetrack.audit import Act
from casetrack.cases.models import Case
from casetrack.cases.queries import visible_to
from casetrack.config import ROOT
from casetrack.db import session
from casetrack.dossiers import paper, service, tree
from casetrack.dossiers.build import build
from casetrack.dossiers.facts import PURPOSES, PrintedFacts, Volume
from casetrack.dossiers.models import Dossier
from casetrack.printing import PrintingFailed, render_pdf
from casetrack.rules.actor import Actor
from casetrack.rules.lists import label_of
from casetrack.rules.roles import Permission
from casetrack.rules.words import N_


@dataclass(frozen=True, slots=True)
class Manuscript:
    """What is to be printed, read at one moment, and for whom."""

    dossier_id: uuid.UUID
    actor: Actor
    content: tree.Dossier
    issue: tree.Issue
    first_bates: int


def shelf() -> files.Store:
    """Where the printed files lie."""
    return files.shelf("dossiers")


@jobs.handler(service.JOB)
def print_dossier(work: jobs.Work) -> None:
    """Print one dossier. Run again after a worker died, it prints anew or finds it done."""
    work.progress(5, N_("Reading the case"))
    with work.reading():
        manuscript = _read(uuid.UUID(work.arguments["dossier"]), work.now())
    if manuscript is None:
        return
    work.progress(20, N_("Laying out the pages"))
    html = paper.court_copy(manuscript.content, manuscript.issue)
    work.progress(35, N_("Printing the pages"))
    try:
        printed = render_pdf(html, assets=ROOT / "static")
    except PrintingFailed as failed:
        raise jobs.Failed(str(failed)) from failed
    work.progress(90, N_("Storing the file"))
    kept = shelf().keep(BytesIO(printed.data))
    facts = PrintedFacts(
        content_sha256="",
        manifest_sha256=manuscript.content.manifest_sha256,
        as_of=manuscript.issue.as_of,
        volumes=(_volume(kept, printed.pages, manuscript.first_bates),),
    )
    _enter(work, manuscript, facts)


def _enter(work: jobs.Work, manuscript: Manuscript, facts: PrintedFacts) -> None:
    actor, now = manuscript.actor, work.now()
    act = Act(
        name="jobs.print_dossier",
        at=now,
        actor_id=actor.id,
        actor_role=actor.role.value,
        unit_id=actor.unit_id,
        purpose=manuscript.issue.purpose,
    )
    with work.writing(act):
        dossier = session.get_one(Dossier, manuscript.dossier_id)
        service.enter_printed(dossier=dossier, printed=facts, now=now)


def _volume(kept: files.Kept, pages: int, first: int) -> Volume:
    last = first + pages - 1 if first else 0
    return Volume(kept.sha256, kept.size, pages, first, last)


def _read(dossier_id: uuid.UUID, now: datetime) -> Manuscript | None:
    """The case as the officer who asked may see it now; None when it was printed before."""
    dossier = session.scalars(select(Dossier).where(Dossier.id == dossier_id)).one()
    if dossier.printed:
        return None
    officer = dossier.requested_by
    actor = officer.actor
    case = session.scalars(visible_to(actor).where(Case.id == dossier.case_id)).one_or_none()
    gone = officer.disabled_at is not None or not actor.may(Permission.DOSSIER_PRINT)
    if case is None or gone:
        raise jobs.Failed(N_("The case is no longer open to the officer who asked for this."))
    content = build(case, actor, now)
    issue = _issue(dossier, content.cover, actor, now)
    return Manuscript(dossier_id, actor, content, issue, dossier.first_bates)


def _issue(dossier: Dossier, cover: tree.Cover, actor: Actor, now: datetime) -> tree.Issue:
    return tree.Issue(
        document=f"{cover.number}/D{dossier.serial}",
        edition=N_("Court copy"),
        purpose=label_of(PURPOSES, dossier.purpose),
        classification=N_("Sealed – court copy")
        if cover.sealed
        else N_("Confidential – court copy"),
        as_of=now,
        issuer=actor.name,
        issuer_unit=actor.unit_name,
        number=cover.number,
        title=cover.title,
    )
