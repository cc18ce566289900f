"""What the police desk and the court desk share: rows by year, unit or offence head."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from casetrack.reports.document import (
    Bar,
    Bars,
    Cell,
    Column,
    Document,
    Drill,
    Headline,
    Part,
    Row,
    Table,
    Text,
)
from casetrack.reports.facts import Asked, Period
from casetrack.reports.queries.desks import (
    BEFORE,
    Key,
    MoveCount,
    case_moves,
    units_of,
)
from casetrack.reports.queries.left import Left, left
from casetrack.reports.queries.measures import MEASURES
from casetrack.reports.queries.moved import key_of
from casetrack.reports.queries.scope import Scope
from casetrack.reports.wording import span_of
from casetrack.rules.choices import Choice
from casetrack.rules.desk_moves import Desk, Entry, Exit
from casetrack.rules.offences import offence
from casetrack.rules.words import N_

BY = (
    Choice("year", N_("Year")),
    Choice("unit", N_("Unit")),
    Choice("offence", N_("Offence")),
)
PENDING = "pending"
# A stock counts all that came until a day: its rows begin where an address may.
FIRST_DAY = date(1990, 1, 1)
DAY = timedelta(days=1)
# Columns whose figures belong to the row's own period, and add up over units and heads alone.
OF_ITS_OWN_PERIOD = ("opening", "total", "closing", "record_room", "_before", "_within")
IN_PERIOD = 1  # later than queries.desks.BEFORE: all years of the period as one
STOCK = N_(
    "Stock is what came to the desk less what left it, each by its own day, from the first entry"
    " on: one period opens as the one before it closed. Nothing is taken from how things stand"
    " today."
)
HEADS = N_("A case counts under one offence head: the gravest of its sections.")


def counted(key: str, title: str, words: str) -> Column:
    """A column of cases that adds up."""
    return Column(key, title, words, adds_up=True)


# The figures of one row by column key.
Figures = Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class Group:
    """One row to be: its name, what narrows its drills, and the moves up to its end.

    Moves of a slot before `first` came before it. `key` is as the queries group.
    """

    name: Text
    key: Key
    first: int
    period: Period
    moves: tuple[MoveCount, ...]
    narrows: dict[str, str]
    partial: str = ""
    total: bool = False


def groups(asked: Asked, moves: Sequence[MoveCount]) -> Iterator[Group]:
    """The rows in order, the whole period last."""
    if asked.by == "unit":
        yield from _units(asked, moves)
    elif asked.by == "offence":
        yield from _offences(asked, moves)
    else:
        yield from _years(asked, moves)
    whole = tuple(moves)
    yield Group(N_("Whole period"), None, IN_PERIOD, asked.period, whole, {}, total=True)


def _years(asked: Asked, moves: Sequence[MoveCount]) -> Iterator[Group]:
    for year in asked.period.years:
        period = asked.period.within(year)
        known = Period(period.start, min(period.end, asked.as_of))
        whole = (known.start, known.end) == (date(year, 1, 1), date(year, 12, 31))
        nothing = known.end < known.start
        partial = "" if whole else N_("no data") if nothing else span_of(known)
        until = tuple(one for one in moves if one.slot <= year)
        first = IN_PERIOD if year == asked.period.start.year else year
        yield Group(str(year), str(year), first, period, until, {}, partial)


def _units(asked: Asked, moves: Sequence[MoveCount]) -> Iterator[Group]:
    for unit in units_of({one.key for one in moves}):
        own = tuple(one for one in moves if one.key == unit.id)
        narrows = {"group": "unit", "key": str(unit.id)}
        yield Group(unit.name, unit.id, IN_PERIOD, asked.period, own, narrows)


def _offences(asked: Asked, moves: Sequence[MoveCount]) -> Iterator[Group]:
    keys = sorted({str(one.key) for one in moves})
    for key in keys:
        own = tuple(one for one in moves if one.key == key)
        name = f"{offence(key).label} {offence(key).title}" if key else N_("No section named")
        narrows = {"group": "offence", "key": key}
        yield Group(name, key, IN_PERIOD, asked.period, own, narrows)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table of a desk: the keys of its columns."""

    key: str
    title: str
    columns: tuple[str, ...]


def table(
    sheet: Sheet,
    desk: Desk,
    columns: Sequence[Column],
    asked: Asked,
    found: Sequence[tuple[Group, Figures]],
) -> Table:
    """One row a group, the columns by key. Over years no stock adds up, nor what is older."""
    first = Column("group", next(one.label for one in BY if one.key == _by(asked)), text=True)
    over_years = _by(asked) == "year"
    shown = [
        replace(column, adds_up=False)
        if over_years and column.key.endswith(OF_ITS_OWN_PERIOD)
        else column
        for column in columns
        if column.key in sheet.columns
    ]
    made = tuple(
        Row(
            (group.name, *(figures[column.key] for column in shown)),
            total=group.total,
            partial=group.partial,
            drills=_drills(desk, group),
        )
        for group, figures in found
    )
    return Table(sheet.key, sheet.title, (first, *shown), made)


