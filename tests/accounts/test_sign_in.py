"""Signing in: the right password opens, five bad tries lock, nothing tells which was wrong."""

from __future__ import annotations

from datetime import timedelta

import pytest

from casetrack.accounts import queries, service
from casetrack.db import session, utc_now
from casetrack.rules.refusals import Refused
from tests import factories

LASTS = timedelta(hours=8)


def try_password(username: str, password: str, **shift: int) -> bool:
    now = utc_now() + timedelta(**shift)
    opened = service.sign_in(
        username=username, password=password, address="127.0.0.1", now=now, lasts=LASTS
    )
    session.commit()
    return opened is not None


@pytest.mark.usefixtures("database")
def test_right_password_opens_a_session_known_only_by_its_hash() -> None:
    officer = factories.officer()
    opened = service.sign_in(
        username=officer.username.upper(),
        password=factories.PASSWORD,
        address="127.0.0.1",
        now=utc_now(),
        lasts=LASTS,
    )
    assert opened is not None
    token, row = opened
    assert token not in row.token_hash
    assert queries.open_session(token, now=utc_now()) is row
    assert queries.open_session(token, now=utc_now() + LASTS) is None


@pytest.mark.usefixtures("database")
def test_five_bad_tries_lock_for_a_quarter_of_an_hour() -> None:
    officer = factories.officer()
    assert not any(try_password(officer.username, "wrong") for _ in range(5))
    assert not try_password(officer.username, factories.PASSWORD)
    assert try_password(officer.username, factories.PASSWORD, minutes=16)


@pytest.mark.usefixtures("database")
def test_a_disabled_officer_is_out_at_once() -> None:
    officer, boss = factories.officer(), factories.officer()
    token, _ = service.sign_in(
        username=officer.username,
        password=factories.PASSWORD,
        address="",
        now=utc_now(),
        lasts=LASTS,
    ) or ("", None)
    service.change_officer(
        officer=officer,
        role=officer.role,
        unit=officer.unit,
        disabled=True,
        actor=boss.actor,
        now=utc_now(),
    )
    session.commit()
    assert queries.open_session(token, now=utc_now()) is None


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize("weak", ["short", "casetrack1234567", "a" * 20, "x" * 129])
def test_weak_passwords_are_refused_beside_the_field(weak: str) -> None:
    officer = factories.officer()
    with pytest.raises(Refused) as refused:
        service.change_password(officer=officer, old=factories.PASSWORD, new=weak, now=utc_now())
    assert refused.value.field == "new"


@pytest.mark.usefixtures("sqlite")
def test_the_first_password_must_be_changed(client_for) -> None:
    officer = factories.officer(must_change_password=True)
    client = client_for(officer)
    assert client.get("/", status=303).location.endswith("/account/password")
    client.get("/account/password")
