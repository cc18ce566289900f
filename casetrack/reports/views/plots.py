"""Where the lines of a step curve run: shares of the width and of the height, and the ticks."""

from __future__ import annotations

from dataclasses import dataclass

from casetrack.reports.document import Curves, Line
from casetrack.reports.wording import Say, say_text
from casetrack.rules.words import N_

WIDTH, HEIGHT = 1000, 200
# Told apart by dash and width, not by colour alone.
DASHES = ("", "14 5", "3 4", "16 4 3 4", "8 3", "2 7", "20 3 2 3 2 3")
COLOURS = ("#0b5cad", "#a81e24", "#17663a", "#9a5b00", "#56206b", "#0f2740", "#4b5766")
TOPS = (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.25, 0.5, 1.0)
MONTH, YEAR = 30.4375, 365.25
TICKS_AT_MOST = 8


@dataclass(frozen=True, slots=True)
class Tick:
    """`at` in percent of the width, or in units of the height."""

    at: float
    label: str


@dataclass(frozen=True, slots=True)
class Path:
    label: str
    points: str
    end: str  # where it stands at last, in words
    dash: str
    colour: str


@dataclass(frozen=True, slots=True)
class Plot:
    paths: tuple[Path, ...]
    across: tuple[Tick, ...]
    up: tuple[Tick, ...]
    axis: str  # what the ticks across count


def plot(chart: Curves, say: Say) -> Plot:
    """The curves in a box of WIDTH × HEIGHT, zero at its foot."""
    until = max(chart.until, 1)
    highest = max((y for line in chart.lines for _x, y in line.points), default=0.0)
    top = next((each for each in TOPS if each >= highest), 1.0)
    in_years = until > 2 * YEAR
    axis = N_("Years") if in_years else N_("Months")
    paths = tuple(_path(line, place, until, top, say) for place, line in enumerate(chart.lines))
    return Plot(paths, _across(until, YEAR if in_years else MONTH), _up(top), say(axis))


def _path(line: Line, place: int, until: int, top: float, say: Say) -> Path:
    """A step holds its height until the next one begins."""
    steps = [point for point in line.points if point[0] <= until]
    points: list[str] = []
    height = 0.0
    for x, y in steps:
        points += (
            [_at(x, height, until, top), _at(x, y, until, top)]
            if points
            else [_at(x, y, until, top)]
        )
        height = y
    last = until if line.until is None else min(line.until, until)
    points.append(_at(last, height, until, top))
    return Path(
        say_text(line.label, say),
        " ".join(points),
        _percent(height),
        DASHES[place % len(DASHES)],
        COLOURS[place % len(COLOURS)],
    )


def _at(x: float, y: float, until: int, top: float) -> str:
    return f"{WIDTH * x / until:.2f},{HEIGHT * (1 - y / top):.2f}"


def _across(until: int, unit: float) -> tuple[Tick, ...]:
    count = int(until / unit)
    step = next(each for each in (1, 2, 3, 6, 12, 24) if count / each <= TICKS_AT_MOST)
    return tuple(
        Tick(round(100 * number * unit / until, 2), str(number))
        for number in range(0, count + 1, step)
    )


def _up(top: float) -> tuple[Tick, ...]:
    return tuple(Tick(HEIGHT * (1 - share / 4), _percent(top * share / 4)) for share in range(5))


def _percent(share: float) -> str:
    return f"{100 * share:.3g} %"
