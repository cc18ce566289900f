"""Asking for a dossier, and entering in the register what was printed."""

from __future__ import annotations

from datetime import datetime

from casetrack import jobs, numbers
from casetrack.cases.models import Case
from casetrack.db import session
from casetrack.dossiers.facts import PURPOSES, PrintedFacts
from casetrack.dossiers.models import Dossier
from casetrack.rules.actor import Actor
from casetrack.rules.choices import keys
from casetrack.rules.refusals import Refused
from casetrack.rules.words import N_

JOB = "dossier"


def ask_dossier(*, case: Case, purpose: str, actor: Actor, now: datetime) -> Dossier:
    """The case's next dossier, to be printed by the worker once this is committed.

    `purpose` is a key of facts.PURPOSES; Refused otherwise. The serial is never used again.
    """
    if purpose not in keys(PURPOSES):
        raise Refused(N_("Choose what the dossier is for."), field="purpose")
    dossier = Dossier(
        case_id=case.id,
        case=case,
        serial=numbers.take(f"dossier:{case.id}"),
        purpose=purpose,
        as_of=now,
        requested_at=now,
        requested_by_id=actor.id,
    )
    session.add(dossier)
    session.flush()
    dossier.job = jobs.ask(JOB, {"dossier": str(dossier.id)}, now)
    session.flush()
    return dossier


def enter_printed(*, dossier: Dossier, printed: PrintedFacts, now: datetime) -> Dossier:
    """Note what was printed. A second printing, after a worker was taken for dead, is dropped."""
    if dossier.built_at is None:
        dossier.as_of = printed.as_of
        dossier.sha256 = printed.sha256
        dossier.manifest_sha256 = printed.manifest_sha256
        dossier.size = printed.size
        dossier.pages = printed.pages
        dossier.built_at = now
        session.flush()
    return dossier
