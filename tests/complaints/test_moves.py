"""Moving: every (from, to, role) by the table, what each move writes, and what it refuses."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest

from casetrack.complaints import service
from casetrack.complaints.models import Complaint
from casetrack.db import local_date, session
from casetrack.rules.refusals import Refused
from casetrack.rules.roles import Role
from casetrack.rules.stages import COMPLAINT
from casetrack.rules.stages import ComplaintState as C
from tests import factories
from tests.complaints import made

LATER = made.NOW + timedelta(hours=1)
DAY = local_date(LATER)
ALLOWED = [
    (move.from_state, move.to_state, role)
    for move in COMPLAINT.moves
    for role in sorted(move.roles)
    if move.from_state is not None and move.to_state is not C.JOINED
]
REFUSED = [
    (before, after, role)
    for before in made.WAYS
    for after in made.WAYS
    for role in Role
    if (before, after, role) not in ALLOWED and after is not C.RECEIVED
]


def one_in(state: C) -> Complaint:
    return made.complaint_in(state, factories.officer(Role.SUPERVISOR), factories.officer())


def move(complaint: Complaint, to: C, role: Role = Role.SUPERVISOR, **changed: object) -> Complaint:
    """Move with every fact given, an hour later."""
    officer, original = factories.officer(role), made.complaint()
    facts = {**made.answers(to, factories.officer(), original), **changed}
    return service.move(complaint=complaint, to=to, actor=officer.actor, facts=facts, now=LATER)


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize(("before", "after", "role"), ALLOWED)
def test_every_move_of_the_table_is_made(before: C, after: C, role: Role) -> None:
    complaint = one_in(before)
    moves = len(complaint.movements)
    move(complaint, after, role, assigned_at=LATER)
    session.commit()
    session.expire_all()
    assert complaint.state is after
    last = complaint.movements[-1]
    assert len(complaint.movements) == moves + 1 == last.seq
    assert (last.from_state, last.to_state) == (before, after)
    assert (last.occurred_at, last.recorded_at) == (LATER, LATER)


@pytest.mark.usefixtures("sqlite")
@pytest.mark.parametrize("before", made.WAYS)
def test_nothing_else_moves(before: C) -> None:
    complaint = one_in(before)
    for state, after, role in REFUSED:
        if state is before:
            with pytest.raises(Refused):
                move(complaint, after, role)
    assert complaint.state is before


@pytest.mark.usefixtures("sqlite")
@pytest.mark.parametrize(("before", "after", "role"), ALLOWED)
def test_a_fact_that_is_missing_is_named(before: C, after: C, role: Role) -> None:
    made_move = COMPLAINT.find(before, after)
    assert made_move is not None
    complaint = one_in(before)
    for fact in made_move.facts:
        with pytest.raises(Refused) as refused:
            move(complaint, after, role, **{fact.key: ""})
        assert refused.value.field == fact.key
    assert complaint.state is before


@pytest.mark.usefixtures("database")
def test_the_dates_and_the_reason_of_each_move() -> None:
    complaint = one_in(C.RECEIVED)
    verifier = factories.officer()
    move(complaint, C.VERIFICATION, verification_officer=verifier.id, assigned_at=LATER)
    assert (complaint.assigned_to_id, complaint.verification_on) == (verifier.id, DAY)
    move(complaint, C.CLOSED)
    assert (complaint.close_reason, complaint.ended_on) == ("CIVIL_DISPUTE", DAY)
    move(complaint, C.VERIFICATION)
    assert (complaint.close_reason, complaint.ended_on) == ("", None)
    assert complaint.assigned_to_id == verifier.id
    move(complaint, C.VERIFIED)
    assert complaint.verified_on == DAY
    session.commit()
    assert one_in(C.TRANSFERRED).ended_on == local_date(made.NOW)
    duplicate = one_in(C.DUPLICATE)
    assert duplicate.duplicate_of is not None
    assert duplicate.ended_on == local_date(made.NOW)


@pytest.mark.usefixtures("database")
def test_joining_needs_the_case_and_sets_it() -> None:
    complaint = one_in(C.VERIFIED)
    with pytest.raises(Refused) as refused:
        move(complaint, C.JOINED)
    assert refused.value.field == "case"


@pytest.mark.usefixtures("database")
def test_work_is_given_only_to_officers_of_the_unit_who_verify() -> None:
    complaint = one_in(C.RECEIVED)
    for wrong in (
        factories.officer(Role.CLERK).id,
        factories.officer(Role.INVESTIGATOR, at="KHI").id,
        uuid.uuid4(),
    ):
        with pytest.raises(Refused) as refused:
            move(complaint, C.VERIFICATION, verification_officer=wrong)
        assert refused.value.field == "verification_officer"


@pytest.mark.usefixtures("database")
def test_a_duplicate_repeats_another_complaint_that_is_not_a_duplicate() -> None:
    complaint, duplicate = one_in(C.RECEIVED), one_in(C.DUPLICATE)
    hidden = made.complaint(factories.officer(Role.CLERK, at="KHI"))
    for wrong in (complaint.id, duplicate.id, hidden.id, uuid.uuid4()):
        with pytest.raises(Refused) as refused:
            move(complaint, C.DUPLICATE, duplicate_of=wrong)
        assert refused.value.field == "duplicate_of"


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize("minutes", [-10, 1])
def test_a_move_lies_between_the_last_one_and_now(minutes: int) -> None:
    complaint = one_in(C.VERIFICATION)
    at = LATER + timedelta(minutes=1) if minutes > 0 else made.RECEIVED - timedelta(minutes=10)
    with pytest.raises(Refused) as refused:
        move(complaint, C.VERIFIED, occurred_at=at)
    assert refused.value.field == "occurred_at"


@pytest.mark.usefixtures("database")
def test_what_was_done_earlier_counts_on_that_day() -> None:
    complaint = one_in(C.VERIFICATION)
    officer = factories.officer()
    service.move(
        complaint=complaint,
        to=C.VERIFIED,
        actor=officer.actor,
        facts={"verification_report": "True.", "occurred_at": LATER},
        now=LATER + timedelta(days=3),
    )
    assert complaint.verified_on == DAY
    last = complaint.movements[-1]
    assert (last.occurred_at, last.recorded_at) == (LATER, LATER + timedelta(days=3))
    assert last.facts == {"verification_report": "True."}
