"""Legal clocks: met, breached, overdue, running; hard and soft apart; and the longest overdue."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from casetrack.reports.catalogue.kind import FILTERS, Kind
from casetrack.reports.document import (
    Cell,
    Column,
    Days,
    Document,
    Headline,
    Part,
    Row,
    Table,
)
from casetrack.reports.facts import Asked
from casetrack.reports.queries.clocks import BREACHED, LATE, MET, RUNNING, Fates, Key, fates, worst
from casetrack.reports.queries.scope import Scope
from casetrack.reports.queries.workload import names
from casetrack.rules.choices import Choice
from casetrack.rules.clocks import all_rules, never_late
from casetrack.rules.metrics import Rate, clock_compliance
from casetrack.rules.words import N_

VERSION = 1
TITLE = N_("Clocks")
BY = (Choice("unit", N_("Unit")), Choice("officer", N_("Officer")))
KINDS = {
    "hard": (N_("Hard clocks"), N_("They guard liberty or what a court will admit.")),
    "soft": (N_("Soft clocks"), N_("They are reported and never block the work.")),
}
COUNTED = N_(
    "Counted are clocks by the day they started, as they stood at the end of the as-of day. Met:"
    " what was asked for was done in time. Breached: done too late. Overdue: open and past its end;"
    " it counts as breached. Running: not over yet, in no rate."
)
INSTANTS = N_(
    "A clock follows its own instants. What was done in time and recorded late counts as met, also"
    " of an earlier as-of day: when a clock was recorded is not kept."
)
TODAYS = N_("Cases count with the unit and the lead officer that they have today.")
RIGHTS = N_(
    "Times within which somebody may act, or before which nothing may be done, are nobody's breach:"
    " no rate is made of them."
)
LISTED = N_(
    "At most 50 of the overdue clocks, the longest overdue first, in cases that you may open."
    " Sealed cases are counted above and never named here."
)
NOT_LISTED = N_("Case numbers are left out of a report for the public.")
RULES = {rule.key: rule for rule in all_rules()}
STATUTE = Column("statute", N_("Statute"), text=True)


def build(scope: Scope, asked: Asked) -> Document:
    """Hard and soft clocks, each by clock and by unit or officer; then rights; then the list."""
    asked = replace(asked, by=asked.by or BY[0].key)
    found = fates(scope, asked, asked.by)
    parts = [
        part
        for kind in KINDS
        for part in (_by_clock(kind, found, asked), _by_owner(kind, found, asked))
    ]
    return Document(
        name=KIND.name,
        version=VERSION,
        title=TITLE,
        asked=asked,
        unit_name=scope.unit.name,
        sees_all=scope.sees_all,
        headlines=tuple(_headlines(found, asked)),
        parts=(*parts, _rights(found), _worst(scope, asked)),
        words=(COUNTED, INSTANTS, TODAYS),
        partial=asked.period.end > asked.as_of,
    )


def _is(kind: str) -> Callable[[str], bool]:
    hard = kind == "hard"
    return lambda key: key not in never_late() and RULES[key].hard is hard


def _sum(found: Fates, *, clock: Callable[[str], bool], owner: Key | str = "") -> Counter[str]:
    """What became of the clocks chosen, of one owner or of all."""
    counts: Counter[str] = Counter()
    for (key, of, fate), count in found.items():
        if clock(key) and owner in ("", of):
            counts[fate] += count
    return counts


def _headlines(found: Fates, asked: Asked) -> Iterator[Headline]:
    for kind, (title, words) in KINDS.items():
        counts = _sum(found, clock=_is(kind))
        yield Headline(title, _compliance(counts, asked), words)
    late = _sum(found, clock=lambda key: key not in never_late())[LATE]
    yield Headline(N_("Overdue now"), late, N_("open and past their end on the as-of day"))


def _compliance(counts: Mapping[str, int], asked: Asked) -> Rate:
    return clock_compliance(
        met=counts.get(MET, 0),
        breached=counts.get(BREACHED, 0),
        overdue=counts.get(LATE, 0),
        as_of=asked.as_of,
    )


def _columns(first: Column, *last: Column) -> tuple[Column, ...]:
    return (
        first,
        Column("compliance", N_("Compliance"), N_("met / met, breached and overdue")),
        Column("started", N_("Started"), N_("in the period"), adds_up=True),
        Column("met", N_("Met"), N_("done in time"), adds_up=True),
        Column("breached", N_("Breached"), N_("done, but too late"), adds_up=True),
        Column("overdue", N_("Overdue"), N_("not done, and past its end"), adds_up=True),
        Column("running", N_("Running"), N_("not done, and not over yet"), adds_up=True),
        *last,
    )


def _row(name: str, counts: Counter[str], asked: Asked, *last: str, total: bool = False) -> Row:
    cells: tuple[Cell, ...] = (
        name,
        _compliance(counts, asked),
        counts.total(),
        *(counts[fate] for fate in (MET, BREACHED, LATE, RUNNING)),
        *last,
    )
    return Row(cells, total=total)


def _by_clock(kind: str, found: Fates, asked: Asked) -> Part:
    title, words = KINDS[kind]
    chosen = _is(kind)
    keys = [key for key in RULES if chosen(key) and any(key == of for of, _, _ in found)]
    rows = [
        _row(RULES[key].label, _sum(found, clock=_only(key)), asked, RULES[key].statute)
        for key in keys
    ]
    if rows:
        rows.append(_row(N_("All"), _sum(found, clock=chosen), asked, "", total=True))
    columns = _columns(Column("clock", N_("Clock"), text=True), STATUTE)
    return Part(title, Table(kind, title, columns, tuple(rows)), words=(words,))


def _only(key: str) -> Callable[[str], bool]:
    return lambda other: other == key


def _by_owner(kind: str, found: Fates, asked: Asked) -> Part:
    title = {
        ("hard", "unit"): N_("Hard clocks by unit"),
        ("hard", "officer"): N_("Hard clocks by officer"),
        ("soft", "unit"): N_("Soft clocks by unit"),
        ("soft", "officer"): N_("Soft clocks by officer"),
    }[kind, asked.by]
    chosen = _is(kind)
    owners = names(asked.by, {of for key, of, _ in found if chosen(key)})
    rows = [
        _row(name, _sum(found, clock=chosen, owner=key), asked)
        for key, (name, _narrow) in owners.items()
    ]
    if rows:
        rows.append(_row(N_("All"), _sum(found, clock=chosen), asked, total=True))
    who = next(one.label for one in BY if one.key == asked.by)
    columns = _columns(Column("who", who, text=True))
    return Part(title, Table(f"{kind}_by_{asked.by}", title, columns, tuple(rows)))


def _rights(found: Fates) -> Part:
    title = N_("Limits and least times")
    columns = (
        Column("clock", N_("Clock"), text=True),
        Column("started", N_("Started"), N_("in the period"), adds_up=True),
        Column("acted", N_("Ended by an act"), adds_up=True),
        Column("over", N_("Ran out"), adds_up=True),
        Column("running", N_("Running"), adds_up=True),
        STATUTE,
    )
    keys = [key for key in RULES if key in never_late() and any(key == of for of, _, _ in found)]
    rows = [
        _right(RULES[key].label, _sum(found, clock=_only(key)), RULES[key].statute) for key in keys
    ]
    if rows:
        whole = _right(N_("All"), _sum(found, clock=lambda key: key in never_late()), "")
        rows.append(replace(whole, total=True))
    return Part(title, Table("rights", title, columns, tuple(rows)), words=(RIGHTS,))


def _right(name: str, counts: Counter[str], statute: str) -> Row:
    return Row((name, counts.total(), counts[MET], counts[LATE], counts[RUNNING], statute))


def _worst(scope: Scope, asked: Asked) -> Part:
    title = N_("The longest overdue")
    columns: Sequence[Column] = (
        Column("case", N_("Case"), text=True),
        Column("accused", N_("Accused"), text=True),
        Column("clock", N_("Clock"), text=True),
        Column("lead", N_("Lead officer"), text=True),
        Column("due", N_("Due")),
        Column("late", N_("Overdue for")),
    )
    listed = () if asked.public else worst(scope, asked)
    rows = tuple(
        Row(
            (
                one.case_number,
                one.accused,
                RULES[one.key].label,
                one.lead,
                one.due_on,
                Days(one.days),
            )
        )
        for one in listed
    )
    words = NOT_LISTED if asked.public else LISTED
    return Part(title, Table("worst", title, tuple(columns), rows), words=(words,))


KIND = Kind(
    name="clocks",
    title=TITLE,
    summary=N_(
        "Legal clocks met, breached and overdue, with their compliance; the longest overdue."
    ),
    version=VERSION,
    build=build,
    takes=(*FILTERS, "interval", "public"),
    by=BY,
)
