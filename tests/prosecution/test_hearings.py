"""Hearings: fixed, told, and leading to the next."""

from __future__ import annotations

from datetime import date

import pytest

from casetrack.db import session, utc_now
from casetrack.prosecution import service
from casetrack.prosecution.facts import HearingFacts, OutcomeFacts
from casetrack.prosecution.models import Hearing
from casetrack.prosecution.queries import hearings, hearings_of, next_hearing
from casetrack.rules.refusals import Refused
from casetrack.rules.states import AccusedState
from tests import factories
from tests.prosecution.making import COURT, Bench, bench, challan, day

TODAY = day(0)


def hear(made: Bench, held_on: date, **more: object) -> Hearing:
    facts = {"court": COURT, "held_on": held_on, "purpose": "CHARGE", **more}
    return service.record_hearing(
        case=made.case,
        facts=HearingFacts(**facts),  # type: ignore[arg-type]
        actor=made.liaison.actor,
        now=utc_now(),
    )


def tell(made: Bench, hearing: Hearing, **more: object) -> Hearing:
    facts = {"outcome": "PW-1 examined", **more}
    return service.record_outcome(
        hearing=hearing,
        facts=OutcomeFacts(**facts),  # type: ignore[arg-type]
        actor=made.liaison.actor,
        now=utc_now(),
    )


def in_court() -> Bench:
    made = bench((AccusedState.ARRESTED,))
    challan(made)
    return made


def test_an_outcome_leads_to_the_next_date(database: str) -> None:
    made = in_court()
    first = hear(made, day(7))
    assert next_hearing(made.case, TODAY) is None
    tell(made, first, next_on=day(-7), next_purpose="PROSECUTION_EVIDENCE")
    assert [(one.held_on, one.purpose, one.outcome) for one in hearings_of(made.case)] == [
        (day(-7), "PROSECUTION_EVIDENCE", ""),
        (day(7), "CHARGE", "PW-1 examined"),
    ]
    coming = next_hearing(made.case, TODAY)
    assert coming is not None
    assert coming.held_on == day(-7)
    assert first.next_on == day(-7)


def test_a_hearing_may_be_told_at_once_and_a_fixed_day_is_not_doubled(database: str) -> None:
    made = in_court()
    hear(made, day(-7))
    hear(made, day(3), outcome="Adjourned: judge on leave", next_on=day(-7))
    assert [one.held_on for one in hearings_of(made.case)] == [day(-7), day(3)]


def test_the_week_of_the_liaison(database: str) -> None:
    made = in_court()
    soon, later = hear(made, day(-2)), hear(made, day(-9))
    session.commit()
    stranger = factories.officer(at="KHI")
    assert list(hearings(made.liaison.actor, TODAY, day(-6))) == [soon]
    assert list(hearings(made.liaison.actor, TODAY, day(-9))) == [soon, later]
    assert list(hearings(stranger.actor, TODAY, day(-9))) == []


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"court": " "}, "court"),
        ({"purpose": "TEA"}, "purpose"),
        ({"held_on": day(400)}, "held_on"),
        ({"held_on": day(-3), "outcome": "Heard"}, "outcome"),
        ({"next_on": day(7)}, "next_on"),
        ({"next_on": day(6), "next_purpose": "TEA"}, "next_purpose"),
    ],
)
def test_a_hearing_is_refused_on_its_field(
    sqlite: str, more: dict[str, object], field: str
) -> None:
    made = in_court()
    with pytest.raises(Refused) as refused:
        hear(made, **{"held_on": day(7), **more})  # type: ignore[arg-type]
    assert refused.value.field == field


def test_an_outcome_is_told_once_and_after_the_day(sqlite: str) -> None:
    made = in_court()
    coming, past = hear(made, day(-3)), hear(made, day(3))
    for hearing, more in ((coming, {}), (past, {"outcome": ""})):
        with pytest.raises(Refused) as refused:
            tell(made, hearing, **more)
        assert refused.value.field == "outcome"
    tell(made, past)
    with pytest.raises(Refused, match="recorded already"):
        tell(made, past)
    with pytest.raises(Refused, match="recorded already") as refused:
        hear(made, day(3))
    assert refused.value.field == "held_on"
    made.liaison = made.io
    with pytest.raises(Refused, match="Only the prosecution liaison"):
        hear(made, day(2))
