"""What stands before every view: headers on every answer, CSRF, the guard's words."""

from __future__ import annotations

import pytest
from flask import Flask

from casetrack.rules.roles import Role
from casetrack.web.headers import HEADERS, POLICY
from tests import factories

pytestmark = pytest.mark.usefixtures("sqlite")

ANSWERS = [
    ("GET", "/sign-in", 200),
    ("GET", "/account", 303),
    ("GET", "/no-such-page", 404),
    ("GET", "/static/css/casetrack.css", 200),
    ("GET", "/static/no-such-file", 404),
    ("DELETE", "/sign-in", 405),
    ("POST", "/sign-in", 400),
    ("POST", "/account/password", 400),
    ("OPTIONS", "/account", 303),
    ("HEAD", "/sign-in", 200),
]


@pytest.mark.parametrize(("method", "url", "status"), ANSWERS)
def test_the_full_set_of_headers_on_every_answer(
    app: Flask, method: str, url: str, status: int
) -> None:
    answer = app.test_client().open(url, method=method)
    assert answer.status_code == status
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
    if not url.startswith("/static/css"):
        assert answer.headers["Cache-Control"] == "no-store"
    answer.close()


def test_a_failure_has_them_too(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    def crash() -> str:
        raise ZeroDivisionError

    crash.public_reason = "a test's"  # type: ignore[attr-defined]
    monkeypatch.setitem(app.view_functions, "accounts.sign_in", crash)
    answer = app.test_client().get("/sign-in")
    assert answer.status_code == 500
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
    assert "ZeroDivision" not in answer.get_data(as_text=True)


def test_the_policy_lets_no_word_of_script_in() -> None:
    assert "default-src 'none'" in POLICY
    assert "unsafe" not in POLICY
    assert "*" not in POLICY
    assert "http" not in POLICY


def test_over_https_the_browser_is_told_to_stay_there(app: Flask) -> None:
    answer = app.test_client().get("/sign-in", base_url="https://localhost")
    assert "max-age=31536000" in answer.headers["Strict-Transport-Security"]


def test_a_host_that_is_not_ours_is_refused(app: Flask) -> None:
    trusted = app.config["TRUSTED_HOSTS"]
    app.config["TRUSTED_HOSTS"] = ["localhost"]
    try:
        answer = app.test_client().get("/sign-in", base_url="http://evil.example")
    finally:
        app.config["TRUSTED_HOSTS"] = trusted
    assert answer.status_code == 400


@pytest.mark.parametrize("csrf", ["", "forged", None])
def test_a_form_without_its_token_is_refused(client_for, csrf: str | None) -> None:
    browser = client_for(factories.officer())
    fields = {"csrf_token": csrf} if csrf is not None else {}
    answer = browser.http.post("/sign-out", data={**fields, "idempotency_key": "k"})
    assert answer.status_code == 400
    assert b"What you typed is kept" in answer.data
    browser.get("/account")


def test_a_part_of_a_page_gets_a_401_instead_of_the_sign_in_page(client_for) -> None:
    browser = client_for(None)
    assert "/sign-in" in browser.get("/account", 303).location
    browser.get("/account", 401, **{"HX-Request": "true"})


def test_a_role_without_the_permission_is_told_so(client_for) -> None:
    page = client_for(factories.officer(Role.CLERK)).get("/officers", 403)
    assert "Your role does not allow this" in page.get_data(as_text=True)


def test_without_a_database_the_failure_is_still_told_in_words(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(*_arguments: object) -> None:
        raise ConnectionError("the database is gone")

    monkeypatch.setattr("casetrack.accounts.queries.open_session", gone)
    browser = app.test_client()
    with browser.session_transaction() as cookie:
        cookie["_user_id"] = "somebody"
    app.config["PROPAGATE_EXCEPTIONS"] = False
    answer = browser.get("/account")
    assert answer.status_code == 500
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
    text = answer.get_data(as_text=True)
    assert "nothing was saved" in text
    assert "the database is gone" not in text
