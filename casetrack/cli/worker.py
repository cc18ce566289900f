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
    chores = (FoldTallies(), order_monthly, deliver_failures, look_after_files)
    Worker(app.extensions["casetrack"], app.app_context, threads, chores).run()
    click.echo("The worker has stopped.")


class FoldTallies:
    """A chore: puts the tallies together when enough of them have gathered since it last did."""

    def __init__(self) -> None:
        self._folded_to = 0

    def __call__(self) -> None:
        from casetrack.reports.service import fold_if_many

        self._folded_to = fold_if_many(since=self._folded_to)


def order_monthly() -> None:
    """A chore: in the first round of a month, orders every report that is sent monthly."""
    from casetrack import audit
    from casetrack.audit import Act
    from casetrack.db import utc_now
    from casetrack.reports.service import order_monthly as order

    now = utc_now()
    audit.begin(Act(name="jobs.order_monthly", at=now))
    order(now=now)


def deliver_failures() -> None:
    """A chore: tells officers of monthly reports that were given up, in their inbox."""
    from casetrack import audit
    from casetrack.audit import Act
    from casetrack.db import utc_now
    from casetrack.reports.service import deliver_failures as deliver

    now = utc_now()
    audit.begin(Act(name="jobs.deliver_failures", at=now))
    deliver(now=now)


def look_after_files() -> None:
    """A chore: gives up stale uploads, removes bytes nobody needs, has stored files read anew."""
    from casetrack import audit
    from casetrack.audit import Act
    from casetrack.db import utc_now
    from casetrack.evidence import settling, verifying

    now = utc_now()
    audit.begin(Act(name="jobs.look_after_files", at=now))
    settling.abandon_stale(now)
    settling.clear_unwanted()
    verifying.ask_if_due(now)
