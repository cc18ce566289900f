"""The parts of a claim's report that need nothing but the printed table: totals and rates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from casetrack.reports.claims import figures
from casetrack.reports.document import Column, Part, Row, Table, Text
from casetrack.rules.claims import Findings, Verdict
from casetrack.rules.claims.causes import UNEXPLAINED, WORDS, Cause, Change
from casetrack.rules.claims.rates import Pair, RateCheck
from casetrack.rules.metrics import round_half_up
from casetrack.rules.words import N_

LEAVES = N_("still unexplained")
NO_CAUSE = ("rounded", "blank", "other_total")
OF_WHICH = N_("sub-heads")
ACROSS = N_("across")
SOUND = N_("Equals its rows")
OF_SUBHEADS = N_("Some of its sub-heads, not more than it")
RESULTS = {
    "half_up": N_("Reproduced, rounded half up"),
    "truncated": N_("Only cut off, not rounded"),
    "": N_("No pair of figures gives it"),
}
NOT_A_RATE = N_("This is no percentage that can be read.")
MIXED = N_("Sets part of a year against a whole one")
UNDEFINED_PAIR = N_("Reproduces the digits; no report of casetrack has this rate")
SHORT = 48  # characters of a printed head that names a pair

CAUSE_WORDS = N_(
    "A cause is named only where arithmetic shows it: it is likely, and no proof. Nothing is"
    " corrected here: the printed figures stand as they were printed."
)
RATE_WORDS = N_(
    "A printed percentage is set against every pair of figures of its row. One that comes out only"
    " when the further digits are cut off was not rounded."
)


def totals(findings: Findings) -> Iterator[Part]:
    """First the totals that differ; then all, so that it is seen what was looked at."""
    if findings.differing:
        rows = tuple(_verdict(each) for each in findings.differing)
        yield Part(
            N_("Totals that do not equal their rows"),
            Table("differing", N_("Totals that do not equal their rows"), _heads(), rows),
            words=(CAUSE_WORDS,),
        )
    if findings.verdicts:
        rows = tuple(_verdict(each) for each in findings.verdicts)
        yield Part(
            N_("Every total that was checked"),
            Table("totals", N_("Every total that was checked"), _heads(), rows),
        )


def _heads() -> tuple[Column, ...]:
    return (
        Column("total", N_("Total"), text=True),
        Column("measure", N_("Figure"), text=True),
        Column("sum", N_("Sum of rows")),
        Column("printed", N_("Printed total")),
        Column("difference", N_("Difference"), N_("Printed total minus the sum of its rows")),
        Column("cause", N_("Likely cause"), text=True),
    )


def _verdict(verdict: Verdict) -> Row:
    check = verdict.check
    name: Text = (*check.name, OF_WHICH) if check.part else check.name
    measure: Text = (check.measure, "+".join(check.across)) if check.across else check.measure
    return Row(
        (
            name or check.measure,
            measure,
            figures.cell(check.sum),
            figures.cell(check.total),
            figures.cell(check.difference),
            _outcome(verdict),
        )
    )


def _outcome(verdict: Verdict) -> Text:
    if verdict.check.difference == 0:
        return SOUND
    if verdict.check.sound:
        return OF_SUBHEADS
    return _cause(verdict.cause) if verdict.cause else UNEXPLAINED


def _cause(cause: Cause) -> Text:
    words = tuple(word for change in cause.changes for word in _change(change))
    return (*words, LEAVES, figures.words(cause.leaves)) if cause.leaves else words


def _change(change: Change) -> tuple[str, ...]:
    if change.kind in NO_CAUSE:
        return (WORDS[change.kind],)
    if change.kind in ("left_out", "twice"):
        return WORDS[change.kind], change.row, figures.words(change.was)
    became = f"{figures.words(change.was)} → {figures.words(change.should)}"
    return tuple(word for word in (WORDS[change.kind], change.row, became) if word)


def rates(checks: Sequence[RateCheck]) -> Iterator[Part]:
    if checks:
        rows = tuple(row for check in checks for row in _rate(check))
        yield Part(
            N_("Printed rates, recomputed"),
            Table("rates", N_("Printed rates, recomputed"), _rate_heads(), rows),
            words=(RATE_WORDS,),
        )


def _rate_heads() -> tuple[Column, ...]:
    return (
        Column("rate", N_("Rate"), text=True),
        Column("printed", N_("Printed (%)")),
        Column("result", N_("Result"), text=True),
        Column("pair", N_("Figures that give it"), text=True),
        Column("n", N_("Numerator")),
        Column("d", N_("Denominator")),
        Column("half_up", N_("Rounded half up (%)")),
        Column("words", N_("What it means"), text=True),
    )


def _rate(check: RateCheck) -> Iterator[Row]:
    """One row to a pair that reproduces it; where none does, what the usual pair comes to."""
    name: Text = (*check.name, check.title) if check.name else check.title
    if check.printed.value is None:
        yield Row((name, None, NOT_A_RATE, None, None, None, None, None))
        return
    decimals = check.printed.decimals
    printed = round_half_up(check.printed.value, decimals)
    for number, pair in enumerate(check.pairs or (check.usual,)):
        how = pair.reproduces(check.printed) if pair else ""
        found = _pair(pair, decimals) if pair else (None, None, None, None, None)
        yield Row((name, printed, RESULTS[how], *found), indent=min(number, 1))


def _pair(pair: Pair, decimals: int) -> tuple[Text, object, object, object, Text]:
    n, d = pair.numerator, pair.denominator
    titles = n.title if pair.change else f"{_short(n.title)} / {_short(d.title)}"
    return (
        (*pair.name, titles),
        figures.cell(n.value),
        figures.cell(d.value),
        pair.rounded(decimals),
        _meaning(pair),
    )


def _meaning(pair: Pair) -> Text:
    if pair.change:
        change = N_("Change from the year before")
        return (change, MIXED) if pair.mixed else change
    return pair.definition or UNDEFINED_PAIR


def _short(title: str) -> str:
    return title if len(title) <= SHORT else f"{title[:SHORT]}…"
