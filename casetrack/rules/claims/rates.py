"""Printed percentages recomputed: which counts, one over the other, give the printed digits."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise, permutations

from casetrack.rules.claims import roles
from casetrack.rules.claims.cells import Written, fold, read, tidy
from casetrack.rules.claims.table import Column, Line, Table
from casetrack.rules.claims.totals import added
from casetrack.rules.rates import round_half_up
from casetrack.rules.words import N_

HALF_UP, TRUNCATED = "half_up", "truncated"
DECIDED = "decided"
# Numerator over denominator, by role: what the pair means. Units that differ are said to.
DEFINITIONS: Mapping[tuple[str, str], str] = {
    ("convicted", DECIDED): N_("convictions / convictions and acquittals"),
    ("convicted", "arrested"): N_("convictions / arrested persons"),
    ("convicted", "cases"): N_(
        "convictions / cases (FIRs): persons over cases, if it counts persons"
    ),
    ("convicted", "complaints"): N_("convictions / complaints: persons over complaints"),
    ("convicted", "challaned"): N_("convictions / accused sent to court"),
    ("cases_convicted", "cases"): N_("cases convicted / cases (FIRs)"),
    ("acquitted", DECIDED): N_("acquittals / convictions and acquittals"),
    ("acquitted", "arrested"): N_("acquittals / arrested persons"),
    ("verified", "complaints"): N_("verified / complaints"),
    ("enquiries", "verified"): N_("enquiries / verified"),
    ("enquiries", "complaints"): N_("enquiries / complaints"),
    ("cases", "enquiries"): N_("cases (FIRs) / enquiries"),
    ("cases", "complaints"): N_("cases (FIRs) / complaints"),
    ("arrested", "cases"): N_("arrested persons / cases (FIRs): persons over cases"),
}
MOST_LINES, MOST_PAIRS, MOST_BESIDE = 40, 3, 20
SUM_OF_ROWS = N_("Sum of the rows")
_BESIDE = re.compile(
    r"^[^\d]*?(?P<figure>\d[\d.,]*)\s*(?:%|per\s?cent|percent)?(?P<words>.*)$", re.IGNORECASE
)
_FALL = re.compile(r"\b(?:fall|fell|fewer|drop|dropped|decreased?|declined?|down)\b")
_RISE = re.compile(r"\b(?:rise|rose|more|increased?|growth|grew|up)\b")


@dataclass(frozen=True, slots=True)
class Count:
    """What can be over or under: a figure of a line, or convictions and acquittals together."""

    role: str
    title: str
    value: Fraction


@dataclass(frozen=True, slots=True)
class Pair:
    """n / d of one line. `change`: the growth from d to n; `mixed`: a part of a year in one."""

    name: tuple[str, ...]
    numerator: Count
    denominator: Count
    change: bool = False
    mixed: bool = False

    @property
    def percent(self) -> Fraction:
        n, d = self.numerator.value, self.denominator.value
        return abs(n - d) / d * 100 if self.change else n / d * 100

    @property
    def key(self) -> tuple[str, str]:
        return self.numerator.title, self.denominator.title

    @property
    def definition(self) -> str:
        """In words; "" for a pair that no report of casetrack has."""
        return DEFINITIONS.get((self.numerator.role, self.denominator.role), "")

    def rounded(self, decimals: int) -> Decimal:
        return round_half_up(self.percent, decimals)

    def reproduces(self, printed: Written) -> str:
        """HALF_UP or TRUNCATED where the printed digits come out so, else ""."""
        value = printed.value or Fraction(0)
        if Fraction(self.rounded(printed.decimals)) == value:
            return HALF_UP
        cut = Fraction(int(self.percent * 10**printed.decimals), 10**printed.decimals)
        return TRUNCATED if cut == value else ""


@dataclass(frozen=True, slots=True)
class RateCheck:
    """One printed percentage. `pairs` reproduce it; `usual` is the pair of the other rows."""

    name: tuple[str, ...]
    title: str
    printed: Written
    pairs: tuple[Pair, ...]
    usual: Pair | None = None

    @property
    def sound(self) -> bool:
        return bool(self.pairs)

    @property
    def how(self) -> str:
        """HALF_UP if any pair is; TRUNCATED if all only so; "" if there is none."""
        found = {pair.reproduces(self.printed) for pair in self.pairs}
        return HALF_UP if HALF_UP in found else next(iter(found), "")


def rate_checks(table: Table, beside: str = "") -> tuple[RateCheck, ...]:
    """Every printed percentage: of the table's rate columns, then those printed beside it."""
    found = [check for column in table.of_role(roles.RATE) for check in _column(table, column)]
    return (*found, *_beside(table, beside))


def _column(table: Table, column: Column) -> Iterator[RateCheck]:
    """One rate means the same in all its rows: the pair that reproduces most of them."""
    lines = [line for line in table.lines if line.cells[column.place].value is not None]
    fitting = Counter(
        pair.key
        for line in lines[:MOST_LINES]
        for pair in _reproducing(table, line, line.cells[column.place])
    )
    most = max(fitting.values(), default=0)
    best = [key for key, times in fitting.items() if times == most]
    for line in lines:
        printed = line.cells[column.place]
        usual = _ranked(_of_keys(table, line, best))
        found = _fitting(usual, printed)
        if not found and most < 2:
            found = _reproducing(table, line, printed)
        first = next(iter(usual), None)
        yield RateCheck(line.name, column.title, printed, tuple(found[:MOST_PAIRS]), first)


def _reproducing(table: Table, line: Line, printed: Written) -> list[Pair]:
    return _fitting(_near(line.name, _counts(table, line), printed), printed)


