"""A stored file on its way out: whole, in parts, and never complete where it was changed."""

from __future__ import annotations

import io
import random
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from werkzeug.test import TestResponse

from casetrack import files
from casetrack.accounts.models import Officer
from casetrack.db import session, utc_now
from casetrack.evidence import service, store
from casetrack.evidence.facts import DocumentFacts
from casetrack.evidence.models import Document
from casetrack.evidence.views import giving
from tests import factories
from tests.client import Browserless, act_as_test
from tests.operations import making

SignIn = Callable[[Officer | None], Browserless]
DATA = random.Random(8).randbytes(2 * files.CHUNK + 1000)
PARTS = [
    ("bytes=0-0", 0, 1),
    ("bytes=100-199", 100, 200),
    ("bytes=2097152-", 2 * files.CHUNK, len(DATA)),
    ("bytes=-5", len(DATA) - 5, len(DATA)),
    ("bytes=9-99999999", 9, len(DATA)),
]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> files.FolderStore:
    place = files.FolderStore(tmp_path)
    monkeypatch.setattr(store, "shelf", lambda: place)
    return place


@pytest.fixture
def document(sqlite: str, folder: files.FolderStore) -> Document:
    officer = factories.officer()
    made = service.store_document(
        case=making.fir(officer),
        stream=io.BytesIO(DATA),
        facts=DocumentFacts("", "OTHER", "disk.img"),
        actor=officer.actor,
        now=utc_now(),
    )
    session.commit()
    return made


@pytest.fixture
def browser(document: Document, client_for: SignIn) -> Browserless:
    return client_for(document.recorded_by)


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every file counts as one that is read while it leaves."""
    monkeypatch.setattr(giving, "READ_FIRST", 1000)


def asked(browser: Browserless, document: Document, **headers: str) -> TestResponse:
    told = {name.replace("_", "-"): value for name, value in headers.items()}
    return browser.http.get(f"/documents/{document.id}/file", headers=told)


@pytest.mark.parametrize(("part", "start", "stop"), PARTS)
def test_a_part_is_that_part(
    browser: Browserless, document: Document, part: str, start: int, stop: int
) -> None:
    answer = asked(browser, document, Range=part)
    assert answer.status_code == 206
    assert answer.headers["Content-Range"] == f"bytes {start}-{stop - 1}/{len(DATA)}"
    assert answer.headers["Content-Length"] == str(stop - start)
    assert answer.data == DATA[start:stop]


@pytest.mark.parametrize("part", ["bytes=0-1,5-9", "bytes=5-2", "lines=1-2", "rubbish"])
def test_what_is_no_single_part_gets_the_whole(
    browser: Browserless, document: Document, part: str
) -> None:
    answer = asked(browser, document, Range=part)
    assert (answer.status_code, answer.data) == (200, DATA)
    assert answer.headers["Accept-Ranges"] == "bytes"


def test_a_part_beyond_the_end_is_refused(browser: Browserless, document: Document) -> None:
    answer = asked(browser, document, Range=f"bytes={len(DATA)}-")
    assert (answer.status_code, answer.data) == (416, b"")
    assert answer.headers["Content-Range"] == f"bytes */{len(DATA)}"


def test_a_download_goes_on_only_with_the_same_file(
    browser: Browserless, document: Document
) -> None:
    same, other = f'"{document.sha256}"', f'"{"0" * 64}"'
    at = {"Range": "bytes=1000-"}
    assert asked(browser, document, **at, If_Range=same).status_code == 206
    assert asked(browser, document, **at, If_Range=other).status_code == 200
    since = "Mon, 05 Jan 2026 10:00:00 GMT"
    assert asked(browser, document, **at, If_Range=since).status_code == 200


@pytest.mark.usefixtures("large")
def test_of_a_large_file_parts_leave_only_for_a_day_after_it_was_read(
    browser: Browserless, document: Document
) -> None:
    assert asked(browser, document, Range="bytes=0-9").data == DATA[:10]
    act_as_test()
    long_ago = utc_now() - timedelta(hours=25)
    session.get_one(Document, document.id).verified_at = long_ago
    session.commit()
    answer = asked(browser, document, Range="bytes=0-9")
    assert (answer.status_code, answer.data) == (200, DATA)


@pytest.mark.usefixtures("large")
@pytest.mark.parametrize("place", [0, files.CHUNK, len(DATA) - 1])
def test_a_large_file_that_was_changed_never_completes(
    browser: Browserless, document: Document, folder: files.FolderStore, place: int
) -> None:
    """What leaves before the damage is known is less than was promised: never the last piece."""
    changed = bytearray(DATA)
    changed[place] ^= 1
    path = folder.path_of(document.sha256)
    path.chmod(0o600)
    path.write_bytes(changed)
    answer = browser.http.get(f"/documents/{document.id}/file", buffered=False)
    assert (answer.status_code, answer.content_length) == (200, len(DATA))
    left: list[bytes] = []
    with pytest.raises(files.Damaged):
        left.extend(answer.response)
    assert len(b"".join(left)) == 2 * files.CHUNK


@pytest.mark.usefixtures("large")
def test_a_large_file_of_another_length_does_not_begin(
    browser: Browserless, document: Document, folder: files.FolderStore
) -> None:
    path = folder.path_of(document.sha256)
    path.chmod(0o600)
    path.write_bytes(DATA[:-1])
    assert "missing or was changed" in browser.get(f"/documents/{document.id}/file", 409).text
