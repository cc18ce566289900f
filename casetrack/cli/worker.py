"""`flask worker`: carries out what outlives a request, such as printing a dossier."""

from __future__ import annotations

import click
from flask import Flask, current_app
from flask.cli import with_appcontext


@click.command(help="Carry out jobs (dossiers) until SIGTERM or Ctrl-C.")
@click.option("--threads", default=2, show_default=True, help="Jobs at a time.")
@with_appcontext
def worker(threads: int) -> None:
    from casetrack.jobs.worker import Worker

    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]  # noqa: SLF001
    Worker(app.extensions["casetrack"], app.app_context, threads).run()
    click.echo("The worker has stopped.")
