"""A real server, a real worker and a real browser, for whole jobs as people do them."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from casetrack import audit, db
from casetrack.accounts.models import Officer
from tests import factories
from tests.conftest import REQUIRE_ALL, SECRET

ROOT = Path(__file__).resolve().parents[2]
AXE = ROOT / "tests" / "vendor" / "axe.min.js"
NARROW = {"width": 390, "height": 844}
WIDE = {"width": 1280, "height": 900}
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
# Nobody waits so long where all is well; a machine of two cores may be busy with other things.
PATIENCE = 120
expect.set_options(timeout=PATIENCE * 1000)
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@dataclass
class Server:
    """casetrack as it is run: gunicorn and the worker, each a process of its own."""

    url: str
    data_dir: Path
    environment: dict[str, str]
    processes: list[subprocess.Popen[bytes]]

    def stop(self) -> None:
        for process in self.processes:
            process.send_signal(signal.SIGTERM)
        for process in self.processes:
            process.wait(timeout=PATIENCE)

    def kill(self) -> None:
        """Kill -9 everything at once, as when the machine goes down."""
        for process in self.processes:
            for one in (process.pid, *_children(process.pid)):
                os.kill(one, signal.SIGKILL)
        for process in self.processes:
            process.wait(timeout=PATIENCE)


def _children(pid: int) -> list[int]:
    listed = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [int(child) for child in listed]


def start_server(
    database_url: str, data_dir: Path, *, worker: bool = True, under: tuple[str, ...] = ()
) -> Server:
    """Start web and worker on a free port and wait until the sign-in page answers.

    `under` is a command that starts the web server in its place, such as prlimit.
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {
        **os.environ,
        "CASETRACK_ENV": "test",
        "CASETRACK_DATA": str(data_dir),
        "DATABASE_URL": database_url,
        "SECRET_KEY": SECRET,
    }
    gunicorn = [sys.executable, "-m", "gunicorn", "wsgi:app", "--bind", f"127.0.0.1:{port}"]
    gunicorn += ["--worker-class", "gthread", "--threads", "4", "--log-level", "warning"]
    commands = [[*under, *gunicorn, "--no-control-socket"]]
    if worker:
        commands.append([sys.executable, "-m", "flask", "--app", "wsgi", "worker"])
    # Should the test run be killed, the kernel ends what it started.
    bound = ["setpriv", "--pdeathsig", "TERM"]
    processes = [subprocess.Popen([*bound, *one], cwd=ROOT, env=environment) for one in commands]
    server = Server(f"http://127.0.0.1:{port}", data_dir, environment, processes)
    _wait_for(server)
    return server


def _wait_for(server: Server) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            urllib.request.urlopen(f"{server.url}/sign-in", timeout=PATIENCE).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    server.stop()
    raise RuntimeError(f"the server did not answer within {PATIENCE} s")


@pytest.fixture
def live(database: str, tmp_path: Path) -> Iterator[Server]:
    """A running casetrack on a fresh database of either kind."""
    server = start_server(database, tmp_path)
    yield server
    server.stop()


@pytest.fixture
def live_sqlite(sqlite: str, tmp_path: Path) -> Iterator[Server]:
    """A running casetrack on SQLite, for what does not depend on the database."""
    server = start_server(sqlite, tmp_path)
    yield server
    server.stop()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = next((found for name in CHROMIUM if (found := shutil.which(name))), None)
    if path is None:
        if REQUIRE_ALL:
            pytest.fail("Chromium is not installed; script/setup --test installs it")
        pytest.skip("Chromium is not installed")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield launched
        launched.close()


SignIn = Callable[[Server, Officer], Page]


@pytest.fixture
def sign_in(browser: Browser) -> Iterator[SignIn]:
    """`sign_in(server, officer)`: that officer's own browser window, signed in by the form."""
    contexts = []

    def open_window(server: Server, officer: Officer) -> Page:
        context = browser.new_context(viewport=WIDE, base_url=server.url, locale="en-GB")
        context.set_default_timeout(PATIENCE * 1000)
        contexts.append(context)
        page = context.new_page()
        page.goto("/sign-in")
        page.get_by_label("Sign-in name").fill(officer.username)
        page.get_by_label("Password").fill(factories.PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_url(f"{server.url}/")
        return page

    yield open_window
    for context in contexts:
        context.close()


# Only what is wrong leaves the page: the whole answer is as large as the page is long.
AXE_RUN = """async () => {
  const tags = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"];
  const found = await axe.run({runOnly: tags, resultTypes: ["violations"]});
  return found.violations.map(
    (one) => `${one.id}: ${one.help}: ${one.nodes[0].html.slice(0, 160)}`
  );
}"""


def axe_violations(page: Page) -> list[str]:
    """What axe-core finds wrong with the page as it stands (WCAG 2.2 A and AA)."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE.read_text())
    violations: list[str] = page.evaluate(AXE_RUN)
    return violations


def overflows(page: Page) -> bool:
    """Whether the page has to be scrolled sideways."""
    wider: bool = page.evaluate(
        "() => document.documentElement.scrollWidth > document.documentElement.clientWidth"
    )
    return wider


def act_as_test() -> None:
    """Name the act again after `session.remove()`."""
    audit.begin(audit.Act(name="test", at=db.utc_now()))
