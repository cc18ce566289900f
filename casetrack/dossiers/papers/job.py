"""The job that prints a single paper: reads the case, lets go of the database, renders, enters."""

from __future__ import annotations

import uuid
from dataclasses import asdict, dataclass
from datetime import datetime
from io import BytesIO
from json import dumps

from flask import current_app
from sqlalchemy import select

from casetrack import jobs
from casetrack.cases.models import Case
from casetrack.config import ROOT
from casetrack.db import session
from casetrack.dossiers import press, service, tree
from casetrack.dossiers.build import build
from casetrack.dossiers.facts import PAPERS, PrintedFacts, Volume
from casetrack.dossiers.models import Dossier
from casetrack.dossiers.paper import WRITING
from casetrack.dossiers.papers import ABOUT_ONE
from casetrack.dossiers.papers.labels import labels
from casetrack.dossiers.papers.letter import letter
from casetrack.dossiers.papers.sheet import Sheet
from casetrack.dossiers.papers.subjects import subject
from casetrack.evidence import queries as evidence
from casetrack.printing import PrintingFailed, render_pdf
from casetrack.requests import queries as requests
from casetrack.requests.models import Request
from casetrack.rules.actor import Actor
from casetrack.rules.lists import label_of
from casetrack.rules.words import N_
from casetrack.web.addresses import printed_address


@dataclass(frozen=True, slots=True)
class Manuscript:
    """What is to be printed, read at one moment, and for whom."""

    dossier_id: uuid.UUID
    actor: Actor
    sheet: Sheet
    issue: tree.Issue


@jobs.handler(service.PAPER_JOB)
def print_paper(work: jobs.Work) -> None:
    """Print one paper. Run again after a worker died, it prints anew or finds it done."""
    work.progress(10, N_("Reading the case"))
    with work.reading():
        manuscript = _read(uuid.UUID(work.arguments["dossier"]), work.now())
    if manuscript is None:
        return
    work.progress(40, N_("Printing the pages"))
    try:
        printed = render_pdf(_html(manuscript), assets=ROOT / "static")
    except PrintingFailed as failed:
        raise jobs.Failed(str(failed)) from failed
    content = dumps(asdict(manuscript.sheet), sort_keys=True, ensure_ascii=False).encode()
    kept = press.shelf().keep(BytesIO(printed.data))
    facts = PrintedFacts(
        content_sha256=press.shelf().keep(BytesIO(content)).sha256,
        manifest_sha256="",
        as_of=manuscript.issue.as_of,
        volumes=(Volume(kept.sha256, kept.size, printed.pages),),
    )
    press.enter(work, manuscript.dossier_id, manuscript.actor, manuscript.issue, facts)


def _html(manuscript: Manuscript) -> str:
    template = current_app.jinja_env.get_template("dossiers/sheet/document.html")
    return template.render(sheet=manuscript.sheet, issue=manuscript.issue, **WRITING)


def _read(dossier_id: uuid.UUID, now: datetime) -> Manuscript | None:
    """The paper's content as the officer who asked may see it now; None when it is printed."""
    paper = session.scalars(select(Dossier).where(Dossier.id == dossier_id)).one()
    if paper.printed:
        return None
    actor = paper.requested_by.actor
    case = press.case_for(paper)
    content = build(case, actor, now)
    return Manuscript(
        dossier_id, actor, _sheet(paper, case, content), _issue(paper, content, actor, now)
    )


def _sheet(paper: Dossier, case: Case, content: tree.Dossier) -> Sheet:
    actor = paper.requested_by.actor
    if paper.form == "LABELS":
        told = map(evidence.label_of, evidence.all_exhibits(case))
        return labels(case.number, told, current_app.extensions["casetrack"].url)
    about = subject(paper.form, paper.subject_id, case, actor) if paper.subject_id else None
    if about is None:
        raise jobs.Failed(N_("What the paper is about is no longer open to who asked for it."))
    if paper.form == "LETTER":
        rows = requests.visible_requests(actor).where(Request.id == about.id)
        return letter(requests.letter_of(session.scalars(rows).one()))
    return ABOUT_ONE[paper.form](content, about.reference)


def _issue(paper: Dossier, content: tree.Dossier, actor: Actor, now: datetime) -> tree.Issue:
    title = label_of(PAPERS, paper.form)
    return tree.Issue(
        document=f"{content.cover.number}/D{paper.serial}",
        edition=title,
        purpose=title,
        classification=N_("Sealed") if content.cover.sealed else N_("Confidential"),
        as_of=now,
        issuer=actor.name,
        issuer_unit=actor.unit_name,
        number=content.cover.number,
        title=content.cover.title,
        verify_url=printed_address("dossiers.register", dossier_id=paper.id),
    )
