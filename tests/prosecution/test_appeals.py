"""Appeals: filed in time or late, decided every way, with the earlier truth kept beneath."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from casetrack.cases.models import Clock
from casetrack.cases.queries import running_clocks
from casetrack.db import session, utc_now
from casetrack.prosecution import service
from casetrack.prosecution.facts import AppealFacts, on_row
from casetrack.prosecution.queries import (
    charges_of,
    outcome_as_of,
    pending_appeals,
    verdict_as_of,
)
from casetrack.rules.refusals import Refused
from casetrack.rules.states import AccusedState, CaseState, Custody, Outcome
from tests.prosecution.making import (
    ago,
    appeal,
    both,
    charge,
    day,
    decide,
    judged,
    of,
    on_trial,
    row,
)

A, C = AccusedState, CaseState


def test_a_conviction_is_set_aside_and_stays_known(database: str) -> None:
    made = judged({"A-001": "CONVICTED", "A-002": "ACQUITTED"})
    filed = appeal(made)
    assert made.case.state is C.APPEAL
    decide(made, filed, "CONVICTION_SET_ASIDE", *both(made, "A-001", "ACQUITTED"))
    first = made.accused[0]
    assert (first.state, first.custody) == (A.ACQUITTED, Custody.NONE)
    assert (first.convicted_on, first.acquitted_on) == (None, day(10))
    assert (made.case.state, made.case.outcome) == (C.ACQUITTED, Outcome.ACQUITTED)
    assert (filed.decided_on, filed.result) == (day(10), "CONVICTION_SET_ASIDE")
    charges = charges_of(made.case)
    assert outcome_as_of(charges, day(11)) is Outcome.CONVICTED
    assert outcome_as_of(charges, day(10)) is Outcome.ACQUITTED
    one = of(made, "A-001")
    assert [(verdict.kind, verdict.on_appeal) for verdict in one.verdicts] == [
        ("CONVICTED", False),
        ("ACQUITTED", True),
    ]
    earlier = verdict_as_of(one, day(11))
    assert earlier is not None
    assert (earlier.kind, earlier.sentence_words) == ("CONVICTED", "3 years")


def test_an_acquittal_is_reversed(database: str) -> None:
    made = judged({"A-001": "ACQUITTED", "A-002": "ACQUITTED"})
    filed = appeal(made)
    decide(made, filed, "ACQUITTAL_REVERSED", row(of(made, "A-002"), "CONVICTED"))
    second = made.accused[1]
    assert (second.state, second.custody) == (A.CONVICTED, Custody.SENTENCE)
    assert (second.convicted_on, second.acquitted_on) == (day(10), None)
    assert made.accused[0].state is A.ACQUITTED
    assert (made.case.state, made.case.outcome) == (C.CONVICTED, Outcome.CONVICTED)


def test_one_of_two_convictions_set_aside_leaves_the_case_convicted(database: str) -> None:
    made = judged({"A-001": "CONVICTED", "A-002": "CONVICTED"})
    filed = appeal(made)
    decide(made, filed, "CONVICTION_SET_ASIDE", *both(made, "A-002", "ACQUITTED"))
    assert made.accused[1].state is A.ACQUITTED
    assert made.case.state is C.CONVICTED
    assert made.case.movements[-1].facts["result"] == "MODIFIED"
    assert filed.result == "CONVICTION_SET_ASIDE"


def test_upheld_changes_nothing_and_a_modified_sentence_is_appended(database: str) -> None:
    made = judged({"A-001": "CONVICTED", "A-002": "ACQUITTED"})
    decide(made, appeal(made), "UPHELD", days=30)
    assert (made.case.state, made.accused[0].convicted_on) == (C.CONVICTED, day(60))
    lighter = row(of(made, "A-001"), "CONVICTED", sentence="1 year", fine_minor=0)
    decide(made, appeal(made, "second", days=20), "MODIFIED", lighter)
    standing = of(made, "A-001").verdict
    assert standing is not None
    assert (standing.sentence_days, standing.on_appeal) == (365, True)
    assert made.accused[0].convicted_on == day(60), "it was convicted then, not on appeal"


def test_the_case_waits_for_its_last_appeal(database: str) -> None:
    made = judged({"A-001": "CONVICTED", "A-002": "CONVICTED"})
    first, second = appeal(made, "1"), appeal(made, "2")
    decide(made, first, "CONVICTION_SET_ASIDE", *both(made, "A-001", "ACQUITTED"))
    assert made.case.state is C.APPEAL
    assert pending_appeals(made.case) == [second]
    decide(made, second, "CONVICTION_SET_ASIDE", *both(made, "A-002", "ACQUITTED"))
    assert made.case.state is C.ACQUITTED
    with pytest.raises(Refused, match="decided already"):
        decide(made, second, "UPHELD")


def test_withdrawal_is_no_ground_of_an_appellate_court(sqlite: str) -> None:
    made = judged({"A-001": "CONVICTED", "A-002": "ACQUITTED"})
    filed = appeal(made)
    with pytest.raises(Refused, match="ground of the acquittal"):
        decide(
            made,
            filed,
            "CONVICTION_SET_ASIDE",
            *both(made, "A-001", "ACQUITTED", ground="S494B"),
        )
    decide(
        made,
        filed,
        "CONVICTION_SET_ASIDE",
        *both(made, "A-001", "ACQUITTED", ground="COMPROMISE"),
    )
    assert made.case.state is C.ACQUITTED


def test_the_time_for_appeal(database: str) -> None:
    made = judged({"A-001": "CONVICTED", "A-002": "ACQUITTED"})
    service.supply_copy(case=made.case, at=ago(50), actor=made.liaison.actor, now=utc_now())
    (clock,) = running_clocks(made.case)
    # A last day that is a Sunday moves on (General Clauses Act 1897 s.10).
    assert 30 <= (clock.due_at - clock.started_at).days <= 31
    appeal(made)
    assert running_clocks(made.case) == []
    assert session.scalars(select(Clock.stopped_at).where(Clock.key == "appeal_peca")).one()


def test_a_copy_is_supplied_after_the_judgment(sqlite: str) -> None:
    made = on_trial()
    with pytest.raises(Refused, match="no judgment"):
        service.supply_copy(case=made.case, at=ago(50), actor=made.liaison.actor, now=utc_now())
    made = judged({"A-001": "CONVICTED", "A-002": "ACQUITTED"})
    for at in (ago(62), ago(-1)):
        with pytest.raises(Refused, match="after the judgment") as refused:
            service.supply_copy(case=made.case, at=at, actor=made.liaison.actor, now=utc_now())
        assert refused.value.field == "certified_copy_at"


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"number": ""}, "appeal_no"),
        ({"court": ""}, "court"),
        ({"filed_by": ""}, "filed_by"),
        ({"filed_at": ago(-1)}, "filed_at"),
        ({"filed_at": ago(62)}, "filed_at"),
        ({"certified_copy_at": ago(39)}, "certified_copy_at"),
        ({"certified_copy_at": None}, "certified_copy_at"),
    ],
)
def test_filing_is_refused_on_its_field(sqlite: str, more: dict[str, object], field: str) -> None:
    made = judged({"A-001": "CONVICTED", "A-002": "ACQUITTED"})
    facts: dict[str, object] = {
        "number": "1",
        "court": "Lahore High Court",
        "filed_at": ago(40),
        "filed_by": "A-001",
        "certified_copy_at": ago(50),
        **more,
    }
    with pytest.raises(Refused) as refused:
        service.file_appeal(
            case=made.case,
            facts=AppealFacts(**facts),  # type: ignore[arg-type]
            actor=made.liaison.actor,
            now=utc_now(),
        )
    assert refused.value.field == field


def test_an_appeal_against_an_acquittal_needs_leave(sqlite: str) -> None:
    made = judged({"A-001": "ACQUITTED", "A-002": "ACQUITTED"})
    facts = AppealFacts("1", "Lahore High Court", ago(40), "The State")
    with pytest.raises(Refused, match="leave to appeal") as refused:
        service.file_appeal(case=made.case, facts=facts, actor=made.liaison.actor, now=utc_now())
    assert refused.value.field == "leave_order"
    with pytest.raises(Refused, match="Only the prosecution liaison"):
        service.file_appeal(case=made.case, facts=facts, actor=made.io.actor, now=utc_now())


def test_no_appeal_without_a_judgment(sqlite: str) -> None:
    made = on_trial()
    with pytest.raises(Refused, match="no judgment"):
        appeal(made)


def test_a_decision_is_refused_on_its_field(sqlite: str) -> None:
    made = judged({"A-001": "CONVICTED", "A-002": "ACQUITTED"})
    filed = appeal(made)
    one, other = of(made, "A-001"), of(made, "A-002")
    wrong = on_row("kind", other.id)
    for result, rows, days, field in (
        ("UPHELD", [], -1, "decided_at"),
        ("UPHELD", [], 41, "decided_at"),
        ("", [], 10, "result"),
        ("UPHELD", [row(one, "ACQUITTED")], 10, "result"),
        ("MODIFIED", [], 10, "rows"),
        ("MODIFIED", [row(other, "CONVICTED")], 10, wrong),
        ("CONVICTION_SET_ASIDE", [row(other, "ACQUITTED")], 10, wrong),
        ("ACQUITTAL_REVERSED", [row(one, "CONVICTED")], 10, on_row("kind", one.id)),
        (
            "CONVICTION_SET_ASIDE",
            [row(one, "ACQUITTED", ground="")],
            10,
            on_row("ground", one.id),
        ),
        ("MODIFIED", [row(one, "CONVICTED", sentence="x")], 10, on_row("sentence", one.id)),
    ):
        with pytest.raises(Refused) as refused:
            decide(made, filed, result, *rows, days=days)
        assert refused.value.field == field, (result, refused.value)


def test_no_new_charge_under_appeal(sqlite: str) -> None:
    made = judged({"A-001": "CONVICTED", "A-002": "ACQUITTED"})
    appeal(made)
    with pytest.raises(Refused, match="before it decides"):
        charge(made, {"A-001": "NOT_GUILTY"}, "PECA-2016/16")
