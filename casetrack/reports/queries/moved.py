"""What the desks count: moves by what they do to a desk, and what stands there after them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any, NamedTuple

from sqlalchemy import and_, exists, or_, select

from casetrack.operations.models import OperationCase
from casetrack.reports.queries.measure import Conditions, Measure
from casetrack.reports.queries.sources import Sources
from casetrack.rules.desk_moves import (
    COMPLAINTS_PENDING,
    PENDING,
    Desk,
    Effect,
    Entry,
    complaint_effects,
    effects,
)
from casetrack.rules.stages import CASE, COMPLAINT, AccusedState, CaseState, Move
from casetrack.rules.words import N_


class Sort(NamedTuple):
    """One sort of move."""

    from_state: str | None
    to_state: str
    reason: str


def key_of(desk: Desk, kind: str) -> str:
    """The key of a desk's measure: "police_untraced", "court_pending"."""
    return f"{desk.value.lower()}_{kind.lower()}"


def _reasons(move: Move[Any]) -> list[str]:
    """Every coded reason that a move may carry."""
    coded = [fact for fact in move.facts if fact.choices and fact.key in _CODED]
    keys = [choice.key for fact in coded for choice in fact.choices or ()]
    return keys or [move.exit_reason]


_CODED = ("closure_reason", "class", "reason")


def _sorts() -> Iterator[tuple[Effect, Sort]]:
    """Every sort of move with each of its effects; by its reason where that decides."""
    for made in COMPLAINT.moves:
        for effect in complaint_effects(made.from_state, made.to_state):
            yield effect, Sort(made.from_state, made.to_state, "")
    for move in CASE.moves:
        ends = (move.from_state, move.to_state)
        found = {reason: effects(*ends, reason) for reason in _reasons(move)}
        if len(set(found.values())) == 1:
            found = {"": next(iter(found.values()))}
        yield from ((one, Sort(*ends, reason)) for reason, some in found.items() for one in some)


def _is(move: Any, sort: Sort) -> Any:
    first = sort.from_state is None
    origin = move.from_state.is_(None) if first else move.from_state == sort.from_state
    told = (move.reason == sort.reason,) if sort.reason else ()
    return and_(origin, move.to_state == sort.to_state, *told)


def _desk_moves() -> Iterator[Measure]:
    """By desk, and by the kind of entry or exit."""
    by_effect = sorted(_sorts(), key=lambda pair: (pair[0].desk, pair[0].kind))
    for effect, pairs in groupby(by_effect, key=lambda pair: pair[0]):
        yield _desk_measure(effect, [sort for _, sort in pairs])


def _moves_of(desk: Desk, s: Sources) -> Any:
    return s.complaint_move if desk is Desk.COMPLAINT else s.case_move


def _desk_measure(effect: Effect, sorts: list[Sort]) -> Measure:
    desk, ends = effect.desk, sorted({sort.to_state for sort in sorts})

    def where(s: Sources) -> Conditions:
        move = _moves_of(desk, s)
        # The first condition says less than the second, and an index knows it.
        return move.to_state.in_(ends), or_(*(_is(move, sort) for sort in sorts))

    return Measure(
        key_of(desk, effect.kind),
        effect.kind.label,
        "complaint" if desk is Desk.COMPLAINT else "case",
        N_("each move on its own day; one that moved so twice counts twice"),
        lambda s: _moves_of(desk, s).occurred_on,
        where=where,
        moved=True,
    )


def _pending(desk: Desk, pending: frozenset[Any]) -> Measure:
    """What stands on a desk at the end of the period, by the move after which nothing moved."""
    states = tuple(sorted(pending))

    def where(s: Sources) -> Conditions:
        return (_moves_of(desk, s).to_state.in_(states),)

    return Measure(
        key_of(desk, "pending"),
        N_("Pending"),
        "complaint" if desk is Desk.COMPLAINT else "case",
        N_("pending at the end of the period, by the day of the last move until then"),
        lambda s: _moves_of(desk, s).occurred_on,
        where=where,
        moved=True,
        standing=True,
    )


def _proclaimed(
    key: str, label: str, words: str, side: str = "to_state", *, standing: bool = False
) -> Measure:
    """Moves of an accused to the state of a proclaimed offender, or from it."""
    return Measure(
        key,
        label,
        "accused",
        words,
        lambda s: s.accused_move.occurred_on,
        where=lambda s: (getattr(s.accused_move, side) == AccusedState.PROCLAIMED_OFFENDER,),
        moved=True,
        standing=standing,
    )


def _after_raid(s: Sources) -> Conditions:
    """A FIR (not an investigation resumed) with an own or a shared raid until its day."""
    registered = [sort for effect, sort in _sorts() if effect.kind is Entry.REPORTED]
    until = (s.operation.kind == "RAID", s.operation.started_on <= s.case_move.occurred_on)
    own = exists().where(s.operation.case_id == s.case_move.case_id, *until)
    shared = exists().where(
        OperationCase.case_id == s.case_move.case_id,
        OperationCase.operation_id == s.operation.id,
        *until,
    )
    made = or_(*(_is(s.case_move, sort) for sort in registered))
    # Few cases share a raid: they are looked up once, and only then asked one by one.
    sharing = s.case_move.case_id.in_(select(OperationCase.case_id))
    return s.case_move.to_state == CaseState.INVESTIGATION, made, or_(own, and_(sharing, shared))


MOVED: tuple[Measure, ...] = (
    *_desk_moves(),
    _pending(Desk.COMPLAINT, COMPLAINTS_PENDING),
    *(_pending(desk, pending) for desk, pending in PENDING.items()),
    _proclaimed(
        "proclaimed",
        N_("Proclaimed offenders"),
        N_("accused by the day they were proclaimed (CrPC s.87)"),
    ),
    _proclaimed(
        "proclaimed_traced",
        N_("Proclaimed offenders arrested"),
        N_("proclaimed offenders by the day of their arrest"),
        "from_state",
    ),
    _proclaimed(
        "proclaimed_pending",
        N_("Proclaimed offenders at large"),
        N_("accused who stand proclaimed at the end of the period"),
        standing=True,
    ),
    Measure(
        "dormant",
        N_("In the record room"),
        "case",
        N_("pending cases that lie dormant at the end of the period (CrPC s.249, s.512)"),
        lambda s: s.case_move.occurred_on,
        where=lambda s: (s.case_move.to_state == "DORMANT",),
        moved=True,
        standing=True,
    ),
    Measure(
        "fir_after_raid",
        N_("Cases registered after a raid"),
        "case",
        N_("cases by the day of the FIR, where a raid began on that day or before it"),
        lambda s: s.case_move.occurred_on,
        where=_after_raid,
        moved=True,
    ),
)
