"""The disk is full: the officer is told in words, nothing is lost, and with room again it works."""

from __future__ import annotations

import errno
import io
import os
import random
import string
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Engine, event, func, select

from casetrack.accounts.models import Officer
from casetrack.db import session
from casetrack.evidence.models import Document
from casetrack.rules.roles import Role
from tests import factories
from tests.cases import making
from tests.client import Browserless
from tests.faults.caller import Caller, Complaint
from tests.faults.standing import check_nothing_lost, check_whole, send_again
from tests.journeys.conftest import start_server

SignIn = Callable[[Officer | None], Browserless]
# Letters that cannot be packed fill what is left soon.
LETTERS = 60_000
ROOM = 600_000
MOST = 40
WHEN = "2026-01-05T10:20"
WORDS = "disk is full; nothing was saved"


def narrative(number: int) -> str:
    return f"Complaint {number} " + "".join(random.choices(string.ascii_letters, k=LETTERS))


def test_no_file_may_grow(sqlite: str, app: Flask, tmp_path: Path) -> None:
    """A server that may write no file past a size: what it said it saved is there."""
    clerk = factories.officer(Role.CLERK).username
    session.remove()
    size = Path(sqlite.removeprefix("sqlite:///")).stat().st_size
    under = ("prlimit", f"--fsize={size + ROOM}")
    server = start_server(sqlite, tmp_path, worker=False, under=under)
    sent: list[Complaint] = []
    try:
        caller = Caller(server.url, clerk)
        while not sent or sent[-1].acknowledged:
            assert len(sent) < MOST, "the limit was never met"
            sent.append(Complaint(narrative(len(sent))))
            caller.log(sent[-1])
    finally:
        server.stop()
    assert sent[-1].answers[0].status == 500
    assert "nothing was saved" in sent[-1].answers[0].text
    server = start_server(sqlite, tmp_path, worker=False)
    try:
        send_again(Caller(server.url, clerk), sent)
    finally:
        server.stop()
    check_nothing_lost(sent)
    check_whole(app)


def test_a_full_database_says_so(sqlite: str, app: Flask, client_for: SignIn) -> None:
    officer = factories.officer()
    case = making.fir(officer)
    session.commit()
    browser = client_for(officer)
    url = f"/cases/{case.id}/diary"
    browser.get(url)
    with full():
        answer = browser.post(url, {"text": narrative(1), "occurred_at": WHEN}, status=507)
        assert WORDS in answer.text
    browser.post(url, {"text": "There is room again.", "occurred_at": WHEN})
    page = browser.get(url).text
    assert "There is room again." in page
    assert "Complaint 1" not in page
    check_whole(app)


@contextmanager
def full() -> Iterator[None]:
    """Not one page more fits into the database."""
    engine = session.get_bind()
    assert isinstance(engine, Engine)

    def close(plain: Any, _record: object) -> None:
        pages = plain.execute("PRAGMA page_count").fetchone()[0]
        plain.execute(f"PRAGMA max_page_count={pages}")

    event.listen(engine, "connect", close)
    session.remove()
    engine.dispose()
    yield
    event.remove(engine, "connect", close)
    session.remove()
    engine.dispose()


def test_a_file_that_does_not_fit_leaves_nothing(
    sqlite: str, app: Flask, client_for: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    officer = factories.officer()
    case = making.fir(officer)
    session.commit()
    browser = client_for(officer)
    url = f"/cases/{case.id}/documents/add"

    def refuse(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as planted:
        planted.setattr(os, "fsync", refuse)
        assert WORDS in browser.post(url, document(), status=507).text
    assert session.scalar(select(func.count()).select_from(Document)) == 0
    session.remove()
    incoming = app.extensions["casetrack"].data_dir / "files" / "incoming"
    assert list(incoming.iterdir()) == []
    browser.post(url, document())
    check_whole(app)


def document() -> dict[str, object]:
    file = [(io.BytesIO(b"What the witness said."), "statement.txt")]
    return {"title": "Statement", "kind": "STATEMENT", "file": file}
