"""Forms with a file, sent as browsers send them: nothing is lost where a part is read in pieces.

Werkzeug reads a multipart body 64 kB at a time. Its decoder (3.1.9) is right wherever that cuts
the body of a browser, but for one place: between the two hyphens at the very end, where a stray
carriage return is left on the last part. So the last part must not be a file that is evidence,
and long tables of fields are sent urlencoded.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from hashlib import sha256
from pathlib import Path

import html5lib
import pytest
from flask import Flask, request
from sqlalchemy import select

from casetrack.accounts.models import Officer
from casetrack.cases.models import Case
from casetrack.db import session
from casetrack.evidence.models import Document
from tests import factories
from tests.client import Browserless
from tests.operations import making

SignIn = Callable[[Officer | None], Browserless]
Field = tuple[str, str, bytes]  # name, name of the file or "", what is in it

TEMPLATES = Path(__file__).parents[2] / "templates"
PIECE = 64 * 1024
BOUNDARY = b"----WebKitFormBoundary7MA4YWxkTrZu0gW3"
HEADERS = {"Content-Type": f"multipart/form-data; boundary={BOUNDARY.decode()}"}


def as_a_browser(fields: Sequence[Field]) -> bytes:
    """The body that browsers send (HTML 4.10.21.8): an empty field has its line break too."""
    parts = []
    for name, filename, content in fields:
        more = f'; filename="{filename}"\r\nContent-Type: application/pdf' if filename else ""
        head = f'Content-Disposition: form-data; name="{name}"{more}\r\n\r\n'
        parts.append(b"--" + BOUNDARY + b"\r\n" + head.encode() + content + b"\r\n")
    return b"".join(parts) + b"--" + BOUNDARY + b"--\r\n"


def fields_of(page: str) -> list[tuple[str, str]]:
    """Name and value of each field of the page's own form, in the order they are sent."""
    tree = html5lib.parse(page, namespaceHTMLElements=False)
    form = next(one for one in tree.iter("form") if one.get("enctype"))
    assert form.get("enctype") == "multipart/form-data"
    return [
        (str(one.get("name")), str(one.get("value") or ""))
        for one in form.iter()
        if one.tag in ("input", "select", "textarea") and one.get("name")
    ]


def evidence(length: int) -> bytes:
    """Bytes that look like the ends of lines wherever they are cut."""
    return (b"%PDF\r\n\r\n\n\r--" * (length // 10))[:length]


@pytest.fixture
def case(sqlite: str) -> Case:
    made = making.fir(factories.officer())
    session.commit()
    return made


def document(page: str, length: int) -> list[Field]:
    values = {"kind": b"ARREST_MEMO"}
    return [
        (name, "memo.pdf", evidence(length))
        if name == "file"
        else (name, "", values.get(name, value.encode()))
        for name, value in fields_of(page)
    ]


def test_a_document_is_read_whole_wherever_its_form_is_cut(
    app: Flask, case: Case, client_for: SignIn
) -> None:
    page = client_for(case.lead).get(f"/cases/{case.id}/documents/add").get_data(as_text=True)
    fields = document(page, 0)
    assert fields[-1][0] != "file", "the last part may get a stray byte"
    around = len(as_a_browser(fields))
    for length in range(PIECE - around - 2, PIECE + 2):
        sent = document(page, length)
        with app.test_request_context(data=as_a_browser(sent), headers=HEADERS, method="POST"):
            for name, filename, content in sent:
                got = request.files[name].read() if filename else request.form[name].encode()
                assert got.rstrip(b"\r") == content if name == fields[-1][0] else got == content


def test_a_document_cut_at_the_end_is_stored_as_it_is(case: Case, client_for: SignIn) -> None:
    browser = client_for(case.lead)
    url = f"/cases/{case.id}/documents/add"
    page = browser.get(url).get_data(as_text=True)
    around = len(as_a_browser(document(page, 0)))
    # The piece ends: in the file, behind it, in the closing boundary, between its hyphens.
    for left in (300, 200, 40, 3):
        length = PIECE - around + left
        sent = document(page, length)
        at = [name for name, *_rest in sent].index("idempotency_key")
        key = sent[at][2]
        sent[at] = ("idempotency_key", "", f"{left:0{len(key)}}".encode())
        body = as_a_browser(sent)
        assert browser.http.post(url, data=body, headers=HEADERS).status_code == 303
        session.expire_all()
        stored = session.scalars(select(Document).order_by(Document.serial.desc())).first()
        assert stored is not None
        assert stored.sha256 == sha256(evidence(length)).hexdigest()


def test_a_long_paste_beside_no_file_is_read_whole(app: Flask, sqlite: str) -> None:
    rows = "\r\n".join(f"Person{number} Invented\t\t\tPK\tM\t\t" for number in range(2500))
    assert len(rows) > PIECE
    for pad in range(400):
        text = rows[: PIECE - 250 + pad].encode()
        sent = [("csrf_token", "", b"x"), ("rows_text", "", text), ("act", "", b"")]
        with app.test_request_context(data=as_a_browser(sent), headers=HEADERS, method="POST"):
            assert request.form["rows_text"].encode() == text


def test_no_long_table_is_sent_in_parts() -> None:
    multipart = {
        str(path.relative_to(TEMPLATES))
        for path in TEMPLATES.rglob("*.html")
        if re.search(r"enctype=|files=true", path.read_text(encoding="utf-8"))
        and path.parent.name != "shared"
    }
    # Each ends with a field that is no file; blanks at the end of what is typed are taken off.
    assert multipart == {
        "dossiers/check.html",
        "evidence/add_document.html",
        "operations/paste_persons.html",
        "reports/claims.html",
        "requests/act.html",
    }
    for name in multipart:
        assert "rows.entries" not in (TEMPLATES / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("filled", [1, 4])
def test_the_tests_own_browser_sends_every_field(
    sqlite: str, client_for: SignIn, filled: int
) -> None:
    browser = client_for(None)
    fields = {
        f"rows-{number}-name-of-a-field": "" if number % filled else "x" for number in range(3000)
    }
    seen: dict[str, str] = {}

    def keep() -> None:
        seen.update(request.form)

    browser.http.application.before_request_funcs.setdefault(None, []).insert(0, keep)
    browser.post("/nowhere", fields, status=404)
    assert {name: seen[name] for name in fields} == fields
