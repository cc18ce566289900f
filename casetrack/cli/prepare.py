"""`flask prepare`: what script/server does before it serves."""

from __future__ import annotations

import click
from flask import current_app
from flask.cli import with_appcontext
from sqlalchemy import select

from casetrack.accounts.models import Officer
from casetrack.cli.database import upgrade
from casetrack.config import Settings
from casetrack.db import session, utc_now


@click.command(help="Bring the database up to date; outside production, fill an empty one.")
@with_appcontext
def prepare() -> None:
    prepare_database()


def prepare_database() -> None:
    """Migrate; outside production fill an empty database and say who can sign in."""
    settings: Settings = current_app.extensions["casetrack"]
    upgrade(settings.database_url)
    if settings.production:
        return
    from casetrack.demo import agency

    if session.scalars(select(Officer).limit(1)).first() is None:
        click.echo("The database is empty: loading the demo agency.")
        agency.load(utc_now(), say=click.echo)
    _show_sign_ins(agency.SIGN_INS)


def _show_sign_ins(rows: list[tuple[str, str, str]]) -> None:
    """Who can sign in, while the demo's people are there: role, username, password."""
    usernames = {username for _role, username, _password in rows}
    there = set(session.scalars(select(Officer.username).where(Officer.username.in_(usernames))))
    shown = [row for row in rows if row[1] in there]
    if shown:
        click.echo("Sign in as (demo):")
    for role, username, password in shown:
        click.echo(f"  {role:<30}{username:<16}{password}")
