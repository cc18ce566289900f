"""kill -9 of the web server while complaints stream in: nothing acknowledged is lost."""

from __future__ import annotations

import http.cookiejar
import re
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
import uuid
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import func, select

from casetrack.complaints.models import Complaint
from casetrack.db import session
from casetrack.rules.roles import Role
from tests import factories
from tests.journeys.conftest import ROOT, Server, start_server

CLERKS = 3
ROUNDS = 2
CSRF = re.compile(r'name="csrf_token" value="([^"]+)"')


class NoRedirect(urllib.request.HTTPRedirectHandler):
    """A 303 is the acknowledgement; where it leads does not matter here."""

    def redirect_request(self, *_: object) -> None:
        return None


@dataclass
class Clerk:
    """A browser reduced to what saves: a session, and forms sent one after the other."""

    username: str
    server: Server
    acknowledged: dict[str, str] = field(default_factory=dict)
    unanswered: list[str] = field(default_factory=list)

    def sign_in(self) -> None:
        jar = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self.opener = urllib.request.build_opener(jar, NoRedirect)
        self.csrf = self._token("/sign-in")
        fields = {"username": self.username, "password": factories.PASSWORD}
        assert self._post("/sign-in", fields)[0] == 303
        self.csrf = self._token("/complaints/new")

    def log(self, key: str) -> tuple[int, str]:
        """Log one complaint; its key is also its words, so that it can be found again."""
        fields = {
            "channel": "HELPLINE",
            "received_at": "2025-07-08T10:20",
            "complainant_kind": "ANONYMOUS",
            "narrative": f"A caller took the code. {key}",
            "category": "FINANCIAL_FRAUD",
            "loss_currency": "PKR",
            "idempotency_key": key,
        }
        return self._post("/complaints/new", fields)

    def log_until_cut_off(self) -> None:
        while True:
            key = uuid.uuid4().hex
            try:
                status, location = self.log(key)
            except OSError:
                self.unanswered.append(key)
                return
            assert status == 303, status
            self.acknowledged[key] = location

    def _token(self, path: str) -> str:
        with self.opener.open(self.server.url + path, timeout=30) as page:
            found = CSRF.search(page.read().decode())
        assert found is not None
        return found[1]

    def _post(self, path: str, fields: dict[str, str]) -> tuple[int, str]:
        data = urllib.parse.urlencode({"csrf_token": self.csrf, **fields}).encode()
        try:
            with self.opener.open(self.server.url + path, data, timeout=30) as answer:
                return answer.status, ""
        except urllib.error.HTTPError as answer:
            return answer.code, answer.headers.get("Location", "")


def kill_all(server: Server) -> None:
    """End the web server's processes as a power cut would; the master first."""
    for process in server.processes:
        children = subprocess.run(
            ["pgrep", "-P", str(process.pid)], capture_output=True, text=True, check=False
        ).stdout.split()
        process.send_signal(signal.SIGKILL)
        for child in children:
            subprocess.run(["kill", "-9", child], check=False)
        process.wait(timeout=30)


def ask(server: Server, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "flask", "--app", "wsgi", *words]
    return subprocess.run(
        command, cwd=ROOT, env=server.environment, capture_output=True, text=True, check=False
    )


def test_nothing_acknowledged_is_lost(database: str, tmp_path: Path) -> None:
    usernames = [factories.officer(Role.CLERK).username for _ in range(CLERKS)]
    session.remove()
    server = start_server(database, tmp_path)
    clerks = [Clerk(username, server) for username in usernames]
    for _ in range(ROUNDS):
        cut_off_while_saving(clerks, server)
        server = start_server(database, tmp_path)
        for clerk in clerks:
            clerk.server = server
            clerk.sign_in()
            send_again(clerk)
    checked = [ask(server, "check"), ask(server, "audit", "verify")]
    server.stop()
    assert [one.returncode for one in checked] == [0, 0], checked
    sent = [key for clerk in clerks for key in clerk.acknowledged]
    assert len(sent) > CLERKS * ROUNDS
    for key in sent:
        found = select(func.count()).where(Complaint.narrative.contains(key))
        assert session.scalar(found) == 1, key


def cut_off_while_saving(clerks: list[Clerk], server: Server) -> None:
    for clerk in clerks:
        clerk.sign_in()
    threads = [threading.Thread(target=clerk.log_until_cut_off) for clerk in clerks]
    for thread in threads:
        thread.start()
    time.sleep(2)
    kill_all(server)
    for thread in threads:
        thread.join(timeout=60)
    assert not any(thread.is_alive() for thread in threads)


def send_again(clerk: Clerk) -> None:
    """What was not answered is sent again with its own key: done once, whether or not it was."""
    for key in clerk.unanswered:
        status, location = clerk.log(key)
        assert status == 303
        clerk.acknowledged[key] = location
    clerk.unanswered.clear()
    for key, location in list(clerk.acknowledged.items())[:1]:
        assert clerk.log(key) == (303, location)
