"""`flask report …`: the reports at the console, where everything is seen."""

from __future__ import annotations

from datetime import datetime

import click


@click.group(help="Print a report. The console sees everything, sealed matters too.")
def report() -> None:
    pass


@report.command(help="The conviction report of a period, by year.")
@click.option("--from", "start", type=click.DateTime(["%Y-%m-%d"]), required=True)
@click.option("--to", "end", type=click.DateTime(["%Y-%m-%d"]), required=True)
@click.option("--unit", default="", help="Code of a unit; it counts with all below it.")
@click.option(
    "--format",
    "kind",
    type=click.Choice(["table", "json", "csv"]),
    default="table",
    show_default=True,
)
def conviction(start: datetime, end: datetime, unit: str, kind: str) -> None:
    from casetrack.db import local_date, utc_now
    from casetrack.reports import printed, queries
    from casetrack.reports.facts import Period

    period = Period(start.date(), end.date())
    if period.end < period.start:
        raise click.UsageError("--to lies before --from")
    scope = queries.everything(unit)
    if scope is None:
        raise click.ClickException(f"There is no unit {unit}" if unit else "There are no units yet")
    found = queries.conviction(scope=scope, period=period, as_of=local_date(utc_now()))
    write = {"table": printed.as_table, "json": printed.as_json, "csv": printed.as_csv}[kind]
    click.echo(write(found, str))
