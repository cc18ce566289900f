"""`flask check`: everything that is stored twice is counted again, and history played again."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import click
from flask.cli import with_appcontext

Check = Callable[[], Iterable[str]]


@click.command(help="Check the whole database against its own history; exit 1 if it disagrees.")
@with_appcontext
def check() -> None:
    found = 0
    for title, run in _checks():
        lines = list(run())
        click.echo(f"{title}: {f'{len(lines)} found' if lines else 'right'}")
        for line in lines:
            click.echo(f"  {line}")
        found += len(lines)
    if found:
        raise SystemExit(1)


def _checks() -> tuple[tuple[str, Check], ...]:
    from casetrack.audit import seal, triggers
    from casetrack.cases import replay as cases
    from casetrack.complaints import replay as complaints
    from casetrack.evidence.verifying import faults as file_faults
    from casetrack.operations.replay import raid_days
    from casetrack.people.replay import degree_disagreements
    from casetrack.reports import issuing, verifying
    from casetrack.reports import replay as tallies
    from casetrack.requests import replay as requests

    return (
        ("Complaints and their movements", complaints.disagreements),
        ("Cases, accused and their movements", lambda: cases.disagreements(raid_days())),
        ("Members of cases and complaints", cases.stray_memberships),
        ("Tallies and the rows they count", tallies.disagreements),
        ("Identifiers and their links", degree_disagreements),
        ("Documents and their files", file_faults),
        ("Requests and their acts", requests.disagreements),
        ("Returns and their rows", lambda: verifying.faults(issuing.shelf())),
        ("Append-only tables", triggers.missing),
        ("Audit chains", seal.breaks),
    )
