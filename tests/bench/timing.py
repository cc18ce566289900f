"""Medians of processor and wall time, and the table they are printed in."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import click


@dataclass(frozen=True, slots=True)
class Time:
    """Medians in milliseconds. On PostgreSQL the processor time is this process's alone."""

    wall: float
    cpu: float


@dataclass(frozen=True, slots=True)
class Line:
    """One measurement; `ratio` is its wall time over that of what it is compared with."""

    what: str
    time: Time
    ratio: float | None = None
    goal: str = ""


def median(act: Callable[[], object], runs: int, warm: int = 2) -> Time:
    """Of `runs` calls, after `warm` that nobody times."""
    for _ in range(warm):
        act()
    times = [_once(act) for _ in range(runs)]
    return Time(
        statistics.median(wall for wall, _ in times), statistics.median(cpu for _, cpu in times)
    )


def in_turn(acts: Sequence[Callable[[], object]], runs: int, warm: int = 2) -> list[Time]:
    """Medians of several acts done one after the other, so that a busy machine hits all alike."""
    for act in acts * warm:
        act()
    rounds = [[_once(act) for act in acts] for _ in range(runs)]
    return [
        Time(statistics.median(w for w, _ in one), statistics.median(c for _, c in one))
        for one in zip(*rounds, strict=True)
    ]


def _once(act: Callable[[], object]) -> tuple[float, float]:
    wall, cpu = time.perf_counter(), time.process_time()
    act()
    return (time.perf_counter() - wall) * 1000, (time.process_time() - cpu) * 1000


def show(title: str, lines: Iterator[Line]) -> None:
    click.echo(f"\n{title}\n{'':<58}{'wall ms':>11}{'cpu ms':>9}{'ratio':>9}  goal")
    for line in lines:
        ratio = "" if line.ratio is None else f"{line.ratio:,.2f}"
        click.echo(
            f"{line.what:<58}{line.time.wall:>11,.2f}{line.time.cpu:>9,.2f}{ratio:>9}  {line.goal}"
        )
