"""Documents made by hand, for what prints and hides them."""

from __future__ import annotations

from datetime import date

from casetrack.reports.document import (
    Bar,
    Bars,
    Cell,
    Column,
    Curves,
    Document,
    Drill,
    Headline,
    Line,
    Part,
    Row,
    Table,
)
from casetrack.reports.facts import Asked, Period
from casetrack.rules.metrics import Rate

DAY = date(2026, 11, 21)
ASKED = Asked(Period(date(2024, 1, 1), date(2024, 12, 31)), "HQ", DAY)


def rate(n: int, d: int) -> Rate:
    return Rate(n, d, "case", "period", DAY, "convicted / cases")


def table(rows: list[Row], *columns: Column, key: str = "table") -> Table:
    heads = columns or (Column("n", "Count", adds_up=True),)
    return Table(key, f"Table {key}", (Column("name", "Name", text=True), *heads), tuple(rows))


def counted(*counts: int, total: int | None = None) -> Table:
    """Rows a, b, c … and their total."""
    rows = [Row((chr(97 + place), count)) for place, count in enumerate(counts)]
    rows.append(Row(("All", sum(counts) if total is None else total), total=True))
    return table(rows)


def document(*tables: Table, asked: Asked = ASKED, **more: object) -> Document:
    values: dict[str, object] = {
        "name": "made",
        "version": 1,
        "title": "Made by hand",
        "asked": asked,
        "unit_name": "Headquarters",
        "sees_all": False,
        "parts": tuple(Part(each.title, each) for each in tables),
    }
    return Document(**(values | more))  # type: ignore[arg-type]


def column(of: Document, name: str = "n", number: int = 0) -> list[Cell]:
    """One column of one table."""
    found = tuple(of.tables())[number]
    place = [each.key for each in found.columns].index(name)
    return [row.cells[place] for row in found.rows]


def rich() -> Document:
    """One of everything: bars, pareto, funnel, curves, links, partial rows."""
    drill = Drill("fir", {"state": "ACQUITTED"})
    bars = tuple(Bar(("Closed", name), n, str(n), "why", drill) for name, n in (("a", 6), ("b", 9)))
    charts = (
        *(Bars(kind, f"As {kind}", bars, kind) for kind in ("bars", "funnel", "pareto")),
        Curves(
            "curves",
            "Convicted after receipt",
            (
                Line("2023", ((0, 0.0), (200, 0.01), (900, 0.034))),
                Line("2024", ((0, 0.0), (100, 0.02), (500, 0.021))),
                Line("2025", ((0, 0.0), (50, 0.015))),
            ),
            1461,
        ),
    )
    rows = [
        Row(("a", 6, rate(6, 20)), drills={"n": drill}, partial="to 3 May 2024"),
        Row(("b", 9, rate(0, 0))),
        Row(("All", 15, rate(6, 20)), total=True),
    ]
    made = table(rows, Column("n", "Count", "what is counted", adds_up=True), Column("r", "Rate"))
    part = Part("Everything", made, charts, ("Words below.",))
    return document(parts=(part,), headlines=(Headline("Rate", rate(6, 20), "said", drill),))
