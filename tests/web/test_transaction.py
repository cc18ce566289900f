"""One commit a request, only under 400; a GET cannot write; a form sent twice is done once."""

from __future__ import annotations

import threading
import uuid

import pytest
from flask import Flask, abort, redirect
from sqlalchemy import func, select, update
from sqlalchemy.exc import DBAPIError

from casetrack.accounts import service
from casetrack.accounts.models import Officer, Unit
from casetrack.app import create_app
from casetrack.audit import AuditEntry
from casetrack.db import begin_read_only, session
from casetrack.rules.actor import UnitKind
from casetrack.rules.roles import Permission, Role
from casetrack.web.guard import permit
from casetrack.web.models import IdempotencyKey
from tests import factories
from tests.client import Browserless, act_as_test


def add_unit(code: str) -> None:
    service.add_unit(
        code=code, name="Planted", kind=UnitKind.ZONE, parent=session.scalars(select(Unit)).first()
    )


def planted_views(app: Flask) -> None:
    """Views that do what no view may."""

    @permit(Permission.OWN_ACCOUNT)
    def write_on_get() -> str:
        add_unit("BYGET")
        return "written"

    @permit(Permission.OWN_ACCOUNT)
    def write_then_fail(code: int) -> str:
        add_unit("FAILED")
        abort(code)

    @permit(Permission.OWN_ACCOUNT)
    def write_then_crash() -> str:
        add_unit("CRASHED")
        raise ZeroDivisionError

    @permit(Permission.OWN_ACCOUNT)
    def write_once() -> object:
        count = session.scalar(select(func.count()).select_from(Unit))
        add_unit(f"U{count}")
        return redirect(f"/planted/{count}", 303)

    app.add_url_rule("/planted/get", "write_on_get", write_on_get)
    app.add_url_rule("/planted/fail/<int:code>", "fail", write_then_fail, methods=["POST"])
    app.add_url_rule("/planted/crash", "crash", write_then_crash, methods=["POST"])
    app.add_url_rule("/planted/once", "once", write_once, methods=["POST"])


@pytest.fixture
def planted(app: Flask, database: str) -> Flask:
    """A second application over the same fresh database, with the planted views."""
    settings = app.extensions["casetrack"]
    bind = session.get_bind()
    made = create_app(settings)
    session.get_bind().dispose()
    session.remove()
    session.configure(bind=bind)
    planted_views(made)
    return made


def browser(app: Flask) -> Browserless:
    act_as_test()
    made = Browserless(app, factories.officer(Role.CLERK))
    made._token()
    return made


def codes() -> set[str]:
    session.remove()
    found = set(session.scalars(select(Unit.code)))
    session.remove()  # a reader outside a request holds the lock of a writer on SQLite
    return found


def test_the_database_refuses_what_a_get_writes(planted: Flask) -> None:
    before = browser(planted)
    before.get("/planted/get", 500)
    assert "BYGET" not in codes()


@pytest.mark.usefixtures("database")
def test_a_read_only_transaction_is_the_databases_own() -> None:
    factories.unit("HQ")
    session.commit()
    session.remove()
    begin_read_only()
    with pytest.raises(DBAPIError, match=r"readonly|read-only"):
        add_unit("BYGET")
    session.remove()


@pytest.mark.usefixtures("database")
def test_readers_and_writers_take_turns_on_one_connection() -> None:
    for code in ("FSD", "KHI"):
        begin_read_only()
        with pytest.raises(DBAPIError, match=r"readonly|read-only"):
            session.execute(update(Unit).values(name="BYGET"))
        session.remove()
        act_as_test()
        factories.unit(code)
        session.commit()
    assert "BYGET" not in set(session.scalars(select(Unit.name)))


@pytest.mark.parametrize("code", [400, 403, 404, 409, 422])
def test_an_answer_of_400_or_more_leaves_nothing(planted: Flask, code: int) -> None:
    browser(planted).post(f"/planted/fail/{code}", status=code)
    assert "FAILED" not in codes()
    assert session.scalar(select(func.count()).select_from(IdempotencyKey)) == 0


def test_a_crash_leaves_nothing_and_says_so_in_words(planted: Flask) -> None:
    answer = browser(planted).post("/planted/crash", status=500)
    text = answer.get_data(as_text=True)
    assert "nothing was saved" in text
    assert "ZeroDivisionError" not in text
    assert "CRASHED" not in codes()


def test_the_same_form_twice_is_done_once_and_answers_alike(planted: Flask) -> None:
    clerk, key = browser(planted), uuid.uuid4().hex
    first = clerk.post("/planted/once", {"idempotency_key": key})
    between = codes()
    second = clerk.post("/planted/once", {"idempotency_key": key})
    assert second.location == first.location
    assert codes() == between
    other = clerk.post("/planted/once", {"idempotency_key": uuid.uuid4().hex})
    assert other.location != first.location


def test_another_officers_key_is_another_key(planted: Flask) -> None:
    key = uuid.uuid4().hex
    places = {browser(planted).post("/planted/once", {"idempotency_key": key}).location}
    places |= {browser(planted).post("/planted/once", {"idempotency_key": key}).location}
    assert len(places) == 2


@pytest.mark.parametrize("key", ["", "x" * 65])
def test_a_form_without_its_key_is_refused(planted: Flask, key: str) -> None:
    browser(planted).post("/planted/once", {"idempotency_key": key}, 400)


def test_twins_at_the_same_instant_have_one_effect(planted: Flask) -> None:
    clerk, key = browser(planted), uuid.uuid4().hex
    with clerk.http.session_transaction() as cookie:
        kept = dict(cookie)
    fields = {"csrf_token": clerk._csrf, "idempotency_key": key}
    before, answers = codes(), []
    start = threading.Barrier(4)

    def send() -> None:
        twin = planted.test_client()
        with twin.session_transaction() as cookie:
            cookie.update(kept)
        start.wait()
        answer = twin.post("/planted/once", data=fields)
        answers.append((answer.status_code, answer.location))
        session.remove()

    threads = [threading.Thread(target=send) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(answers)) == 1, answers
    assert answers[0][0] == 303
    assert len(codes() - before) == 1


def test_bad_tries_sent_at_once_are_all_counted(planted: Flask) -> None:
    act_as_test()
    officer = factories.officer()
    visitor = planted.test_client()
    page = visitor.get("/sign-in").get_data(as_text=True)
    csrf = page.partition('name="csrf_token" value="')[2].partition('"')[0]
    with visitor.session_transaction() as cookie:
        kept = dict(cookie)
    start, statuses = threading.Barrier(4), []

    def guess() -> None:
        one = planted.test_client()
        with one.session_transaction() as cookie:
            cookie.update(kept)
        fields = {"csrf_token": csrf, "username": officer.username, "password": "wrong"}
        start.wait()
        statuses.append(one.post("/sign-in", data=fields).status_code)
        session.remove()

    threads = [threading.Thread(target=guess) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    session.remove()
    assert statuses == [200] * 4
    assert session.get_one(Officer, officer.id).bad_tries == 4
    tries = select(func.count()).where(
        AuditEntry.act == "accounts.do_sign_in", AuditEntry.outcome == "refused"
    )
    assert session.scalar(tries) == 4
