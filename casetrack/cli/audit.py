"""`flask audit …`: verify the chains, seal their heads."""

from __future__ import annotations

import click
from flask import current_app

from casetrack.audit import seal
from casetrack.config import Settings
from casetrack.db import session, utc_now


def _settings() -> Settings:
    settings: Settings = current_app.extensions["casetrack"]
    return settings


@click.group(help="Verify the audit, or seal it with a checkpoint.")
def audit() -> None:
    pass


@audit.command(help="Check every chain and the last checkpoint; exit 1 and name what is broken.")
def verify() -> None:
    settings = _settings()
    checkpoints = settings.data_dir / "audit-checkpoints.jsonl"
    broken = [
        *seal.breaks(),
        *seal.checkpoint_breaks(file=checkpoints, key=settings.derived_key("checkpoint")),
    ]
    for words in broken:
        click.echo(words)
    if broken:
        raise SystemExit(1)
    click.echo("Every audit chain is whole.")


@audit.command(help="Seal the heads of all chains; keep a copy of the file off this machine.")
def checkpoint() -> None:
    settings = _settings()
    sealed = seal.add_checkpoint(
        file=settings.data_dir / "audit-checkpoints.jsonl",
        key=settings.derived_key("checkpoint"),
        now=utc_now(),
    )
    session.commit()
    click.echo(f"Checkpoint {sealed.number} seals {sealed.chains} chains.")
