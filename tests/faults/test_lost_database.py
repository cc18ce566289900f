"""The database goes away in the middle of a save: words, nothing half saved, and on it goes."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from flask import Flask
from sqlalchemy.engine import make_url

from casetrack.db import session
from casetrack.rules.roles import Role
from tests import factories
from tests.faults.caller import Caller, Complaint
from tests.faults.standing import check_nothing_lost, check_whole, send_again
from tests.journeys.conftest import start_server

pytestmark = [
    pytest.mark.postgresql,
    pytest.mark.parametrize("database", ["postgresql"], indirect=True),
]

# Everybody's connections but our own.
TERMINATE = """
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()
"""
WAITING = "SELECT count(*) FROM pg_locks WHERE NOT granted"
STORM_SECONDS = 3.0
CALLERS = 3


def connect(url: str) -> psycopg.Connection[tuple[int]]:
    address = make_url(url)
    return psycopg.connect(
        host=str(address.query["host"]),
        user=address.username,
        dbname=address.database,
        autocommit=True,
    )


@contextmanager
def held_up(url: str, table: str) -> Iterator[None]:
    """Nobody can write to the table meanwhile."""
    with connect(url) as other, other.transaction():
        other.execute(f"LOCK TABLE {table} IN EXCLUSIVE MODE")
        yield


def test_a_connection_lost_in_the_middle_of_a_save(
    database: str, app: Flask, tmp_path: Path
) -> None:
    """The audit entries are written last: all else of the save is in the transaction by then."""
    clerk = factories.officer(Role.CLERK).username
    session.remove()
    server = start_server(database, tmp_path, worker=False)
    try:
        caller = Caller(server.url, clerk)
        first, cut, last = (Complaint(f"Complaint {number}") for number in range(3))
        assert caller.log(first).status == 303
        cut_off(database, caller, cut)
        assert cut.answers[0].status == 500
        assert "nothing was saved" in cut.answers[0].text
        assert caller.log(last).status == 303  # the pool finds itself a new connection
        send_again(caller, [first, cut, last])
    finally:
        server.stop()
    check_nothing_lost([first, cut, last])
    check_whole(app)


def cut_off(database: str, caller: Caller, complaint: Complaint) -> None:
    """Hold the save up where it writes its audit, and end its connection there."""
    with connect(database) as boss:
        with held_up(database, "audit_entries"):
            sending = threading.Thread(target=caller.log, args=(complaint,))
            sending.start()
            while boss.execute(WAITING).fetchone() == (0,):
                time.sleep(0.02)
            boss.execute(TERMINATE + " AND pid IN (SELECT pid FROM pg_locks WHERE NOT granted)")
        sending.join()


def test_connections_lost_at_any_moment(database: str, app: Flask, tmp_path: Path) -> None:
    clerk = factories.officer(Role.CLERK).username
    session.remove()
    sent: list[Complaint] = []
    server = start_server(database, tmp_path, worker=False)
    try:
        callers = [Caller(server.url, clerk) for _ in range(CALLERS)]
        end = time.monotonic() + STORM_SECONDS
        threads = [threading.Thread(target=log_until, args=(one, end, sent)) for one in callers]
        for thread in threads:
            thread.start()
        terminate_until(database, end)
        for thread in threads:
            thread.join()
        check_answers(sent)
        send_again(callers[0], sent)
    finally:
        server.stop()
    check_nothing_lost(sent)
    check_whole(app)


def terminate_until(database: str, end: float) -> None:
    with connect(database) as boss:
        while time.monotonic() < end:
            boss.execute(TERMINATE)
            time.sleep(0.05)


def log_until(caller: Caller, end: float, sent: list[Complaint]) -> None:
    while time.monotonic() < end:
        complaint = Complaint(f"Sent in the storm, {caller!r}: {time.monotonic()}")
        sent.append(complaint)
        caller.log(complaint)


def check_answers(sent: list[Complaint]) -> None:
    """Each was told in words whether it is saved. How many were cut off is the machine's affair."""
    first = [one.answers[0] for one in sent]
    assert first
    assert {answer.status for answer in first} <= {303, 500}
    silent = [answer for answer in first if answer.status == 500 and "<h1>" not in answer.text]
    assert not silent, silent[:1]
