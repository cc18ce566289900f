"""The verdict on a printed table as a report: the same page and files as every other one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from casetrack.reports import queries
from casetrack.reports.claims import sums
from casetrack.reports.claims.compared import MEASURES, compared, days_of
from casetrack.reports.document import Column, Document, Headline, Part, Row, Table
from casetrack.reports.facts import Asked, Period
from casetrack.reports.queries.scope import Scope
from casetrack.rules.claims import Findings
from casetrack.rules.words import N_

NAME, VERSION = "claims", 1
TITLE = N_("A printed table, checked")
STORED = N_("Nothing of this table is kept: the file is the only copy of this check.")


def document_of(findings: Findings, scope: Scope, as_of: date) -> Document:
    """The whole check; its period spans the years that the table speaks of."""
    table = findings.table
    owners = [column for column in table.columns if column.role in MEASURES]
    parts = (
        *sums.totals(findings),
        *sums.rates(findings.rates),
        *compared(table, scope, as_of, owners),
        *_unread(findings),
    )
    return Document(
        name=NAME,
        version=VERSION,
        title=TITLE,
        asked=Asked(_period(findings, as_of), scope.unit.code, as_of),
        unit_name=scope.unit.name,
        sees_all=scope.sees_all,
        parts=parts,
        headlines=tuple(_headlines(findings)),
        words=(STORED,),
        partial=any(line.span is not None and line.span.partial for line in table.lines),
        demo=queries.demo_words(),
    )


def _period(findings: Findings, as_of: date) -> Period:
    days = [found for line in findings.table.lines if (found := days_of(line))]
    if not days:
        return Period(as_of, as_of)
    return Period(min(each.start for each in days), max(each.end for each in days))


def _headlines(findings: Findings) -> Iterator[Headline]:
    explained = [each for each in findings.differing if each.cause]
    yield Headline(N_("Totals checked"), len(findings.verdicts))
    yield Headline(N_("Do not equal their rows"), len(findings.differing))
    yield Headline(N_("With a likely cause"), len(explained))
    if findings.rates:
        yield Headline(N_("Rates recomputed"), len(findings.rates))
        wrong = [rate for rate in findings.rates if rate.how != "half_up"]
        yield Headline(
            N_("Not as printed"), len(wrong), N_("cut off in place of rounded, or from no figures")
        )


def _unread(findings: Findings) -> Iterator[Part]:
    columns = (
        Column("row", N_("Row"), text=True),
        Column("column", N_("Column"), text=True),
        Column("cell", N_("As it stands"), text=True),
        Column("why", N_("Why it was not read"), text=True),
    )
    rows = tuple(
        Row((line.name, column.title, cell.text, cell.fault))
        for line, column, cell in findings.table.unread()
    )
    if rows:
        title = N_("Cells that were not read")
        words = (N_("They count as blank. Correct them in the text and check again."),)
        yield Part(title, Table("unread", title, columns, rows), words=words)
