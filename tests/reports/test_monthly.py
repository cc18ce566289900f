"""Each month is sent once, on the first round of the next, however often and late one asks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select, text

from casetrack import jobs
from casetrack.accounts.models import Officer
from casetrack.cli.worker import deliver_failures, order_monthly
from casetrack.db import KARACHI, session, utc_now
from casetrack.reports import service
from casetrack.reports.facts import Period
from casetrack.reports.models import Delivery, SavedReport
from casetrack.reports.monthly import document_of, of_month
from casetrack.reports.queries.returns import in_inbox, unread, with_document
from casetrack.rules.refusals import Refused
from casetrack.rules.roles import Role
from tests import factories
from tests.reports import issued
from tests.reports import population as made

pytestmark = pytest.mark.usefixtures("database")
QUESTION = {"from": "2020-01-01", "to": "2024-12-31", "unit": "FSD"}


def local(year: int, month: int, day: int, hour: int = 0, minute: int = 1) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=KARACHI)


TENTH = local(2026, 3, 10)


@pytest.fixture
def boss() -> Officer:
    officer = factories.officer(Role.SUPERVISOR, at="FSD")
    made.complaint(date(2026, 3, 15))
    session.commit()
    return officer


def save(boss: Officer, name: str = "Mine", *, at: datetime = TENTH) -> SavedReport:
    issued.begin()
    one = service.save_report(
        report="conviction",
        question=QUESTION,
        name=name,
        monthly=True,
        actor=boss.actor,
        now=at,
    )
    session.commit()
    return one


def order(at: datetime) -> int:
    issued.begin()
    found = service.order_monthly(now=at)
    session.commit()
    return found


def months() -> list[date]:
    return list(session.scalars(select(Delivery.month).order_by(Delivery.month)))


def test_the_month_that_is_over_is_ordered_once(boss: Officer) -> None:
    save(boss)
    assert order(local(2026, 3, 31, 23, 59)) == 0  # its first month is not over
    assert order(local(2026, 4, 1)) == 1  # one minute past midnight in Karachi
    assert [order(local(2026, 4, day)) for day in (1, 2, 30)] == [0, 0, 0]
    assert order(local(2026, 5, 1)) == 1
    assert months() == [date(2026, 3, 1), date(2026, 4, 1)]


def test_a_worker_that_was_away_catches_up_the_last_month_alone(boss: Officer) -> None:
    save(boss)
    assert order(local(2026, 8, 20)) == 1
    assert months() == [date(2026, 7, 1)]


def test_many_are_ordered_in_several_rounds(boss: Officer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("casetrack.reports.service.saved.AT_A_TIME", 2)
    for number in range(3):
        save(boss, f"Mine {number}")
    now = local(2026, 4, 1)
    assert [order(now), order(now), order(now)] == [2, 1, 0]


@pytest.mark.parametrize("gone", ["deleted", "stopped", "disabled"])
def test_what_is_not_wanted_any_more_is_not_sent(boss: Officer, gone: str) -> None:
    one, now = save(boss), local(2026, 3, 20)
    if gone == "deleted":
        service.delete_saved(saved=one, now=now)
    elif gone == "stopped":
        service.change_saved(saved=one, name="Mine", monthly=False, actor=boss.actor, now=now)
    else:
        boss.disabled_at = now
    session.commit()
    assert order(local(2026, 4, 1)) == 0


def carry_out(app: Flask) -> Delivery:
    with app.app_context():
        for job_id in list(session.scalars(select(jobs.Job.id))):
            jobs.carry_out(job_id)
    issued.begin()
    return session.scalars(with_document(select(Delivery))).one()


def test_what_arrives_is_of_that_month_and_stays(app: Flask, boss: Officer) -> None:
    save(boss)
    order(local(2026, 4, 1))
    assert unread(boss.actor) == 0
    delivery = carry_out(app)
    assert unread(boss.actor) == 1
    document = document_of(delivery.document)
    assert document.asked.period == Period(date(2026, 3, 1), date(2026, 3, 31))
    assert document.parts[1].table.rows[-1].cells[1] == 1  # complaints
    made.complaint(date(2026, 3, 16))
    session.commit()
    assert document_of(carry_out(app).document) == document
    service.read_delivery(delivery=session.scalars(select(Delivery)).one(), now=utc_now())
    assert unread(boss.actor) == 0


def test_made_twice_is_made_once(app: Flask, boss: Officer) -> None:
    save(boss)
    order(local(2026, 4, 1))
    first = carry_out(app).made_at
    session.execute(text("UPDATE jobs SET state = 'WAITING'"))
    session.commit()
    assert carry_out(app).made_at == first
    assert session.scalar(select(func.count()).select_from(Delivery)) == 1


def test_an_officer_who_lost_the_unit_is_told_so(app: Flask, boss: Officer) -> None:
    save(boss)
    order(local(2026, 4, 1))
    issued.begin()
    session.merge(boss).unit = factories.unit("KHI")
    session.commit()
    delivery = carry_out(app)
    assert (delivery.document, "no longer open" in delivery.failure) == ("", True)


def give_up(app: Flask, monkeypatch: pytest.MonkeyPatch, how: str) -> Delivery:
    """A worker that broke over a month, or died over it three times."""

    def broken(*_given: object) -> None:
        raise RuntimeError("it broke")

    if how == "broke":
        monkeypatch.setattr("casetrack.reports.monthly.built", broken)
    else:
        session.execute(text("UPDATE jobs SET tries = 3"))
        session.commit()
    return carry_out(app)


@pytest.mark.parametrize(
    ("how", "words"), [("broke", "casetrack failed."), ("died", "stopped three times")]
)
def test_a_month_that_was_given_up_is_in_the_inbox_with_the_reason(
    app: Flask, boss: Officer, monkeypatch: pytest.MonkeyPatch, how: str, words: str
) -> None:
    save(boss)
    order(local(2026, 4, 1))
    chore: Callable[[], None] = deliver_failures
    chore()
    session.commit()
    assert give_up(app, monkeypatch, how).made_at is None
    chore()
    session.commit()
    assert unread(boss.actor) == 1
    (arrived,) = in_inbox(boss.actor)
    assert words in arrived.failure
    assert order(local(2026, 4, 2)) == 0
    issued.begin()
    assert service.deliver_failures(now=utc_now()) == 0


def test_a_name_is_wanted_and_the_officers_own(boss: Officer) -> None:
    save(boss)
    for name in ("", "  ", "Mine", "x" * 101):
        with pytest.raises(Refused):
            save(boss, name)
    issued.begin()
    save(factories.officer(Role.SUPERVISOR, at="FSD"))


def test_the_same_filters_asked_of_another_month() -> None:
    asked = of_month(
        {**QUESTION, "offence": "PECA-2016/14", "as_of": "2024-05-05"},
        date(2026, 2, 1),
        date(2026, 3, 1),
    )
    assert asked.period == Period(date(2026, 2, 1), date(2026, 2, 28))
    assert (asked.offence, asked.as_of) == ("PECA-2016/14", date(2026, 3, 1))


def test_the_worker_asks_in_each_round(boss: Officer) -> None:
    save(boss, at=utc_now() - timedelta(days=70))
    chore: Callable[[], None] = order_monthly
    for _round in range(3):
        chore()
        session.commit()
    assert session.scalar(select(func.count()).select_from(Delivery)) == 1
