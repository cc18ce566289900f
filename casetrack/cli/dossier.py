"""`flask dossier CASE_NUMBER --output FILE`: print a case at the console."""

from __future__ import annotations

import time
from pathlib import Path
from uuid import UUID

import click
from flask.cli import with_appcontext
from sqlalchemy import select

from casetrack import audit, jobs
from casetrack.accounts.models import Officer
from casetrack.accounts.queries import officer_named
from casetrack.audit import Act
from casetrack.cases.models import Case
from casetrack.cases.queries import visible_to
from casetrack.db import session, utc_now
from casetrack.dossiers import press, queries, service
from casetrack.dossiers.facts import EDITIONS
from casetrack.dossiers.models import Dossier
from casetrack.rules.actor import Actor
from casetrack.rules.refusals import Refused
from casetrack.rules.roles import Permission


@click.command(help="Print a draft of a case's dossier into a file.")
@click.argument("number")
@click.option("--output", required=True, type=click.Path(dir_okay=False, path_type=Path))
@click.option("--officer", default="", help="Username to print as; else the case's lead.")
@click.option(
    "--edition",
    default="COURT",
    type=click.Choice([one.key for one in EDITIONS], case_sensitive=False),
)
@click.option("--complaint", default="", help="Number of the complaint of a complainant's copy.")
@with_appcontext
def dossier(number: str, output: Path, officer: str, edition: str, complaint: str) -> None:

    try:
        dossier_id, job_id = _ask(number, officer, edition, complaint)
    except Refused as refused:
        raise click.ClickException(refused.message) from refused
    failure = _print(job_id)
    if failure:
        raise click.ClickException(failure)
    made = session.get_one(Dossier, dossier_id)
    data = press.shelf().read(made.sha256)
    if data is None:
        raise click.ClickException("the file is gone from the store")
    output.write_bytes(data)
    click.echo(f"{output}: {made.pages} pages, {made.size:,} bytes, SHA-256 {made.sha256}")


def _print(job_id: UUID) -> str:
    """Print here, or wait for the worker that was quicker; why it failed, or ""."""
    jobs.carry_out(job_id)
    while True:
        job = session.get_one(jobs.Job, job_id)
        ended, failure = job.ended_at is not None, job.failure
        session.remove()
        if ended:
            return failure
        time.sleep(0.5)


def _ask(number: str, username: str, edition: str, complaint: str) -> tuple[UUID, UUID]:
    """Ids of the dossier and of its job, committed under the officer it is printed for."""

    case = _case(number)
    officer = _officer(username) if username else case.lead
    actor, now = officer.actor, utc_now()
    if not actor.may(Permission.DOSSIER_PRINT) or not _sees(actor, case):
        raise click.ClickException(f"{officer.title} may not print {number}")
    click.echo(f"Printing {case.number} as {officer.title} ({officer.username}) may see it.")
    audit.begin(
        Act(
            name="cli.dossier",
            at=now,
            actor_id=actor.id,
            actor_role=actor.role.value,
            unit_id=actor.unit_id,
            purpose="printed at the console by the operator",
        )
    )
    audit.seen(("case", case.id))
    made = service.ask_dossier(
        case=case,
        purpose="REVIEW",
        actor=actor,
        now=now,
        edition=edition,
        complaint_id=_complaint(case, complaint, actor),
    )
    ids = made.id, made.job_id
    session.commit()
    if ids[1] is None:
        raise click.ClickException("nothing was asked for")
    return ids[0], ids[1]


def _case(number: str) -> Case:

    rows = select(Case).where(Case.number == number.strip().upper())
    case = session.scalars(rows).one_or_none()
    if case is None:
        raise click.ClickException(f"there is no case {number}")
    return case


def _complaint(case: Case, number: str, actor: Actor) -> UUID | None:

    if not number:
        return None
    found = {one.number: one.id for one in queries.joined_complaints(case, actor)}
    if number.strip().upper() not in found:
        raise click.ClickException(f"{case.number} holds no complaint {number} to give a copy of")
    return found[number.strip().upper()]


def _officer(username: str) -> Officer:
    officer = officer_named(username)
    if officer is None:
        raise click.ClickException(f"nobody signs in as {username}")
    return officer


def _sees(actor: Actor, case: Case) -> bool:

    rows = visible_to(actor).where(Case.id == case.id)
    return session.scalars(rows).one_or_none() is not None
