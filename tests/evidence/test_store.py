"""The store of files: bytes under their hash, before the row, and every change is found."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path

import pytest

from casetrack.accounts.models import Officer
from casetrack.cases.models import Case
from casetrack.db import session, utc_now
from casetrack.evidence import queries, service, store
from casetrack.evidence.facts import DocumentFacts
from casetrack.evidence.models import Document
from casetrack.rules.refusals import Refused
from tests import factories
from tests.operations import making


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(store, "_folder", tmp_path / "files")
    return tmp_path / "files"


@pytest.fixture
def officer(database: str, folder: Path) -> Officer:
    return factories.officer()


@pytest.fixture
def case(officer: Officer) -> Case:
    return making.fir(officer)


def keep(case: Case, officer: Officer, content: bytes, name: str = "memo.pdf") -> Document:
    return service.store_document(
        case=case,
        stream=io.BytesIO(content),
        facts=DocumentFacts("", "ARREST_MEMO", name),
        actor=officer.actor,
        now=utc_now(),
    )


def test_bytes_lie_under_their_hash(folder: Path) -> None:
    kept = store.keep(io.BytesIO(b"words" * 500_000))
    assert kept.size == 2_500_000
    assert kept.sha256 == hashlib.sha256(b"words" * 500_000).hexdigest()
    assert store.path_of(kept.sha256) == folder / kept.sha256[:2] / kept.sha256[2:]
    assert store.is_whole(kept.sha256)
    assert list((folder / "incoming").iterdir()) == []


def test_the_same_bytes_twice_are_one_file_and_repair_a_broken_one(folder: Path) -> None:
    first = store.keep(io.BytesIO(b"abc"))
    path = store.path_of(first.sha256)
    path.chmod(0o600)
    path.write_bytes(b"abd")
    assert not store.is_whole(first.sha256)
    assert store.keep(io.BytesIO(b"abc")) == first
    assert store.is_whole(first.sha256)


def test_a_broken_upload_leaves_nothing(folder: Path) -> None:
    class Torn(io.BytesIO):
        def read(self, _size: int | None = -1, /) -> bytes:
            raise OSError("connection lost")

    with pytest.raises(OSError, match="lost"):
        store.keep(Torn())
    assert [path for path in folder.rglob("*") if path.is_file()] == []


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("گرفتاری میمو.pdf", "گرفتاری میمو.pdf"),
        ("می\u200cرود.pdf", "می\u200cرود.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\x\\a.doc", "a.doc"),
        ("in\u202efdp.exe", "infdp.exe"),
        ('a"b\r\nSet-Cookie: x=1', 'a"bSet-Cookie: x=1'),
        ("..", "file"),
        ("", "file"),
    ],
)
def test_names_are_metadata_without_tricks(name: str, kept: str) -> None:
    assert store.clean_name(name) == kept


def test_a_flipped_byte_and_a_lost_file_are_found(
    case: Case, officer: Officer, folder: Path
) -> None:
    whole, flipped, lost = (keep(case, officer, text) for text in (b"one", b"two", b"three"))
    assert [one.reference for one in (whole, flipped, lost)] == ["D-1", "D-2", "D-3"]
    assert list(queries.missing_files()) == []
    path = store.path_of(flipped.sha256)
    path.chmod(0o600)
    path.write_bytes(b"tvo")
    store.path_of(lost.sha256).unlink()
    found = list(queries.missing_files())
    assert len(found) == 2
    assert "D-2" in found[0]
    assert "changed" in found[0]
    assert "D-3" in found[1]
    assert "missing" in found[1]


def test_an_empty_file_and_an_unknown_kind_are_refused(case: Case, officer: Officer) -> None:
    with pytest.raises(Refused, match="empty"):
        keep(case, officer, b"")
    facts = DocumentFacts("", "NAPKIN", "a")
    with pytest.raises(Refused, match="kind"):
        service.store_document(
            case=case, stream=io.BytesIO(b"x"), facts=facts, actor=officer.actor, now=utc_now()
        )
    assert session.query(Document).count() == 0
