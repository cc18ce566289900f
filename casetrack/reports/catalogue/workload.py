"""Workload: what lies with each unit or officer, what came, what left, and how old it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from casetrack.reports.catalogue.kind import FILTERS, Kind
from casetrack.reports.document import (
    Bar,
    Bars,
    Cell,
    Column,
    Days,
    Document,
    Drill,
    Headline,
    Part,
    Row,
    Table,
)
from casetrack.reports.facts import Asked
from casetrack.reports.queries.clocks import overdue_stock
from casetrack.reports.queries.moved import key_of
from casetrack.reports.queries.scope import Scope
from casetrack.reports.queries.workload import FIRST_DAY, Key, Load, Loads, loads, names
from casetrack.rules.ages import median_age, oldest_age
from casetrack.rules.choices import Choice
from casetrack.rules.clocks import all_rules
from casetrack.rules.desk_moves import Desk
from casetrack.rules.words import N_

VERSION = 1
TITLE = N_("Workload")
BY = (Choice("unit", N_("Unit")), Choice("officer", N_("Officer")))
DESKS = {
    Desk.COMPLAINT: (
        N_("Complaints"),
        N_("received, under verification, or verified and not yet joined to a case"),
    ),
    Desk.ENQUIRY: (N_("Enquiries"), N_("open enquiries, permission asked for or not")),
    Desk.POLICE: (N_("Investigations"), N_("cases with an FIR that are under investigation")),
    Desk.COURT: (
        N_("Court cases"),
        N_("from the first challan to the judgment; a dormant case stays, an appeal does not"),
    ),
}
ALL = N_("In hand at the end")
OVERDUE = N_("Overdue clocks")
NOBODY = N_("Nobody yet")
CHART_ROWS = 20
STOCK = N_(
    "Opening and inflow less outflow is the stock at the end. All three are counted from the moves,"
    " each on its own day; what was reopened comes in again."
)
TODAYS = N_(
    "Complaints stand with the officer they are assigned to today and cases with the one who leads"
    " them today, for the whole period: what was handed over counts with whoever has it now. Units,"
    " too, are those of today."
)
AGE = N_(
    "Age is the time since something last came on to its desk until the end of the period. The"
    " median is the age that half of the stock has not passed."
)
LATE = N_(
    "Overdue is a clock that was open and past its end when the period ended, whenever it began. A"
    " clock follows its own instants: what was recorded late counts as if known at once."
)


@dataclass(frozen=True, slots=True)
class Named:
    """One row to be: who, and what narrows its drills (None where nothing may)."""

    key: Key
    name: str
    narrows: dict[str, str] | None


def build(scope: Scope, asked: Asked) -> Document:
    """The stock of all desks side by side, then each desk by itself, then the overdue clocks."""
    asked = replace(asked, by=asked.by or BY[0].key)
    found, late = loads(scope, asked), overdue_stock(scope, asked, asked.by)
    rows = _named(asked.by, {*(key for desk in found.values() for key in desk), *_owners(late)})
    desks = tuple(_desk(desk, found, rows, asked) for desk in DESKS)
    return Document(
        name=KIND.name,
        version=VERSION,
        title=TITLE,
        asked=asked,
        unit_name=scope.unit.name,
        sees_all=scope.sees_all,
        headlines=tuple(_headlines(found, late.total())),
        parts=(_all(found, late, rows, asked), *desks, _late(late, rows, asked)),
        words=(STOCK, TODAYS, AGE),
        partial=asked.period.end > asked.as_of,
    )


def _owners(late: Iterable[tuple[Key, str]]) -> set[Key]:
    return {owner for owner, _clock in late}


def _named(by: str, keys: set[Key]) -> list[Named]:
    rows = [
        Named(key, name, {by: narrow} if narrow else None)
        for key, (name, narrow) in names(by, keys).items()
    ]
    return [*rows, Named(None, NOBODY, None)] if None in keys else rows


def _headlines(found: Loads, late: int) -> Iterator[Headline]:
    for desk, (title, words) in DESKS.items():
        yield Headline(title, sum(load.closing for load in found[desk].values()), words)
    yield Headline(OVERDUE, late)


def _all(
    found: Loads, late: Mapping[tuple[Key, str], int], rows: Sequence[Named], asked: Asked
) -> Part:
    columns = (
        _who(asked),
        *(Column(desk.value.lower(), *DESKS[desk], adds_up=True) for desk in DESKS),
        Column("all", N_("All"), N_("the four kinds together"), adds_up=True),
        Column("late", OVERDUE, N_("open and past their end"), adds_up=True),
    )
    made = [
        Row(
            (row.name, *(stock := _stocks(found, row.key)), sum(stock), _late_of(late, row.key)),
            drills={
                desk.value.lower(): _pending(desk, row.narrows, asked)
                for desk in DESKS
                if row.narrows is not None
            },
        )
        for row in rows
    ]
    total = [sum(_count(row.cells[place]) for row in made) for place in range(1, len(columns))]
    made.append(Row((N_("Total"), *total), total=True, drills=_total_drills(asked)))
    bars = [_bar(row) for row in made[:-1]]
    most = sorted((bar for bar in bars if bar.value), key=lambda bar: -bar.value)[:CHART_ROWS]
    charts = (Bars("stock", ALL, tuple(most)),) if most else ()
    return Part(ALL, Table("all", ALL, columns, tuple(made) if rows else ()), charts)


def _who(asked: Asked) -> Column:
    return Column("who", next(one.label for one in BY if one.key == asked.by), text=True)


def _stocks(found: Loads, key: Key) -> list[int]:
    return [found[desk][key].closing if key in found[desk] else 0 for desk in DESKS]


def _late_of(late: Mapping[tuple[Key, str], int], key: Key) -> int:
    return sum(count for (owner, _clock), count in late.items() if owner == key)


def _count(cell: Cell) -> int:
    return cell if isinstance(cell, int) else 0


def _bar(row: Row) -> Bar:
    count = _count(row.cells[5])
    return Bar(str(row.cells[0]), count, f"{count:,}")


def _pending(desk: Desk, narrows: Mapping[str, str], asked: Asked) -> Drill:
    window = {"from": FIRST_DAY.isoformat(), "to": asked.period.end.isoformat()}
    return Drill(key_of(desk, "pending"), window | dict(narrows))


def _total_drills(asked: Asked) -> dict[str, Drill]:
    return {desk.value.lower(): _pending(desk, {}, asked) for desk in DESKS}


def _desk(desk: Desk, found: Loads, rows: Sequence[Named], asked: Asked) -> Part:
    title, words = DESKS[desk]
    columns = (
        _who(asked),
        Column("opening", N_("At the beginning"), words, adds_up=True),
        Column("came", N_("Came in"), N_("new ones, and those that came back"), adds_up=True),
        Column("left", N_("Went out"), N_("by any way off this desk"), adds_up=True),
        Column("closing", N_("At the end"), N_("beginning + in - out"), adds_up=True),
        Column("median", N_("Median age"), N_("of those in hand at the end")),
        Column("oldest", N_("Oldest"), N_("the longest in hand at the end")),
    )
    own = [row for row in rows if row.key in found[desk]]
    made = [_desk_row(desk, row, found[desk][row.key], asked) for row in own]
    if made:
        whole = sum((found[desk][row.key] for row in own), Load())
        made.append(_desk_row(desk, Named(None, N_("Total"), {}), whole, asked, total=True))
    return Part(title, Table(desk.value.lower(), title, columns, tuple(made)))


def _desk_row(desk: Desk, row: Named, load: Load, asked: Asked, *, total: bool = False) -> Row:
    cells: tuple[Cell, ...] = (
        row.name,
        load.opening,
        load.came,
        load.left,
        load.closing,
        _age(median_age(load.ages)),
        _age(oldest_age(load.ages)),
    )
    drills = {} if row.narrows is None else {"closing": _pending(desk, row.narrows, asked)}
    return Row(cells, total=total, drills=drills)


def _age(days: int | None) -> Days | None:
    return None if days is None else Days(days)


def _late(late: Mapping[tuple[Key, str], int], rows: Sequence[Named], asked: Asked) -> Part:
    """By clock, those that guard liberty or admissibility first."""
    labels = {rule.key: (rule.label, rule.statute, rule.hard) for rule in all_rules()}
    keys = sorted({key for _owner, key in late}, key=lambda key: (not labels[key][2], key))
    columns = (
        _who(asked),
        *(Column(key, labels[key][0], labels[key][1], adds_up=True) for key in keys),
        Column("all", N_("All"), adds_up=True),
    )
    own = [row for row in rows if row.key in _owners(late)]
    made = [
        Row((row.name, *(late.get((row.key, key), 0) for key in keys), _late_of(late, row.key)))
        for row in own
    ]
    if made:
        sums = [sum(_count(row.cells[place]) for row in made) for place in range(1, len(columns))]
        made.append(Row((N_("Total"), *sums), total=True))
    return Part(OVERDUE, Table("late", OVERDUE, columns, tuple(made)), words=(LATE,))


KIND = Kind(
    name="workload",
    title=TITLE,
    summary=N_(
        "What lies with each unit or officer: inflow, outflow, stock, its age, overdue clocks."
    ),
    version=VERSION,
    build=build,
    takes=(*FILTERS, "public"),
    by=BY,
)
