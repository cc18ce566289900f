"""Every cell of the tallies counted again from the rows, by queries that know no trigger."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Select, Text, case, cast, func, literal, select

from casetrack.accounts.models import Unit
from casetrack.audit import triggers
from casetrack.cases.models import Case, CaseMovement
from casetrack.complaints.models import Complaint, ComplaintMovement
from casetrack.db import local_date, session, utc_now
from casetrack.reports.models import Tally
from casetrack.reports.queries.counted import joined, owner
from casetrack.reports.queries.measures import MEASURES
from casetrack.reports.queries.sources import known_by
from casetrack.reports.queries.tallied import BY_YEAR
from casetrack.rules.stages import ComplaintState

TRIGGERS = (
    "tally_complaints",
    "tally_complaint_changes",
    "tally_complaint_owners",
    "tally_cases",
    "tally_case_changes",
    "tally_case_owners",
    "tally_accused",
    "tally_accused_changes",
    "tally_raids",
    "tally_raid_changes",
    "tally_complaint_moves",
    "tally_case_moves",
)


# What a spell is tallied as while it is open, by the day of the year that it began on.
OPEN = {
    "ended": "open",
    **{
        f"in_{stage}": f"open_in_{stage}"
        for stage in ("verification", "enquiry", "investigation", "prosecution")
    },
}


class Key(NamedTuple):
    """What a tally is kept of."""

    measure: str
    bucket: int
    unit_id: uuid.UUID | None
    sealed: bool
    state: str
    reason: str
    days: int


Cells = Counter[Key]


def disagreements() -> Iterator[str]:
    """One line for each missing trigger, and for each cell that differs from the rows it counts."""
    there = triggers.present()
    for name in TRIGGERS:
        if name not in there:
            yield f"trigger {name} is missing: what it tallied is tallied no more"
    kept, counted = _kept(), _counted()
    units = {unit.id: unit.code for unit in session.scalars(select(Unit).order_by(Unit.path))}
    for key in sorted(kept.keys() | counted.keys(), key=str):
        if kept[key] != counted[key]:
            name = _name(key, units)
            yield f"tally of {name} is {kept[key]}, by the rows {counted[key]}"


def _name(key: Key, units: Mapping[uuid.UUID, str]) -> str:
    """received 2024 CLOSED CIVIL_DISPUTE (FSD, sealed)."""
    where = units.get(key.unit_id, str(key.unit_id)) if key.unit_id else "all units"
    more = [where, *(["sealed"] if key.sealed else []), *([f"{key.days} days"] if key.days else [])]
    named = (key.measure, str(key.bucket), key.state, key.reason)
    return f"{' '.join(word for word in named if word)} ({', '.join(more)})"


def _kept() -> Cells:
    rows = select(*(getattr(Tally, name) for name in Key._fields), Tally.n).order_by(Tally.id)
    found: Cells = Counter()
    for *key, n in session.execute(rows):
        found[Key(*key)] += n
    return found


def _counted() -> Cells:
    found: Cells = Counter()
    for measure in BY_YEAR:
        _count_years(found, measure)
    _count_moves(found, "complaint_moved", ComplaintMovement, Complaint)
    _count_moves(found, "case_moved", CaseMovement, Case)
    for spell in _spells():
        _count_spells(found, spell)
    return found


def _count_years(found: Cells, name: str) -> None:
    measure, sources = MEASURES[name], known_by(local_date(utc_now()))
    of = owner(measure, sources)
    columns = (
        measure.day(sources).label("day"),
        of.unit_id.label("unit_id"),
        of.sealed.label("sealed"),
        cast(measure.state(sources), Text).label("state"),
        measure.reason(sources).label("reason"),
    )
    for (day, unit, sealed, state, reason), n in _grouped(joined(measure, sources, *columns)):
        if day is not None:
            found[Key(name, day.year, unit, sealed, state, reason, 0)] += n


def _count_moves(found: Cells, name: str, moved: Any, root: Any) -> None:
    columns = (
        moved.occurred_on,
        root.unit_id,
        root.sealed,
        cast(moved.from_state, Text).label("before"),
        cast(moved.to_state, Text).label("after"),
        moved.reason,
    )
    for (day, unit, sealed, before, after, reason), n in _grouped(select(*columns).join(root)):
        month, pair = day.year * 100 + day.month, f"{before or ''}>{after}"
        found[Key(name, month, unit, sealed, pair, reason, 0)] += n


class Spell(NamedTuple):
    """From the day `start` to the day `end`, None while the spell is open."""

    measure: str
    start: Any
    end: Any
    sealed: Any
    state: Any = literal("")


def _spells() -> Sequence[Spell]:
    ended, verified = Complaint.ended_on, func.coalesce(Complaint.verified_on, Complaint.ended_on)
    stages = {
        "in_enquiry": (Case.enquiry_on, Case.investigation_on),
        "in_investigation": (Case.investigation_on, Case.prosecution_on),
        "in_prosecution": (Case.prosecution_on, Case.verdict_on),
    }
    return (
        Spell("ended", Complaint.received_on, ended, Complaint.sealed, cast(Complaint.state, Text)),
        Spell("in_verification", Complaint.received_on, verified, Complaint.sealed),
        *(
            Spell(name, start, func.coalesce(end, Case.ended_on), Case.sealed)
            for name, (start, end) in stages.items()
        ),
    )


def _count_spells(found: Cells, spell: Spell) -> None:
    columns = (spell.start, spell.end.label("over"), spell.sealed, spell.state.label("state"))
    _add_spells(found, spell.measure, select(*columns))
    if spell.measure == "ended":
        _add_spells(found, "ended", _ended_in_court())


def _ended_in_court() -> Select[Any]:
    """Complaints that became part of a case end with its first conviction, or as the case does."""
    state = case((Case.convicted_on.is_not(None), "CONVICTED"), else_=cast(Case.state, Text))
    over = func.coalesce(Case.convicted_on, Case.ended_on)
    rows = select(Complaint.received_on, over.label("over"), Complaint.sealed, state.label("state"))
    return rows.join(Case, Case.id == Complaint.case_id).where(
        Complaint.state == ComplaintState.JOINED
    )


def _add_spells(found: Cells, name: str, rows: Select[Any]) -> None:
    for (start, end, sealed, state), n in _grouped(rows):
        if start is None:
            continue
        if end is not None:
            days = max(0, (end - start).days)
            found[Key(name, start.year, None, sealed, state, "", days)] += n
        elif state != ComplaintState.JOINED:  # its case tells
            day = (start - start.replace(month=1, day=1)).days
            found[Key(OPEN[name], start.year, None, sealed, "", "", day)] += n


def _grouped(rows: Select[Any]) -> Iterator[tuple[Sequence[Any], int]]:
    """Each distinct row and how often it is there."""
    each = rows.subquery()
    counted = select(*each.c, func.count()).group_by(*each.c)
    for *columns, n in session.execute(counted):
        yield columns, n
