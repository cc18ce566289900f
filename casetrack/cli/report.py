"""`flask report NAME`: every report of the catalogue at the console, where everything is seen.

`flask report claim FILE` checks a table that somebody printed.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click
from flask.cli import with_appcontext

if TYPE_CHECKING:
    from casetrack.accounts.models import Officer
    from casetrack.reports.catalogue import Kind
    from casetrack.reports.document import Document
    from casetrack.reports.facts import Asked, Period
    from casetrack.reports.queries import Scope

DAY = click.DateTime(["%Y-%m-%d"])
CLAIM = "claim"
MONTH = click.DateTime(["%Y-%m"])


class Reports(click.Group):
    """`flask report NAME` prints a report; `verify` and `moved` are about returns.

    Its help lists the reports there are, read only when somebody asks.
    """

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Whatever is no command of its own is asked of `show`."""
        if args and args[0] not in self.commands and args[0] not in ctx.help_option_names:
            args = ["show", *args]
        return super().parse_args(ctx, args)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        from casetrack.reports.catalogue import KINDS

        super().format_epilog(ctx, formatter)
        with formatter.section("Reports"):
            formatter.write_dl([(kind.name, kind.summary) for kind in KINDS])
            formatter.write_dl([(f"{CLAIM} FILE", "Check a printed table: CSV, TSV or XLSX.")])


@click.group(cls=Reports, help="Print reports, and look after the returns that were issued.")
def report() -> None:
    pass


@report.command(
    help="Print a report. The console sees everything, sealed matters too, unless --as is given.",
)
@click.argument("name")
@click.argument(
    "file", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option("--from", "start", type=DAY, help="First day; needed, but for reports of a month.")
@click.option("--to", "end", type=DAY, help="Last day.")
@click.option("--month", type=MONTH, help="The month of a monthly report, as 2024-09.")
@click.option("--unit", default="", help="Code of a unit; it counts with all below it.")
@click.option("--as-of", type=DAY, help="The last day whose knowledge counts; today if not given.")
@click.option("--as", "username", default="", help="As this officer would see it.")
@click.option("--officer", default="", help="User name of an officer whose cases alone count.")
@click.option("--offence", default="")
@click.option("--category", default="")
@click.option("--means", default="")
@click.option("--country", default="", help="Country of the victims, as US.")
@click.option("--complainant", default="")
@click.option("--counted", default="", help="complaint, case, accused or charge.")
@click.option("--of", default="", help="received, verified, fir, arrested, challaned or decided.")
@click.option("--basis", default="", help="period or cohort.")
@click.option("--by", default="", help="How rows are grouped: year, unit, officer, offence …")
@click.option("--interval", default="", help="wilson or exact.")
@click.option("--public", is_flag=True, help="Hide small counts, for publication.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json", "csv"]),
    default="table",
    show_default=True,
)
def show(name: str, form: str, **given: object) -> None:
    from casetrack.reports import printed, sheets
    from casetrack.rules.refusals import Refused

    try:
        document = _claim(given) if name == CLAIM else _of_catalogue(name, given)
    except Refused as refused:
        raise click.ClickException(str(refused)) from refused
    write = {"table": printed.as_table, "json": printed.as_json, "csv": sheets.as_csv}[form]
    click.echo(write(document, str))


def _of_catalogue(name: str, given: Mapping[str, object]) -> Document:
    from casetrack.reports.catalogue import BY_NAME
    from casetrack.reports.catalogue.kind import built

    kind = BY_NAME.get(name)
    if kind is None:
        raise click.UsageError(f"There is no report {name}. There are: {', '.join(BY_NAME)}")
    scope = _scope(str(given["unit"]), str(given["username"]))
    return built(kind, scope, _asked(kind, scope, given))


