"""The words of a report: names of its rates, fates and rows, the same in page, CSV and console."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from casetrack.reports.facts import (
    COURT,
    FUNNEL,
    ConvictionReport,
    Fate,
    Figures,
    Ledger,
    YearRow,
)
from casetrack.rules.metrics import Rate
from casetrack.rules.reasons import reason
from casetrack.rules.stages import CaseState, ComplaintState
from casetrack.rules.words import N_

Say = Callable[[str], str]
# Convictions are few: 222 of 7,020 is 3.16 %, as the ministry prints it.
RATE_DIGITS = 2

# In the order of metrics.convictions.
RATE_NAMES = (
    N_("Per complaint"),
    N_("Per case (FIR)"),
    N_("Per arrested person"),
    N_("Per accused with a verdict"),
    N_("Per case decided"),
)
LEDGER_NAMES = {
    "complaints": N_("What became of the complaints received"),
    "enquiries": N_("What became of the enquiries opened"),
    "firs": N_("What became of the FIRs registered"),
}
KIND_NAMES = {"on": N_("Went on"), "lost": N_("Lost"), "open": N_("Still open")}
BASIS = N_(
    "Period basis: each event counts on its own day. A conviction of this period may belong to"
    " a complaint of an earlier one, so the steps are not shares of one another."
)
LEDGER_BASIS = N_(
    "Cohort basis: the same complaints, enquiries and FIRs followed until today. The lines add up."
)
SEEN_BY_ACTOR = N_(
    "Counted from what you may know of: sealed complaints and cases that you do not work on are"
    " left out of every figure."
)
SEEN_BY_OPERATOR = N_("Counted from everything in the database, sealed complaints and cases too.")
PARTIAL = N_("A partial year covers only some of its days. Do not compare it with a whole year.")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the report as data; `of` and `rate` are empty for plain counts."""

    section: str
    year: str  # "" for the whole period
    partial: bool
    item: str
    count: int
    of: int | None
    rate: str
    words: str


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a chart (templates/shared/charts.html)."""

    label: str
    value: int
    shown: str
    note: str = ""


def seen(report: ConvictionReport) -> str:
    return SEEN_BY_OPERATOR if report.sees_all else SEEN_BY_ACTOR


def fate_words(fate: Fate, ledger: Ledger) -> tuple[str, str]:
    """The untranslated label of the state, and of its coded reason or ""."""
    if fate.state == "FIR":
        return N_("FIR registered"), ""
    states: type[ComplaintState | CaseState] = (
        ComplaintState if ledger.key == "complaints" else CaseState
    )
    return states(fate.state).label, reason(fate.reason).label if fate.reason else ""


def fate_name(fate: Fate, ledger: Ledger, say: Say) -> str:
    """Closed at verification: Civil dispute."""
    return ": ".join(say(label) for label in fate_words(fate, ledger) if label)


def share(fate: Fate, ledger: Ledger, as_of: date) -> Rate:
    """How much of its cohort met this fate."""
    return Rate(fate.count, ledger.total, "", "cohort", as_of, N_("of the cohort"))


def kind_share(kind: str, ledger: Ledger, as_of: date) -> Rate:
    """How much of the cohort went on, was lost or is still open."""
    return Rate(ledger.sum_of(kind), ledger.total, "", "cohort", as_of, N_("of the cohort"))


def year_name(row: YearRow, say: Say) -> str:
    return f"{row.year} {say(N_('(partial)'))}" if row.partial else str(row.year)


def funnel(report: ConvictionReport, say: Say) -> list[Bar]:
    """The steps with their notes: a share only where one step is counted in the other's unit."""
    verified, enquiries, cases = report.yields
    total = report.total
    challaned = Rate(
        total.challaned, total.arrested, "accused", "period", report.as_of, N_("challans / arrests")
    )
    notes = {
        "verified": say(N_("{rate} of complaints")).format(rate=verified.percent_text()),
        "enquiries": say(N_("{rate} of verified")).format(rate=enquiries.percent_text()),
        "cases": say(N_("{rate} of enquiries")).format(rate=cases.percent_text()),
        "arrested": say(N_("persons")),
        "challaned": say(N_("persons; {rate} of arrests")).format(rate=challaned.percent_text()),
        "convicted": say(N_("persons; {rate} of arrests")).format(
            rate=report.rates[2].percent_text(RATE_DIGITS)
        ),
    }
    return [
        Bar(say(step.label), total.of(step), f"{total.of(step):,}", notes.get(step.key, ""))
        for step in FUNNEL
    ]


def by_year(report: ConvictionReport, key: str, say: Say) -> list[Bar]:
    """One figure year by year."""
    counts = [(year_name(row, say), getattr(row.figures, key)) for row in report.rows]
    return [Bar(name, count, f"{count:,}") for name, count in counts]


def lines(report: ConvictionReport, say: Say) -> Iterator[Line]:
    """The whole report, one fact a line, as CSV and JSON print it."""
    for row in report.rows:
        yield from _counts(row.figures, str(row.year), row.partial, say)
    yield from _counts(report.total, "", report.partial, say)
    for row in report.rows:
        yield from _rates(row.rates, str(row.year), row.partial, say)
    yield from _rates(report.rates, "", report.partial, say)
    for ledger in report.ledgers:
        for fate in ledger.fates:
            rate = share(fate, ledger, report.as_of).percent_text()
            name = fate_name(fate, ledger, say)
            kind = say(KIND_NAMES[fate.kind])
            yield Line(ledger.key, "", report.partial, name, fate.count, ledger.total, rate, kind)


def _counts(figures: Figures, year: str, partial: bool, say: Say) -> Iterator[Line]:
    for figure in (*FUNNEL, *COURT):
        words = say(figure.definition)
        yield Line("figures", year, partial, say(figure.label), figures.of(figure), None, "", words)


def _rates(rates: tuple[Rate, ...], year: str, partial: bool, say: Say) -> Iterator[Line]:
    for name, rate in zip(RATE_NAMES, rates, strict=True):
        words, n, d = say(rate.definition), rate.numerator, rate.denominator
        text = rate.percent_text(RATE_DIGITS)
        yield Line("rates", year, partial, say(name), n, d, text, words)
