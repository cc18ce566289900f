"""The rate explorer: any conviction rate, never alone, with what it leaves open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from casetrack.reports import options
from casetrack.reports.catalogue.groups import GROUPS, NOT_OVER, Group, grouped
from casetrack.reports.catalogue.kind import FILTERS, Kind
from casetrack.reports.document import (
    Bar,
    Bars,
    Column,
    Document,
    Drill,
    Headline,
    Part,
    Row,
    Table,
)
from casetrack.reports.facts import Asked
from casetrack.reports.queries.counted import Question, question
from casetrack.reports.queries.coverage import any_partial, last_day
from casetrack.reports.queries.figures import last_received
from casetrack.reports.queries.rates import Counts, counts, counts_by
from casetrack.reports.queries.scope import Scope
from casetrack.reports.ratios import ABSENT, DENOMINATORS, RATIOS, UNITS, Ratio, of_unit
from casetrack.reports.wording import RATE_DIGITS
from casetrack.rules.metrics import Basis, Rate
from casetrack.rules.words import N_

VERSION = 1
TITLE = N_("Rate explorer")
BASIS = {
    "period": N_(
        "Period basis: convictions of the period over what happened in the period, each on its own"
        " day. A conviction of this period may belong to an earlier beginning, so numerator and"
        " denominator are not the same ones, and the interval is a guide only."
    ),
    "cohort": N_(
        "Cohort basis: those whose beginning (the day of the denominator) lies in the period,"
        " followed until the as-of day. The rate can still rise while some of them are open."
    ),
}
OPEN = N_(
    "Still open: of the denominator, those without a verdict that stands and without another end."
    " A dormant case is pending, and so counts as open."
)
CATEGORY = N_("A complaint has no offence of its own: complaints are grouped by their category.")
BASIS_NAMES = {"period": N_("period basis"), "cohort": N_("cohort basis")}
NOT_SHOWN = N_("This rate does not exist")
COLUMNS = (
    Column("convicted", N_("Convicted"), N_("those with a conviction that stands")),
    Column("of", N_("Out of"), N_("the denominator")),
    Column("rate", N_("Rate"), N_("convicted / out of, with its interval")),
    Column("open", N_("Still open"), N_("of the denominator, those that have no end yet")),
    Column("open_share", N_("Share open"), N_("still open / out of")),
    Column("words", N_("In words"), text=True),
)
TOTALS = ("convicted", "of", "open")


def build(scope: Scope, asked: Asked) -> Document:
    """The rate asked for, the others beside it, and the rate by group."""
    q = question(scope, asked)
    chosen = RATIOS.get((asked.counted, asked.of))
    by_group = counts_by(chosen, q, asked.by) if chosen else {}
    known = {chosen: sum(by_group.values(), Counts())} if chosen else {}
    beside = _Beside(q, known)
    last = last_day(last_received(scope), asked.as_of)
    parts = [_of_unit(beside), _in_units(beside)]
    if chosen:
        groups = grouped(asked.by, by_group, q, last)
        parts.insert(0, _by_group(beside, chosen, groups, by_group))
    return Document(
        name=KIND.name,
        version=VERSION,
        title=TITLE,
        asked=asked,
        unit_name=scope.unit.name,
        sees_all=scope.sees_all,
        headlines=tuple(_headlines(beside)),
        parts=tuple(parts),
        words=tuple(_words(asked, whole=asked.period.end <= last)),
        partial=asked.by == "year" and any_partial(asked.period, last),
    )


def _words(asked: Asked, *, whole: bool) -> Iterator[str]:
    """How it was counted."""
    yield BASIS[asked.basis]
    yield OPEN
    if asked.by == "offence" and asked.counted == "complaint":
        yield CATEGORY
    if not whole:
        yield NOT_OVER


class _Beside:
    """The counts of every rate that the page shows, each asked for once."""

    def __init__(self, q: Question, known: Mapping[Ratio, Counts]) -> None:
        self.q, self.asked = q, q.asked
        self._known = dict(known)

    def counts(self, ratio: Ratio) -> Counts:
        if ratio not in self._known:
            self._known[ratio] = counts(ratio, self.q)
        return self._known[ratio]

    def rate(self, ratio: Ratio, found: Counts | None = None) -> Rate:
        found = found or self.counts(ratio)
        return _rate(found.convicted, found.of, ratio, self.asked)

    def open_share(self, ratio: Ratio, found: Counts | None = None) -> Rate:
        found = found or self.counts(ratio)
        return _rate(found.still_open, found.of, ratio, self.asked)


def _rate(some: int, of: int, ratio: Ratio, asked: Asked) -> Rate:
    basis: Basis = "cohort" if asked.basis == "cohort" else "period"
    return Rate(some, of, ratio.unit, basis, asked.as_of, ratio.words)


def _headlines(beside: _Beside) -> Iterator[Headline]:
    """The chosen rate, what it leaves open, and the widest and narrowest of the same unit."""
    asked = beside.asked
    chosen = RATIOS.get((asked.counted, asked.of))
    if chosen is None:
        yield Headline(_label(asked.of), None, (NOT_SHOWN, ABSENT[asked.counted, asked.of]))
    else:
        drill = Drill(chosen.convicted, _convicted(chosen, asked))
        words = (chosen.words, BASIS_NAMES[asked.basis])
        yield Headline(_label(asked.of), beside.rate(chosen), words, drill)
        still = Drill(chosen.of, {"open": "1"})
        yield Headline(N_("Still open"), beside.open_share(chosen), N_("of the same ones"), still)
    there = of_unit(asked.counted)
    ends = [of for of in (next(iter(there)), "decided") if of != asked.of]
    for of in dict.fromkeys(ends):
        ratio = there[of]
        drill = Drill(ratio.convicted, _convicted(ratio, asked))
        yield Headline(_label(of), beside.rate(ratio), ratio.words, drill)


def _of_unit(beside: _Beside) -> Part:
    """The same unit out of everything that it can be out of, the chosen one first."""
    asked = beside.asked
    order = sorted(DENOMINATORS, key=lambda of: of != asked.of)
    rows = tuple(_row(beside, _label(of), asked.counted, of) for of in order)
    title = N_("The same unit, out of each denominator")
    columns = (Column("name", N_("Out of"), text=True), *COLUMNS)
    return Part(title, Table("denominators", title, columns, rows))


def _in_units(beside: _Beside) -> Part:
    """The same denominator in every unit that can be counted."""
    asked = beside.asked
    order = sorted(UNITS, key=lambda unit: unit != asked.counted)
    rows = tuple(
        _row(beside, options.label(options.COUNTED, unit), unit, asked.of) for unit in order
    )
    title = N_("The same denominator, counted in each unit")
    columns = (Column("name", N_("Counted"), text=True), *COLUMNS)
    return Part(title, Table("units", title, columns, rows))


def _row(beside: _Beside, name: str, unit: str, of: str) -> Row:
    ratio = RATIOS.get((unit, of))
    if ratio is None:
        return Row((name, None, None, None, None, None, ABSENT[unit, of]))
    found = beside.counts(ratio)
    shares = (beside.rate(ratio), found.still_open, beside.open_share(ratio))
    cells = (name, found.convicted, found.of, *shares, ratio.words)
    return Row(cells, drills=_drills(ratio, beside.asked, {}))


def _by_group(
    beside: _Beside, chosen: Ratio, groups: Iterable[Group], by_group: Mapping[Any, Counts]
) -> Part:
    """The chosen rate by year, unit, officer or offence, and its whole."""
    shown = [(one, by_group.get(one.key, Counts())) for one in groups]
    columns = (
        Column("name", _by_label(beside.asked), text=True),
        *(_adding(column) for column in COLUMNS if column.key != "words"),
    )

    def row(found: Counts) -> tuple[int | Rate, ...]:
        shares = (beside.rate(chosen, found), found.still_open, beside.open_share(chosen, found))
        return (found.convicted, found.of, *shares)

    rows = [
        Row(
            (one.name, *row(found)),
            partial=one.partial,
            drills=_drills(chosen, beside.asked, one.narrows),
        )
        for one, found in shown
    ]
    whole = (N_("All"), *row(beside.counts(chosen)))
    rows.append(Row(whole, total=True, drills=_drills(chosen, beside.asked, {})))
    bars = tuple(_bar(beside, chosen, one, found) for one, found in shown)
    title = N_("The rate asked for, by group")
    chart = Bars("rate", title, bars)
    table = Table("groups", title, columns, tuple(rows))
    return Part(title, table, (chart,) if bars else (), (chosen.words,))


def _bar(beside: _Beside, chosen: Ratio, one: Group, found: Counts) -> Bar:
    rate = beside.rate(chosen, found)
    of = f"{found.convicted:,} / {found.of:,}"
    note = (of, N_("partial")) if one.partial else of
    value = 0 if rate.fraction is None else round(rate.fraction * 1_000_000)
    drill = Drill(chosen.convicted, {**_convicted(chosen, beside.asked), **one.narrows})
    return Bar(one.name, value, rate.percent_text(RATE_DIGITS), note, drill)


def _drills(ratio: Ratio, asked: Asked, narrows: Mapping[str, str]) -> dict[str, Drill]:
    """The rows behind each count; a share leads to the rows of its numerator."""
    convicted = Drill(ratio.convicted, {**_convicted(ratio, asked), **narrows})
    still = Drill(ratio.of, {"open": "1", **narrows})
    of = Drill(ratio.of, narrows)
    return {"convicted": convicted, "rate": convicted, "of": of, "open": still, "open_share": still}


def _convicted(ratio: Ratio, asked: Asked) -> dict[str, str]:
    return {"cohort" if asked.basis == "cohort" else "passed": ratio.of}


def _adding(column: Column) -> Column:
    adds = column.key in TOTALS
    return Column(column.key, column.title, column.words, adds_up=adds)


def _label(of: str) -> str:
    return options.label(options.OF, of)


def _by_label(asked: Asked) -> str:
    return options.label(GROUPS, asked.by)


KIND = Kind(
    name="rates",
    title=TITLE,
    summary=N_(
        "Any conviction rate with its interval, what it leaves open, and the others beside."
    ),
    version=VERSION,
    build=build,
    returnable=True,
    takes=("counted", "of", "basis", *FILTERS, "interval", "public"),
    by=GROUPS,
)
