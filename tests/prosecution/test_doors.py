"""The ends of a trial that leave no charge behind: the case's moves lead to its charges."""

from __future__ import annotations

import pytest

from casetrack.cases import service as cases
from casetrack.db import session, utc_now
from casetrack.prosecution.queries import charges_of
from casetrack.rules.states import AccusedState, CaseState
from tests.prosecution.making import COURT, FRAUD, ago, bench, challan, charge, cognizance, trial
from tests.prosecution.pages import ClientFor, case_of, ready, rows, states, typed, url

A, C = AccusedState, CaseState


def charged(tried: bool = True):  # type: ignore[no-untyped-def]
    made = bench((A.ARRESTED, A.ARRESTED))
    challan(made)
    cognizance(made)
    charge(made, {"A-001": "NOT_GUILTY", "A-002": "NOT_GUILTY"}, FRAUD)
    if tried:
        trial(made)
    return ready(made)


@pytest.mark.parametrize(
    ("tried", "to"),
    [(True, "WITHDRAWN"), (True, "COMPOUNDED"), (True, "ABATED"), (False, "COMPOUNDED")],
)
def test_a_move_that_ends_the_trial_asks_for_its_verdicts(
    sqlite: str, client_for: ClientFor, tried: bool, to: str
) -> None:
    made = charged(tried)
    browser = client_for(made.liaison)
    for answer in (
        browser.get(url(made, f"move/{to.lower()}"), status=303),
        browser.post(url(made, f"move/{to.lower()}"), {"order_no": "O-1"}, status=303),
    ):
        assert answer.location.endswith(f"/cases/{made.case.id}/verdicts?kind={to}")
    assert case_of(made).state is (C.TRIAL if tried else C.CHARGE_FRAMED)
    page = browser.follow(answer).get_data(as_text=True)
    assert f'<option selected value="{to}">' in page


def test_withdrawn_through_the_door(sqlite: str, client_for: ClientFor) -> None:
    made = charged()
    browser = client_for(made.liaison)
    page = browser.get(url(made, "")[:-1]).get_data(as_text=True)
    for label in ("Record withdrawal", "Record compromise", "Record abatement"):
        assert label in page, "each end has a button of its own"
    page = browser.get(url(made, "verdicts?kind=WITHDRAWN")).get_data(as_text=True)
    fields = {
        "judgment_at": typed(ago(60)),
        "court": COURT,
        "order_no": "O-4",
        "kind": "WITHDRAWN",
        "ground": "",
        **rows(page, kind="", ground="", sentence="", fine=""),
    }
    browser.follow(browser.post(url(made, "verdicts"), fields))
    case = case_of(made)
    assert case.state is C.WITHDRAWN
    assert [one.verdict.kind for one in charges_of(case) if one.verdict] == ["WITHDRAWN"] * 2
    assert states(made) == [A.ACQUITTED, A.ACQUITTED]


def test_a_discharge_names_the_accused(sqlite: str, client_for: ClientFor) -> None:
    made = bench((A.ARRESTED,))
    challan(made)
    cognizance(made)
    ready(made)
    browser = client_for(made.liaison)
    for place in (url(made, "move/discharged"), f"/accused/{made.accused[0].id}/move/discharged"):
        for answer in (browser.get(place, status=303), browser.post(place, {}, status=303)):
            assert answer.location.endswith(f"/cases/{made.case.id}/discharge")
    browser.follow(answer)
    # Before the charge there is nothing to give a verdict on.
    for to in ("withdrawn", "compounded"):
        browser.get(url(made, f"move/{to}"))


def test_where_no_accused_waits_the_case_can_still_be_ended(
    sqlite: str, client_for: ClientFor
) -> None:
    made = charged()
    for one in made.accused:
        cases.move_accused(
            accused=one,
            to=A.DIED,
            actor=made.liaison.actor,
            facts={"date": ago(50).date()},
            now=utc_now(),
        )
    session.commit()
    browser = client_for(made.liaison)
    browser.get(url(made, "move/abated"))
    browser.post(url(made, "move/abated"), {"death_certificate": "D-1"})
    assert case_of(made).state is C.ABATED
