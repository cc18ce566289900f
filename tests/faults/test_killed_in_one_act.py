"""Kill -9 in the middle of one large act: 149 arrests are all there, or none is."""

from __future__ import annotations

import threading
import time
import uuid
from datetime import datetime
from pathlib import Path

from flask import Flask
from sqlalchemy import func, select

from casetrack.cases.models import Accused
from casetrack.db import KARACHI, session
from casetrack.operations import sheet
from casetrack.operations.models import Arrest
from tests import factories
from tests.faults.caller import Answer, Caller
from tests.faults.standing import check_whole
from tests.journeys.conftest import start_server
from tests.operations import making

PERSONS = 149
# The act takes about a second: the kills fall before, into and after its one commit.
MOMENTS = (0.15, 0.5)


def test_all_or_none(database: str, app: Flask, tmp_path: Path) -> None:
    officer = factories.officer()
    operation = making.raid(making.fir(officer), officer)
    session.commit()
    path, fields = f"/operations/{operation.id}/persons", form_of_149(str(officer.id))
    session.remove()
    for moment in MOMENTS:
        server = start_server(database, tmp_path, worker=False)
        caller = Caller(server.url, officer.username)
        answers: list[Answer] = []
        sending = threading.Thread(target=lambda: answers.append(caller.send(path, fields)))  # noqa: B023
        sending.start()
        time.sleep(moment)
        server.kill()
        sending.join()
        check_all_or_none(answers[0])
    server = start_server(database, tmp_path, worker=False)
    try:
        assert Caller(server.url, officer.username).send(path, fields).status == 303
    finally:
        server.stop()
    assert arrests() == (PERSONS, PERSONS)
    check_whole(app)


def check_all_or_none(answer: Answer) -> None:
    """A kill before the commit leaves nothing, one after it everything."""
    assert answer.status in (0, 303), answer
    found = arrests()
    assert found in ((0, 0), (PERSONS, PERSONS)), found
    assert found == (PERSONS, PERSONS) or answer.status == 0


def arrests() -> tuple[int, int]:
    counted = [
        session.scalar(select(func.count()).select_from(model)) or 0 for model in (Accused, Arrest)
    ]
    session.remove()
    return counted[0], counted[1]


def form_of_149(officer_id: str) -> dict[str, str]:
    """The checking table with all rows and what holds for everyone, under one key."""
    common = {
        "idempotency_key": uuid.uuid4().hex,
        "checked": "1",
        "act": "save",
        "arrested_at": typed(making.hours_ago(2)),
        "relative_informed_at": typed(making.hours_ago(1)),
        "officer_id": officer_id,
        "place": "Peoples Colony",
        "screened_by": "FIA AHTC",
        "screening": "Asked each alone.",
    }
    rows = enumerate(sheet.read(making.the_149()), start=1)
    cells = {f"row-{n}-{key}": text for n, row in rows for key, text in row.items()}
    return common | cells


def typed(at: datetime) -> str:
    return at.astimezone(KARACHI).strftime("%Y-%m-%dT%H:%M")
