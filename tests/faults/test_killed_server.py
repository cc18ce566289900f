"""Kill -9 of the server during saves: what was acknowledged is there, what was not can be sent."""

from __future__ import annotations

import os
import random
import threading
import time
from pathlib import Path

from flask import Flask

from casetrack.db import session
from casetrack.rules.roles import Role
from tests import factories
from tests.faults.caller import Caller, Complaint
from tests.faults.standing import check_nothing_lost, check_whole, send_again
from tests.journeys.conftest import Server, start_server

# More kills for a long night: CASETRACK_KILLS=100.
KILLS = int(os.environ.get("CASETRACK_KILLS", "2"))
CALLERS = 4
PATIENCE = 120


def test_kill_9_during_saves(database: str, app: Flask, tmp_path: Path) -> None:
    clerk = factories.officer(Role.CLERK).username
    session.remove()
    sent: list[Complaint] = []
    server = start_server(database, tmp_path, worker=False)
    for _ in range(KILLS):
        sent += save_until_killed(server, clerk)
        server = start_server(database, tmp_path, worker=False)
    try:
        assert any(not one.acknowledged for one in sent), "no save was under way at the kill"
        send_again(Caller(server.url, clerk), sent)
    finally:
        server.stop()
    check_nothing_lost(sent)
    check_whole(app)


def save_until_killed(server: Server, clerk: str) -> list[Complaint]:
    """Several callers log complaints; the server dies while they do. All that was sent."""
    sent: list[Complaint] = []
    callers = [Caller(server.url, clerk) for _ in range(CALLERS)]
    threads = [threading.Thread(target=log_many, args=(one, sent)) for one in callers]
    for thread in threads:
        thread.start()
    try:
        wait_for_saves(sent, random.randint(8, 20))
    finally:
        server.kill()
        for thread in threads:
            thread.join()
    strange = {one.answers[0].status for one in sent} - {0, 303}
    assert not strange, strange
    return sent


def wait_for_saves(sent: list[Complaint], wanted: int) -> None:
    end = time.monotonic() + PATIENCE
    while sum(bool(one.acknowledged) for one in list(sent)) < wanted:
        assert time.monotonic() < end, "the server saves nothing"
        time.sleep(random.uniform(0.001, 0.02))


def log_many(caller: Caller, sent: list[Complaint]) -> None:
    """One after the other until the server no longer answers."""
    while True:
        complaint = Complaint(f"Sent before the kill, {len(sent)}: {random.random()}")
        sent.append(complaint)
        if caller.log(complaint).status == 0:
            return
