"""`flask evidence …`: what the operator does with exhibits and files."""

from __future__ import annotations

from pathlib import Path

import click
from flask.cli import AppGroup
from sqlalchemy import select

from casetrack import audit
from casetrack.audit import Act
from casetrack.cases.models import Case
from casetrack.db import session, utc_now
from casetrack.evidence import case_uco, queries

evidence = AppGroup("evidence", help="Exhibits and the files behind them.")


@evidence.command(help="Write the exhibits and custody of a case as CASE/UCO JSON-LD.")
@click.argument("number")
@click.option("--output", required=True, type=click.Path(dir_okay=False, path_type=Path))
def export(number: str, output: Path) -> None:
    case = session.scalars(select(Case).where(Case.number == number.strip().upper())).one_or_none()
    if case is None:
        raise click.ClickException(f"there is no case {number}")
    audit.begin(Act(name="cli.evidence.export", at=utc_now(), purpose="exported by the operator"))
    audit.seen(("case", case.id))
    session.commit()
    exhibits = queries.all_exhibits(case)
    output.write_bytes(case_uco.export(case, exhibits))
    click.echo(f"{output}: {len(exhibits)} exhibits of {case.number}")
