"""`flask evidence …`: what the operator does with exhibits and files."""

from __future__ import annotations

import sys
from pathlib import Path

import click
from flask.cli import AppGroup
from sqlalchemy import select

from casetrack import audit
from casetrack.audit import Act
from casetrack.cases.models import Case
from casetrack.db import session, utc_now
from casetrack.evidence import case_uco, queries, service, verifying

evidence = AppGroup("evidence", help="Exhibits and the files behind them.")


@evidence.command(help="Write the exhibits and custody of a case as CASE/UCO JSON-LD.")
@click.argument("number")
@click.option("--output", required=True, type=click.Path(dir_okay=False, path_type=Path))
def export(number: str, output: Path) -> None:
    case = _case(number)
    audit.begin(Act(name="cli.evidence.export", at=utc_now(), purpose="exported by the operator"))
    audit.seen(("case", case.id))
    session.commit()
    exhibits = queries.all_exhibits(case)
    output.write_bytes(case_uco.export(case, exhibits))
    click.echo(f"{output}: {len(exhibits)} exhibits of {case.number}")


@evidence.command(
    help="Read every file; name each that is missing, was changed or has no row. Exit 1 if any."
)
@click.option("--case", "number", default="", help="Only the files of this case, by its number.")
def verify(number: str) -> None:
    case_id = _case(number).id if number else None
    looked: list[verifying.Looked] = []
    length = sum(one.size for one in queries.every_document(case_id))
    with click.progressbar(length=length, label="Reading", file=sys.stderr) as bar:

        def tell(one: verifying.Looked) -> None:
            looked.append(one)
            bar.update(one.size)

        found = list(verifying.faults(case_id, tell))
    if case_id is None:
        found += verifying.strays()
    _note(looked)
    for line in found:
        click.echo(line)
    whole = sum(one.state == verifying.WHOLE for one in looked)
    click.echo(f"{whole} of {len(looked)} files are whole; {len(found)} faults")
    if found:
        raise SystemExit(1)


def _note(looked: list[verifying.Looked]) -> None:
    """What was found is shown to those whose cases it is."""
    session.rollback()
    now = utc_now()
    audit.begin(Act(name="cli.evidence.verify", at=now))
    for one in looked:
        service.note_verified(
            document_id=one.document_id, whole=one.state == verifying.WHOLE, now=now
        )
    session.commit()


def _case(number: str) -> Case:
    case = session.scalars(select(Case).where(Case.number == number.strip().upper())).one_or_none()
    if case is None:
        raise click.ClickException(f"there is no case {number}")
    return case
