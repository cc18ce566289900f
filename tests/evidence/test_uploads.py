"""Uploads piece by piece, as tus 1.0.0 says, until each is a document of its case."""

from __future__ import annotations

import hashlib
import threading
import uuid
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from casetrack import files, jobs
from casetrack.accounts.models import Officer
from casetrack.audit import AuditEntry
from casetrack.db import session, utc_now
from casetrack.evidence import incoming, queries, service, settling, store
from casetrack.evidence.models import Document, Upload
from casetrack.jobs import Job
from casetrack.rules.refusals import Refused
from casetrack.rules.roles import Role
from tests import factories
from tests.client import Browserless
from tests.evidence.sending import Sender, checksum, metadata
from tests.operations import making

SignIn = Callable[[Officer | None], Browserless]
DATA = b"0123456789" * 100


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = files.FolderStore(tmp_path / "files")
    monkeypatch.setattr(store, "shelf", lambda: place)
    monkeypatch.setattr(incoming.files, "folder", lambda name: tmp_path / name)


def sender_for(client_for: SignIn) -> Sender:
    officer = factories.officer()
    case = making.fir(officer)
    session.commit()
    return Sender(client_for(officer), case)


@pytest.fixture
def sender(database: str, client_for: SignIn) -> Sender:
    return sender_for(client_for)


@pytest.fixture
def plain(sqlite: str, client_for: SignIn) -> Sender:
    return sender_for(client_for)


def upload_of(url: str) -> Upload:
    session.rollback()
    return session.get_one(Upload, uuid.UUID(url.rpartition("/")[2]), populate_existing=True)


def settle(app: Flask, url: str) -> Upload:
    """What the worker does."""
    job_id = upload_of(url).job_id
    assert job_id is not None
    session.rollback()
    with app.app_context():
        assert jobs.carry_out(job_id)
    return upload_of(url)


def test_a_file_in_three_pieces_becomes_a_document(sender: Sender, app: Flask) -> None:
    url = sender.begun(len(DATA), title="Image of the disk", filename="ڈسک.img")
    for start, stop in ((0, 400), (400, 900), (900, 1000)):
        assert sender.offset(url) == start
        answer = sender.send(url, start, DATA[start:stop])
        assert (answer.status_code, answer.headers["Upload-Offset"]) == (204, str(stop))
    assert sender.browser.get(url).json["state"] == "CHECKING"
    upload = settle(app, url)
    document = session.get_one(Document, upload.document_id)
    assert upload.state == "DONE"
    assert (document.reference, document.title) == ("D-1", "Image of the disk")
    assert (document.original_name, document.size) == ("ڈسک.img", 1000)
    assert document.sha256 == hashlib.sha256(DATA).hexdigest()
    assert store.is_whole(document.sha256)
    assert not incoming.path_of(upload.id).exists()
    assert sender.browser.get(url).json["reference"] == "D-1"


def test_the_audit_names_the_beginning_the_last_piece_and_the_document(
    plain: Sender, app: Flask
) -> None:
    url = plain.begun(1000)
    for start in range(0, 1000, 100):
        plain.send(url, start, DATA[start : start + 100])
    settle(app, url)
    acts = select(AuditEntry.act, func.count()).where(
        AuditEntry.chain == f"case:{plain.case.id}",
        AuditEntry.act.in_(
            ("evidence.begin_upload", "evidence.add_to_upload", "jobs.settle_upload")
        ),
    )
    assert dict(session.execute(acts.group_by(AuditEntry.act)).all()) == {
        "evidence.begin_upload": 1,
        "evidence.add_to_upload": 1,
        "jobs.settle_upload": 1,
    }


def test_what_a_crash_left_beyond_the_row_is_cut_off(sender: Sender, app: Flask) -> None:
    url = sender.begun(len(DATA))
    sender.send(url, 0, DATA[:300])
    path = incoming.path_of(upload_of(url).id)
    path.write_bytes(path.read_bytes() + b"never acknowledged" * 99)
    sender.send(url, 300, DATA[300:])
    assert settle(app, url).state == "DONE"
    assert session.scalars(select(Document.sha256)).one() == hashlib.sha256(DATA).hexdigest()


