"""An officer's browser at its plainest: signs in by the form, logs complaints, keeps answers."""

from __future__ import annotations

import re
import urllib.error
import urllib.parse
import urllib.request
import uuid
from dataclasses import dataclass, field
from email.message import Message
from http.cookiejar import CookieJar
from typing import Any

from tests import factories

TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')
SECONDS = 120


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server said: 0 and "" when the connection broke."""

    status: int
    text: str = ""
    location: str = ""
    headers: Message = field(default_factory=Message)


@dataclass
class Complaint:
    """One form as it was sent, and what came back. Its key stays the same when it is sent again."""

    narrative: str
    key: str = field(default_factory=lambda: uuid.uuid4().hex)
    answers: list[Answer] = field(default_factory=list)

    @property
    def acknowledged(self) -> str:
        """The address of the saved complaint, "" while the server has not said it is saved."""
        return next((one.location for one in self.answers if one.status == 303), "")


class _Stay(urllib.request.HTTPRedirectHandler):
    """An answer that leads elsewhere is the answer."""

    def redirect_request(self, *_: Any) -> None:
        return None


class Caller:
    """One officer at one server, which may go away at any time."""

    def __init__(self, url: str, username: str) -> None:
        self.url = url
        cookies = urllib.request.HTTPCookieProcessor(CookieJar())
        self._opener = urllib.request.build_opener(cookies, _Stay)
        self._token = self._read_token("/sign-in")
        signed_in = self.send("/sign-in", {"username": username, "password": factories.PASSWORD})
        assert signed_in.status == 303, signed_in
        self._token = self._read_token("/account")

    def get(self, path: str) -> Answer:
        return self._ask(urllib.request.Request(self.url + path))

    def send(self, path: str, fields: dict[str, str]) -> Answer:
        body = urllib.parse.urlencode({"csrf_token": self._token, **fields}).encode()
        return self._ask(urllib.request.Request(self.url + path, data=body))

    def ask(self, method: str, path: str, headers: dict[str, str], body: bytes = b"") -> Answer:
        """Any request, with the token as scripts send it."""
        told = {"X-CSRFToken": self._token, **headers}
        request = urllib.request.Request(self.url + path, body or None, told, method=method)
        return self._ask(request)

    def log(self, complaint: Complaint) -> Answer:
        """Send the clerk's form; the answer is kept with it."""
        fields = {
            "idempotency_key": complaint.key,
            "channel": "HELPLINE",
            "received_at": "2026-01-05T10:20",
            "complainant_kind": "PERSON",
            "name": "Noor Invented",
            "phone": "0321 1234567",
            "narrative": complaint.narrative,
            "category": "FINANCIAL_FRAUD",
            "identifiers-0-value": "0300 7654321",
            "identifiers-0-note": "SUSPECT",
            "loss_currency": "PKR",
        }
        complaint.answers.append(self.send("/complaints/new", fields))
        return complaint.answers[-1]

    def _read_token(self, path: str) -> str:
        found = TOKEN.search(self.get(path).text)
        assert found is not None, f"no form on {path}"
        return found.group(1)

    def _ask(self, request: urllib.request.Request) -> Answer:
        try:
            with self._opener.open(request, timeout=SECONDS) as answer:
                return _answer(answer.status, answer.read(), answer.headers)
        except urllib.error.HTTPError as answer:
            return _answer(answer.code, answer.read(), answer.headers)
        except OSError:
            return Answer(0)


def _answer(status: int, body: bytes, headers: Message) -> Answer:
    location = urllib.parse.urlsplit(headers.get("Location", "")).path
    return Answer(status, body.decode(), location, headers)
