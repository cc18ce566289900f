"""The challan: columns, moves of case and accused, the clock, refusals."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from casetrack.cases.models import Clock
from casetrack.cases.queries import running_clocks
from casetrack.db import session, utc_now
from casetrack.prosecution import service
from casetrack.prosecution.facts import ChallanFacts, on_row
from casetrack.prosecution.queries import challans_of, visible_challans
from casetrack.rules.refusals import Refused
from casetrack.rules.states import AccusedState, CaseState
from tests import factories
from tests.prosecution.making import bench, challan, cognizance, day

A = AccusedState


def test_a_final_challan_moves_case_and_accused(database: str) -> None:
    made = bench((A.ARRESTED, A.PRE_ARREST_BAIL, A.ABSCONDING, A.NOMINATED))
    assert [clock.key for clock in running_clocks(made.case)] == ["interim_challan"]
    challan(made, reason="No evidence against him")
    assert made.case.state is CaseState.FINAL_CHALLAN
    assert made.case.prosecution_on == day(200)
    assert [one.state for one in made.accused] == [
        A.CHALLANED,
        A.CHALLANED,
        A.ABSCONDING,
        A.CLEARED,
    ]
    assert [one.challaned_on for one in made.accused] == [day(200), day(200), None, None]
    assert running_clocks(made.case) == []
    assert session.scalars(select(Clock.stopped_at)).one() is not None
    (kept,) = challans_of(made.case)
    columns = {part.accused.reference: part.challan_column for part in kept.accused}
    assert columns == {"A-001": 3, "A-002": 3, "A-003": 2, "A-004": 2}


def test_interim_then_final_then_supplementary(database: str) -> None:
    made = bench((A.ARRESTED, A.ABSCONDING))
    challan(made, "INTERIM", 280)
    assert made.case.state is CaseState.INTERIM_CHALLAN
    challan(made, "FINAL", 200)
    cognizance(made)
    from casetrack.cases import service as cases

    cases.move_accused(
        accused=made.accused[1],
        to=A.ARRESTED,
        actor=made.io.actor,
        facts={"arrest_at": day(100)},
        now=utc_now(),
    )
    challan(made, "SUPPLEMENTARY", 90, accused={made.accused[1].id: 3})
    assert made.case.state is CaseState.COGNIZANCE
    assert made.accused[1].state is A.CHALLANED
    assert [one.kind for one in challans_of(made.case)] == ["INTERIM", "FINAL", "SUPPLEMENTARY"]


@pytest.mark.parametrize(
    ("more", "field", "words"),
    [
        ({"number": " "}, "number", "Enter the number"),
        ({"kind": "NONE"}, "kind", "kind of challan"),
        ({"kind": "SUPPLEMENTARY"}, "kind", "follows the final one"),
        ({"submitted_on": day(-1)}, "submitted_on", "future"),
        ({"submitted_on": day(301)}, "submitted_on", "before the FIR"),
        ({"prosecutor": ""}, "prosecutor", "prosecutor"),
        ({"accused": {}}, "rows", "at least one accused"),
        ({"witnesses": ""}, "witnesses", "missing"),
        ({"exhibits": ""}, "exhibits", "missing"),
    ],
)
def test_a_challan_is_refused_on_its_field(
    sqlite: str, more: dict[str, object], field: str, words: str
) -> None:
    made = bench((A.ARRESTED,))
    with pytest.raises(Refused, match=words) as refused:
        challan(made, **{"kind": "FINAL", **more})  # type: ignore[arg-type]
    assert refused.value.field == field


def test_each_column_is_checked_against_the_accused(sqlite: str) -> None:
    made = bench((A.ARRESTED, A.ABSCONDING, A.NOMINATED))
    arrested, absconder, nominated = made.accused
    for columns, wrong in (
        ({arrested.id: 2}, arrested),
        ({arrested.id: 3, absconder.id: 3}, absconder),
        ({arrested.id: 3, nominated.id: 3}, nominated),
        ({arrested.id: 4}, arrested),
        ({absconder.id: 2}, arrested),
    ):
        with pytest.raises(Refused) as refused:
            challan(made, accused=columns)
        assert refused.value.field == on_row("column", wrong.id)
    with pytest.raises(Refused, match="Reason is missing") as refused:
        challan(made)
    assert refused.value.field == "reason"


def test_a_number_is_given_once_and_only_investigators_submit(sqlite: str) -> None:
    made = bench((A.ARRESTED,))
    challan(made, "INTERIM", 280, number="7")
    with pytest.raises(Refused, match="of that number") as refused:
        challan(made, "FINAL", 200, number="7")
    assert refused.value.field == "number"
    facts = ChallanFacts("FINAL", "8", day(200), "P", {made.accused[0].id: 3}, "PW-1", "P-1")
    with pytest.raises(Refused, match="Only Investigator"):
        service.submit_challan(case=made.case, facts=facts, actor=made.liaison.actor, now=utc_now())


def test_a_challan_is_seen_by_who_sees_the_case(sqlite: str) -> None:
    made = bench((A.ARRESTED,))
    kept = challan(made)
    session.commit()
    stranger = factories.officer(at="KHI")
    seen = [
        session.scalars(visible_challans(one.actor)).all()
        for one in (made.io, made.liaison, stranger)
    ]
    assert seen == [[kept], [kept], []]
