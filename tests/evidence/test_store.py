"""The store of files: bytes under their hash, before the row, and every change is found."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from casetrack import files
from casetrack.accounts.models import Officer
from casetrack.cases.models import Case
from casetrack.db import session, utc_now
from casetrack.evidence import service, store
from casetrack.evidence.facts import DocumentFacts
from casetrack.evidence.models import Document
from casetrack.rules.refusals import Refused
from tests import factories
from tests.operations import making


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> files.FolderStore:
    place = files.FolderStore(tmp_path / "files")
    monkeypatch.setattr(store, "shelf", lambda: place)
    return place


@pytest.fixture
def officer(database: str, folder: files.FolderStore) -> Officer:
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


def test_an_empty_file_and_an_unknown_kind_are_refused(case: Case, officer: Officer) -> None:
    with pytest.raises(Refused, match="empty"):
        keep(case, officer, b"")
    facts = DocumentFacts("", "NAPKIN", "a")
    with pytest.raises(Refused, match="kind"):
        service.store_document(
            case=case, stream=io.BytesIO(b"x"), facts=facts, actor=officer.actor, now=utc_now()
        )
    assert session.query(Document).count() == 0
