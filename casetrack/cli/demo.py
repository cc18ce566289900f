"""`flask demo`: fill an empty database with a demonstration. Never in production."""

from __future__ import annotations

from collections import Counter

import click
from flask import current_app
from flask.cli import with_appcontext


@click.command(help="Load the small agency, or with --national the published national figures.")
@click.option("--national", is_flag=True, help="639,564 complaints of 2020 to 2024; takes minutes.")
@click.option("--as-printed", is_flag=True, help="The same, rounded as the press prints it.")
@click.option("--if-empty", is_flag=True, help="Do nothing when there is a complaint already.")
@with_appcontext
def demo(national: bool, as_printed: bool, if_empty: bool) -> None:
    from casetrack import audit
    from casetrack.db import utc_now
    from casetrack.demo.national import refuse_if_used
    from casetrack.rules.refusals import Refused

    if current_app.extensions["casetrack"].production:
        raise click.ClickException("A production casetrack never loads a demonstration.")
    now = utc_now()
    audit.begin(audit.Act(name="demo", at=now))
    try:
        refuse_if_used()
    except Refused as refused:
        if if_empty:
            return
        raise click.ClickException(refused.message) from refused
    if national or as_printed:
        _load_national(as_printed)
    else:
        from casetrack.demo import agency

        agency.load(now, say=click.echo)


def _load_national(as_printed: bool) -> None:
    from casetrack.db import utc_now
    from casetrack.demo import national, places

    written: Counter[str] = Counter()

    def progress(table: str, rows: int) -> None:
        written[table] += rows
        click.echo(f"\r{written.total():>9,} rows: {table:<20}", nl=False, err=True)

    national.load(utc_now(), as_printed=as_printed, progress=progress)
    click.echo(f"\r{written.total():>9,} rows.{'':<24}", err=True)
    for table, rows in written.items():
        click.echo(f"{rows:>9,} {table}")
    click.echo(f"Sign in as {places.READER} with the password: {places.READER_PASSWORD}")