def _claim(given: Mapping[str, object]) -> Document:
    """What casetrack says of a printed table in a file."""
    from casetrack.db import local_date, utc_now
    from casetrack.reports.claims import document_of, text_of
    from casetrack.rules.claims import examine, read_table, split

    file = given["file"]
    if not isinstance(file, Path):
        raise click.UsageError("Give the file of the table: flask report claim FILE")
    scope = _scope(str(given["unit"]), str(given["username"]))
    findings = examine(read_table(split(text_of(file.read_bytes()))))
    return document_of(findings, scope, local_date(utc_now()))


@report.command(help="Recompute the hashes of all returns and set their figures against the rows.")
@with_appcontext
def verify() -> None:
    from casetrack.reports import issuing, verifying

    found = list(verifying.faults(issuing.shelf()))
    for line in found:
        click.echo(line)
    if found:
        raise SystemExit(1)
    click.echo("Every return is what was signed off.")


@report.command(help="Ask a return's question again: what moved since it was issued, and why.")
@click.argument("number")
@with_appcontext
def moved(number: str) -> None:
    from casetrack.cli.moved import lines
    from casetrack.rules.refusals import Refused

    try:
        for line in lines(number.strip().upper()):
            click.echo(line)
    except (Refused, ValueError) as no:
        raise click.ClickException(str(no)) from no


def _scope(code: str, username: str) -> Scope:
    """Everything in a unit, or what one officer may know of there."""
    from casetrack.reports import queries

    scope = queries.everything(code)
    if scope is None:
        raise click.ClickException(f"There is no unit {code}" if code else "There are no units yet")
    if not username:
        return scope
    actor = _officer(username).actor
    units = queries.units_for(actor)
    unit = next((one for one in units if one.code == scope.unit.code or not code), None)
    if unit is None:
        raise click.ClickException(f"{username} may not ask for the figures of {code.upper()}")
    return queries.scope_of(actor, unit)


def _officer(username: str) -> Officer:
    from casetrack.accounts import queries

    officer = queries.officer_named(username)
    if officer is None:
        raise click.ClickException(f"There is no officer {username}")
    return officer


def _asked(kind: Kind, scope: Scope, given: Mapping[str, object]) -> Asked:
    from casetrack.db import local_date, utc_now
    from casetrack.reports import options
    from casetrack.reports.facts import Asked

    today = local_date(utc_now())
    as_of = _day(given["as_of"]) or today
    if as_of > today:
        raise click.UsageError("--as-of lies in the future")
    taken = {name: str(given[name]) for name in (*options.CHOICES, "country") if given[name]}
    by = str(given["by"]) or (kind.by[0].key if kind.by else "")
    _demand_known(kind, taken | ({"by": by} if by else {}))
    officer: uuid.UUID | None = None
    if given["officer"]:
        officer = _officer(str(given["officer"])).id
    return Asked(
        _period(kind, given),
        scope.unit.code,
        as_of,
        officer=officer,
        by=by,
        public=bool(given["public"]),
        **taken,
    )


def _period(kind: Kind, given: Mapping[str, object]) -> Period:
    from casetrack.reports.facts import Period, month_of

    month, start, end = (_day(given[name]) for name in ("month", "start", "end"))
    if kind.month:
        if month is None:
            raise click.UsageError("This report is of one month: give --month")
        return month_of(month)
    if start is None or end is None:
        raise click.UsageError("Give --from and --to")
    if end < start:
        raise click.UsageError("--to lies before --from")
    return Period(start, end)


def _demand_known(kind: Kind, taken: Mapping[str, str]) -> None:
    """Refuse what the report does not take, and values that are in no list."""
    from casetrack.reports import options

    lists = {**options.CHOICES, "by": kind.by}
    for name, value in taken.items():
        if name != "by" and name not in kind.takes:
            raise click.UsageError(f"{kind.name} does not take --{name}")
        known = [choice.key for choice in lists.get(name, ())]
        if known and value not in known:
            raise click.UsageError(f"--{name}: choose one of {', '.join(known)}")


def _day(given: object) -> date | None:
    return given.date() if isinstance(given, datetime) else None
