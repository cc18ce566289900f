"""Money frozen, recovered and returned: recorded, struck out, and who may."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from casetrack.db import session, utc_now
from casetrack.operations import queries, service
from casetrack.operations.facts import RecoveryFacts
from casetrack.operations.models import Recovery
from casetrack.rules.refusals import Refused
from casetrack.rules.roles import Role
from tests import factories
from tests.client import Browserless
from tests.operations import making

TYPED = {
    "kind": "FROZEN",
    "amount": "7.2 crore",
    "currency": "PKR",
    "institution": "Invented Bank",
    "order_number": "O-9/2026",
}


def facts(**more: object) -> RecoveryFacts:
    given: dict[str, object] = {
        "kind": "RECOVERED",
        "amount_minor": 150_000,
        "currency": "PKR",
        "institution": "Invented Bank",
        "done_on": making.today(),
        "order_number": "O-1/2026",
        **more,
    }
    return RecoveryFacts(**given)  # type: ignore[arg-type]


@pytest.fixture
def io():
    return factories.officer(Role.INVESTIGATOR, "FSD")


@pytest.mark.usefixtures("database")
def test_amounts_add_up_by_currency_and_kind_until_struck_out(io) -> None:
    case = making.fir(io)

    def record(**more: object) -> Recovery:
        return service.record_recovery(
            case=case, facts=facts(**more), actor=io.actor, now=utc_now()
        )

    record()
    record(amount_minor=5_000_000_000_00)
    record(currency="USDT", kind="FROZEN", amount_minor=99)
    wrong = record(kind="RETURNED")
    service.strike_recovery(recovery=wrong, reason="Entered twice", now=utc_now())
    assert queries.recovered_in(case) == {
        "PKR": {"RECOVERED": 5_000_001_500_00},
        "USDT": {"FROZEN": 99},
    }
    assert len(queries.recoveries_of(case)) == 4
    with pytest.raises(Refused, match="already"):
        service.strike_recovery(recovery=wrong, reason="Again", now=utc_now())


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("kind", "LOST"),
        ("amount", 0),
        ("amount", -1),
        ("amount", None),
        ("currency", ""),
        ("institution", " "),
        ("done_on", making.today() + timedelta(days=2)),
        ("order_number", ""),
    ],
)
def test_what_is_missing_or_impossible_is_refused_on_its_field(io, field: str, value) -> None:
    case = making.fir(io)
    given = {"amount_minor" if field == "amount" else field: value}
    with pytest.raises(Refused) as refused:
        service.record_recovery(case=case, facts=facts(**given), actor=io.actor, now=utc_now())
    assert refused.value.field == field


@pytest.mark.usefixtures("sqlite")
def test_the_pages(io, client_for: Callable[[object], Browserless]) -> None:
    case = making.fir(io)
    session.commit()
    browser = client_for(io)
    page = f"/cases/{case.id}"
    assert "No money frozen or recovered yet" in browser.get(page).get_data(as_text=True)
    add = f"{page}/recoveries/add"
    browser.get(add)
    bad = browser.post(add, {**TYPED, "amount": "much"}, status=422).get_data(as_text=True)
    assert "Enter an amount in digits" in bad
    browser.post(add, {**TYPED, "done_on": making.today().isoformat()})
    one = session.scalars(queries.recoveries_visible_to(io.actor)).one()
    assert (one.amount_minor, one.kind) == (7_200_000_000, "FROZEN")
    assert "O-9/2026" in browser.get(page).get_data(as_text=True)
    strike = f"/recoveries/{one.id}/strike"
    browser.get(strike)
    browser.post(strike, {"reason": ""}, status=422)
    browser.post(strike, {"reason": "Wrong bank"})
    assert "Wrong bank" in browser.get(page).get_data(as_text=True)


@pytest.mark.usefixtures("sqlite")
def test_who_may_not(io, client_for: Callable[[object], Browserless]) -> None:
    case = making.fir(io)
    made = service.record_recovery(case=case, facts=facts(), actor=io.actor, now=utc_now())
    session.commit()
    for officer, status in (
        (factories.officer(Role.CLERK, "FSD"), 403),
        (factories.officer(Role.INVESTIGATOR, "LHR"), 404),
    ):
        browser = client_for(officer)
        browser.get(f"/cases/{case.id}/recoveries/add", status=status)
        browser.get(f"/recoveries/{made.id}/strike", status=status)