def test_lost_bytes_are_not_taken_for_an_upload(plain: Sender, app: Flask) -> None:
    url = plain.begun(len(DATA))
    plain.send(url, 0, DATA[:300])
    path = incoming.path_of(upload_of(url).id)
    path.write_bytes(b"")
    assert plain.send(url, 300, DATA[300:]).status_code == 410
    assert plain.offset(url) == 300
    url = plain.send_whole(DATA)
    incoming.path_of(upload_of(url).id).write_bytes(DATA[:-1])
    assert settle(app, url).state == "CHECKING"
    assert "gone" in plain.browser.get(url).json["failure"]
    incoming.path_of(upload_of(url).id).write_bytes(DATA)
    plain.browser.post(f"{url}/check")
    assert settle(app, url).state == "DONE"


@pytest.mark.parametrize(
    ("offset", "data", "headers", "status"),
    [
        (0, b"x", {}, 409),
        (5, b"x", {}, 409),
        (4, b"x" * 7, {}, 413),
        (4, b"x", {"Content-Type": "text/plain"}, 415),
        (4, b"x", {"Upload-Offset": "-1"}, 400),
        (4, b"x", {"Upload-Offset": "4.0"}, 400),
        (4, b"x", {"Tus-Resumable": "0.2.2"}, 412),
        (4, b"x", {"X-CSRFToken": "forged"}, 400),
        (4, b"x", {"Upload-Checksum": checksum(b"y")}, 460),
        (4, b"x", {"Upload-Checksum": "crc32 AAAA"}, 400),
        (4, b"x" * (16 * 1024**2 + 1), {}, 413),
    ],
)
def test_a_wrong_piece_changes_nothing(
    plain: Sender, offset: int, data: bytes, headers: dict[str, str], status: int
) -> None:
    url = plain.begun(10)
    assert plain.send(url, 0, b"abcd", **{"Upload-Checksum": checksum(b"abcd")}).status_code == 204
    assert plain.send(url, offset, data, **headers).status_code == status
    assert plain.offset(url) == 4
    assert incoming.path_of(upload_of(url).id).read_bytes() == b"abcd"


def test_two_at_once_do_not_write_into_each_other(plain: Sender) -> None:
    url = plain.begun(10)
    with incoming.lock(upload_of(url).id):
        assert plain.send(url, 0, b"abcd").status_code == 423
    assert plain.send(url, 0, b"abcd").status_code == 204


