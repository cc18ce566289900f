"""Every move of the two tables, driven on both databases, and what follows from each."""

from __future__ import annotations

from collections import deque
from datetime import datetime, time, timedelta

import pytest

from casetrack.accounts.models import Officer
from casetrack.cases import queries, replay, service
from casetrack.cases.models import Case
from casetrack.db import KARACHI, local_date, session, utc_now
from casetrack.rules.refusals import Refused
from casetrack.rules.roles import Role
from casetrack.rules.stages import ACCUSED, CASE, AccusedState, CaseState, Outcome, Stage
from tests import factories
from tests.cases import making

S = CaseState
A = AccusedState
CASE_MOVES = [move for move in CASE.moves if move.from_state is not None]
ACCUSED_MOVES = [move for move in ACCUSED.moves if move.from_state is not None]


def path_to(table, start, goal):
    """The shortest chain of states from `start` to `goal`."""
    waiting = deque([(start,)])
    seen = {start}
    while waiting:
        chain = waiting.popleft()
        if chain[-1] is goal:
            return chain[1:]
        for move in table.from_state(chain[-1]):
            if move.to_state not in seen:
                seen.add(move.to_state)
                waiting.append((*chain, move.to_state))
    raise AssertionError(f"nothing leads to {goal}")


def take(case: Case, to: CaseState, boss: Officer) -> None:
    """One move with plausible facts; a verdict is first given to an accused."""
    if to in (S.CONVICTED, S.ACQUITTED) and case.outcome.value != to.value:
        give_verdict(case, to, boss)
    move = CASE.find(case.state, to)
    assert move is not None
    service.move(
        case=case, to=to, actor=boss.actor, facts=making.facts_for(move, boss), now=utc_now()
    )


def give_verdict(case: Case, to: CaseState, boss: Officer) -> None:
    there = queries.accused_of(case)
    if not there:
        chain = making.CONVICTION if to is S.CONVICTED else making.ACQUITTAL
        making.accused(case, boss, *chain)
        return
    verdict = A(to.value)
    move = ACCUSED.find(there[0].state, verdict)
    assert move is not None
    service.move_accused(
        accused=there[0],
        to=verdict,
        actor=boss.actor,
        facts=making.facts_for(move, boss),
        now=utc_now(),
    )


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize("move", CASE_MOVES, ids=lambda m: f"{m.from_state}-{m.to_state}")
def test_every_move_of_a_case(move) -> None:
    boss = factories.officer(Role.SUPERVISOR)
    case = making.enquiry(boss)
    for state in path_to(CASE, S.ENQUIRY, move.from_state):
        take(case, state, boss)
    take(case, move.to_state, boss)
    session.commit()
    assert case.state is move.to_state
    assert list(replay.disagreements()) == []
    last = queries.movements_of(case)[0]
    assert (last.from_state, last.to_state) == (move.from_state, move.to_state)
    assert set(last.facts) >= {fact.key for fact in move.asked()}
    assert last.authority == move.authority


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize("move", ACCUSED_MOVES, ids=lambda m: f"{m.from_state}-{m.to_state}")
def test_every_move_of_an_accused(move) -> None:
    boss = factories.officer(Role.SUPERVISOR)
    case = making.fir(boss)
    chain = path_to(ACCUSED, A.SUSPECT, move.from_state)
    accused = making.accused(case, boss, *chain, move.to_state)
    session.commit()
    assert accused.state is move.to_state
    assert list(replay.disagreements()) == []


@pytest.mark.usefixtures("sqlite")
@pytest.mark.parametrize("to", list(S), ids=str)
@pytest.mark.parametrize("role", list(Role), ids=str)
def test_what_the_table_does_not_allow_is_refused(role: Role, to: CaseState) -> None:
    lead = factories.officer()
    case = making.enquiry(lead)
    move = CASE.find(S.ENQUIRY, to)
    if move is not None and role in move.roles:
        return
    facts = making.facts_for(move, lead) if move else {}
    with pytest.raises(Refused):
        service.move(
            case=case, to=to, actor=factories.officer(role).actor, facts=facts, now=utc_now()
        )
    assert case.state is S.ENQUIRY


@pytest.mark.usefixtures("database")
def test_dates_of_the_rail_are_first_days_and_reasons_go_with_reopening() -> None:
    boss = factories.officer(Role.SUPERVISOR)
    case = making.enquiry(boss)
    assert (case.stage, case.complaint_on is not None) == (Stage.ENQUIRY, True)
    first = case.enquiry_on
    take(case, S.ENQUIRY_CLOSED, boss)
    assert case.exit_reason == "UNTRACEABLE"
    assert case.ended_on is not None
    take(case, S.ENQUIRY, boss)
    assert (case.exit_reason, case.ended_on, case.enquiry_on) == ("", None, first)
    take(case, S.PERMISSION, boss)
    take(case, S.INVESTIGATION, boss)
    number = case.number
    take(case, S.UNTRACED_REPORT, boss)
    take(case, S.INVESTIGATION, boss)
    assert case.number == number
    assert case.enquiry_number.startswith("FSD-E-1/")


