"""Every move of a case against the three desks: what comes, what leaves, and that none is lost."""

import random
from collections import Counter
from dataclasses import fields
from datetime import date

import pytest

from casetrack.rules.desk_moves import (
    COMPLAINTS_PENDING,
    PENDING,
    Desk,
    Effect,
    Exit,
    Moved,
    complaint_effects,
    effects,
    stock_and_flow,
)
from casetrack.rules.desks import (
    ComplaintCounts,
    CourtCounts,
    EnquiryCounts,
    PoliceCounts,
    court_desk,
    police_desk,
)
from casetrack.rules.moves import Move
from casetrack.rules.reasons import CANCELLATION_CLASSES, COMPOUNDINGS
from casetrack.rules.stages import CASE, COMPLAINT, CaseState, ComplaintState

DESKS: dict[Desk, type[EnquiryCounts | PoliceCounts | CourtCounts]] = {
    Desk.ENQUIRY: EnquiryCounts,
    Desk.POLICE: PoliceCounts,
    Desk.COURT: CourtCounts,
}

# Every move of a case and what it does, reviewed by hand. A move that is not here does nothing.
REVIEWED = """
- ENQUIRY: ENQUIRY+OPENED
- INVESTIGATION: POLICE+REPORTED
ENQUIRY ENQUIRY_CLOSED: ENQUIRY-CLOSED
ENQUIRY TRANSFERRED: ENQUIRY-TRANSFERRED
ENQUIRY MERGED: ENQUIRY-MERGED
PERMISSION ENQUIRY_CLOSED: ENQUIRY-CLOSED
PERMISSION INVESTIGATION: ENQUIRY-REGISTERED POLICE+REPORTED
ENQUIRY_CLOSED ENQUIRY: ENQUIRY+REOPENED
INVESTIGATION INTERIM_CHALLAN: POLICE-CHALLANED COURT+SENT
INVESTIGATION FINAL_CHALLAN: POLICE-CHALLANED COURT+SENT
INVESTIGATION CANCELLATION_REPORT: POLICE-FALSE
INVESTIGATION UNTRACED_REPORT: POLICE-UNTRACED
INVESTIGATION TRANSFERRED: POLICE-TRANSFERRED
INVESTIGATION QUASHED: POLICE-QUASHED
INVESTIGATION WITHDRAWN: POLICE-WITHDRAWN
INVESTIGATION ABATED: POLICE-ABATED
INTERIM_CHALLAN CANCELLATION_REPORT: COURT-RETURNED POLICE+REOPENED POLICE-FALSE
INTERIM_CHALLAN QUASHED: COURT-QUASHED
FINAL_CHALLAN QUASHED: COURT-QUASHED
FINAL_CHALLAN INVESTIGATION: COURT-RETURNED POLICE+REOPENED
CANCELLATION_REPORT INVESTIGATION: POLICE+REOPENED
UNTRACED_REPORT INVESTIGATION: POLICE+REOPENED
CANCELLATION_REPORT COGNIZANCE: COURT+SENT
COGNIZANCE DISCHARGED: COURT-DISCHARGED
COGNIZANCE ACQUITTED: COURT-ACQUITTED
COGNIZANCE WITHDRAWN: COURT-WITHDRAWN
COGNIZANCE COMPOUNDED: COURT-COMPOUNDED
COGNIZANCE QUASHED: COURT-QUASHED
COGNIZANCE ABATED: COURT-ABATED
CHARGE_FRAMED CONVICTED: COURT-CONVICTED
CHARGE_FRAMED ACQUITTED: COURT-ACQUITTED
CHARGE_FRAMED COMPOUNDED: COURT-COMPOUNDED
CHARGE_FRAMED WITHDRAWN: COURT-WITHDRAWN
CHARGE_FRAMED ABATED: COURT-ABATED
CHARGE_FRAMED QUASHED: COURT-QUASHED
TRIAL CONVICTED: COURT-CONVICTED
TRIAL ACQUITTED: COURT-ACQUITTED
TRIAL COMPOUNDED: COURT-COMPOUNDED
TRIAL WITHDRAWN: COURT-WITHDRAWN
TRIAL ABATED: COURT-ABATED
TRIAL QUASHED: COURT-QUASHED
APPEAL TRIAL: COURT+RETRIAL
"""
# What moves a case along within its desk, or off all of them already.
WITHOUT_EFFECT = {
    ("ENQUIRY", "PERMISSION"),
    ("PERMISSION", "ENQUIRY"),
    ("INTERIM_CHALLAN", "FINAL_CHALLAN"),
    ("INTERIM_CHALLAN", "COGNIZANCE"),
    ("FINAL_CHALLAN", "COGNIZANCE"),
    ("COGNIZANCE", "CHARGE_FRAMED"),
    ("COGNIZANCE", "DORMANT"),
    ("CHARGE_FRAMED", "TRIAL"),
    ("TRIAL", "DORMANT"),
    ("DORMANT", "COGNIZANCE"),
    ("DORMANT", "TRIAL"),
    ("CONVICTED", "APPEAL"),
    ("ACQUITTED", "APPEAL"),
    ("APPEAL", "CONVICTED"),
    ("APPEAL", "ACQUITTED"),
}


