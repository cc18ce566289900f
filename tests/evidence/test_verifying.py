"""Every changed, missing and stray file is named, noted, and shown to those it concerns."""

from __future__ import annotations

import io
import random
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from casetrack import files, jobs
from casetrack.accounts.models import Officer
from casetrack.cases.models import Case
from casetrack.db import session, utc_now
from casetrack.evidence import service, store, verifying
from casetrack.evidence.facts import DocumentFacts
from casetrack.evidence.models import Document
from casetrack.files import FolderStore
from casetrack.jobs import Job
from casetrack.rules.roles import Role
from tests import factories
from tests.client import Browserless, act_as_test
from tests.operations import making

SignIn = Callable[[Officer | None], Browserless]


@pytest.fixture
def shelf(
    app: Flask, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> FolderStore:
    place = FolderStore(tmp_path_factory.mktemp("kept") / "files")
    other = FolderStore(tmp_path_factory.mktemp("kept") / "derivatives")
    monkeypatch.setattr(store, "shelf", lambda: place)
    monkeypatch.setattr(verifying.deriving, "shelf", lambda: other)
    return place


@pytest.fixture
def officer(database: str, shelf: FolderStore) -> Officer:
    return factories.officer()


def documents(officer: Officer, *contents: bytes) -> list[Document]:
    case = making.fir(officer)
    made = [
        service.store_document(
            case=case,
            stream=io.BytesIO(content),
            facts=DocumentFacts("", "ARREST_MEMO", f"memo {number}.pdf"),
            actor=officer.actor,
            now=utc_now(),
        )
        for number, content in enumerate(contents, start=1)
    ]
    session.commit()
    return made


def flip(shelf: FolderStore, document: Document, place: int, bit: int = 0) -> None:
    path = shelf.path_of(document.sha256)
    path.chmod(0o600)
    data = bytearray(path.read_bytes())
    data[place] ^= 1 << bit
    path.write_bytes(data)


def verify(app: Flask, *more: str) -> tuple[int, str]:
    session.remove()
    with app.app_context():
        done = app.test_cli_runner().invoke(args=["evidence", "verify", *more])
    session.remove()
    act_as_test()
    return done.exit_code, done.stdout


def test_every_fault_is_named_and_the_whole_are_not(
    officer: Officer, shelf: FolderStore, app: Flask
) -> None:
    whole, flipped, lost, cut = documents(officer, b"one" * 999, b"two" * 999, b"three", b"four")
    assert verify(app) == (0, "4 of 4 files are whole; 0 faults\n")
    flip(shelf, flipped, 2000, 3)
    shelf.path_of(lost.sha256).unlink()
    path = shelf.path_of(cut.sha256)
    path.chmod(0o600)
    path.write_bytes(b"fou")
    stray = shelf.keep(io.BytesIO(b"nobody's")).sha256
    code, said = verify(app)
    assert code == 1
    assert said.splitlines() == [
        f"D-2 {flipped.id}: the file {flipped.sha256} was changed",
        f"D-3 {lost.id}: the file {lost.sha256} is missing",
        f"D-4 {cut.id}: the file {cut.sha256} was changed",
        f"the file {stray} has no row",
        "1 of 4 files are whole; 4 faults",
    ]
    noted = select(Document.id).where(Document.damaged_at.is_not(None))
    assert set(session.scalars(noted)) == {flipped.id, lost.id, cut.id}
    shelf.path_of(stray).unlink()
    for content in (b"two" * 999, b"three", b"four"):
        shelf.keep(io.BytesIO(content))
    assert verify(app)[0] == 0
    assert session.scalar(select(func.count()).where(Document.damaged_at.is_not(None))) == 0
    assert whole.reference == "D-1"


def test_one_case_alone(officer: Officer, shelf: FolderStore, app: Flask) -> None:
    (mine,), (other,) = documents(officer, b"mine"), documents(officer, b"other")
    flip(shelf, other, 0)
    numbers = dict(session.execute(select(Case.id, Case.number)).all())
    assert verify(app, "--case", numbers[mine.case_id])[0] == 0
    assert verify(app, "--case", numbers[other.case_id])[0] == 1
    assert verify(app, "--case", "none")[0] == 1


def test_bits_flipped_at_many_places_are_all_found(
    sqlite: str, shelf: FolderStore, app: Flask
) -> None:
    chance = random.Random(11)
    made = documents(factories.officer(), *(chance.randbytes(5_000 + n) for n in range(100)))
    for document in made:
        flip(shelf, document, chance.randrange(document.size), chance.randrange(8))
    found = list(verifying.faults())
    assert len(found) == 100
    assert all("was changed" in line for line in found)


def test_the_worker_reads_what_nobody_read_for_a_week(
    officer: Officer, shelf: FolderStore, app: Flask
) -> None:
    fresh, old = documents(officer, b"fresh", b"old")
    session.execute(Job.__table__.delete())
    verifying.ask_if_due(utc_now() + timedelta(days=6))
    assert session.scalars(select(Job)).all() == []
    old.verified_at = utc_now() - timedelta(days=8)
    session.commit()
    flip(shelf, old, 0)
    verifying.ask_if_due(utc_now())
    verifying.ask_if_due(utc_now())
    job = session.scalars(select(Job)).one()
    session.commit()
    with app.app_context():
        assert jobs.carry_out(job.id)
    states = dict(session.execute(select(Document.id, Document.damaged_at)).all())
    assert states[old.id] is not None
    assert states[fresh.id] is None
    assert not verifying.queries.longest_unread(before=utc_now() - timedelta(days=7), limit=1)


def test_damage_is_shown_to_the_supervisor_and_counted_for_the_administrator(
    sqlite: str, shelf: FolderStore, app: Flask, client_for: SignIn
) -> None:
    (document,) = documents(factories.officer(), b"evidence")
    document.title = "Bank statement"
    session.commit()
    flip(shelf, document, 1)
    verify(app)
    boss, admin = factories.officer(Role.SUPERVISOR), factories.officer(Role.ADMINISTRATOR)
    stranger = factories.officer(Role.SUPERVISOR, at="KHI")
    session.commit()
    assert "Bank statement" in client_for(boss).get("/").text
    assert "missing" not in client_for(stranger).get("/").text
    page = client_for(admin).get("/").text
    assert "1 stored file is missing" in page
    assert "Bank statement" not in page
    own = client_for(boss)
    assert "Damaged or missing" in own.get(f"/cases/{document.case_id}/documents").text
    assert "missing or was changed" in own.get(f"/documents/{document.id}/file", 409).text
    own.get(f"/documents/{document.id}")
    assert files.shelf("files") is not shelf