@pytest.mark.usefixtures("database")
def test_a_verdict_follows_from_the_accused_and_not_against_them() -> None:
    boss = factories.officer(Role.SUPERVISOR)
    case = making.fir(boss)
    for state in (S.FINAL_CHALLAN, S.COGNIZANCE, S.CHARGE_FRAMED, S.TRIAL):
        take(case, state, boss)
    facts = making.facts_for(CASE.find(S.TRIAL, S.CONVICTED), boss)
    with pytest.raises(Refused, match="No accused stands convicted"):
        service.move(case=case, to=S.CONVICTED, actor=boss.actor, facts=facts, now=utc_now())
    making.accused(case, boss, *making.ACQUITTAL, name="One Invented")
    assert (case.outcome, case.stage) == (Outcome.ACQUITTED, Stage.VERDICT)
    making.accused(case, boss, A.NOMINATED, name="Two Invented")
    assert case.outcome is Outcome.OPEN
    convicted = making.accused(case, boss, *making.CONVICTION, name="Three Invented")
    assert case.outcome is Outcome.CONVICTED
    service.move(case=case, to=S.CONVICTED, actor=boss.actor, facts=facts, now=utc_now())
    appeal = ACCUSED.find(A.CONVICTED, A.ACQUITTED)
    service.move_accused(
        accused=convicted,
        to=A.ACQUITTED,
        actor=boss.actor,
        facts=making.facts_for(appeal, boss),
        now=utc_now(),
    )
    assert (convicted.convicted_on, convicted.acquitted_on is not None) == (None, True)
    assert case.outcome is Outcome.OPEN


@pytest.mark.usefixtures("database")
def test_facts_that_a_move_does_not_know_are_not_kept_and_the_future_is_refused() -> None:
    boss = factories.officer(Role.SUPERVISOR)
    case = making.enquiry(boss)
    move = CASE.find(S.ENQUIRY, S.TRANSFERRED)
    facts = making.facts_for(move, boss) | {"state": "CONVICTED"}
    with pytest.raises(Refused) as refused:
        service.move(
            case=case,
            to=S.TRANSFERRED,
            actor=boss.actor,
            facts=facts | {"occurred_at": "2999-01-01T10:00:00+05:00"},
            now=utc_now(),
        )
    assert refused.value.field == "occurred_at"
    service.move(case=case, to=S.TRANSFERRED, actor=boss.actor, facts=facts, now=utc_now())
    assert set(queries.movements_of(case)[0].facts) == {"target_agency", "letter_no"}
    assert case.exit_reason == "OTHER_AGENCY"


@pytest.mark.usefixtures("database")
def test_a_move_lies_on_no_day_before_the_last_one() -> None:
    boss = factories.officer(Role.SUPERVISOR)
    case = making.fir(boss)
    facts = making.facts_for(CASE.find(S.INVESTIGATION, S.FINAL_CHALLAN), boss)
    began = local_date(case.movements[0].occurred_at)
    morning = datetime.combine(began, time.min, tzinfo=KARACHI)
    the_day_before = facts | {"submitted_at": morning - timedelta(minutes=1)}
    with pytest.raises(Refused, match="before the case's last move") as refused:
        service.move(
            case=case, to=S.FINAL_CHALLAN, actor=boss.actor, facts=the_day_before, now=utc_now()
        )
    assert refused.value.field == "submitted_at"
    earlier_that_day = facts | {"submitted_at": morning}
    assert morning < case.movements[0].occurred_at
    service.move(
        case=case, to=S.FINAL_CHALLAN, actor=boss.actor, facts=earlier_that_day, now=utc_now()
    )
    assert case.state is S.FINAL_CHALLAN


@pytest.mark.usefixtures("database")
def test_merging_names_another_visible_case() -> None:
    lead = factories.officer()
    case, other = making.enquiry(lead), making.fir(lead)
    far = making.fir(factories.officer(at="KHI"))
    for wrong in (case, far):
        with pytest.raises(Refused) as refused:
            service.move(
                case=case,
                to=S.MERGED,
                actor=lead.actor,
                facts={"merged_into": wrong.id},
                now=utc_now(),
            )
        assert refused.value.field == "merged_into"
    service.move(
        case=case, to=S.MERGED, actor=lead.actor, facts={"merged_into": other.id}, now=utc_now()
    )
    assert case.merged_into_id == other.id
