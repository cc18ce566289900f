"""Verdicts per charge, what follows for accused and case, and what stood on an earlier day."""

from __future__ import annotations

import time

import pytest
from sqlalchemy import func, select

from casetrack.cases.models import Accused
from casetrack.cases.queries import running_clocks
from casetrack.cases.replay import disagreements
from casetrack.db import session
from casetrack.prosecution.facts import on_row
from casetrack.prosecution.models import Verdict
from casetrack.prosecution.queries import charges_of, open_charges, outcome_as_of, verdict_as_of
from casetrack.rules.refusals import Refused
from casetrack.rules.states import AccusedState, CaseState, Custody, Outcome
from tests.prosecution.making import (
    FRAUD,
    TERROR,
    Bench,
    ago,
    bench,
    challan,
    charge,
    cognizance,
    day,
    judge,
    judged,
    of,
    on_trial,
    row,
    trial,
)

A, C = AccusedState, CaseState


def test_the_case_waits_for_the_last_accused_then_is_convicted(database: str) -> None:
    made = on_trial()
    first, second, absconder = made.accused
    assert len(open_charges(made.case)) == 4
    judge(made, row(of(made, "A-001"), "CONVICTED"), days=70)
    assert first.state is A.CHARGED, "one of two charges is open"
    judge(made, row(of(made, "A-001", TERROR), "ACQUITTED"), days=65)
    assert (first.state, first.custody) == (A.CONVICTED, Custody.SENTENCE)
    assert first.convicted_on == day(65)
    assert (made.case.state, made.case.outcome) == (C.TRIAL, Outcome.CONVICTED)
    judge(
        made,
        *(row(of(made, "A-002", key), "ACQUITTED") for key in (FRAUD, TERROR)),
        days=60,
        certified_copy_at=ago(50),
    )
    assert (second.state, second.custody) == (A.ACQUITTED, Custody.NONE)
    assert second.acquitted_on == day(60)
    assert absconder.state is A.ABSCONDING
    assert (made.case.state, made.case.ended_on) == (C.CONVICTED, day(60))
    assert [clock.key for clock in running_clocks(made.case)] == ["appeal_peca"]
    assert made.case.movements[-1].facts["sections"] == [FRAUD]
    assert "A-001 s.14 PECA 2016: 3 years, Rs 100,000" in made.case.movements[-1].facts["sentence"]


def test_all_acquitted(database: str) -> None:
    made = judged({"A-001": "ACQUITTED", "A-002": "ACQUITTED"})
    assert (made.case.state, made.case.outcome) == (C.ACQUITTED, Outcome.ACQUITTED)
    assert [clock.key for clock in running_clocks(made.case)] == ["appeal_acquittal_state"]


def test_a_plea_of_guilty_ends_it_at_the_charge(database: str) -> None:
    made = bench((A.ARRESTED, A.ARRESTED))
    challan(made)
    cognizance(made)
    charge(made, {"A-001": "GUILTY", "A-002": "NOT_GUILTY"}, FRAUD)
    with pytest.raises(Refused, match="A-002 did not plead guilty") as refused:
        judge(made, row(of(made, "A-002"), "CONVICTED"))
    assert refused.value.field == on_row("kind", of(made, "A-002").id)
    judge(made, row(of(made, "A-001"), "CONVICTED", sentence="", fine_minor=5_000_00))
    assert (made.accused[0].state, made.accused[0].custody) == (A.CONVICTED, Custody.NONE)
    assert made.case.state is C.CHARGE_FRAMED
    judge(made, row(of(made, "A-002"), "ACQUITTED", ground="S249A"))
    assert made.case.state is C.CONVICTED
    assert made.case.movements[-1].facts["plea_of_guilty"] == "A-001"


@pytest.mark.parametrize(
    ("kind", "more", "state", "accused_state"),
    [
        ("COMPOUNDED", {"compromise_doc": "Deed 4"}, C.COMPOUNDED, A.ACQUITTED),
        ("WITHDRAWN", {}, C.WITHDRAWN, A.ACQUITTED),
        ("ABATED", {"death_certificate": "D-1", "died_on": day(61)}, C.ABATED, A.DIED),
    ],
)
def test_ends_without_a_judgment_on_the_merits(
    database: str, kind: str, more: dict[str, object], state: CaseState, accused_state: AccusedState
) -> None:
    made = bench((A.ARRESTED,))
    challan(made)
    cognizance(made)
    charge(made, {"A-001": "NOT_GUILTY"}, FRAUD)
    trial(made)
    judge(made, row(of(made, "A-001"), kind), **more)
    assert (made.case.state, made.accused[0].state) == (state, accused_state)
    assert [one.kind for one in of(made, "A-001").verdicts] == [kind]
    assert list(disagreements()) == []


