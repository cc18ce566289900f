"""`flask database …`: bring the schema up to date or look where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
from flask import current_app

from casetrack.config import ROOT

if TYPE_CHECKING:
    from alembic.config import Config as AlembicConfig


def alembic_config(url: str) -> AlembicConfig:
    """Alembic's settings for the database at `url`."""
    from alembic.config import Config as AlembicConfig

    settings = AlembicConfig(toml_file=ROOT / "pyproject.toml")
    settings.attributes["url"] = url
    return settings


def upgrade(url: str, revision: str = "head") -> None:
    from alembic import command

    command.upgrade(alembic_config(url), revision)


def downgrade(url: str, revision: str) -> None:
    from alembic import command

    command.downgrade(alembic_config(url), revision)


@click.group(help="Bring the database's schema up to date.")
def database() -> None:
    pass


@database.command("upgrade", help="Apply all migrations that are not applied yet.")
def upgrade_command() -> None:
    upgrade(current_app.extensions["casetrack"].database_url)
    click.echo("The database is up to date.")
