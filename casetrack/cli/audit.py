"""`flask audit …`: verify the chains, seal their heads."""

from __future__ import annotations

from pathlib import Path

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


@audit.command(help="Write every entry and head as JSON lines, for script/verify-audit.")
@click.option("--output", type=click.Path(path_type=Path, writable=True), required=True)
def export(output: Path) -> None:
    with output.open("w", encoding="utf-8") as file:
        lines = 0
        for line in seal.exported():
            file.write(line + "\n")
            lines += 1
    click.echo(f"{lines - 1} entries are in {output}.")


@audit.command(help="Write the key that signs checkpoints; keep it with the auditor alone.")
@click.option("--output", type=click.Path(path_type=Path, exists=False), required=True)
def key(output: Path) -> None:
    output.touch(mode=0o600, exist_ok=False)
    output.write_text(_settings().derived_key("checkpoint").hex() + "\n")
    click.echo(f"The key of the checkpoints is in {output}.")
