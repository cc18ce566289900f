"""A return set against the same question asked today: which figures moved, which rows, and why."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from casetrack.db import KARACHI, local_date
from casetrack.files import Store
from casetrack.reports import kept_rows
from casetrack.reports.catalogue import Kind
from casetrack.reports.catalogue.kind import behind_every_drill, built
from casetrack.reports.causes import Cause, Change, Known, Why, cause_of
from casetrack.reports.document import Cell, Document
from casetrack.reports.facts import Asked
from casetrack.reports.figures import Figure, figures
from casetrack.reports.proving import name_of
from casetrack.reports.queries.matters import Matter, matters
from casetrack.reports.queries.measures import MEASURES
from casetrack.reports.queries.members import (
    Base,
    Counting,
    Member,
    Window,
    key_of,
    members,
    window_of,
)
from casetrack.reports.queries.scope import Scope
from casetrack.reports.returned import Signed
from casetrack.rules.metrics import Rate

DAY = timedelta(days=1)
# Rows of a return that are read and compared while the officer waits: a second, three where half of
# them moved. The 1.1 million of a national return take eighteen seconds and as many again for each
# 100,000 that moved, which the worker has.
AT_ONCE = 20_000
Rows = tuple[Member, ...]
# By key of the base: the names of its figures by their windows, and what tells windows of a row.
Places = Mapping[str, tuple[Mapping[Window, str], Counting]]


@dataclass(frozen=True, slots=True)
class MovedFigure:
    """One figure then and now; `difference` where both are counts. None: it was not there."""

    of: str
    row: str | tuple[str, ...]
    column: str
    then: Cell
    now: Cell
    difference: int | None


@dataclass(frozen=True, slots=True)
class MovedRow:
    """A complaint, case, accused, charge or raid: the figures that it left and joined, and why."""

    kind: str
    id: str
    matter: Matter | None
    left: tuple[str, ...]
    joined: tuple[str, ...]
    cause: Cause


@dataclass(frozen=True, slots=True)
class Comparison:
    """`redefined`: the definitions of the report are others today, which explains more than rows
    can.
    """

    then: Document
    now: Document
    redefined: bool
    figures: tuple[MovedFigure, ...]
    rows: tuple[MovedRow, ...]


def compared(said: Signed, kind: Kind, scope: Scope, *, shelf: Store, today: date) -> Comparison:
    """What moved since. Raises Refused where today's totals differ from their rows, and
    kept_rows.BadFile where the return's rows are gone.
    """
    then = said.document
    now = built(kind, scope, replace(then.asked, as_of=today))
    bases = {**behind_every_drill(now), **behind_every_drill(then)}
    changes = _changes(said, bases, now.asked, scope, shelf)
    places, known = _places(bases, then, now), _known(said)
    return Comparison(
        then,
        now,
        kind.version != said.definitions,
        tuple(_moved_figures(then, now)),
        tuple(sorted(_moved_rows(changes, places, known), key=_order)),
    )


def _known(said: Signed) -> Known:
    """Counted on a later day than it speaks of, a return knew only what was known by then."""
    if local_date(said.issued_at) <= said.as_of:
        return Known(said.issued_at, said.as_of)
    end = datetime.combine(said.as_of + DAY, time.min, KARACHI)
    return Known(end, said.as_of)


# ---------------------------------------------------------------- figures


def _moved_figures(then: Document, now: Document) -> Iterator[MovedFigure]:
    before = {one.place: one for one in figures(then)}
    after = {one.place: one for one in figures(now)}
    for place in (*before, *(place for place in after if place not in before)):
        old, new = before.get(place), after.get(place)
        if _value(old) != _value(new):
            yield _moved(old, new)


def _value(figure: Figure | None) -> object:
    """A rate is what it is made of: its as-of day and its words are not compared."""
    cell = figure.cell if figure else None
    return (cell.numerator, cell.denominator) if isinstance(cell, Rate) else cell


def _moved(old: Figure | None, new: Figure | None) -> MovedFigure:
    named = old or new
    assert named is not None  # noqa: S101 - a place is in one of the two
    then, now = (each.cell if each else None for each in (old, new))
    difference = None
    if isinstance(named.cell, int):
        before, after = (each if isinstance(each, int) else 0 for each in (then, now))
        difference = after - before
    return MovedFigure(named.of, named.row, named.column, then, now, difference)


def _places(bases: Mapping[str, Base], then: Document, now: Document) -> Places:
    """What each base's windows are called; of equal figures the first one's name."""
    names: dict[str, dict[Window, str]] = {key: {} for key in bases}
    for document in (then, now):
        for figure in figures(document):
            if figure.drill is not None and isinstance(figure.cell, int):
                window = window_of(figure.drill, document.asked)
                if window.group is None or window.group[0] in bases[key_of(figure.drill)].groups:
                    names[key_of(figure.drill)].setdefault(window, name_of(figure))
    return {
        key: (some, Counting(replace(bases[key], windows=frozenset(some))))
        for key, some in names.items()
    }


# ---------------------------------------------------------------- rows


def _changes(
    said: Signed, bases: Mapping[str, Base], now: Asked, scope: Scope, shelf: Store
) -> dict[str, dict[str, tuple[Rows, Rows]]]:
    """By base and id: the rows that it had then and no more, and those that it has now and had
    not. One base is in memory at a time.
    """
    found = {}
    for key, then in kept_rows.kept(shelf, said.members_sha256):
        rows = members(bases[key], scope, now) if key in bases else ()
        found[key] = _changed(then, (member for member, _sealed in rows))
    for key, base in bases.items():
        if key not in found:
            found[key] = _changed((), (member for member, _ in members(base, scope, now)))
    return found


def _changed(then: Iterable[str], now: Iterable[Member]) -> dict[str, tuple[Rows, Rows]]:
    """Compared line by line: hundreds of thousands are equal, and only the rest are looked at."""
    left = Counter(then)
    joined: list[str] = []
    for line in map(kept_rows.line_of, now):
        if left[line]:
            left[line] -= 1
        else:
            joined.append(line)
    found: dict[str, tuple[list[Member], list[Member]]] = defaultdict(lambda: ([], []))
    for line in left.elements():
        member = kept_rows.member_of(line)
        found[member.id][0].append(member)
    for line in joined:
        member = kept_rows.member_of(line)
        found[member.id][1].append(member)
    return {key: (tuple(old), tuple(new)) for key, (old, new) in found.items()}


def _moved_rows(
    changes: Mapping[str, Mapping[str, tuple[Rows, Rows]]], places: Places, known: Known
) -> Iterator[MovedRow]:
    by_kind: dict[str, dict[str, list[tuple[str, Rows, Rows]]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for key, some in changes.items():
        kind = MEASURES[key.partition("?")[0]].unit
        for row, (old, new) in some.items():
            by_kind[kind][row].append((key, old, new))
    for kind, rows in by_kind.items():
        found = matters(kind, rows, known.at)
        for row, parts in rows.items():
            left, joined = _figures_of(parts, places)
            if left or joined:
                matter = found.get(row)
                cause = cause_of(matter, _change(parts), known)
                yield MovedRow(kind, row, matter, left, joined, cause)


def _change(parts: Iterable[tuple[str, Rows, Rows]]) -> Change:
    """Of all bases together: it was counted then if it was in any of them."""
    old = [member for _key, then, _now in parts for member in then]
    new = [member for _key, _then, now in parts for member in now]
    day = date.fromisoformat(new[0].day) if new else None
    return Change(bool(old), bool(new), old[0].unit if old else "", day)


def _figures_of(
    parts: Iterable[tuple[str, Rows, Rows]], places: Places
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The names of the figures that it left and joined; what it did both to moved nothing."""
    left: list[str] = []
    joined: list[str] = []
    for key, old, new in parts:
        moved: Counter[str] = Counter()
        names, counting = places[key]
        for rows, sign in ((old, -1), (new, 1)):
            for member in rows:
                for window in counting.holding(member):
                    moved[names[window]] += sign
        left += [name for name, n in moved.items() if n < 0]
        joined += [name for name, n in moved.items() if n > 0]
    return tuple(left), tuple(joined)


def _order(row: MovedRow) -> tuple[int, str]:
    """Causes in the order of `Why`, then by what people call it."""
    return tuple(Why).index(row.cause.why), row.matter.label if row.matter else row.id
