"""Files from a browser: the network goes in between, the tab is closed, and each arrives whole."""

from __future__ import annotations

import hashlib
import random
import time
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, Route, expect
from sqlalchemy import select

from casetrack import files
from casetrack.db import session
from casetrack.evidence.models import Document
from tests import factories
from tests.journeys.conftest import NARROW, PATIENCE, Server, SignIn, axe_violations, overflows
from tests.journeys.desk import shot
from tests.operations import making

pytestmark = pytest.mark.browser
MIB = 1024 * 1024


def test_an_upload_survives_a_lost_network_and_a_closed_tab(
    live_sqlite: Server, sign_in: SignIn, tmp_path: Path
) -> None:
    officer = factories.officer()
    path = f"/cases/{making.fir(officer).id}/documents"
    session.commit()
    session.remove()
    disk, note = tmp_path / "ڈسک image.img", tmp_path / "note.txt"
    disk.write_bytes(random.Random(9).randbytes(20 * MIB))
    note.write_text("Found words of a note")
    page = sign_in(live_sqlite, officer)
    page.goto(f"{path}/add")
    choose(page, disk, note)
    assert axe_violations(page) == []
    page.set_viewport_size(NARROW)
    shot(page, "add-narrow")
    assert not overflows(page)

    cut_after_the_first_piece(page)
    page.get_by_role("button", name="Send all").click()
    expect(row(page, "note.txt")).to_contain_text("Stored as")
    expect(row(page, "image.img")).to_contain_text("40 %")
    page.close(run_before_unload=False)

    page = page.context.new_page()
    page.goto(path)
    expect(page.get_by_role("row", name="image.img")).to_contain_text("Not complete")
    begun = counted_pieces(page)
    page.goto(f"{path}/add")
    choose(page, disk)
    page.get_by_role("button", name="Send", exact=True).click()
    expect(row(page, "image.img")).to_contain_text("Stored as")
    assert len(begun) == 2, "it went on where it stopped: two pieces of three were left"

    page.goto(path)
    page.set_viewport_size(NARROW)
    assert not overflows(page)
    kept = dict(session.execute(select(Document.original_name, Document.sha256)).all())
    session.remove()
    assert kept[disk.name] == hashlib.sha256(disk.read_bytes()).hexdigest()
    assert files.FolderStore(live_sqlite.data_dir / "files").is_whole(kept[disk.name])
    page.get_by_role("link", name="note.txt").click()
    wait_for_extract(page, "Found words of a note")
    assert not overflows(page)
    assert axe_violations(page) == []
    shot(page, "document-narrow")


def wait_for_extract(page: Page, words: str) -> None:
    """The worker reads the file after it was stored."""
    end = time.monotonic() + PATIENCE
    while not page.get_by_text(words).is_visible():
        assert time.monotonic() < end, f"{words!r} was not read"
        page.wait_for_timeout(500)
        page.reload()


def choose(page: Page, *paths: Path) -> None:
    page.get_by_label("Kind of those chosen next").select_option("OTHER")
    page.locator("#upload-files").set_input_files(paths)


def row(page: Page, name: str) -> Locator:
    return page.get_by_role("listitem").filter(has_text=name)


def cut_after_the_first_piece(page: Page) -> None:
    """The large file's second piece and what follows meet no server."""

    def meet(route: Route) -> None:
        if route.request.headers.get("upload-offset", "0") != "0":
            route.abort("connectionreset")
        else:
            route.continue_()

    page.route("**/uploads/*", meet)


def counted_pieces(page: Page) -> list[str]:
    found: list[str] = []
    page.on("request", lambda one: found.append(one.url) if one.method == "PATCH" else None)
    return found
