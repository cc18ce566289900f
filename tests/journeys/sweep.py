"""Walks every page a role comes to by links, one of each kind, and says what is wrong with it."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

from playwright.sync_api import ConsoleMessage, Page, Request
from werkzeug.exceptions import HTTPException
from werkzeug.routing import MapAdapter

from tests.client import check_html
from tests.journeys.conftest import NARROW, WIDE, axe_violations, overflows

# Answered with a file, not with a page.
FILES = frozenset(
    {
        "dossiers.copy",
        "dossiers.file",
        "evidence.download_document",
        "evidence.export_case_uco",
        "evidence.show_thumbnail",
        "reports.csv",
        "reports.delivery_file",
        "reports.json",
        "reports.pdf",
        "reports.return_file",
        "reports.rows_csv",
        "reports.xlsx",
        "requests.register_csv",
        "static",
    }
)
# A part of another page.
PARTS = frozenset(
    {
        "dossiers.progress",
        "evidence.show_upload",
        "operations.show_standing",
        "reports.comparison_progress",
        "reports.return_progress",
        "search.identifier",
    }
)
# Tabs and sorts whose value makes another page; of other filters the name is enough.
TELLING = frozenset({"view", "by", "kind"})
# One page, however it is narrowed.
NARROWED = frozenset({"reports.rows", "reports.show"})
# The browser says so of every page that was refused; it is what the test asked for.
REFUSED = re.compile("the server responded with a status of 4(03|04|09|22)")

Key = tuple[object, ...]


@dataclass
class Sweep:
    """One officer's walk. `states` tells where each thing stands, `apart` whose states matter.

    `thorough`: axe looks at each of these, not only at the first page of a kind.
    """

    page: Page
    routes: MapAdapter
    states: Mapping[UUID, str] = field(default_factory=dict)
    apart: frozenset[str] = frozenset()
    thorough: bool = True
    seen: set[Key] = field(default_factory=set)
    views: set[str] = field(default_factory=set)
    wrong: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.origin = urlsplit(self.page.url)
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self._note(f"script failed: {error}"))
        self.page.on("request", self._watch)

    def walk(self, start: Iterable[str] = ("/",)) -> None:
        """Breadth first from `start`, by the links of each page."""
        waiting = deque(start)
        self.seen.update(key for url in start if (key := self._key(url)))
        while waiting:
            url = waiting.popleft()
            for found in self.look_at(url):
                key = self._key(found)
                if key is not None and key not in self.seen:
                    self.seen.add(key)
                    waiting.append(found)

    def look_at(self, url: str) -> list[str]:
        """Examine one page at both widths; its links."""
        answer = self.page.goto(url)
        assert answer is not None
        if answer.status != 200:
            self._note(f"answered {answer.status}")
        self._read(answer.text())
        endpoint = self.routes.match(urlsplit(answer.url).path, method="GET")[0]
        first = endpoint not in self.views
        self.views.add(endpoint)
        self.examine(wide=first or (self.thorough and endpoint in self.apart), narrow=first)
        links: list[str] = self.page.evaluate("[...document.links].map((link) => link.href)")
        return links

    def examine(self, *, wide: bool = True, narrow: bool = True) -> None:
        """Whatever page is shown now, at 1280 and 390 pixels; axe looks where it is told to."""
        if not self.page.title().removesuffix("– casetrack").strip():
            self._note("no title")
        heads = self.page.locator("h1").all_inner_texts()
        if len(heads) != 1 or not heads[0].strip():
            self._note(f"h1: {heads}")
        for size, with_axe in ((WIDE, wide), (NARROW, narrow)):
            self.page.set_viewport_size(size)  # type: ignore[arg-type]
            if overflows(self.page):
                self._note(f"scrolls sideways at {size['width']}")
            if with_axe:
                found = axe_violations(self.page)
                self.wrong += [f"{self._where()}: {size['width']}: {one}" for one in found]
        self.page.set_viewport_size(WIDE)  # type: ignore[arg-type]

    def _read(self, text: str) -> None:
        try:
            check_html(text, self.page.url)
        except AssertionError as error:
            self._note(str(error))

    def _key(self, url: str) -> Key | None:
        """What makes a page of its own kind; None for what is not walked."""
        parts = urlsplit(url)
        if parts.netloc not in ("", self.origin.netloc):
            return None
        try:
            endpoint, values = self.routes.match(parts.path, method="GET")
        except HTTPException:
            self._note(f"links to {parts.path}, which is no page")
            return None
        if endpoint in FILES | PARTS:
            return None
        words = tuple(value for value in values.values() if not isinstance(value, UUID))
        stands = tuple(self.states.get(one, "") for one in values.values())
        asked = parse_qs(parts.query)
        told = tuple(sorted((k, v[0] if k in TELLING else "") for k, v in asked.items()))
        if endpoint in NARROWED:
            told = ()
        return (endpoint, words, told, stands if endpoint in self.apart else ())

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not REFUSED.search(message.text):
            self._note(f"console: {message.text}")

    def _watch(self, request: Request) -> None:
        asked = urlsplit(request.url)
        if asked.scheme != "data" and asked.netloc != self.origin.netloc:
            self._note(f"asks another host: {request.url}")

    def _note(self, what: str) -> None:
        self.wrong.append(f"{self._where()}: {what}")

    def _where(self) -> str:
        return urlsplit(self.page.url).path