def _of_keys(table: Table, line: Line, keys: Iterable[tuple[str, str]]) -> list[Pair]:
    """The pairs of a line that have these titles."""
    of = {count.title: count for count in _counts(table, line)}
    pairs = ((of.get(above), of.get(below)) for above, below in keys)
    return [Pair(line.name, n, d) for n, d in pairs if n and d and d.value > 0]


def _fitting(pairs: Iterable[Pair], printed: Written) -> list[Pair]:
    """Those that reproduce it: rounded half up before truncated."""
    found = [(pair, pair.reproduces(printed)) for pair in pairs]
    halves = [pair for pair, how in found if how == HALF_UP]
    return [*_ranked(halves), *_ranked([pair for pair, how in found if how == TRUNCATED])]


def _ranked(pairs: Sequence[Pair]) -> list[Pair]:
    """Pairs that have a definition first."""
    known = list(DEFINITIONS.values())
    return sorted(
        pairs, key=lambda pair: known.index(pair.definition) if pair.definition else len(known)
    )


def _counts(table: Table, line: Line) -> list[Count]:
    """The counts of a line, convictions and acquittals together among them."""
    counts = [
        Count(column.role, column.title, value)
        for column in table.figures()
        if (value := line.cells[column.place].value) is not None and value >= 0
    ]
    return [*counts, *_decided(counts)]


def _near(name: tuple[str, ...], counts: Sequence[Count], printed: Written) -> Iterator[Pair]:
    """Every count over every other one that comes near to what is printed.

    Floats only pass over what is far off: thousands of pairs are not worth exact arithmetic.
    """
    aim, within = float(printed.value or 0), 1.1 / 10**printed.decimals
    floats = [(count, float(count.value)) for count in counts]
    for (above, n), (below, d) in permutations(floats, 2):
        if d > 0 and abs(100 * n / d - aim) <= within:
            yield Pair(name, above, below)


def _decided(counts: Sequence[Count]) -> Iterator[Count]:
    of = {count.role: count for count in counts}
    for won, lost in (("convicted", "acquitted"), ("cases_convicted", "cases_acquitted")):
        if won in of and lost in of:
            title = f"{of[won].title} + {of[lost].title}"
            yield Count(DECIDED, title, of[won].value + of[lost].value)


def _beside(table: Table, text: str) -> Iterator[RateCheck]:
    """Percentages printed in the text around the table: "3.16 %", "2.84 second total"."""
    for line in [each for each in text.splitlines() if each.strip()][:MOST_BESIDE]:
        found = _BESIDE.match(tidy(line))
        printed = read(found["figure"].rstrip(".,")) if found else read("")
        if found is None or printed.value is None:
            yield RateCheck((), tidy(line), Written(tidy(line), fault=read(line).fault), ())
            continue
        yield RateCheck((), tidy(line), printed, _of_text(table, printed, tidy(line)))


def _of_text(table: Table, printed: Written, text: str) -> tuple[Pair, ...]:
    """The pairs of the line that the text names, else of totals, else of any line."""
    words = f" {fold(text)} "
    if _FALL.search(words) or _RISE.search(words):
        return tuple(_fitting(_told(_changes(table), words), printed)[:MOST_PAIRS])
    named = [line for line in table.lines if f" {fold(line.label)} " in words]
    totals = [line for line in table.lines if line.kind == roles.TOTAL]
    lines = [(line.name, _counts(table, line)) for line in named or totals]
    if not named:
        lines += list(_sums(table))
    found = _fitting((pair for each in lines for pair in _near(*each, printed)), printed)
    if not found and not named:
        # Of every line, only what some report would print: by chance much else comes out so.
        lines = [(line.name, _defined(_counts(table, line))) for line in table.lines]
        found = _fitting((pair for each in lines for pair in _near(*each, printed)), printed)
    defined = [pair for pair in found if pair.definition]
    return tuple((defined or found)[:MOST_PAIRS])


def _defined(counts: Iterable[Count]) -> list[Count]:
    """The counts that stand in some rate of a report."""
    return [count for count in counts if any(count.role in pair for pair in DEFINITIONS)]


def _told(changes: Iterator[Pair], words: str) -> list[Pair]:
    """The changes that words tell of: falls or rises, of the measure that is named."""
    falls = _FALL.search(words) is not None
    ways = [pair for pair in changes if (pair.numerator.value < pair.denominator.value) == falls]
    named = [pair for pair in ways if f" {fold(pair.numerator.title)} " in words]
    return named or ways


def _sums(table: Table) -> Iterator[tuple[tuple[str, ...], list[Count]]]:
    """Counts added up over the rows of a series, where its printed total may be wrong."""
    for lines in table.series():
        rows = [line for line in lines if line.kind == roles.ROW]
        counts = []
        for column in table.figures():
            value = added(row.cells[column.place].value for row in rows)
            counts.append(Count(column.role, column.title, value))
        if rows:
            name = tuple(word for word in (rows[0].series, SUM_OF_ROWS) if word)
            yield name, [*counts, *_decided(counts)]


def _changes(table: Table) -> Iterator[Pair]:
    """Growth from each row of a year to the next one of its series."""
    for lines in table.series():
        years = [line for line in lines if line.kind == roles.ROW and line.span]
        for before, after in pairwise(years):
            yield from _change(table, before, after)


def _change(table: Table, before: Line, after: Line) -> Iterator[Pair]:
    mixed = any(line.span is not None and line.span.partial for line in (before, after))
    for column in table.figures():
        old, new = before.cells[column.place].value, after.cells[column.place].value
        if old and new is not None and old > 0:
            name = (*before.name, after.label, column.title)
            n, d = Count(column.role, column.title, new), Count(column.role, column.title, old)
            yield Pair(name, n, d, change=True, mixed=mixed)
