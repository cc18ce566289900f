"""What happened when: movements, raids, arrests, orders and dates in court on one line of time.

What befell many accused alike is one line that names them all: 149 arrests in one raid are one
event. The facts of a move are printed by a list of keys: a confidential report or a legal opinion
among them belongs to the police copy.
"""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from datetime import date, datetime, time
from typing import Any

from casetrack.db import KARACHI, local_date
from casetrack.dossiers import tree
from casetrack.dossiers.build.people import BAILS, PRE_ARREST, REMANDS
from casetrack.dossiers.build.sources import Sources
from casetrack.dossiers.build.things import OPERATIONS
from casetrack.dossiers.build.words import label, plain
from casetrack.prosecution.facts import CHALLAN_KINDS, VERDICT_KINDS
from casetrack.rules import lists
from casetrack.rules.states import AccusedState
from casetrack.rules.words import N_

OPEN_FACTS = (
    "fir_no",
    "approval_ref",
    "s155_order_no",
    "magistrate_order",
    "order_no",
    "refusal_order",
    "letter_no",
    "report_no",
    "challan_no",
    "appeal_no",
    "court_case_no",
    "leave_order",
    "court_order",
    "court",
    "target_agency",
)
# These have records of their own, which stand in the chronology themselves.
RECORDED = frozenset(
    {
        AccusedState.SUSPECT,
        AccusedState.NOMINATED,
        AccusedState.ARRESTED,
        AccusedState.CHALLANED,
        AccusedState.CHARGED,
        AccusedState.CONVICTED,
        AccusedState.ACQUITTED,
        AccusedState.DISCHARGED,
    }
)


def chronology(sources: Sources) -> tuple[tree.Event, ...]:
    """All events in order of time; where only the day is known, after that day's instants."""
    events = [
        *_complaints(sources),
        *_movements(sources),
        *_raids(sources),
        *_liberty(sources),
        *_court(sources),
    ]
    return tuple(sorted(events, key=_order))


def _order(event: tree.Event) -> tuple[date, bool, float]:
    return event.on, event.at is None, event.at.timestamp() if event.at else 0.0


def _at(at: datetime, what: str, detail: str = "", by: str = "") -> tree.Event:
    # A move whose act is known by its day alone is kept as the day's first moment.
    known = at if at.astimezone(KARACHI).time() != time.min else None
    return tree.Event(local_date(at), known, what, detail, by)


def _on(on: date, what: str, detail: str = "", by: str = "") -> tree.Event:
    return tree.Event(on, None, what, detail, by)


def _complaints(sources: Sources) -> Iterator[tree.Event]:
    for one in sources.complaints:
        channel = label(lists.CHANNELS, one.channel)
        yield _at(one.received_at, N_("Complaint received"), f"{one.number}, {channel}")
        if one.verified_on is not None:
            yield _on(one.verified_on, N_("Complaint verified"), one.number)


def _movements(sources: Sources) -> Iterator[tree.Event]:
    for move in sources.movements:
        detail = _open_facts(sources, move.facts)
        yield _at(move.occurred_at, move.to_state.label, detail, move.actor.title)
    grouped: dict[Hashable, list[uuid.UUID]] = defaultdict(list)
    for row in sources.accused_movements:
        if row.to_state not in RECORDED:
            grouped[row.occurred_at, row.to_state.label].append(row.accused_id)
    for (at, state), ids in _pairs(grouped):
        yield _at(at, state, sources.span(ids))


def _open_facts(sources: Sources, facts: Mapping[str, Any]) -> str:
    return "; ".join(words for key in OPEN_FACTS if (words := sources.words.facts(facts, key)))


def _raids(sources: Sources) -> Iterator[tree.Event]:
    for one in sources.operations:
        place = sources.words.typed(one.place)
        yield _at(
            one.started_at, OPERATIONS[one.kind], f"{one.reference}, {place}", one.leader.title
        )
    grouped: dict[Hashable, list[uuid.UUID]] = defaultdict(list)
    for arrest in sources.arrests:
        grouped[arrest.arrested_at, arrest.officer.title].append(arrest.accused_id)
    for (at, officer), ids in _pairs(grouped):
        yield _at(at, N_("Arrest"), sources.span(ids), officer)
    produced: dict[Hashable, list[uuid.UUID]] = defaultdict(list)
    for arrest in sources.arrests:
        if arrest.produced_at is not None:
            produced[arrest.produced_at, plain(arrest.produced_before)].append(arrest.accused_id)
    for (at, court), ids in _pairs(produced):
        yield _at(at, N_("Produced before the magistrate"), _with(sources.span(ids), court))


def _liberty(sources: Sources) -> Iterator[tree.Event]:
    grouped: dict[Hashable, list[uuid.UUID]] = defaultdict(list)
    for remand in sources.remands:
        key = (remand.from_on, REMANDS[remand.kind], plain(remand.order_number))
        grouped[key].append(remand.accused_id)
    for bail in sources.bails:
        words = (PRE_ARREST if bail.pre_arrest else BAILS)[bail.decision]
        grouped[bail.decided_on, words, plain(bail.order_number)].append(bail.accused_id)
    for (on, what, order), ids in _pairs(grouped):
        yield _on(on, what, _with(sources.span(ids), order))


def _court(sources: Sources) -> Iterator[tree.Event]:
    for challan in sources.challans:
        what = label(CHALLAN_KINDS, challan.kind)
        yield _on(challan.submitted_on, what, plain(challan.number), plain(challan.prosecutor))
    grouped: dict[Hashable, list[uuid.UUID]] = defaultdict(list)
    for charge in sources.charges:
        grouped[charge.framed_on, N_("Charge framed"), ""].append(charge.accused_id)
        for verdict in charge.verdicts:
            what = label(VERDICT_KINDS, verdict.kind)
            grouped[verdict.given_on, what, plain(verdict.court)].append(charge.accused_id)
    for (on, what, court), ids in _pairs(grouped):
        yield _on(on, what, _with(sources.span(ids), court))
    for hearing in sources.hearings:
        purpose = label(lists.HEARING_PURPOSES, hearing.purpose)
        detail = _with(purpose, sources.words.typed(hearing.outcome))
        yield _on(hearing.held_on, N_("Hearing"), detail, plain(hearing.court))
    for appeal in sources.appeals:
        yield _on(appeal.filed_on, N_("Appeal filed"), plain(appeal.number), plain(appeal.court))


def _with(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def _pairs(grouped: Mapping[Hashable, list[uuid.UUID]]) -> Iterable[tuple[Any, list[uuid.UUID]]]:
    return grouped.items()
