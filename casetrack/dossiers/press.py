"""The job that prints: reads the case, lets go of the database, renders, stores, enters."""

from __future__ import annotations

import shutil
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from flask import current_app
from sqlalchemy import select

from casetrack import files, jobs
from casetrack.audit import Act
from casetrack.cases.models import Case
from casetrack.cases.queries import visible_to
from casetrack.config import Settings
from casetrack.db import session
from casetrack.dossiers import issuing, service, tree
from casetrack.dossiers.facts import PrintedFacts, Volume
from casetrack.dossiers.models import Dossier
from casetrack.dossiers.volumes import Bound, print_volumes
from casetrack.printing import PrintingFailed
from casetrack.printing.pool import Pool
from casetrack.printing.signing import Key, SigningFailed, sign
from casetrack.rules.actor import Actor
from casetrack.rules.refusals import Refused
from casetrack.rules.roles import Permission
from casetrack.rules.words import N_
from casetrack.web.addresses import printed_address


@dataclass(frozen=True, slots=True)
class Manuscript:
    """What is to be printed, read at one moment, and for whom."""

    dossier_id: uuid.UUID
    actor: Actor
    content: tree.Dossier
    content_sha256: str
    issue: tree.Issue


def shelf() -> files.Store:
    """Where the printed files lie."""
    return files.shelf(issuing.SHELF)


@jobs.handler(service.JOB)
def print_dossier(work: jobs.Work) -> None:
    """Print one dossier. Run again after a worker died, it prints anew or finds it done."""
    work.progress(2, N_("Reading the case"))
    with _workroom(work.job_id) as home, Pool(home) as pool:
        with work.reading():
            manuscript = _read(uuid.UUID(work.arguments["dossier"]), work.now())
        if manuscript is None:
            return
        try:
            volumes = print_volumes(
                manuscript.content, manuscript.issue, home=home, pool=pool, tell=_Teller(work)
            )
        except PrintingFailed as failed:
            raise jobs.Failed(str(failed)) from failed
        work.progress(95, N_("Storing the file"))
        facts = PrintedFacts(
            content_sha256=manuscript.content_sha256,
            manifest_sha256=manuscript.content.manifest_sha256,
            as_of=manuscript.issue.as_of,
            volumes=tuple(_kept(volume, manuscript.issue) for volume in volumes),
        )
    enter(work, manuscript.dossier_id, manuscript.actor, manuscript.issue, facts)


class _Teller:
    """Tells the job how far it is when there is news, and asks now and then whether to stop."""

    SECONDS = 2.0

    def __init__(self, work: jobs.Work) -> None:
        self._work = work
        self._told: tuple[int, str] = (0, "")
        self._at = 0.0

    def __call__(self, percent: int, words: str) -> None:
        now = time.monotonic()
        if (percent, words) != self._told or now > self._at + self.SECONDS:
            self._told, self._at = (percent, words), now
            self._work.progress(percent, words)


@contextmanager
def _workroom(job_id: uuid.UUID) -> Iterator[Path]:
    """An empty folder for the job, whatever a worker that died left in it; gone in the end."""
    room: Path = current_app.extensions["casetrack"].data_dir / "printing" / str(job_id)
    shutil.rmtree(room, ignore_errors=True)
    room.mkdir(parents=True, mode=0o700)
    try:
        yield room
    finally:
        shutil.rmtree(room, ignore_errors=True)


def _kept(bound: Bound, issue: tree.Issue) -> Volume:
    settings: Settings = current_app.extensions["casetrack"]
    signed = bool(settings.signing_key) and not issue.draft
    path = _signed(bound.path, issue, settings) if signed else bound.path
    with path.open("rb") as file:
        kept = shelf().keep(file)
    numbers = bound.pages, bound.first_bates, bound.last_bates
    return Volume(kept.sha256, kept.size, *numbers, signed=signed)


def _signed(path: Path, issue: tree.Issue, settings: Settings) -> Path:
    """A copy of the final with the agency's signature."""
    key = Key(settings.signing_key, settings.signing_secret)
    copy = path.with_suffix(".signed.pdf")
    try:
        with copy.open("wb") as out:
            sign(path, out, key=key, reason=f"{issue.document}: {issue.edition}")
    except SigningFailed as failed:
        raise jobs.Failed(str(failed)) from failed
    return copy


def enter(
    work: jobs.Work,
    dossier_id: uuid.UUID,
    actor: Actor,
    issue: tree.Issue,
    facts: PrintedFacts,
) -> None:
    """Write what was printed into the register, as an act of the officer who asked for it."""
    now = work.now()
    act = Act(
        name="jobs.print_dossier",
        at=now,
        actor_id=actor.id,
        actor_role=actor.role.value,
        unit_id=actor.unit_id,
        purpose=issue.purpose,
    )
    with work.writing(act):
        dossier = session.get_one(Dossier, dossier_id)
        service.enter_printed(dossier=dossier, printed=facts, now=now)


def _read(dossier_id: uuid.UUID, now: datetime) -> Manuscript | None:
    """The case as the officer who asked may see it now; None when it was printed before."""
    dossier = session.scalars(select(Dossier).where(Dossier.id == dossier_id)).one()
    if dossier.printed:
        return None
    actor = dossier.requested_by.actor
    case_for(dossier)
    try:
        content, sha256 = issuing.frozen_content(dossier, actor, now)
    except Refused as refused:
        raise jobs.Failed(refused.message) from refused
    as_of = dossier.as_of if dossier.content_sha256 else now
    address = printed_address("dossiers.register", dossier_id=dossier.id)
    issue = issuing.issue_of(dossier, content, as_of, address)
    return Manuscript(dossier_id, actor, content, sha256, issue)


def case_for(dossier: Dossier) -> Case:
    """The case as the officer who asked may see it now. Raises Failed when he no longer may."""
    officer = dossier.requested_by
    rows = visible_to(officer.actor).where(Case.id == dossier.case_id)
    case = session.scalars(rows).one_or_none()
    gone = officer.disabled_at is not None or not officer.actor.may(Permission.DOSSIER_PRINT)
    if case is None or gone:
        raise jobs.Failed(N_("The case is no longer open to the officer who asked for this."))
    return case
