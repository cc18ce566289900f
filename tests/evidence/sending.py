"""A client of tus as plain as can be, for the tests of uploads."""

from __future__ import annotations

import base64
import hashlib
import uuid
from dataclasses import dataclass

from werkzeug.test import TestResponse

from casetrack.cases.models import Case
from tests.client import Browserless, act_as_test

BYTES = "application/offset+octet-stream"


def metadata(**told: str) -> str:
    return ",".join(f"{k} {base64.b64encode(v.encode()).decode()}" for k, v in told.items())


@dataclass
class Sender:
    """One officer who uploads to one case."""

    browser: Browserless
    case: Case

    def begin(self, size: int, **more: str) -> TestResponse:
        told = {"filename": "disk.img", "kind": "OTHER", "filetype": "application/x", **more}
        headers = {"Upload-Length": str(size), "Upload-Metadata": metadata(**told)}
        key = {"Idempotency-Key": uuid.uuid4().hex}
        return self.ask("POST", f"/cases/{self.case.id}/uploads", headers=key | headers)

    def begun(self, size: int, **more: str) -> str:
        answer = self.begin(size, **more)
        assert answer.status_code == 201, answer.text
        return str(answer.headers["Location"])

    def send(self, url: str, offset: int, data: bytes, **more: str) -> TestResponse:
        headers = {"Upload-Offset": str(offset), "Content-Type": BYTES, **more}
        return self.ask("PATCH", url, headers=headers, data=data)

    def send_whole(self, data: bytes, **more: str) -> str:
        url = self.begun(len(data), **more)
        assert self.send(url, 0, data).status_code == 204
        return url

    def offset(self, url: str) -> int:
        return int(self.ask("HEAD", url).headers["Upload-Offset"])

    def ask(
        self, method: str, url: str, *, headers: dict[str, str] | None = None, data: bytes = b""
    ) -> TestResponse:
        told = {"Tus-Resumable": "1.0.0", "X-CSRFToken": self.browser._token(), **(headers or {})}
        answer = self.browser.http.open(url, method=method, headers=told, data=data)
        act_as_test()
        return answer


def checksum(data: bytes) -> str:
    return f"sha256 {base64.b64encode(hashlib.sha256(data).digest()).decode()}"
