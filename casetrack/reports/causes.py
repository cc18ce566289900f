"""Why a row counts otherwise today than on the day of a return."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from casetrack.reports.queries.matters import Done, Matter
from casetrack.rules.words import N_, Worded


class Why(Worded):
    """The sorts of causes, those that explain most first."""

    APPEAL = "APPEAL", N_("Appeal")
    REOPENED = "REOPENED", N_("Reopened")
    LATE = "LATE", N_("Late entry")
    SINCE = "SINCE", N_("Happened since")
    SEALED = "SEALED", N_("Sealed since")
    UNSEALED = "UNSEALED", N_("Opened since: it was sealed")
    UNIT = "UNIT", N_("Another unit")
    CORRECTED = "CORRECTED", N_("Corrected")
    GONE = "GONE", N_("Gone from the database")
    UNKNOWN = "UNKNOWN", N_("No later act explains it: run flask check")


SORTS: Mapping[str, Why] = {"appeal": Why.APPEAL, "reopened": Why.REOPENED}
COLUMNS: Mapping[str, str] = {
    "assigned_to_id": N_("officer"),
    "lead_id": N_("officer"),
    "category": N_("category"),
    "means": N_("means used"),
    "target_country": N_("country"),
    "complainant_kind": N_("who complained"),
    "received_at": N_("received"),
    "received_on": N_("received"),
    "offence": N_("offence"),
    "sections": N_("sections"),
    "kind": N_("kind"),
    "started_at": N_("day"),
    "started_on": N_("day"),
    "framed_on": N_("day"),
}


@dataclass(frozen=True, slots=True)
class Cause:
    """`act` are the words of what was done, before and after; `on` its day, `entered` when."""

    why: Why
    act: tuple[str, ...] = ()
    on: date | None = None
    entered: datetime | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """What the return knew: everything entered until `at`, of all days until `day`."""

    at: datetime
    day: date


@dataclass(frozen=True, slots=True)
class Change:
    """How a row counted then and counts now: whether it did, and in which unit."""

    then: bool
    now: bool
    then_unit: str = ""
    day: date | None = None  # the day that it counts on now


def cause_of(matter: Matter | None, change: Change, known: Known) -> Cause:
    """The one cause that explains most; each is looked for in its turn."""
    if matter is None:
        return Cause(Why.GONE)
    return next(_causes(matter, change, known), Cause(Why.UNKNOWN))


def _causes(matter: Matter, change: Change, known: Known) -> Iterator[Cause]:
    if not change.then and matter.recorded_at > known.at:
        why = Why.LATE if change.day is None or change.day <= known.day else Why.SINCE
        yield Cause(why, on=change.day, entered=matter.recorded_at)
    if change.then and not change.now and matter.sealed and "sealed" in matter.corrected:
        yield Cause(Why.SEALED)
    if change.then and change.then_unit != matter.unit:
        yield Cause(Why.UNIT, (change.then_unit, matter.unit))
    yield from _of_moves(matter, known)
    yield from _of_corrections(matter)


def _of_moves(matter: Matter, known: Known) -> Iterator[Cause]:
    for sort, why in SORTS.items():
        for done in reversed(matter.done):
            if done.sort == sort:
                yield _cause(why, done)
    for done in reversed(matter.done):
        if done.occurred_on <= known.day:
            yield _cause(Why.LATE, done)
    for done in reversed(matter.done):
        yield _cause(Why.SINCE, done)


def _cause(why: Why, done: Done) -> Cause:
    act = tuple(part for part in (done.before, done.after) if part)
    return Cause(why, act, done.occurred_on, done.recorded_at)


def _of_corrections(matter: Matter) -> Iterator[Cause]:
    if "sealed" in matter.corrected:
        yield Cause(Why.SEALED if matter.sealed else Why.UNSEALED)
    if "unit_id" in matter.corrected:
        yield Cause(Why.UNIT, (matter.unit,))
    names = sorted({COLUMNS[one] for one in matter.corrected if one in COLUMNS})
    if names:
        yield Cause(Why.CORRECTED, tuple(names))
