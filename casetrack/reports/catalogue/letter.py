"""The monthly management letter: what was pending, came, was disposed of and is pending, by desk.

Any month is counted back from the moves, beside the month before it and the year until its end.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from casetrack.reports.catalogue import court_desk, police_desk
from casetrack.reports.catalogue.desk import DAY, FIRST_DAY, PENDING, STOCK, Group
from casetrack.reports.catalogue.kind import Kind
from casetrack.reports.document import Cell, Column, Document, Drill, Headline, Part, Row, Table
from casetrack.reports.facts import Asked, Period, month_of
from casetrack.reports.queries.desks import slot_of
from casetrack.reports.queries.letter import Letter, figures, letters
from casetrack.reports.queries.measures import MEASURES
from casetrack.reports.queries.moved import key_of
from casetrack.reports.queries.scope import Scope
from casetrack.rules.desk_moves import Desk
from casetrack.rules.words import N_

TITLE = N_("Monthly letter")
VERSION = 1
COLUMNS = (
    Column("line", N_("Line"), text=True),
    Column("month", N_("This month"), adds_up=True),
    Column("before", N_("Month before"), adds_up=True),
    Column("year", N_("Year until then"), adds_up=True),
    Column("words", N_("In words"), text=True),
)
RAIDED = N_(
    "A case counts as registered after a raid when a raid began on the day of its FIR or before it."
)
Values = dict[str, Cell]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a table: what it counts, in words. `measure` leads to its rows; "" nowhere."""

    key: str
    title: str
    words: str
    measure: str = ""
    subtotal: bool = False


def build(scope: Scope, asked: Asked) -> Document:
    """The letter of the month that was asked for."""
    month = asked.period
    until = Period(date(month.start.year, 1, 1), month.end)
    periods = (month, month_of(month.start - DAY), until)
    found = letters(scope, asked, periods)
    return Document(
        name=KIND.name,
        version=VERSION,
        title=TITLE,
        asked=asked,
        unit_name=scope.unit.name,
        sees_all=scope.sees_all,
        headlines=tuple(_headlines(found[0], asked)),
        parts=tuple(_parts(found, asked)),
        words=(STOCK, RAIDED),
        partial=month.end > asked.as_of,
    )


def _parts(found: Sequence[Letter], asked: Asked) -> Iterator[Part]:
    complaints = [_of(figures(one.complaints)) for one in found]
    enquiries = [_of(figures(one.enquiries)) for one in found]
    yield _part("complaints", N_("Complaints"), _COMPLAINTS, complaints, found)
    yield _part("enquiries", N_("Enquiries"), _ENQUIRIES, enquiries, found)
    police = [_of_desk(police_desk.count, one, asked.as_of) for one in found]
    yield _part("police", N_("Cases under investigation"), _POLICE, police, found)
    court = [_of_desk(court_desk.count, one, asked.as_of) for one in found]
    yield _part("court", N_("Cases before the courts"), _COURT, court, found)
    work = [_of(one.field) for one in found]
    yield _part("field", N_("Raids, arrests and proclaimed offenders"), _FIELD, work, found)


def _headlines(month: Letter, asked: Asked) -> Iterator[Headline]:
    """Four stocks side by side, with what they were at the beginning."""
    police = _of_desk(police_desk.count, month, asked.as_of)
    court = _of_desk(court_desk.count, month, asked.as_of)
    for title, values in (
        (N_("Complaints pending"), _of(figures(month.complaints))),
        (N_("Enquiries pending"), _of(figures(month.enquiries))),
        (N_("Cases under investigation"), police),
        (N_("Cases before the courts"), court),
    ):
        yield Headline(title, values["closing"], (_OPENING.title, f"{values['opening']:,}"))


def _of(values: Mapping[str, int]) -> Values:
    return {**values}


def _of_desk(count: Callable[[Group, date], Values], one: Letter, as_of: date) -> Values:
    return count(Group("", None, slot_of(one.period.start), one.period, one.moves, {}), as_of)


def _part(
    key: str,
    title: str,
    lines: Sequence[Line],
    values: Sequence[Values],
    found: Sequence[Letter],
) -> Part:
    rows = tuple(
        Row(
            (line.title, *(each[line.key] for each in values), line.words),
            subtotal=line.subtotal,
            indent=0 if line.subtotal or line.key in _STOCKS else 1,
            drills=_drills(line, [one.period for one in found]),
        )
        for line in lines
    )
    return Part(title, Table(key, title, COLUMNS, rows))


_STOCKS = ("opening", "closing", "record_room", "proclaimed_opening", "proclaimed_pending")


def _drills(line: Line, periods: Sequence[Period]) -> dict[str, Drill]:
    if not line.measure:
        return {}
    columns = [column.key for column in COLUMNS if not column.text]
    return {
        column: Drill(line.measure, _window(line, period))
        for column, period in zip(columns, periods, strict=True)
    }


