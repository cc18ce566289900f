"""The cohort of an attrition ledger, and what it came to in each unit, officer or category."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from casetrack.reports.catalogue.groups import GROUPS, Group
from casetrack.reports.document import Bar, Bars, Cell, Column, Drill, Part, Row, Table
from casetrack.reports.facts import Asked
from casetrack.reports.options import label
from casetrack.reports.queries.attrition import CONVICTED, CONVICTION, LOST, OPEN, POINTS, Stopped
from casetrack.rules.metrics import Rate, demand_total
from casetrack.rules.words import N_

FOLLOWED = "followed"


@dataclass(frozen=True, slots=True)
class Cohort:
    """All of it, by where each of it stands."""

    stopped: Sequence[Stopped]
    asked: Asked

    @property
    def total(self) -> int:
        return sum(one.n for one in self.stopped)

    def of(self, fate: str = "", point: str = "") -> Iterator[Stopped]:
        for one in self.stopped:
            if fate in ("", one.fate) and point in ("", one.point):
                yield one

    def of_group(self, key: Any) -> Cohort:
        return Cohort(tuple(one for one in self.stopped if one.key == key), self.asked)

    def count(self, fate: str = "", point: str = "") -> int:
        return sum(one.n for one in self.of(fate, point))

    def reached(self) -> dict[str, int]:
        """How many reached each point or a later one."""
        left, found = self.total, {}
        for point in POINTS:
            found[point] = left
            left -= self.count(point=point)
        return found

    def took(self, point: str) -> int:
        return sum(one.had.get(point, 0) for one in self.stopped)

    def share(self, count: int, of: int, words: str) -> Rate:
        return Rate(count, of, "complaint", "cohort", self.asked.as_of, words)


def by_group(found: Cohort, groups: Sequence[Group]) -> Part:
    """Where each group lost its complaints. Every row is its cohort, every column adds up."""
    columns = (
        Column("name", label(GROUPS, found.asked.by), text=True),
        Column("cohort", N_("Received"), N_("the group's part of the cohort"), adds_up=True),
        *(
            Column(f"lost_{point.lower()}", name, N_("lost at this point"), adds_up=True)
            for point, name in _lossy()
        ),
        Column(LOST, N_("Lost in all"), N_("at whatever point"), adds_up=True),
        Column(OPEN, N_("Still open"), N_("without an end"), adds_up=True),
        Column(CONVICTED, N_("Convicted"), N_("a conviction stands"), adds_up=True),
    )
    rows = [_row(one.name, found.of_group(one.key), one.narrows) for one in groups]
    rows.append(_row(N_("All"), found, {}, total=True))
    title = N_("Losses by group, and the point where they stopped")
    bars = [(one, found.of_group(one.key).count(LOST)) for one in groups]
    shown = tuple(
        Bar(one.name, n, f"{n:,}", "", Drill(FOLLOWED, {"fate": LOST, **one.narrows}))
        for one, n in sorted(bars, key=lambda pair: -pair[1])
        if n
    )
    chart = (Bars("groups", title, shown, "pareto"),) if shown else ()
    return Part(title, Table("groups", title, columns, tuple(rows)), chart)


def _lossy() -> Iterator[tuple[str, str]]:
    return ((point, name) for point, name in POINTS.items() if point != CONVICTION)


def _row(name: Any, part: Cohort, narrows: Mapping[str, str], *, total: bool = False) -> Row:
    lost = {point: part.count(LOST, point) for point, _ in _lossy()}
    fates = {fate: part.count(fate) for fate in (LOST, OPEN, CONVICTED)}
    demand_total(fates.values(), part.total, measure=N_("Received"))
    cells: tuple[Cell, ...] = (name, part.total, *lost.values(), *fates.values())
    drills = {
        "cohort": Drill(FOLLOWED, narrows),
        **{
            f"lost_{point.lower()}": Drill(FOLLOWED, {"point": point, "fate": LOST, **narrows})
            for point in lost
        },
        **{fate: Drill(FOLLOWED, {"fate": fate, **narrows}) for fate in fates},
    }
    return Row(cells, total=total, drills=drills)
