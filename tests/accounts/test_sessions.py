"""One browser's session: new at every sign-in, ended in time, and telling nobody anything."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from unittest import mock

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from casetrack.accounts import passwords, service
from casetrack.accounts.models import Officer, SignInSession
from casetrack.db import session, utc_now
from casetrack.web import transaction
from tests import factories
from tests.client import CSRF

pytestmark = pytest.mark.usefixtures("sqlite")
WRONG = "Name or password is wrong, or the account is locked for now"


def token(browser: FlaskClient) -> str:
    found = CSRF.search(browser.get("/sign-in").get_data(as_text=True))
    assert found
    return found.group(1)


def sign_in(browser: FlaskClient, username: str, password: str = factories.PASSWORD, to: str = ""):
    fields = {"csrf_token": token(browser), "username": username, "password": password}
    return browser.post("/sign-in", data=fields, query_string={"next": to} if to else None)


def is_in(browser: FlaskClient) -> bool:
    return browser.get("/account").status_code == 200


@contextmanager
def later(**shift: int) -> Iterator[None]:
    """Within, requests arrive so much later than now."""
    with mock.patch.object(transaction, "utc_now", return_value=utc_now() + timedelta(**shift)):
        yield


def rows(officer: Officer) -> list[SignInSession]:
    session.remove()
    found = select(SignInSession).where(SignInSession.officer_id == officer.id)
    return list(session.scalars(found.order_by(SignInSession.created_at)))


def test_a_planted_cookie_is_gone_after_signing_in(app: Flask) -> None:
    officer, browser = factories.officer(), app.test_client()
    with browser.session_transaction() as cookie:
        cookie["planted"] = "by somebody who lent this browser"
        cookie["_user_id"] = "chosen-by-the-attacker"
    assert sign_in(browser, officer.username).status_code == 303
    with browser.session_transaction() as cookie:
        assert "planted" not in cookie
        assert cookie["_user_id"] != "chosen-by-the-attacker"
    assert is_in(browser)


def test_every_sign_in_has_its_own_token_and_ends_the_one_before(app: Flask) -> None:
    officer, browser = factories.officer(), app.test_client()
    sign_in(browser, officer.username)
    with browser.session_transaction() as cookie:
        first = cookie["_user_id"]
    csrf = CSRF.search(browser.get("/account").get_data(as_text=True))
    fields = {"csrf_token": csrf and csrf.group(1), "idempotency_key": "once"}
    fields |= {"username": officer.username, "password": factories.PASSWORD}
    assert browser.post("/sign-in", data=fields).status_code == 303
    with browser.session_transaction() as cookie:
        assert cookie["_user_id"] != first
    old, new = rows(officer)
    assert old.end_reason == "signed in again"
    assert new.ended_at is None


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(app: Flask) -> None:
    browser = app.test_client()
    cookie = sign_in(browser, factories.officer().username).headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def test_a_quarter_of_an_hour_without_a_click_ends_it(app: Flask) -> None:
    browser = app.test_client()
    sign_in(browser, factories.officer().username)
    with later(minutes=14):
        assert is_in(browser)
    with later(minutes=28):
        assert is_in(browser)  # the clock started again
    with later(minutes=44):
        assert not is_in(browser)


def test_the_sign_in_page_says_that_the_session_ended(app: Flask) -> None:
    browser, stranger = app.test_client(), app.test_client()
    sign_in(browser, factories.officer().username)
    with later(minutes=16):
        assert "session has ended" in browser.get("/sign-in").text
        assert "session has ended" not in stranger.get("/sign-in").text


def test_eight_hours_end_it_whatever_is_clicked(app: Flask) -> None:
    browser = app.test_client()
    sign_in(browser, factories.officer().username)
    for minutes in range(10, 480, 10):
        with later(minutes=minutes):
            assert is_in(browser)
    with later(minutes=481):
        assert not is_in(browser)


def test_a_copied_cookie_is_worth_nothing_after_sign_out(client_for) -> None:
    officer = factories.officer()
    browser, thief = client_for(officer), client_for(None)
    with browser.http.session_transaction() as cookie, thief.http.session_transaction() as copy:
        copy.update(cookie)
    thief.get("/account")
    browser.post("/sign-out")
    assert "/sign-in" in thief.get("/account", 303).location
    assert rows(officer)[0].end_reason == "signed out"


def test_a_new_password_ends_every_browser(client_for) -> None:
    officer = factories.officer()
    here, there = client_for(officer), client_for(officer)
    fields = {"old": factories.PASSWORD, "new": "nine yellow boats in fog"}
    here.post("/account/password", {**fields, "again": fields["new"]})
    for browser in (here, there):
        assert "/sign-in" in browser.get("/account", 303).location


def body(answer) -> str:
    """The page without what differs each time."""
    text = answer.get_data(as_text=True)
    for name in ("csrf_token", "idempotency_key", "username"):
        start = text.partition(f'name="{name}"')[2].partition(">")[0]
        text = text.replace(start, "")
    return text


def test_unknown_wrong_locked_and_closed_answer_alike(app: Flask) -> None:
    wrong, locked, closed = factories.officer(), factories.officer(), factories.officer()
    locked.locked_until, closed.disabled_at = utc_now() + timedelta(hours=1), utc_now()
    session.commit()
    names = [wrong.username, locked.username, closed.username, "nobody.here"]
    passwords = ["not this", factories.PASSWORD, factories.PASSWORD, factories.PASSWORD]
    answers = []
    for name, password in zip(names, passwords, strict=True):
        answer = sign_in(app.test_client(), name, password)
        answers.append((answer.status_code, sorted(answer.headers.keys()), body(answer)))
    assert WRONG in answers[0][2]
    assert all(answer == answers[0] for answer in answers)


def test_each_of_them_costs_one_hash(app: Flask) -> None:
    wrong, locked = factories.officer(), factories.officer()
    locked.locked_until = utc_now() + timedelta(hours=1)
    session.commit()
    for name in (wrong.username, locked.username, "nobody.here"):
        with mock.patch.object(passwords, "matches", return_value=False) as verify:
            service.sign_in(
                username=name,
                password="x",
                address="",
                now=utc_now(),
                lasts=timedelta(hours=8),
            )
        assert verify.call_count == 1


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "/\t/evil.example",
        "/\n/evil.example",
        "\\\\evil.example",
        "javascript:alert(1)",
        "evil.example",
        " /account",
    ],
)
def test_next_leads_nowhere_else(app: Flask, target: str) -> None:
    answer = sign_in(app.test_client(), factories.officer().username, to=target)
    assert answer.location == "/"


def test_next_leads_back(app: Flask) -> None:
    browser = app.test_client()
    officer = factories.officer()
    asked = browser.get("/account/password?a=1&b=2")
    assert browser.get(asked.location).status_code == 200
    fields = {"csrf_token": token(browser), "username": officer.username}
    fields |= {"password": factories.PASSWORD}
    assert browser.post(asked.location, data=fields).location == "/account/password?a=1&b=2"


def test_a_form_sent_too_late_leads_back_to_its_page(client_for) -> None:
    browser = client_for(factories.officer())
    page = "http://localhost/account/password?x=1"
    browser._token()
    with later(minutes=20):
        answer = browser.post("/account/password", {"old": "a"}, Referer=page)
        assert answer.location == "/sign-in?next=/account/password?x%3D1"
    with later(minutes=20):
        answer = browser.post("/account/password", {}, Referer="https://evil.example/account")
        assert answer.location == "/sign-in"