def reasons_of(move: Move[CaseState]) -> list[str]:
    """Every coded reason that a move may carry."""
    coded = [fact for fact in move.facts if fact.choices and fact.key in _CODED]
    keys = [choice.key for fact in coded for choice in fact.choices or ()]
    return keys or [move.exit_reason]


_CODED = ("closure_reason", "class", "reason")


def written(found: tuple[Effect, ...]) -> str:
    return " ".join(f"{one.desk}{'+' if one.change > 0 else '-'}{one.kind}" for one in found)


def test_every_move_is_classified_as_reviewed() -> None:
    lines = (line.split(": ") for line in REVIEWED.strip().split("\n"))
    reviewed = {tuple(ends.split(" ")): told for ends, told in lines}
    reviewed.update(dict.fromkeys(WITHOUT_EFFECT, ""))
    found = {
        (str(move.from_state or "-"), str(move.to_state)): written(
            effects(move.from_state, move.to_state, reasons_of(move)[0])
        )
        for move in CASE.moves
    }
    assert found == reviewed


@pytest.mark.parametrize("move", CASE.moves, ids=lambda m: f"{m.from_state}-{m.to_state}")
def test_stock_follows_the_state_whatever_the_reason(move: Move[CaseState]) -> None:
    for reason in reasons_of(move):
        change: Counter[Desk] = Counter()
        for one in effects(move.from_state, move.to_state, reason):
            change[one.desk] += one.change
        for desk, pending in PENDING.items():
            now, before = move.to_state in pending, move.from_state in pending
            assert change[desk] == now - before


def test_a_cancellation_is_told_by_its_class() -> None:
    ends = (CaseState.INVESTIGATION, CaseState.CANCELLATION_REPORT)
    found = {one.key: effects(*ends, one.key)[0].kind for one in CANCELLATION_CLASSES}
    assert found == {
        "FALSE": Exit.FALSE,
        "MISTAKE_OF_FACT": Exit.MISTAKE,
        "CIVIL_DISPUTE": Exit.MISTAKE,
        "NOT_COGNIZABLE": Exit.NON_COGNIZABLE,
        "NO_SUFFICIENT_GROUND": Exit.NOT_INVESTIGATED,
    }
    with pytest.raises(KeyError):
        effects(*ends, "")


def test_a_plea_bargain_is_told_from_a_compromise() -> None:
    ends = (CaseState.TRIAL, CaseState.COMPOUNDED)
    found = [effects(*ends, one.key)[0].kind for one in COMPOUNDINGS]
    assert found == [Exit.COMPOUNDED, Exit.PLEA_BARGAINED]


def test_a_move_that_no_table_has_is_an_error() -> None:
    with pytest.raises(KeyError):
        effects(CaseState.INVESTIGATION, CaseState.CONVICTED)


