"""The register's only writer: asked for, printed, approved, given out."""

from __future__ import annotations

import uuid
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import func, select

from casetrack import jobs, numbers
from casetrack.cases.models import Case
from casetrack.db import session
from casetrack.dossiers import queries
from casetrack.dossiers.editions import check_open
from casetrack.dossiers.facts import (
    DOSSIER,
    EDITIONS,
    PAPERS,
    PURPOSES,
    CopyFacts,
    PrintedFacts,
)
from casetrack.dossiers.models import Dossier, DossierCopy, DossierFile
from casetrack.rules.actor import Actor
from casetrack.rules.choices import keys
from casetrack.rules.refusals import Refused
from casetrack.rules.roles import Permission
from casetrack.rules.words import N_

# What the worker is asked for: a dossier in volumes, or a single paper.
JOB, PAPER_JOB = "dossier", "paper"


def ask_dossier(
    *,
    case: Case,
    purpose: str,
    actor: Actor,
    now: datetime,
    edition: str = "COURT",
    complaint_id: uuid.UUID | None = None,
) -> Dossier:
    """The case's next dossier, to be printed as a draft once this is committed.

    `purpose` and `edition` are keys of facts; a complainant's copy names whose complaint it is.
    Raises Refused. The serial is never used again.
    """
    _check_asked(case, purpose, edition, complaint_id, actor)
    dossier = Dossier(
        case_id=case.id,
        case=case,
        serial=numbers.take(f"dossier:{case.id}"),
        form=DOSSIER,
        edition=edition,
        subject_id=complaint_id,
        follows=queries.last_issue(case, edition, complaint_id),
        purpose=purpose,
        as_of=now,
        requested_at=now,
        requested_by_id=actor.id,
    )
    return _to_be_printed(dossier, now)


def ask_paper(
    *, case: Case, form: str, subject_id: uuid.UUID, actor: Actor, now: datetime
) -> Dossier:
    """One paper of the case on its own, such as an arrest memo; `form` is a key of facts.PAPERS."""
    if form not in keys(PAPERS):
        raise Refused(N_("Choose what to print."), field="form")
    paper = Dossier(
        case_id=case.id,
        case=case,
        serial=numbers.take(f"dossier:{case.id}"),
        form=form,
        subject_id=subject_id,
        purpose="COURT",
        as_of=now,
        requested_at=now,
        requested_by_id=actor.id,
    )
    return _to_be_printed(paper, now)


def enter_printed(*, dossier: Dossier, printed: PrintedFacts, now: datetime) -> Dossier:
    """Note what was printed. A second printing, after a worker was taken for dead, is dropped.

    Raises Refused for a final that has not the pages of the draft that was approved.
    """
    if dossier.printed:
        return dossier
    stage, first = dossier.stage, printed.volumes[0]
    pages = sum(one.pages for one in printed.volumes)
    if dossier.first_bates and pages != dossier.pages:
        words = N_("It no longer takes as many pages as the draft did. Ask for a new draft.")
        raise Refused(words)
    dossier.files += [
        DossierFile(case_id=dossier.case_id, stage=stage, volume=number, made_at=now, **asdict(one))
        for number, one in enumerate(printed.volumes, start=1)
    ]
    dossier.as_of = printed.as_of
    dossier.content_sha256 = printed.content_sha256
    dossier.manifest_sha256 = printed.manifest_sha256
    dossier.sha256 = first.sha256
    dossier.size = sum(one.size for one in printed.volumes)
    dossier.pages = pages
    dossier.built_at = now
    session.flush()
    return dossier


def approve(*, dossier: Dossier, actor: Actor, now: datetime) -> Dossier:
    """Sign the draft off: its pages take their numbers for good, and it is printed as final.

    The numbers run on from the last approved dossier of the edition and are never given again.
    Raises Refused while there is no draft, and to the officer who asked for it.
    """
    if dossier.approved_at is not None or dossier.form != DOSSIER:
        raise Refused(N_("It is approved already."))
    if not dossier.printed:
        raise Refused(N_("There is no draft to approve yet."))
    if dossier.requested_by_id == actor.id:
        raise Refused(N_("You asked for it yourself: another supervisor must approve it."))
    series = f"bates:{dossier.case_id}:{dossier.edition}"
    dossier.first_bates = numbers.take(series, dossier.pages)
    dossier.approved_at, dossier.approved_by_id = now, actor.id
    dossier.job = _job(dossier, now)
    session.flush()
    return dossier


def print_again(*, dossier: Dossier, now: datetime) -> Dossier:
    """Ask the worker once more for what failed or was cancelled; Refused when it is printed."""
    if dossier.printed or (dossier.job is not None and dossier.job.ended_at is None):
        raise Refused(N_("It is printed, or about to be."))
    dossier.job = _job(dossier, now)
    session.flush()
    return dossier


def give_copy(*, dossier: Dossier, facts: CopyFacts, actor: Actor, now: datetime) -> DossierCopy:
    """Enter that a copy is given out; numbered from 1. Raises Refused while it is a draft."""
    if dossier.stage != "FINAL" or not dossier.printed:
        raise Refused(N_("Only what is approved and printed can be given out."))
    for field, text, words in (
        ("recipient", facts.recipient, N_("Say who receives the copy.")),
        ("reason", facts.reason, N_("Say why the copy is given.")),
    ):
        if not text.strip():
            raise Refused(words, field=field)
    session.execute(select(Dossier.id).where(Dossier.id == dossier.id).with_for_update())
    given = select(func.max(DossierCopy.serial)).where(DossierCopy.dossier_id == dossier.id)
    copy = DossierCopy(
        case_id=dossier.case_id,
        dossier_id=dossier.id,
        serial=(session.scalar(given) or 0) + 1,
        stage=dossier.stage,
        recipient=facts.recipient.strip(),
        reason=facts.reason.strip(),
        given_at=now,
        given_by_id=actor.id,
    )
    session.add(copy)
    session.flush()
    return copy


def _to_be_printed(dossier: Dossier, now: datetime) -> Dossier:
    session.add(dossier)
    session.flush()
    dossier.job = _job(dossier, now)
    session.flush()
    return dossier


def _job(dossier: Dossier, now: datetime) -> jobs.Job:
    kind = JOB if dossier.form == DOSSIER else PAPER_JOB
    return jobs.ask(kind, {"dossier": str(dossier.id)}, now)


def _check_asked(
    case: Case, purpose: str, edition: str, complaint_id: uuid.UUID | None, actor: Actor
) -> None:
    if purpose not in keys(PURPOSES):
        raise Refused(N_("Choose what the dossier is for."), field="purpose")
    if edition not in keys(EDITIONS):
        raise Refused(N_("Choose for whose eyes it is."), field="edition")
    check_open(edition, sealed=case.sealed, reads_diary=actor.may(Permission.CASE_DIARY))
    if edition == "COMPLAINANT" and complaint_id is None:
        raise Refused(N_("Choose whose complaint it is."), field="complaint")
