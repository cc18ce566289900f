"""A large return is set against today by the worker, and what it found is its officer's alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import func, select, text

from casetrack import jobs
from casetrack.accounts.models import Officer
from casetrack.cases import service as cases
from casetrack.db import session, utc_now
from casetrack.reports import service
from casetrack.reports.causes import Cause, Why
from casetrack.reports.comparing import MovedFigure
from casetrack.reports.document import Days, Money
from casetrack.reports.models import Return, ReturnComparison
from casetrack.reports.queries import comparisons
from casetrack.reports.told import Told, ToldRow, text_of, told_in
from casetrack.rules.metrics import Rate
from casetrack.rules.roles import Role
from tests import factories
from tests.client import Browserless, act_as_test
from tests.reports import issued
from tests.reports import population as made

ClientFor = Callable[[object], Browserless]
DAY = date(2024, 5, 5)


@pytest.fixture
def boss(database: str) -> Officer:
    made.complaint(DAY)
    officer = factories.officer(Role.SUPERVISOR, at="FSD")
    session.commit()
    return officer


@pytest.fixture
def found(app: Flask, boss: Officer) -> Return:
    return issued.issue(app, boss, during=issued.period(2024, 2024))


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every return is too large to wait for."""
    for view in ("compared", "returns"):
        monkeypatch.setattr(f"casetrack.reports.views.{view}.AT_ONCE", 0)


def ask(found: Return, officer: Officer) -> UUID:
    act_as_test()
    of = session.get_one(Return, found.id)
    asked = service.ask_comparison(of=of, actor=officer.actor, now=utc_now())
    session.commit()
    return asked.id


def kept(asked: UUID) -> tuple[str, datetime | None]:
    found = session.get_one(ReturnComparison, asked)
    return found.result, found.made_at


def work(app: Flask) -> str:
    """Carry out whatever waits; why the last one failed, or ""."""
    waiting = select(jobs.Job.id).where(jobs.Job.state == "WAITING")
    failure = ""
    with app.app_context():
        for job_id in list(session.scalars(waiting)):
            jobs.carry_out(job_id)
            failure = session.get_one(jobs.Job, job_id).failure
    act_as_test()
    return failure


def page(browser: Browserless, found: Return) -> str:
    return browser.get(f"/reports/returns/{found.id}/today").get_data(as_text=True)


def late() -> str:
    number = made.complaint(DAY, recorded_at=utc_now()).number
    session.commit()
    return number


@pytest.mark.usefixtures("large")
def test_from_the_button_to_what_moved(app: Flask, client_for: ClientFor, found: Return) -> None:
    browser = client_for(found.issued_by)
    first, url = late(), f"/reports/returns/{found.id}/today"
    button = f'<form method="post" action="{url}"'
    assert button in browser.get(f"/reports/returns/{found.id}").get_data(as_text=True)
    assert "Not compared yet." in page(browser, found)
    waiting = browser.follow(browser.post(url)).get_data(as_text=True)
    assert "Waiting to start" in waiting
    assert button not in waiting
    assert work(app) == ""
    shown = page(browser, found)
    for words in (first, "Late entry", "Made for you:", "Compare again"):
        assert words in shown
    assert button not in browser.get(f"/reports/returns/{found.id}").get_data(as_text=True)
    second = late()
    assert second not in page(browser, found)
    browser.post(url)
    under_way = page(browser, found)
    assert first in under_way
    assert "Waiting to start" in under_way
    work(app)
    assert second in page(browser, found)


@pytest.mark.usefixtures("large")
def test_it_is_its_officers_alone(app: Flask, client_for: ClientFor, found: Return) -> None:
    number, asked = late(), ask(found, found.issued_by)
    url = f"/reports/returns/comparisons/{asked}/progress"
    work(app)
    assert "Show what moved" in client_for(found.issued_by).get(url).get_data(as_text=True)
    colleague = client_for(factories.officer(Role.SUPERVISOR, at="FSD"))
    colleague.get(url, status=404)
    shown = page(colleague, found)
    assert number not in shown
    assert "Not compared yet." in shown


@pytest.mark.usefixtures("large")
def test_rows_that_may_not_be_opened_are_only_counted(
    app: Flask, client_for: ClientFor, found: Return
) -> None:
    auditor = factories.officer(Role.AUDITOR, at="KHI")
    number, asked = late(), ask(found, auditor)
    assert work(app) == ""
    last = comparisons.last_made(auditor.actor, found)
    assert last is not None
    assert last.id == asked
    assert number not in last.result
    shown = page(client_for(auditor), found)
    assert "Late entry: 1" in shown
    assert number not in shown