@pytest.mark.parametrize(
    ("kinds", "state"),
    [
        (("WITHDRAWN", "WITHDRAWN"), C.WITHDRAWN),
        (("ABATED", "ABATED"), C.ABATED),
        (("WITHDRAWN", "ABATED"), C.WITHDRAWN),
        (("COMPOUNDED", "ABATED"), C.COMPOUNDED),
    ],
)
def test_a_case_may_end_between_the_charge_and_the_first_witness(
    database: str, kinds: tuple[str, str], state: CaseState
) -> None:
    made = bench((A.ARRESTED, A.ARRESTED))
    challan(made)
    cognizance(made)
    charge(made, {"A-001": "NOT_GUILTY", "A-002": "NOT_GUILTY"}, FRAUD)
    rows = [
        row(of(made, one.reference), kind) for one, kind in zip(made.accused, kinds, strict=True)
    ]
    judge(made, *rows, compromise_doc="Deed 4", death_certificate="D-1", died_on=day(61))
    assert made.case.movements[-1].from_state is C.CHARGE_FRAMED
    assert (made.case.state, made.case.ended_on) == (state, day(60))
    assert list(disagreements()) == []


def two_on_trial() -> Bench:
    made = bench((A.ARRESTED, A.ARRESTED))
    challan(made)
    cognizance(made)
    charge(made, {"A-001": "NOT_GUILTY", "A-002": "NOT_GUILTY"}, FRAUD)
    trial(made)
    return made


@pytest.mark.parametrize(("kind", "ground"), [("WITHDRAWN", "S494B"), ("COMPOUNDED", "COMPROMISE")])
def test_let_go_without_a_trial_is_acquitted_in_law(database: str, kind: str, ground: str) -> None:
    made = two_on_trial()
    judge(made, row(of(made, "A-001"), kind), days=70)
    first = made.accused[0]
    assert (first.state, first.custody, first.acquitted_on) == (A.ACQUITTED, Custody.NONE, day(70))
    assert first.movements[-1].facts["ground"] == ground
    assert made.case.state is C.TRIAL, "the other is still to be judged"
    judge(made, row(of(made, "A-002"), "ACQUITTED"))
    assert made.case.state is C.ACQUITTED, "somebody was tried"
    assert list(disagreements()) == []


@pytest.mark.parametrize(
    ("first", "second", "state"),
    [
        ("WITHDRAWN", "COMPOUNDED", C.WITHDRAWN),
        ("WITHDRAWN", "ABATED", C.WITHDRAWN),
        ("COMPOUNDED", "ABATED", C.COMPOUNDED),
        ("WITHDRAWN", "CONVICTED", C.CONVICTED),
    ],
)
def test_a_case_in_which_nobody_was_tried_says_so(
    database: str, first: str, second: str, state: CaseState
) -> None:
    made = two_on_trial()
    rows = [row(of(made, "A-001"), first), row(of(made, "A-002"), second)]
    judge(made, *rows, compromise_doc="Deed 4", death_certificate="D-1", died_on=day(61))
    assert made.case.state is state


def test_a_verdict_says_whether_he_was_tried(sqlite: str) -> None:
    made = two_on_trial()
    one = of(made, "A-001")
    for ground in ("S494B", "COMPROMISE"):
        with pytest.raises(Refused, match="Withdrawn or as Compounded") as refused:
            judge(made, row(one, "ACQUITTED", ground=ground))
        assert refused.value.field == on_row("ground", one.id)


