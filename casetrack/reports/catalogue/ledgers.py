"""What became of each cohort: what went on, what was lost by coded reason, what is still open."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from casetrack.reports.document import Cell, Column, Drill, Part, Row, Table
from casetrack.reports.facts import ConvictionReport, Fate, Ledger
from casetrack.rules.metrics import Rate
from casetrack.rules.reasons import reason
from casetrack.rules.stages import CaseState, ComplaintState
from casetrack.rules.words import N_

LEDGER_TITLES = {
    "complaints": N_("What became of the complaints received"),
    "enquiries": N_("What became of the enquiries opened"),
    "firs": N_("What became of the FIRs registered"),
}
FATES = {"on": N_("Went on"), "lost": N_("Lost"), "open": N_("Still open")}
LEDGER_BASIS = N_(
    "Cohort basis: the same complaints, enquiries and FIRs followed until the as-of day. The lines"
    " add up. A complaint that joined a case went on, however the case ended."
)
MEASURES = {"complaints": "received", "enquiries": "enquiry", "firs": "fir"}
FIR, FIR_REGISTERED = "FIR", N_("FIR registered")


def ledgers(found: ConvictionReport) -> Iterator[Part]:
    """One part for each cohort: complaints received, enquiries opened, FIRs registered."""
    columns = (
        Column("fate", N_("Fate and coded reason"), text=True),
        Column("count", N_("Count"), N_("those that met this fate"), adds_up=True),
        Column("share", N_("Share"), N_("of the cohort")),
    )
    for ledger in found.ledgers:
        title = LEDGER_TITLES[ledger.key]
        rows = tuple(_fates(ledger, found.as_of))
        yield Part(title, Table(ledger.key, title, columns, rows), words=(LEDGER_BASIS,))


def _fates(ledger: Ledger, as_of: date) -> Iterator[Row]:
    """What went on, what was lost and what is open, each with its subtotal, and all of them."""

    def cells(name: str | tuple[str, ...], count: int) -> tuple[Cell, ...]:
        return (name, count, Rate(count, ledger.total, "", "cohort", as_of, N_("of the cohort")))

    for kind, title in FATES.items():
        fates = [fate for fate in ledger.fates if fate.kind == kind]
        for fate in fates:
            name = _fate_name(fate, ledger)
            yield Row(cells(name, fate.count), indent=1, drills=_rows_of(fate, ledger))
        if fates:
            yield Row(cells(title, ledger.sum_of(kind)), subtotal=True)
    whole = {"count": Drill(MEASURES[ledger.key])}
    yield Row(cells(N_("All"), ledger.total), total=True, drills=whole)


def _fate_name(fate: Fate, ledger: Ledger) -> tuple[str, ...]:
    """Closed at verification: Civil dispute."""
    if fate.state == FIR:
        return (FIR_REGISTERED,)
    states: type[ComplaintState | CaseState] = (
        ComplaintState if ledger.key == "complaints" else CaseState
    )
    state = states(fate.state).label
    return (state, reason(fate.reason).label) if fate.reason else (state,)


def _rows_of(fate: Fate, ledger: Ledger) -> dict[str, Drill]:
    narrows = {"state": fate.state, "reason": fate.reason}
    return {"count": Drill(MEASURES[ledger.key], narrows)}
