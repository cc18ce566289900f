"""Legal clocks as dated rows (legal_clocks.csv): when they end, and how each one stands.

Hard clocks guard liberty or admissibility. Soft clocks are reported and never block.
"""

import calendar
from collections.abc import Container
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import Literal
from zoneinfo import ZoneInfo

from casetrack.rules.csvs import read_day, read_rows
from casetrack.rules.words import N_, Worded

KARACHI = ZoneInfo("Asia/Karachi")

Kind = Literal["DEADLINE", "MINIMUM", "LIMIT", "RULE"]
Unit = Literal["hours", "days", "months", ""]
_KINDS: dict[str, Kind] = {
    "DEADLINE": "DEADLINE",
    "MINIMUM": "MINIMUM",
    "LIMIT": "LIMIT",
    "RULE": "RULE",
}
_UNITS: dict[str, Unit] = {"hours": "hours", "days": "days", "months": "months", "": ""}
_SUNDAY = 6


class ClockState(Worded):
    """How a clock stands. LATE is open and past its end; it counts as breached."""

    RUNNING = "RUNNING", N_("Running")
    SOON = "SOON", N_("Ends soon")
    LATE = "LATE", N_("Overdue")
    MET = "MET", N_("Met")
    BREACHED = "BREACHED", N_("Breached")


@dataclass(frozen=True, slots=True)
class ClockRule:
    """One version of one clock, in force from `from_on` to `until_on`, both included.

    `length` is in `unit`, negative when it counts back from the trigger, None for a RULE.
    `each` is the most days that one order may give.
    """

    key: str
    label: str
    statute: str
    starts_at: str
    kind: Kind
    unit: Unit
    length: int | None
    each: int | None
    hard: bool
    open_day: bool
    from_on: date
    until_on: date | None
    notes: str
    source: str
    confidence: str
    verify_with_counsel: bool

    def in_force(self, on: date) -> bool:
        """Say whether this version was law on `on`."""
        return self.from_on <= on and (self.until_on is None or on <= self.until_on)


@cache
def all_rules() -> tuple[ClockRule, ...]:
    """Return every version of every clock, in the order of the file."""
    rules = tuple(_read(row) for row in read_rows("legal_clocks.csv"))
    _demand_no_overlap(rules)
    return rules


@cache
def never_late() -> frozenset[str]:
    """Return the clocks whose end is nobody's breach: a right to act that lapses, a least time."""
    return frozenset(rule.key for rule in all_rules() if rule.kind in ("LIMIT", "MINIMUM"))


def clock_rule(key: str, on: date) -> ClockRule:
    """Return the version of a clock in force on `on`; LookupError when there was none."""
    for rule in all_rules():
        if rule.key == key and rule.in_force(on):
            return rule
    raise LookupError(f"no clock {key!r} in force on {on}")


def due_at(
    key: str,
    started_at: datetime,
    on: date | None = None,
    *,
    journey: timedelta = timedelta(),
    closed: Container[date] = frozenset(),
) -> datetime:
    """Return the instant (Asia/Karachi) at which a clock ends.

    `on` is the day whose law applies, by default the day the clock started. Hours run on the
    clock, holidays and all. Days and months exclude the trigger day and end with the last day.
    `journey` is the time a 24-hour production may add (CrPC s.61). `closed` are the court's
    holidays: only a filing moves past them, and past a Sunday.
    """
    local = _local(started_at)
    rule = clock_rule(key, on or local.date())
    if rule.length is None:
        raise ValueError(f"{key} is a rule without a length")
    if rule.unit == "hours":
        ends = local.astimezone(UTC) + timedelta(hours=rule.length) + journey
        return ends.astimezone(KARACHI)
    if rule.unit == "days":
        last = local.date() + timedelta(days=rule.length)
    else:
        last = _months_later(local.date(), rule.length)
    while rule.open_day and (last.weekday() == _SUNDAY or last in closed):
        last += timedelta(days=1)
    return datetime.combine(last, time.max, tzinfo=KARACHI)


@dataclass(frozen=True, slots=True)
class Clock:
    """A clock that was started: its rule, when it began, when it ends."""

    rule: ClockRule
    started_at: datetime
    due_at: datetime

    def state(self, now: datetime, done_at: datetime | None = None) -> ClockState:
        """Return how it stands at `now`; `done_at` is when what it asks for was done."""
        waits = self.rule.kind == "MINIMUM"
        if done_at is not None and done_at <= now:
            kept = done_at >= self.due_at if waits else done_at <= self.due_at
            return ClockState.MET if kept else ClockState.BREACHED
        if now > self.due_at:
            return ClockState.LATE if self.rule.kind == "DEADLINE" else ClockState.MET
        return ClockState.SOON if self.due_at - now <= self._soon() else ClockState.RUNNING

    def left(self, now: datetime) -> timedelta:
        """Return the time that is left at `now`; negative when it is over."""
        return self.due_at - now

    def _soon(self) -> timedelta:
        """A quarter of the whole, three days at most: 6 of 24 hours."""
        return min(abs(self.due_at - self.started_at) / 4, timedelta(days=3))


def start(
    key: str,
    started_at: datetime,
    on: date | None = None,
    *,
    journey: timedelta = timedelta(),
    closed: Container[date] = frozenset(),
) -> Clock:
    """Start a clock; the parameters are those of due_at."""
    local = _local(started_at)
    ends = due_at(key, started_at, on, journey=journey, closed=closed)
    return Clock(clock_rule(key, on or local.date()), local, ends)


def _local(instant: datetime) -> datetime:
    if instant.tzinfo is None:
        raise ValueError("a clock starts at an instant with a time zone")
    return instant.astimezone(KARACHI)


def _months_later(day: date, months: int) -> date:
    """Return the same day `months` later, or the month's last when it has no such day."""
    years, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(years, month + 1)[1]
    return date(years, month + 1, min(day.day, last))


def _read(row: dict[str, str]) -> ClockRule:
    return ClockRule(
        key=row["key"],
        label=row["label"],
        statute=row["statute"],
        starts_at=row["starts_at"],
        kind=_KINDS[row["kind"]],
        unit=_UNITS[row["unit"]],
        length=int(row["length"]) if row["length"] else None,
        each=int(row["each"]) if row["each"] else None,
        hard=row["hard"] == "1",
        open_day=row["open_day"] == "1",
        from_on=date.fromisoformat(row["from"]),
        until_on=read_day(row["until"]),
        notes=row["notes"],
        source=row["source"],
        confidence=row["confidence"],
        verify_with_counsel=row["verify"] == "1",
    )


def _demand_no_overlap(rules: tuple[ClockRule, ...]) -> None:
    for rule in rules:
        if (rule.kind == "RULE") is not (rule.length is None):
            raise ValueError(f"legal_clocks.csv: {rule.key} must have a length or be a RULE")
        twins = [other for other in rules if other.key == rule.key and other.in_force(rule.from_on)]
        if twins != [rule]:
            raise ValueError(f"legal_clocks.csv: {rule.key} has two versions on {rule.from_on}")