def test_149_accused_on_two_sections_in_one_go(database: str) -> None:
    made = on_trial([A.ARRESTED] * 149)
    charges = charges_of(made.case)
    assert len(charges) == 298
    rows = [row(one, "ACQUITTED" if one.accused.serial <= 9 else "CONVICTED") for one in charges]
    begun = time.process_time()
    judge(made, *rows)
    assert time.process_time() - begun < 30
    states = dict(
        session.execute(
            select(Accused.state, func.count()).group_by(Accused.state).order_by(Accused.state)
        ).all()
    )
    assert states == {A.CONVICTED: 140, A.ACQUITTED: 9}
    assert made.case.state is C.CONVICTED


def test_a_judgment_is_refused_on_its_field(sqlite: str) -> None:
    made = on_trial()
    good = row(of(made, "A-001"), "CONVICTED")
    for more, field in (
        ({"judgment_at": ago(-1)}, "judgment_at"),
        ({"judgment_at": ago(151)}, "judgment_at"),
        ({"court": " "}, "court"),
        ({"certified_copy_at": ago(61)}, "certified_copy_at"),
    ):
        with pytest.raises(Refused) as refused:
            judge(made, good, **more)
        assert refused.value.field == field
    with pytest.raises(Refused) as refused:
        judge(made)
    assert refused.value.field == "rows"


@pytest.mark.parametrize(
    ("kind", "more", "name", "words"),
    [
        ("", {}, "kind", "Choose the verdict"),
        ("DISCHARGED", {}, "kind", "discharges before it"),
        ("CONVICTED", {"sentence": "", "fine_minor": 0}, "sentence", "the fine, or both"),
        ("CONVICTED", {"sentence": "three"}, "sentence", "years, months or days"),
        ("ACQUITTED", {"ground": ""}, "ground", "ground of the acquittal"),
        ("ACQUITTED", {"sentence": "1 year"}, "sentence", "Only a conviction"),
    ],
)
def test_a_row_is_refused_on_its_field(
    sqlite: str, kind: str, more: dict[str, object], name: str, words: str
) -> None:
    made = on_trial()
    one = of(made, "A-001")
    with pytest.raises(Refused, match=words) as refused:
        judge(made, row(one, kind, **more))
    assert refused.value.field == on_row(name, one.id)


def test_what_the_law_bars(sqlite: str) -> None:
    made = on_trial()
    with pytest.raises(Refused, match="may not be compounded"):
        judge(made, row(of(made, "A-001", TERROR), "COMPOUNDED"))
    with pytest.raises(Refused, match="day on which the accused died"):
        judge(made, row(of(made, "A-001"), "ABATED"))
    judge(made, row(of(made, "A-001"), "CONVICTED"))
    with pytest.raises(Refused, match=r"has a verdict on .* already"):
        judge(made, row(of(made, "A-001"), "ACQUITTED"))
    made.liaison = made.io
    with pytest.raises(Refused, match="Only Prosecution liaison"):
        judge(made, row(of(made, "A-001", TERROR), "CONVICTED"))


def test_no_verdict_before_the_charge(sqlite: str) -> None:
    made = on_trial()
    one = row(of(made, "A-001"), "CONVICTED")
    other = bench((A.ARRESTED,))
    with pytest.raises(Refused, match='the case is "Under investigation"'):
        judge(other, one)


def test_what_stood_on_an_earlier_day(database: str) -> None:
    made = judged({"A-001": "CONVICTED", "A-002": "ACQUITTED"})
    one, all_of_them = of(made, "A-001"), charges_of(made.case)
    assert verdict_as_of(one, day(61)) is None
    standing = verdict_as_of(one, day(60))
    assert standing is not None
    assert standing.kind == "CONVICTED"
    assert verdict_as_of(one, day(0), known_at=ago(1)) is None, "it was recorded today"
    assert outcome_as_of(all_of_them, day(61)) is Outcome.OPEN
    assert outcome_as_of(all_of_them, day(60)) is Outcome.CONVICTED
    assert outcome_as_of(charges_of(made.case, made.accused[1]), day(60)) is Outcome.ACQUITTED


def test_a_verdict_is_never_rewritten(database: str) -> None:
    made = judged({"A-001": "CONVICTED", "A-002": "ACQUITTED"})
    session.commit()
    verdict = session.scalars(select(Verdict).order_by(Verdict.charge_id)).first()
    assert verdict is not None
    verdict.kind = "DISCHARGED"
    with pytest.raises(Exception, match="append-only"):
        session.flush()
    session.rollback()
    assert made.case.number
