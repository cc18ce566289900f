"""The police desk: what was pending, came and left, and how; the challan rate and the pendency."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date

from casetrack.reports.catalogue import desk as shared
from casetrack.reports.catalogue.desk import counted
from casetrack.reports.catalogue.kind import Kind
from casetrack.reports.document import Cell, Column
from casetrack.rules.desk_moves import Desk, Exit, stock_and_flow
from casetrack.rules.metrics import PoliceCounts, police_desk
from casetrack.rules.words import N_

TITLE = N_("Police desk")


COLUMNS = (
    counted("opening", N_("Pending at the beginning"), N_("under investigation before the period")),
    counted("reported", N_("Reported"), N_("FIRs registered")),
    counted("reopened", N_("Reopened"), N_("investigation resumed, or returned by the court")),
    counted("total", N_("Total to investigate"), N_("pending, reported and reopened")),
    counted("not_investigated", N_("Not investigated"), N_("no sufficient ground, s.157(1)(b)")),
    counted("transferred", N_("Transferred"), N_("to another agency")),
    counted("non_cognizable", N_("Report: non-cognizable"), N_("cancelled as not cognizable")),
    counted("false", N_("Report: false"), N_("cancelled as false")),
    counted("mistake", N_("Report: mistake or civil"), N_("of fact or of law, or civil dispute")),
    counted("untraced", N_("Report: untraced"), N_("untraced, or true but insufficient evidence")),
    counted("abated", N_("Report: abated"), N_("the sole accused died during investigation")),
    counted("final_reports", N_("Final reports"), N_("the five kinds of report together")),
    counted("challaned_before", N_("Challaned, older"), N_("of those registered before it")),
    counted("challaned_within", N_("Challaned, new"), N_("of those registered within it")),
    counted("challaned", N_("Challaned"), N_("the first challan, interim or final, was submitted")),
    counted(
        "disposed",
        N_("Disposed of by police"),
        N_("not investigated, transferred, final reports and challaned"),
    ),
    counted("withdrawn", N_("Withdrawn"), N_("by the Government during investigation")),
    counted("quashed", N_("Quashed"), N_("at the stage of investigation")),
    counted(
        "closing",
        N_("Pending at the end"),
        N_("total less withdrawn, disposed of and quashed; a stayed case stays pending"),
    ),
    Column("challan_rate", N_("Challan rate"), N_("challaned / disposed of by police")),
    Column("pendency", N_("Pendency"), N_("pending at the end / total to investigate")),
)

SHEETS = (
    shared.Sheet(
        "police",
        N_("Stock and flow"),
        (
            "opening",
            "reported",
            "reopened",
            "total",
            "disposed",
            "withdrawn",
            "quashed",
            "closing",
            "challan_rate",
            "pendency",
        ),
    ),
    shared.Sheet(
        "police_disposed",
        N_("How the police disposed of them"),
        (
            "not_investigated",
            "transferred",
            "non_cognizable",
            "false",
            "mistake",
            "untraced",
            "abated",
            "final_reports",
            "challaned_before",
            "challaned_within",
            "challaned",
            "disposed",
        ),
    ),
)


def count(group: shared.Group, as_of: date) -> dict[str, Cell]:
    """The figures of one row."""
    moved = [one.moved(group.first) for one in group.moves]
    counts = PoliceCounts(**stock_and_flow(Desk.POLICE, moved))
    desk = police_desk(counts, as_of=as_of)
    return {
        **asdict(counts),
        "total": desk.total,
        "final_reports": desk.final_reports,
        "disposed": desk.disposed,
        "closing": desk.closing,
        "challan_rate": desk.challan_rate,
        "pendency": desk.pendency,
    }


REPORT = shared.DeskReport(
    name="police-desk",
    desk=Desk.POLICE,
    title=TITLE,
    version=1,
    columns=COLUMNS,
    sheets=SHEETS,
    split=Exit.CHALLANED,
    headlines=("challan_rate", "pendency", "disposed", "closing"),
    count=count,
)
KIND = Kind(
    name=REPORT.name,
    title=TITLE,
    summary=N_("Cases under investigation: opening stock, inflow, disposals by kind, pendency."),
    version=REPORT.version,
    build=REPORT.build,
    takes=("officer", "offence", "interval"),
    by=shared.BY,
    returnable=True,
)