def _by(asked: Asked) -> str:
    return asked.by or "year"


def any_of(figures: Figures) -> bool:
    """Whether anything at all was counted."""
    return any(isinstance(cell, int) and cell for cell in figures.values())


def _drills(desk: Desk, group: Group) -> dict[str, Drill]:
    """Each kind of entry and exit leads to its moves, each stock to what stood there."""
    window = _window(group.period) | group.narrows
    found = {
        kind.value.lower(): Drill(key_of(desk, kind), window)
        for kind in (*Entry, *Exit)
        if key_of(desk, kind) in MEASURES
    }
    for column, end in (("opening", group.period.start - DAY), ("closing", group.period.end)):
        stock = _window(Period(FIRST_DAY, end)) | group.narrows
        found[column] = Drill(key_of(desk, PENDING), stock)
    if desk is Desk.COURT:
        found["record_room"] = Drill("dormant", found["closing"].narrows)
    return found


def _window(period: Period) -> dict[str, str]:
    return {"from": period.start.isoformat(), "to": period.end.isoformat()}


def _chart(found: Sequence[tuple[Group, Figures]]) -> tuple[Bars, ...]:
    """How many are pending at the end, by the rows of the table beside it."""
    bars = [_bar(group, figures) for group, figures in found if not group.total]
    shown = tuple(bar for bar in bars if bar.value)
    return (Bars("pending", N_("Pending at the end"), shown),) if shown else ()


def _bar(group: Group, figures: Figures) -> Bar:
    closing = figures["closing"]
    count = closing if isinstance(closing, int) else 0
    return Bar(group.name, count, f"{count:,}", N_("partial") if group.partial else "")


@dataclass(frozen=True, slots=True)
class DeskReport:
    """What tells one desk's report from the other's.

    `split` is the exit that is shown in two, by whether the case came before the row's period:
    its columns are the exit's key with _before and _within. `count` gives the figures of a row.
    The chart stands beside the first sheet.
    """

    name: str
    desk: Desk
    title: str
    version: int
    columns: tuple[Column, ...]
    sheets: tuple[Sheet, ...]
    split: Exit
    headlines: tuple[str, ...]
    count: Callable[[Group, date], dict[str, Cell]]
    words: tuple[str, ...] = ()

    def build(self, scope: Scope, asked: Asked) -> Document:
        """The desk of a unit and period."""
        found = self._counted(scope, asked)
        partial = any(group.partial for group, _ in found) or asked.period.end > asked.as_of
        return Document(
            name=self.name,
            version=self.version,
            title=self.title,
            asked=asked,
            unit_name=scope.unit.name,
            sees_all=scope.sees_all,
            headlines=self._headlines(found[-1][1]),
            parts=tuple(self._parts(asked, found)),
            words=(STOCK, HEADS, *self.words),
            partial=partial,
        )

    def _parts(self, asked: Asked, found: Sequence[tuple[Group, Figures]]) -> Iterator[Part]:
        by_year = _by(asked) == "year"
        kept = [pair for pair in found if pair[0].total or by_year or any_of(pair[1])]
        charts = _chart(found)
        for sheet in self.sheets:
            made = table(sheet, self.desk, self.columns, asked, kept)
            yield Part(sheet.title, made, charts if sheet is self.sheets[0] else ())

    def _counted(self, scope: Scope, asked: Asked) -> list[tuple[Group, Figures]]:
        by = _by(asked)
        key = "" if by == "year" else by
        moves = case_moves(scope, asked, key, desk=self.desk)
        gone = left(scope, asked, self.desk, self.split, key)
        return [
            (group, self._split(self.count(group, asked.as_of), _older(gone, group, by)))
            for group in groups(asked, moves)
        ]

    def _split(self, figures: dict[str, Cell], before: int) -> Figures:
        key = self.split.value.lower()
        whole = figures[key]
        within = whole - before if isinstance(whole, int) else None
        return {**figures, f"{key}_before": before, f"{key}_within": within}

    def _headlines(self, whole: Figures) -> tuple[Headline, ...]:
        by_key = {column.key: column for column in self.columns}
        shown = [by_key[key] for key in self.headlines]
        return tuple(Headline(column.title, whole[column.key], column.words) for column in shown)


def _older(gone: Sequence[Left], group: Group, by: str) -> int:
    """How many of a group's exits had come to the desk before the group's own period."""
    if group.total:
        return sum(one.count for one in gone if one.begun == BEFORE)
    if by == "year":
        year = int(str(group.key))
        return sum(one.count for one in gone if one.year == year and one.begun < year)
    return sum(one.count for one in gone if one.key == group.key and one.begun == BEFORE)