@pytest.mark.usefixtures("large")
def test_what_is_sealed_after_it_was_made_is_not_shown(
    app: Flask, client_for: ClientFor, found: Return
) -> None:
    case, boss = made.case(enquiry=DAY, fir=DAY, recorded_at=utc_now()), found.issued_by
    session.commit()
    asked, number = ask(found, boss), f">{session.merge(case).number}<"
    work(app)
    browser = client_for(boss)
    assert number in page(browser, found)
    case, other = session.merge(case), factories.officer(Role.SUPERVISOR, at="FSD").actor
    cases.set_sealed(case=case, sealed=True, reason="A minor.", actor=other, now=utc_now())
    session.commit()
    shown = page(browser, found)
    assert number not in shown
    assert "Rows that you may not open" in shown
    assert number[1:-1] in kept(asked)[0]


@pytest.mark.usefixtures("large")
def test_why_there_is_none_is_told(app: Flask, client_for: ClientFor, found: Return) -> None:
    ask(found, found.issued_by)
    session.execute(text("UPDATE jobs SET tries = 3 WHERE kind = 'comparison'"))
    session.commit()
    assert "stopped three times" in work(app)
    shown = page(client_for(found.issued_by), found)
    assert "stopped three times" in shown
    assert "Compare again" in shown


def test_an_officer_who_lost_the_unit_is_told_nothing(app: Flask, found: Return) -> None:
    auditor = factories.officer(Role.SUPERVISOR, at="FSD")
    asked = ask(found, auditor)
    auditor.unit = factories.unit("KHI")
    session.commit()
    assert "no longer open" in work(app)
    assert kept(asked) == ("", None)


def test_rows_that_were_changed_are_not_compared(app: Flask, found: Return) -> None:
    ask(found, found.issued_by)
    folder = app.extensions["casetrack"].data_dir / "returns"
    for path in [one for one in folder.rglob("*") if one.is_file()]:
        path.unlink()
    assert "not the one that was signed off" in work(app)


def test_what_is_under_way_is_not_begun_twice(app: Flask, found: Return) -> None:
    first = ask(found, found.issued_by)
    assert ask(found, found.issued_by) == first
    work(app)
    assert ask(found, found.issued_by) != first
    count = select(func.count()).select_from(jobs.Job).where(jobs.Job.kind == "comparison")
    assert session.scalar(count) == 2


def test_a_job_that_runs_twice_keeps_the_first(app: Flask, found: Return) -> None:
    asked = ask(found, found.issued_by)
    work(app)
    before = kept(asked)
    assert before[1] is not None
    late()
    session.execute(text("UPDATE jobs SET state = 'WAITING' WHERE kind = 'comparison'"))
    session.commit()
    assert work(app) == ""
    assert kept(asked) == before


def test_a_small_return_is_compared_at_once(client_for: ClientFor, found: Return) -> None:
    number, browser = late(), client_for(found.issued_by)
    browser.post(f"/reports/returns/{found.id}/today")
    assert session.scalar(select(func.count()).select_from(ReturnComparison)) == 0
    shown = page(browser, found)
    assert number in shown
    assert "Compare again" not in shown


def test_everything_that_is_told_is_kept() -> None:
    cells = (
        3,
        None,
        "words",
        ("two", "words"),
        Decimal("1.5"),
        DAY,
        Rate(1, 4, "u", "period", DAY, "d"),
        Days(3),
    )
    figures = tuple(MovedFigure("A", ("b", "c"), "D", cell, Money(5, "PKR"), 1) for cell in cells)
    cause = Cause(Why.LATE, ("x", "y"), DAY, datetime(2024, 5, 6, 7, 8, 9, 10, tzinfo=UTC))
    row = ToldRow("C-1", ("case", uuid4()), ("left",), ("joined", "too"), cause)
    plain = replace(row, root=("complaint", uuid4()), cause=Cause(Why.SEALED))
    what = Told(DAY, True, (1, 2), figures, (row, plain), 7, {Why.LATE: 2})
    assert told_in(text_of(what)) == what


def test_it_is_of_the_moment_when_reading_began(app: Flask, found: Return) -> None:
    asked = ask(found, found.issued_by)
    moments = iter(datetime(2030, 1, 1, hour, tzinfo=UTC) for hour in range(24))
    job_id = session.get_one(ReturnComparison, asked).job_id
    assert job_id is not None
    with app.app_context():
        jobs.carry_out(job_id, clock=lambda: next(moments))
    # Claimed at nought, read from one o'clock on.
    assert kept(asked)[1] == datetime(2030, 1, 1, 1, tzinfo=UTC)
