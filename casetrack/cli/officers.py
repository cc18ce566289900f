"""`flask officers …`: the first administrator, who makes everybody else in the pages."""

from __future__ import annotations

import secrets

import click
from sqlalchemy import select

from casetrack import audit
from casetrack.accounts import service
from casetrack.accounts.models import Unit
from casetrack.db import session, utc_now
from casetrack.rules.actor import UnitKind
from casetrack.rules.refusals import Refused
from casetrack.rules.roles import Role


@click.group(help="Make the first administrator of an empty casetrack.")
def officers() -> None:
    pass


@officers.command("add-administrator", help="Make an administrator and print a first password.")
@click.argument("username")
@click.argument("name")
def add_administrator(username: str, name: str) -> None:
    now = utc_now()
    audit.begin(audit.Act(name="officers.add_administrator", at=now))
    password = secrets.token_urlsafe(18)
    try:
        service.add_officer(
            username=username,
            name=name,
            rank="",
            role=Role.ADMINISTRATOR,
            unit=_headquarters(),
            password=password,
            now=now,
        )
    except Refused as refused:
        raise click.ClickException(str(refused)) from refused
    session.commit()
    click.echo(f"{username} signs in once with {password} and then chooses a password.")


def _headquarters() -> Unit:
    """The unit at the top; made when there is none yet."""
    there = session.scalars(select(Unit).where(Unit.kind == UnitKind.HEADQUARTERS)).first()
    if there is not None:
        return there
    return service.add_unit(code="HQ", name="Headquarters", kind=UnitKind.HEADQUARTERS, parent=None)
