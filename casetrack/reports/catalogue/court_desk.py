"""The court desk: what was pending, was sent and ended, and how; conviction rate and pendency."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date

from casetrack.reports.catalogue import desk as shared
from casetrack.reports.catalogue.desk import counted
from casetrack.reports.catalogue.kind import Kind
from casetrack.reports.document import Cell, Column
from casetrack.rules.desk_moves import Desk, Exit, stock_and_flow
from casetrack.rules.metrics import CourtCounts, court_desk
from casetrack.rules.stages import CaseState
from casetrack.rules.words import N_

TITLE = N_("Court desk")
COLUMNS = (
    counted("opening", N_("Pending at the beginning"), N_("before the court before the period")),
    counted("sent", N_("Sent for trial"), N_("by the first challan, or a report not accepted")),
    counted("retrial", N_("Retrial ordered"), N_("sent back to trial by an appellate court")),
    counted("total", N_("Total for trial"), N_("pending, sent and retrials")),
    counted("abated", N_("Abated"), N_("the sole accused died")),
    counted("withdrawn", N_("Withdrawn"), N_("from prosecution (CrPC s.494)")),
    counted("compounded", N_("Compounded"), N_("compromise with the court's leave (s.345)")),
    counted("plea_bargained", N_("Plea bargain"), N_("under an Act that knows it")),
    counted("quashed", N_("Quashed"), N_("by the High Court")),
    counted("without_trial", N_("Without trial"), N_("the five kinds before it together")),
    counted(
        "convicted_before", N_("Convicted, older"), N_("of those first sent before the period")
    ),
    counted("convicted_within", N_("Convicted, new"), N_("of those first sent within it")),
    counted("convicted", N_("Convicted"), N_("at least one accused; a plea of guilty counts")),
    counted("discharged", N_("Discharged"), N_("before the charge")),
    counted("acquitted", N_("Acquitted"), N_("all who were tried")),
    counted("completed", N_("Trials completed"), N_("convicted, discharged and acquitted")),
    counted("disposed", N_("Disposed of by courts"), N_("without trial and completed")),
    counted("returned", N_("Returned to the police"), N_("no disposal by the court")),
    counted(
        "closing", N_("Pending at the end"), N_("total less disposed of by courts and returned")
    ),
    counted(
        "record_room",
        N_("Of these in the record room"),
        N_("dormant at the end (CrPC s.249, s.512): they stay pending"),
    ),
    Column("conviction_rate", N_("Conviction rate"), N_("convicted / trials completed")),
    Column("pendency", N_("Pendency"), N_("pending at the end / total for trial")),
)

SHEETS = (
    shared.Sheet(
        "court",
        N_("Stock and flow"),
        (
            "opening",
            "sent",
            "retrial",
            "total",
            "without_trial",
            "completed",
            "returned",
            "closing",
            "record_room",
            "conviction_rate",
            "pendency",
        ),
    ),
    shared.Sheet(
        "court_disposed",
        N_("How the courts disposed of them"),
        (
            "abated",
            "withdrawn",
            "compounded",
            "plea_bargained",
            "quashed",
            "without_trial",
            "convicted_before",
            "convicted_within",
            "convicted",
            "discharged",
            "acquitted",
            "completed",
            "disposed",
        ),
    ),
)


def count(group: shared.Group, as_of: date) -> dict[str, Cell]:
    """The figures of one row."""
    moved = [one.moved(group.first) for one in group.moves]
    found = stock_and_flow(Desk.COURT, moved)
    counts = CourtCounts(**found, record_room=_dormant(group))
    desk = court_desk(counts, as_of=as_of)
    return {
        **asdict(counts),
        "total": desk.total,
        "without_trial": desk.without_trial,
        "completed": desk.completed,
        "disposed": desk.without_trial + desk.completed,
        "closing": desk.closing,
        "conviction_rate": desk.conviction_rate,
        "pendency": desk.pendency,
    }


def _dormant(group: shared.Group) -> int:
    """How many went to the record room and have not come back by the end."""
    went = sum(one.count for one in group.moves if one.to_state == CaseState.DORMANT)
    return went - sum(one.count for one in group.moves if one.from_state == CaseState.DORMANT)


REPORT = shared.DeskReport(
    name="court-desk",
    desk=Desk.COURT,
    title=TITLE,
    version=1,
    columns=COLUMNS,
    sheets=SHEETS,
    split=Exit.CONVICTED,
    headlines=("conviction_rate", "pendency", "completed", "closing"),
    count=count,
    words=(
        N_(
            "Every trial counts in the period in which it was completed: a case that is tried again"
            " counts again. The conviction report counts a case once, by the verdict that stands."
        ),
    ),
)
KIND = Kind(
    name=REPORT.name,
    title=TITLE,
    summary=N_("Cases before the courts: opening stock, inflow, ends by kind, conviction rate."),
    version=REPORT.version,
    build=REPORT.build,
    takes=("officer", "offence", "interval"),
    by=shared.BY,
    returnable=True,
)