def walk(rng: random.Random, steps: int) -> list[tuple[CaseState | None, CaseState, str]]:
    """A history that the table allows, from its first move on."""
    state: CaseState | None = None
    done: list[tuple[CaseState | None, CaseState, str]] = []
    for _ in range(steps):
        moves = CASE.from_state(state)
        if not moves:
            break
        move = rng.choice(moves)
        done.append((state, move.to_state, rng.choice(reasons_of(move))))
        state = move.to_state
    return done


def test_a_case_is_never_twice_on_a_desk_nor_less_than_not_there() -> None:
    rng = random.Random(20250112)
    seen: Counter[Effect] = Counter()
    for _ in range(4_000):
        stock: Counter[Desk] = Counter()
        for from_state, to_state, reason in walk(rng, 30):
            for one in effects(from_state, to_state, reason):
                stock[one.desk] += one.change
                seen[one] += 1
                assert stock[one.desk] in (0, 1)
            assert [desk for desk in DESKS if stock[desk]] == [
                desk for desk in DESKS if to_state in PENDING[desk]
            ]
    # The walks tried every column of both published tables, and a case is on one desk at most.
    kinds = {(one.desk, one.kind.value.lower()) for one in seen}
    for desk, counts in DESKS.items():
        columns = {field.name for field in fields(counts)} - {"opening", "record_room"}
        assert {name for at, name in kinds if at is desk} == columns


def test_no_state_is_on_two_desks() -> None:
    assert sum(len(pending) for pending in PENDING.values()) == len(
        frozenset().union(*PENDING.values())
    )


def test_every_move_of_a_complaint() -> None:
    seen: set[str] = set()
    for move in COMPLAINT.moves:
        found = complaint_effects(move.from_state, move.to_state)
        stays, was = (state in COMPLAINTS_PENDING for state in (move.to_state, move.from_state))
        assert sum(one.change for one in found) == stays - was
        seen |= {one.kind.value.lower() for one in found}
    assert seen == {field.name for field in fields(ComplaintCounts)} - {"opening"}
    joined = complaint_effects(ComplaintState.VERIFIED, ComplaintState.JOINED)
    assert joined == (Effect(Desk.COMPLAINT, Exit.JOINED),)


@pytest.mark.parametrize("seed", range(20))
def test_every_period_closes_as_the_next_one_opens(seed: int) -> None:
    rng = random.Random(seed)
    moves = [(effects(*one), rng.randint(1, 36)) for _ in range(60) for one in walk(rng, 12)]
    # Days of one case need not follow each other here: stock is a sum, whatever the order.
    closings: dict[Desk, int] = {}
    for month in range(1, 38):
        moved = [Moved(found, day < month, 1) for found, day in moves if day <= month]
        enquiry = EnquiryCounts(**stock_and_flow(Desk.ENQUIRY, moved))
        sums = {Desk.ENQUIRY: (enquiry.opening, enquiry.closing)}
        for desk in (Desk.POLICE, Desk.COURT):
            counted = stock_and_flow(desk, moved)
            opening = counted["opening"]
            change = sum(
                one.change
                for found, day in moves
                for one in found
                if day == month and one.desk is desk
            )
            sums[desk] = (opening, opening + change)
        for desk, (opening, closing) in sums.items():
            assert opening == closings.get(desk, 0)
            closings[desk] = closing


def test_the_desks_add_up_what_moved() -> None:
    rng = random.Random(9)
    moved = [Moved(effects(*one), False, 1) for _ in range(500) for one in walk(rng, 20)]
    on = Counter[Desk]()
    for one in moved:
        for effect in one.effects:
            on[effect.desk] += effect.change
    as_of = date(2025, 12, 31)
    police = police_desk(PoliceCounts(**stock_and_flow(Desk.POLICE, moved)), as_of=as_of)
    court = court_desk(CourtCounts(**stock_and_flow(Desk.COURT, moved)), as_of=as_of)
    assert (police.closing, court.closing) == (on[Desk.POLICE], on[Desk.COURT])