def test_pieces_of_many_senders_at_once(sender: Sender, app: Flask, client_for: SignIn) -> None:
    """The same piece sent by four at the same time is taken once."""
    url = sender.begun(1_000_000)
    piece = b"p" * 1_000_000
    officer = session.get_one(Officer, upload_of(url).begun_by_id)
    session.rollback()
    senders = [Sender(client_for(officer), sender.case) for _ in range(4)]
    for one in senders:
        one.browser._token()
    answers: list[int] = []
    threads = [
        threading.Thread(target=lambda s=one: answers.append(s.send(url, 0, piece).status_code))
        for one in senders
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert min(answers) == 204
    assert answers.count(204) == 1
    assert set(answers) <= {204, 409, 423}
    assert session.scalar(select(func.count()).select_from(Job)) == 1


@pytest.mark.parametrize(
    ("told", "size", "words"),
    [
        ({"kind": "NAPKIN"}, 5, "kind"),
        ({}, 0, "empty"),
        ({}, 10**13, "larger than 256 GB"),
        ({}, 200 * 1024**3, "no room"),
    ],
)
def test_what_cannot_be_stored_is_refused_in_words(
    plain: Sender, monkeypatch: pytest.MonkeyPatch, told: dict[str, str], size: int, words: str
) -> None:
    monkeypatch.setattr(incoming, "room", lambda: 100 * 1024**3)
    answer = plain.begin(size, **told)
    assert answer.status_code == 422
    assert words in answer.text
    assert session.scalars(select(Upload)).all() == []


def test_bad_metadata_is_a_bad_request(plain: Sender) -> None:
    for header in ("filename ***", f"filename {metadata(x='y')} x", "filename /w=="):
        headers = {"Upload-Length": "5", "Upload-Metadata": header, "Idempotency-Key": "k"}
        answer = plain.ask("POST", f"/cases/{plain.case.id}/uploads", headers=headers)
        assert answer.status_code == 400, header


def test_announced_twice_under_one_key_it_is_one_upload(sender: Sender) -> None:
    headers = {"Upload-Length": "5", "Upload-Metadata": metadata(kind="OTHER", filename="a")}
    headers["Idempotency-Key"] = "one"
    url = f"/cases/{sender.case.id}/uploads"
    first = sender.ask("POST", url, headers=headers)
    second = sender.ask("POST", url, headers=headers)
    assert (first.status_code, second.status_code) == (201, 303)
    assert second.headers["Location"] == first.headers["Location"]
    assert sender.browser.get(second.headers["Location"]).headers["Location"] == first.location


def test_only_who_began_it_goes_on(plain: Sender, client_for: SignIn) -> None:
    url = plain.begun(10)
    colleague = factories.officer(Role.SUPERVISOR)
    stranger = factories.officer(at="KHI")
    session.commit()
    for other in (colleague, stranger):
        sender = Sender(client_for(other), plain.case)
        assert sender.send(url, 0, b"abcd").status_code == 404
        assert sender.ask("HEAD", url).status_code == 404
        assert sender.ask("DELETE", url).status_code == 404
    elsewhere = url.replace(str(plain.case.id), str(uuid.uuid4()))
    assert plain.send(elsewhere, 0, b"abcd").status_code == 404
    assert upload_of(url).received == 0


def test_a_lost_sign_in_is_told_by_its_status(plain: Sender, client_for: SignIn) -> None:
    url = plain.begun(10)
    visitor = Sender(client_for(None), plain.case)
    visitor.browser._csrf = "none"
    assert visitor.ask("HEAD", url).status_code == 401


def test_given_up_it_is_gone(sender: Sender, app: Flask) -> None:
    url = sender.begun(10)
    sender.send(url, 0, b"abcd")
    upload_id = upload_of(url).id
    assert sender.ask("DELETE", url).status_code == 204
    assert sender.ask("HEAD", url).status_code == 410
    assert sender.send(url, 4, b"x").status_code == 410
    assert incoming.path_of(upload_id).exists()
    settling.clear_unwanted()
    assert not incoming.path_of(upload_id).exists()
    whole = sender.send_whole(DATA)
    assert sender.ask("DELETE", whole).status_code == 409


def test_after_two_weeks_an_upload_is_given_up(sender: Sender) -> None:
    url = sender.begun(10)
    sender.send(url, 0, b"abcd")
    upload = upload_of(url)
    settling.abandon_stale(upload.touched_at + timedelta(days=13))
    settling.clear_unwanted()
    assert upload_of(url).state == "OPEN"
    assert incoming.path_of(upload.id).exists()
    settling.abandon_stale(upload.touched_at + timedelta(days=15))
    session.commit()
    settling.clear_unwanted()
    assert upload_of(url).state == "ABANDONED"
    assert not incoming.path_of(upload.id).exists()


def test_settled_twice_it_is_one_document(sender: Sender, app: Flask) -> None:
    url = sender.send_whole(DATA)
    upload = upload_of(url)
    path = incoming.path_of(upload.id)
    settle(app, url)
    path.write_bytes(DATA)
    job = jobs.ask(service.uploads.JOB, {"upload": str(upload.id)}, utc_now()).id
    session.commit()
    with app.app_context():
        jobs.carry_out(job)
    assert session.scalar(select(func.count()).select_from(Document)) == 1
    assert session.get_one(Job, job).state == "DONE"
    with pytest.raises(Refused):
        service.settle_upload(upload=upload_of(url), now=utc_now())


def test_the_server_says_what_it_can(plain: Sender) -> None:
    answer = plain.ask("OPTIONS", f"/cases/{plain.case.id}/uploads")
    assert answer.headers["Tus-Version"] == "1.0.0"
    assert answer.headers["Tus-Extension"] == "creation,checksum,termination"
    assert queries.bytes_to_come() == 0
    plain.send(plain.begun(10), 0, b"abcd")
    assert queries.bytes_to_come() == 6
