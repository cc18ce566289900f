"""One officer walks every route, with both matters; what is answered wrong is told in words."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field

from flask import Flask, url_for
from werkzeug.test import TestResponse

from casetrack.accounts.models import Officer
from tests.client import Browserless
from tests.matrix.tables import MATTERS, Line, Reach, expected
from tests.matrix.world import COMMON, World

# How the answers of the tables show: a refusal in words is an answer to somebody who may.
MAY = frozenset({200, 204, 302, 303, 409, 422})
# Lists are asked for all they have, and searched for a word that stands in both matters.
ASKED: dict[str, dict[str, str]] = {
    "complaints.index": {"view": "all"},
    "search.show": {"q": COMMON},
    "search.identifier": {"identifiers-0-value": "33100-7654321-3"},
    "search.persons": {"q": "q"},
    "accounts.audit": {"act": ""},
    "reports.rows": {"measure": "received"},
    "reports.rows_csv": {"measure": "fir"},
}
# One move for each table that the role may make, or is refused in words. Which role may make
# which move is tested over the whole of each table in tests/cases and tests/complaints.
POLICE_MOVES = {"complaint_id": "closed", "case_id": "enquiry_closed", "accused_id": "cleared"}
COURT_MOVES = {"complaint_id": "closed", "case_id": "trial", "accused_id": "acquitted"}
# What clients of tus send with every request.
TUS = {
    "Tus-Resumable": "1.0.0",
    "Upload-Length": "0",
    "Upload-Offset": "0",
    "Content-Type": "application/offset+octet-stream",
}
SLOW, LAST = "reports.pdf", "accounts.sign_out"


@dataclass(frozen=True, slots=True)
class Walker:
    """Who walks; `reach` None is a visitor."""

    app: Flask
    world: World
    officer: Officer | None
    reach: Reach | None
    seen: set[str] = field(default_factory=set)

    def faults(self, table: list[Line], *, slow: bool = False) -> list[str]:
        """Every wrong answer and every canary that this officer may not see."""
        browser = Browserless(self.app, self.officer)
        csrf = browser._token() or _visitors_token(browser)
        steps = [line for line in table if line.endpoint != SLOW or slow]
        # What reads comes before what may change something, and what signs out is last.
        steps.sort(key=lambda line: (line.endpoint == LAST, line.method != "GET"))
        found: list[str] = []
        for line in steps:
            for matter in MATTERS if line.about != "-" else MATTERS[:1]:
                answer = self._ask(browser, line, matter, csrf)
                found += self._judge(line, matter, answer)
        return found

    def _ask(self, browser: Browserless, line: Line, matter: str, csrf: str) -> TestResponse:
        url = self._url(line, matter)
        if line.method == "GET":
            return browser.http.get(url, query_string=ASKED.get(line.endpoint))
        key = f"{line.endpoint}-{matter}"[:64]
        if line.method != "POST" or line.endpoint == "evidence.begin_upload":
            headers = {**TUS, "X-CSRFToken": csrf, "Idempotency-Key": key}
            return browser.http.open(url, method=line.method, headers=headers, data=b"x")
        fields = {"csrf_token": csrf, "idempotency_key": key}
        return browser.http.post(url, data=fields)

    def _url(self, line: Line, matter: str) -> str:
        ids = self.world.matters[matter].ids
        words = {
            "country": "PK",
            "filename": "css/print.css",
            "kind": "case",
            "name": "conviction",
            "ending": "csv",
            "seq": 1,
            "serial": 1,
            "volume": 1,
            "family": "provider",
            "act": "reminded",
        }
        known = {**words, **self.world.shared, **ids, "root_id": ids["case_id"]}
        rule = next(self.app.url_map.iter_rules(line.endpoint))
        moves = COURT_MOVES if self.reach and self.reach.role == "liaison" else POLICE_MOVES
        for name in rule.arguments & moves.keys():
            known["to"] = moves[name]
        with self.app.test_request_context():
            return url_for(line.endpoint, **{name: known[name] for name in rule.arguments})

    def _judge(self, line: Line, matter: str, answer: TestResponse) -> Iterator[str]:
        wanted, got = expected(line, self.reach, matter), _kind(answer)
        if line.endpoint == LAST and got == "sign-in":
            got = wanted  # where signing out leads, too
        name = f"{line.method} {line.endpoint} ({matter})"
        if wanted != got:
            yield f"{name}: {answer.status_code} where the table says {wanted}"
        allowed = self.reach.owners() if self.reach else []
        shown = self.world.canaries.found(_text(answer))
        self.seen.update(shown)
        for leak in self.world.canaries.misplaced(shown, allowed):
            yield f"{name}: shows the {leak}"
        answer.close()


def _kind(answer: TestResponse) -> str:
    if answer.status_code == 403:
        return "no"
    if answer.status_code == 404:
        return "hidden"
    if answer.status_code == 401 or (
        answer.status_code == 303 and "/sign-in" in (answer.location or "")
    ):
        return "sign-in"
    return "yes" if answer.status_code in MAY else str(answer.status_code)


def _text(answer: TestResponse) -> str:
    """Headers and body as text, the words of a PDF too."""
    body = answer.get_data()
    if body.startswith(b"%PDF") and answer.request.path.endswith("conviction.pdf"):
        done = subprocess.run(["pdftotext", "-", "-"], input=body, capture_output=True, check=True)
        body = done.stdout
    return f"{answer.headers}\n{body.decode(errors='replace')}"


def _visitors_token(browser: Browserless) -> str:
    page = browser.http.get("/sign-in").get_data(as_text=True)
    return page.partition('name="csrf_token" value="')[2].partition('"')[0]
