"""Tallies are the rows they count, whoever writes, and folding them changes no sum."""

from __future__ import annotations

import itertools
import re
import threading
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import func, select, text

from casetrack import audit
from casetrack.accounts.models import Officer
from casetrack.cli.worker import FoldTallies
from casetrack.db import local_date, session, utc_now
from casetrack.reports import replay
from casetrack.reports.facts import Asked, Period
from casetrack.reports.models import Tally
from casetrack.reports.queries import counted
from casetrack.reports.queries.counted import count_by, question
from casetrack.reports.queries.measures import MEASURES
from casetrack.reports.queries.scope import everything, scope_of, units_for
from casetrack.reports.queries.tallied import BY_YEAR
from casetrack.reports.service import fold, fold_if_many, tallies
from casetrack.rules.roles import Role
from tests import factories
from tests.cases import making
from tests.reports.histories import Station
from tests.reports.random_acts import RandomActs

MIGRATIONS = Path(__file__).resolve().parents[2] / "migrations/versions"
WRITERS = 8


def found() -> list[str]:
    """What the check says, in a transaction of its own."""
    session.rollback()
    return list(replay.disagreements())


def on_postgres() -> bool:
    return session.get_bind().dialect.name == "postgresql"


def kept() -> int:
    return session.scalar(select(func.count()).select_from(Tally)) or 0


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize("seed", range(3))
def test_random_histories_are_tallied_and_folded_exactly(seed: int) -> None:
    acts = RandomActs(seed)
    acts.go(60)
    assert acts.done > 15
    assert found() == []
    fold()
    session.commit()
    assert found() == []
    cells = replay._kept()
    assert kept() == len(cells)
    assert 0 not in cells.values()
    acts.go(20)
    assert found() == []


@pytest.mark.usefixtures("database")
def test_a_count_is_the_same_from_tallies_and_from_rows() -> None:
    acts = RandomActs(5)
    acts.go(60)
    session.commit()
    top = everything()
    assert top is not None
    readers = session.scalars(select(Officer).where(Officer.role == Role.SUPERVISOR)).all()
    scopes = [top, *(scope_of(one.actor, unit) for one in readers for unit in units_for(one.actor))]
    today = local_date(utc_now())
    for scope, first in itertools.product(scopes, (date(2000, 1, 1), today.replace(day=1))):
        period = Period(first, today)
        q = question(scope, Asked(period, scope.unit.code, today))
        for key, by in itertools.product(BY_YEAR, ("", "unit", "year")):
            from_rows = counted._count_rows(MEASURES[key], by, q, period)
            assert +count_by(MEASURES[key], by, q) == +from_rows, (key, by)
    assert any(scope.knows_sealed for scope in scopes)


@pytest.mark.usefixtures("database")
def test_a_retrial_and_a_reopening_are_tallied() -> None:
    station = Station.at("FSD")
    days = [date(2025, month, 3) for month in range(1, 10)]
    tried, closed = station.fir(days[0]), station.fir(days[0])
    station.challan(tried, days[1])
    station.cognizance(tried, days[2])
    station.charge(tried, days[3])
    station.trial(tried, days[4])
    station.verdict(tried, "CONVICTED", days[5])
    station.dispose(closed, "untraced", days[2])
    session.commit()
    assert found() == []
    station.retrial(tried, days[6], days[7])
    station.reopen(closed, days[3])
    session.commit()
    assert found() == []
    fold()
    session.commit()
    assert found() == []


@pytest.mark.usefixtures("database")
def test_folding_while_eight_write_loses_nothing() -> None:
    """And nobody waits for another for ever: a deadlock would be an error of one of them."""
    units = ("FSD", "LHR", "KHI", "CENTRAL", "SOUTH", "HQ")
    writers = [RandomActs(seed, units[seed % len(units)]) for seed in range(WRITERS)]
    running, errors = threading.Event(), []
    running.set()

    def write(acts: RandomActs) -> None:
        _as_thread(lambda: acts.go(10), errors)

    def keep_folding() -> None:
        while running.is_set():
            _as_thread(_fold, errors)

    session.commit()
    folders = [threading.Thread(target=keep_folding) for _ in range(2)]
    threads = [threading.Thread(target=write, args=(acts,)) for acts in writers]
    for thread in (*folders, *threads):
        thread.start()
    for thread in threads:
        thread.join()
    running.clear()
    for thread in folders:
        thread.join()
    assert errors == []
    assert sum(acts.done for acts in writers) > 4 * WRITERS
    assert found() == []


def _fold() -> None:
    fold()
    session.commit()
    time.sleep(0.01)


def _as_thread(do: Callable[[], None], errors: list[Exception]) -> None:
    audit.begin(audit.Act(name="test", at=utc_now()))
    try:
        do()
    except Exception as error:
        errors.append(error)
    finally:
        session.remove()


@pytest.mark.usefixtures("database")
def test_it_is_folded_when_many_have_gathered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tallies, "MANY", 40)
    RandomActs(0).go(10)
    before = kept()
    assert fold_if_many(since=before - 30) == before - 30
    assert kept() == before
    folded_to = fold_if_many(since=0)
    assert kept() < before
    assert folded_to >= kept()


FAULTS = [
    ("UPDATE tallies SET n = n + 1 WHERE measure = 'received'", "tally of received 2"),
    ("DELETE FROM tallies WHERE measure = 'complaint_moved'", "tally of complaint_moved 2"),
    (
        """INSERT INTO tallies (id, measure, bucket, sealed, state, reason, days, n)
        VALUES (1000000, 'ended', 2020, false, 'CLOSED', '', 12, 3)""",
        "tally of ended 2020 CLOSED (all units, 12 days) is 3, by the rows 0",
    ),
    ("UPDATE tallies SET sealed = true WHERE measure = 'fir'", "FSD, sealed"),
    ("DROP TRIGGER tally_complaint_changes{on_complaints}", "tally_complaint_changes is missing"),
]


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize(("fault", "words"), FAULTS)
def test_each_planted_fault_is_named(fault: str, words: str) -> None:
    officer = factories.officer(Role.SUPERVISOR)
    making.fir(officer)
    making.enquiry(officer)
    session.commit()
    table = " ON complaints" if on_postgres() else ""
    session.execute(text(fault.format(on_complaints=table)))
    session.commit()
    lines = found()
    assert any(words in line for line in lines), lines


def test_every_trigger_of_the_migrations_is_looked_for() -> None:
    texts = [path.read_text() for path in MIGRATIONS.glob("*.py")]
    made = [name for text in texts for name in re.findall(r'Trigger\(\s*"(tally_\w+)"', text)]
    assert sorted(made) == sorted(replay.TRIGGERS)


@pytest.mark.usefixtures("sqlite")
def test_the_worker_folds_in_its_rounds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tallies, "MANY", 40)
    chore = FoldTallies()
    RandomActs(0).go(10)
    before = kept()
    chore()
    session.commit()
    assert kept() < before
    assert found() == []
