"""Kill -9 while a file is sent and while it is checked: bytes said to be here are here, once."""

from __future__ import annotations

import base64
import hashlib
import random
import subprocess
import sys
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from casetrack import files
from casetrack.accounts.models import Officer
from casetrack.config import Settings
from casetrack.db import session, utc_now
from casetrack.evidence import incoming, service, settling, verifying
from casetrack.evidence.facts import DocumentFacts, UploadFacts
from casetrack.evidence.models import Document, Upload
from casetrack.jobs import Job, queue
from tests import factories
from tests.client import Browserless
from tests.conftest import SECRET
from tests.evidence.sending import BYTES, Sender
from tests.faults.caller import Answer, Caller
from tests.faults.standing import check_whole
from tests.faults.station import ENTERED, MOMENTS
from tests.journeys.conftest import PATIENCE, ROOT, Server, act_as_test, start_server
from tests.operations import making

PIECE = 64 * 1024
DATA = random.Random(3).randbytes(60 * PIECE + 17)
TUS = {"Tus-Resumable": "1.0.0"}


@pytest.fixture
def folder(app: Flask, tmp_path: Path) -> Iterator[Path]:
    """The data folder of the server and of the test alike."""
    settings = Settings("test", app.extensions["casetrack"].database_url, tmp_path, SECRET)
    files.use(settings)
    yield tmp_path
    files.use(app.extensions["casetrack"])


def test_kill_9_of_the_server_during_an_upload(
    database: str, folder: Path, client_for: Callable[[Officer | None], Browserless]
) -> None:
    officer = factories.officer()
    case = making.fir(officer)
    session.commit()
    server = start_server(database, folder, worker=False)
    caller = Caller(server.url, officer.username)
    url = begin(caller, f"/cases/{case.id}/uploads")
    acknowledged = send_until_killed(server, caller, url)

    after = Sender(client_for(officer), case)
    offset = after.offset(url)
    assert 0 < acknowledged <= offset < len(DATA)
    assert after.send(url, offset, DATA[offset:]).status_code == 204
    upload = session.scalars(select(Upload)).one()
    assert incoming.path_of(upload.id).read_bytes() == DATA
    assert (upload.state, upload.received) == ("CHECKING", len(DATA))
    assert [job.kind for job in session.scalars(select(Job))] == [service.uploads.JOB]


def begin(caller: Caller, path: str) -> str:
    named = base64.b64encode(b"disk.img").decode()
    told = {
        "Upload-Length": str(len(DATA)),
        "Upload-Metadata": f"filename {named},kind {base64.b64encode(b'OTHER').decode()}",
        "Idempotency-Key": uuid.uuid4().hex,
    }
    answer = caller.ask("POST", path, TUS | told)
    assert answer.status == 201, answer
    return answer.location


def send(caller: Caller, url: str, offset: int, data: bytes) -> Answer:
    told = {"Upload-Offset": str(offset), "Content-Type": BYTES}
    return caller.ask("PATCH", url, TUS | told, data)


def send_until_killed(server: Server, caller: Caller, url: str) -> int:
    """Up to which byte the server had said that it has the file when it died."""
    said = [0]

    def send_on() -> None:
        while True:
            answer = send(caller, url, said[-1], DATA[said[-1] : said[-1] + PIECE])
            if answer.status != 204:
                return
            said.append(int(answer.headers["Upload-Offset"]))

    sending = threading.Thread(target=send_on)
    sending.start()
    wanted = random.randint(3, 12)
    until(lambda: len(said) > wanted)
    time.sleep(random.uniform(0, 0.02))
    server.kill()
    sending.join()
    return said[-1]


def test_kill_9_of_the_worker_while_it_settles(database: str, app: Flask, folder: Path) -> None:
    queue.use(Settings("test", database, folder, SECRET))
    sent = [moment + random.randbytes(3_000_000) for moment in MOMENTS]
    uploads = received(sent)
    first = begin_worker(folder, database, "stop")
    until(lambda: len(list(folder.glob("reached-*"))) == len(MOMENTS))
    first.kill()
    first.wait()
    assert all(incoming.path_of(one).exists() for one in uploads)
    assert [one.title for one in session.scalars(select(Document))] == [ENTERED.decode()]
    session.remove()

    second = begin_worker(folder, database, "go")
    until(lambda: states() == ["DONE"] * len(MOMENTS))
    second.terminate()
    assert second.wait(timeout=PATIENCE) == 0
    queue.use(app.extensions["casetrack"])
    settling.clear_unwanted()
    session.remove()
    assert list(incoming.present()) == []
    documents = session.scalars(select(Document).order_by(Document.serial)).all()
    assert [one.serial for one in documents] == [1, 2, 3]
    assert {one.sha256 for one in documents} == {hashlib.sha256(one).hexdigest() for one in sent}
    assert [*verifying.faults(), *verifying.strays()] == []
    assert [path for path in (folder / "files" / "incoming").iterdir() if path.is_file()] == []
    check_whole(app)


def received(sent: list[bytes]) -> list[uuid.UUID]:
    """Uploads whose last byte has arrived, as the server leaves them to the worker."""
    act_as_test()
    officer = factories.officer()
    case, made = making.fir(officer), []
    for data in sent:
        document = DocumentFacts(data[:7].decode(), "OTHER", "disk.img")
        facts, now = UploadFacts(document, len(data)), utc_now()
        upload = service.begin_upload(case=case, facts=facts, actor=officer.actor, now=now)
        with incoming.lock(upload.id) as file:
            incoming.append(file, 0, data)
        service.note_received(upload_id=upload.id, offset=0, count=len(data), now=now)
        made.append(upload.id)
    session.commit()
    session.remove()
    return made


def states() -> list[str]:
    found = list(session.scalars(select(Job.state).where(Job.kind == service.uploads.JOB)))
    session.remove()
    return found


def begin_worker(folder: Path, url: str, how: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "tests.faults.station", str(folder), url, how]
    return subprocess.Popen(["setpriv", "--pdeathsig", "KILL", *command], cwd=ROOT)


def until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.02)