def _window(line: Line, period: Period) -> dict[str, str]:
    """A stock counts all that came until its day."""
    start = FIRST_DAY if line.key in _STOCKS else period.start
    end = period.start - DAY if line.key.endswith("opening") else period.end
    return {"from": start.isoformat(), "to": end.isoformat()}


def _desk_lines(desk: Desk, columns: Sequence[Column], *keys: str) -> tuple[Line, ...]:
    """Lines as the desk's own report names them; a key with "=" adds up those before it."""
    by_key = {column.key: column for column in columns}
    return tuple(_line(desk, by_key[key.lstrip("=")], key.startswith("=")) for key in keys)


def _line(desk: Desk, column: Column, subtotal: bool = False) -> Line:
    named = {"opening": PENDING, "closing": PENDING}
    measure = key_of(desk, named.get(column.key, column.key))
    if column.key == "record_room":
        measure = "dormant"
    known = measure if measure in MEASURES else ""
    return Line(column.key, column.title, column.words, known, subtotal)


_OPENING = Column("opening", N_("Pending at the beginning"), N_("before the period"))
_CLOSING = Column("closing", N_("Pending at the end"), N_("total less disposed of"))
_COMPLAINTS = _desk_lines(
    Desk.COMPLAINT,
    (
        _OPENING,
        Column("received", N_("Received"), N_("by the day they were received")),
        Column("reopened", N_("Reopened"), N_("verification opened again")),
        Column("total", N_("Total"), N_("pending, received and reopened")),
        Column("joined", N_("Joined to a case"), N_("to an enquiry or an FIR")),
        Column("closed", N_("Closed at verification"), N_("with a coded reason")),
        Column("transferred", N_("Transferred"), N_("to another agency")),
        Column("duplicate", N_("Duplicate"), N_("of another complaint")),
        Column("disposed", N_("Disposed of"), N_("the four kinds before it together")),
        _CLOSING,
    ),
    *("opening", "received", "reopened", "=total"),
    *("joined", "closed", "transferred", "duplicate", "=disposed", "closing"),
)
_ENQUIRIES = _desk_lines(
    Desk.ENQUIRY,
    (
        _OPENING,
        Column("opened", N_("Opened"), N_("by the day of their number")),
        Column("reopened", N_("Reopened"), N_("after they had been closed")),
        Column("total", N_("Total"), N_("pending, opened and reopened")),
        Column("registered", N_("Registered as FIR"), N_("with permission")),
        Column("closed", N_("Closed"), N_("by the agency, or permission refused")),
        Column("transferred", N_("Transferred"), N_("to another agency")),
        Column("merged", N_("Merged"), N_("into another case")),
        Column("disposed", N_("Disposed of"), N_("the four kinds before it together")),
        _CLOSING,
    ),
    *("opening", "opened", "reopened", "=total"),
    *("registered", "closed", "transferred", "merged", "=disposed", "closing"),
)
_POLICE = _desk_lines(
    Desk.POLICE,
    police_desk.COLUMNS,
    *("opening", "reported", "reopened", "=total", "not_investigated", "transferred"),
    *("non_cognizable", "false", "mistake", "untraced", "abated", "challaned", "=disposed"),
    *("withdrawn", "quashed", "closing", "challan_rate", "pendency"),
)
_COURT = _desk_lines(
    Desk.COURT,
    court_desk.COLUMNS,
    *("opening", "sent", "retrial", "=total", "abated", "withdrawn", "compounded"),
    *("plea_bargained", "quashed", "=without_trial", "convicted", "discharged", "acquitted"),
    *("=completed", "returned", "closing", "record_room", "conviction_rate", "pendency"),
)
_FIELD = tuple(
    Line(
        key,
        MEASURES[measure].label if title is None else title,
        words or MEASURES[measure].definition,
        measure,
    )
    for key, measure, title, words in (
        ("raid", "raid", None, ""),
        ("fir_after_raid", "fir_after_raid", None, ""),
        ("police_reported", "police_reported", N_("Cases registered"), N_("FIRs by their day")),
        ("arrested", "arrested", None, ""),
        (
            "proclaimed_opening",
            "proclaimed_pending",
            N_("Proclaimed offenders at the beginning"),
            N_("accused who stood proclaimed before the period"),
        ),
        ("proclaimed", "proclaimed", N_("Declared"), ""),
        ("proclaimed_traced", "proclaimed_traced", N_("Arrested of them"), ""),
        ("proclaimed_pending", "proclaimed_pending", N_("Proclaimed offenders at the end"), ""),
    )
)

KIND = Kind(
    name="letter",
    title=TITLE,
    summary=N_("One month of the agency: every desk's stock and flow, raids, arrests, offenders."),
    version=VERSION,
    build=build,
    returnable=True,
    takes=("interval",),
    month=True,
)
