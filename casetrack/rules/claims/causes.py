"""What can be shown, by arithmetic alone, to have gone wrong in a total that is not its rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from casetrack.rules.claims.totals import Check
from casetrack.rules.words import N_

# Kinds of causes, by key; the words are those of the report.
WORDS = {
    "unit": N_("A unit of the total is wrong: it is 10 or 100 times, or that part of, the sum"),
    "transposed": N_("Digits of the total changed places"),
    "extra": N_("The total has a digit too many"),
    "missing": N_("The total has a digit too few"),
    "digit": N_("One digit of the total is another"),
    "rival": N_("A row replaced by what is printed for it elsewhere"),
    "row_transposed": N_("Digits of a row changed places"),
    "row_unit": N_("A unit of a row is wrong"),
    "row_extra": N_("A row has a digit too many"),
    "row_missing": N_("A row has a digit too few"),
    "left_out": N_("A row is left out of the total"),
    "twice": N_("A row is counted twice in the total"),
    "rounded": N_("Within what rounding can make"),
    "blank": N_("Blank rows may hold the difference"),
    "other_total": N_("A rival total: another one printed equals the rows"),
}
UNEXPLAINED = N_("Cannot be explained by arithmetic")
# A row of less than that equals some difference by chance.
LARGE_ENOUGH = 10
# What may be left when a digit or a row explains nearly all of it.
NEARLY = 100
TENFOLD = (10, 100)
MOST_ROWS, MOST_PAIRED = 60, 16


@dataclass(frozen=True, slots=True)
class Change:
    """One figure read otherwise: `was` printed, `should` be; `row` "" is the total itself."""

    kind: str
    was: Fraction
    should: Fraction
    row: str = ""

    @property
    def by(self) -> Fraction:
        """What it takes away from the difference."""
        return self.was - self.should if not self.row else self.should - self.was


@dataclass(frozen=True, slots=True)
class Cause:
    """Changes that explain a difference, but for what `leaves` says."""

    changes: tuple[Change, ...]
    leaves: Fraction = Fraction(0)

    @property
    def kinds(self) -> tuple[str, ...]:
        return tuple(change.kind for change in self.changes)


Finder = Callable[[Check], Iterator[Change]]


def cause_of(check: Check, siblings: Sequence[Check] = ()) -> Cause | None:
    """The likely cause of a difference; None when it cannot be explained, or there is none.

    `siblings` are all totals printed for the same rows.
    """
    if check.sound:
        return None
    found = _one_change(check) or _two_changes(check) or _nearly(check)
    if found:
        return found
    if any(other.difference == 0 for other in siblings):
        return Cause((Change("other_total", check.total, check.sum),))
    if check.blanks and check.difference > 0:
        return Cause((Change("blank", check.total, check.sum),))
    return None


def _one_change(check: Check) -> Cause | None:
    """One figure read otherwise makes it close; of rows, only where it is one row alone."""
    for finder in _OF_TOTAL:
        for change in finder(check):
            if change.by == check.difference:
                return Cause((change,))
    if _within_rounding(check):
        return Cause((Change("rounded", check.total, check.sum),))
    for finder in (_rivals, *_OF_ROWS):
        fitting = [change for change in finder(check) if change.by == check.difference]
        if len(fitting) == 1 or (fitting and finder is _rivals):
            return Cause((fitting[0],))
    return next((Cause((change,)) for change in _digit(check)), None)


def _two_changes(check: Check) -> Cause | None:
    """Two rows printed otherwise elsewhere; or one, and a slip in the total."""
    rivals = list(_rivals(check))[:MOST_PAIRED]
    pairs = [(a, b) for a, b in combinations(rivals, 2) if a.row != b.row]
    slips = [change for finder in _SLIPS for change in finder(check)]
    for first, second in (*pairs, *((slip, rival) for slip in slips for rival in rivals)):
        if first.by + second.by == check.difference:
            return Cause((first, second))
    return None


def _nearly(check: Check) -> Cause | None:
    """A slip or a rival row that explains nearly all, the smallest rest first."""
    found = [change for finder in (*_SLIPS, _rivals) for change in finder(check)]
    if not found:
        return None
    best = min(found, key=lambda change: abs(check.difference - change.by))
    rest = check.difference - best.by
    return Cause((best,), rest) if abs(rest) * NEARLY <= abs(check.difference) else None


def _within_rounding(check: Check) -> bool:
    """Counts are exact; decimals and figures in lakh or million are rounded."""
    cells = [check.printed, *(item.cell for item in check.items)]
    if not any(cell.decimals or cell.scaled or cell.about for cell in cells):
        return False
    return abs(check.difference) * 2 <= sum(cell.step for cell in cells)


def _tenfold(kind: str, value: Fraction, row: str = "") -> Iterator[Change]:
    for times in TENFOLD if value else ():
        yield Change(kind, value, value * times, row)
        yield Change(kind, value, value / times, row)


def _unit(check: Check) -> Iterator[Change]:
    return _tenfold("unit", check.total)


def _row_unit(check: Check) -> Iterator[Change]:
    for item in check.items[:MOST_ROWS]:
        yield from _tenfold("row_unit", item.cell.value or Fraction(0), item.label)


def _transposed(check: Check) -> Iterator[Change]:
    if _same_digits(check.total, check.sum):
        yield Change("transposed", check.total, check.sum)


def _row_transposed(check: Check) -> Iterator[Change]:
    if check.difference % 9 and check.difference.denominator == 1:
        return
    for item, value, meant in _as_it_should(check):
        if _same_digits(value, meant):
            yield Change("row_transposed", value, meant, item)


def _extra(check: Check) -> Iterator[Change]:
    for value in _without_one(check.total):
        yield Change("extra", check.total, value)


def _missing(check: Check) -> Iterator[Change]:
    if check.total in set(_without_one(check.sum)):
        yield Change("missing", check.total, check.sum)


def _row_extra(check: Check) -> Iterator[Change]:
    for item, value, meant in _as_it_should(check):
        if meant in set(_without_one(value)):
            yield Change("row_extra", value, meant, item)


def _row_missing(check: Check) -> Iterator[Change]:
    for item, value, meant in _as_it_should(check):
        if value in set(_without_one(meant)):
            yield Change("row_missing", value, meant, item)


def _rivals(check: Check) -> Iterator[Change]:
    for item in check.items[:MOST_ROWS]:
        for value in item.rivals:
            yield Change("rival", item.cell.value or Fraction(0), value, item.label)


def _left_out(check: Check) -> Iterator[Change]:
    for item in check.items if abs(check.difference) >= LARGE_ENOUGH else ():
        value = item.cell.value or Fraction(0)
        if value == -check.difference:
            yield Change("left_out", value, Fraction(0), item.label)
        elif value == check.difference:
            yield Change("twice", value, 2 * value, item.label)


def _digit(check: Check) -> Iterator[Change]:
    """One digit, but not the last: there any small slip looks the same."""
    was, should = _digits(check.total), _digits(check.sum)
    differing = [at for at, (a, b) in enumerate(zip(was, should, strict=False)) if a != b]
    if len(was) == len(should) and len(differing) == 1 and differing[0] < len(was) - 1:
        yield Change("digit", check.total, check.sum)


def _as_it_should(check: Check) -> Iterator[tuple[str, Fraction, Fraction]]:
    """Each row, its figure, and the figure that would make the total close."""
    for item in check.items[:MOST_ROWS]:
        value = item.cell.value or Fraction(0)
        if value + check.difference > 0:
            yield item.label, value, value + check.difference


def _digits(value: Fraction) -> str:
    """The digits of a figure, as printed without its point."""
    scaled = value
    while scaled.denominator != 1:
        scaled *= 10
    return str(abs(int(scaled)))


def _same_digits(one: Fraction, other: Fraction) -> bool:
    a, b = _digits(one), _digits(other)
    return len(a) > 1 and a != b and one.denominator == other.denominator and _sorted(a, b)


def _sorted(a: str, b: str) -> bool:
    return sorted(a) == sorted(b)


def _without_one(value: Fraction) -> Iterator[Fraction]:
    """The figure without each of its digits."""
    digits = _digits(value)
    places = Fraction(abs(value), int(digits)) if int(digits) else Fraction(1)
    for at in range(len(digits)) if len(digits) > 1 else ():
        yield int(digits[:at] + digits[at + 1 :]) * places


_SLIPS: tuple[Finder, ...] = (_extra,)
_OF_TOTAL: tuple[Finder, ...] = (_unit, _transposed, _extra, _missing)
_OF_ROWS: tuple[Finder, ...] = (
    _row_transposed,
    _row_unit,
    _left_out,
    _row_extra,
    _row_missing,
)
