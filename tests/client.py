"""A test's browser without a screen: follows forms as people do and reads every page strictly."""

from __future__ import annotations

import re
import uuid
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import html5lib
from flask import Flask
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from casetrack import audit
from casetrack.accounts.models import Officer, SignInSession
from casetrack.accounts.queries import token_hash
from casetrack.db import session, utc_now

CSRF = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')


class Browserless:
    """GETs pages and POSTs forms for one officer; every HTML answer must be strict HTML."""

    def __init__(self, app: Flask, officer: Officer | None) -> None:
        self.http = app.test_client()
        self._csrf = ""
        if officer is not None:
            self._sign_in(officer)

    def get(self, url: str, status: int = 200, **headers: str) -> TestResponse:
        answer = self.http.get(url, headers=headers)
        return self._checked(answer, url, status)

    def post(
        self, url: str, fields: dict[str, Any] | None = None, status: int = 303, **headers: str
    ) -> TestResponse:
        """Send a form as a browser does: with its hidden fields, urlencoded unless a file is in it.

        Lists in `fields` are repeated fields. Without need nothing is multipart: Werkzeug's test
        encoder leaves out a line break after an empty field, which no browser does, and its
        decoder misreads that where 64 kB end.
        """
        sent = MultiDict(fields or {})
        sent.setdefault("csrf_token", self._token())
        sent.setdefault("idempotency_key", uuid.uuid4().hex)
        answer = self.http.post(url, data=sent, headers=headers)
        return self._checked(answer, url, status)

    def follow(self, answer: TestResponse) -> TestResponse:
        """The page a 303 leads to."""
        target = urlsplit(answer.headers["Location"])
        return self.get(target.path + (f"?{target.query}" if target.query else ""))

    def _sign_in(self, officer: Officer) -> None:
        token, now = uuid.uuid4().hex, utc_now()
        act_as_test()
        session.add(
            SignInSession(
                token_hash=token_hash(token),
                officer=session.get_one(Officer, officer.id),
                created_at=now,
                seen_at=now,
                expires_at=now + timedelta(hours=8),
                address="127.0.0.1",
            )
        )
        session.commit()
        with self.http.session_transaction() as cookie:
            cookie["_user_id"] = token
            cookie["_fresh"] = True
        act_as_test()

    def _token(self) -> str:
        if not self._csrf:
            page = self.http.get("/account").get_data(as_text=True)
            found = CSRF.search(page)
            self._csrf = found.group(1) if found else ""
        return self._csrf

    def _checked(self, answer: TestResponse, url: str, status: int) -> TestResponse:
        text = answer.get_data(as_text=True) if answer.mimetype == "text/html" else ""
        assert answer.status_code == status, f"{url}: {answer.status_code}\n{text[:3000]}"
        if text and answer.status_code != 303:
            check_html(text, url)
        act_as_test()
        return answer


def act_as_test() -> None:
    """Name the act under which a test writes: the end of a request forgets it."""
    session.info.setdefault("act", audit.Act(name="test", at=utc_now()))


def check_html(text: str, url: str) -> None:
    """Raise AssertionError unless the text is strict HTML without a doubled id."""
    parser = html5lib.HTMLParser(strict=False)
    whole = text.lstrip().lower().startswith("<!doctype")
    parser.parse(text) if whole else parser.parseFragment(text)
    errors = [(place, code, more) for place, code, more in parser.errors]
    assert not errors, f"{url}: not strict HTML: {errors[:5]}\n{_around(text, errors[0][0][0])}"
    ids = re.findall(r'\sid="([^"]+)"', text)
    doubled = {one for one in ids if ids.count(one) > 1}
    assert not doubled, f"{url}: the same id twice: {sorted(doubled)}"


def _around(text: str, line: int) -> str:
    lines = text.splitlines()
    return "\n".join(lines[max(0, line - 3) : line + 2])
