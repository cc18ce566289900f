"""Files from a browser: the network goes in between, the tab is closed, and each arrives whole."""

from __future__ import annotations

import hashlib
import random
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect
from sqlalchemy import select

from casetrack import files
from casetrack.db import session
from casetrack.evidence.models import Document
from tests import factories
from tests.journeys.conftest import NARROW, Server, SignIn, axe_violations, overflows
from tests.operations import making

pytestmark = pytest.mark.browser
MIB = 1024 * 1024
LATE = 60_000  # milliseconds, on a busy machine


def test_an_upload_survives_a_lost_network_and_a_closed_tab(
    live_sqlite: Server, sign_in: SignIn, tmp_path: Path
) -> None:
    officer = factories.officer()
    case = making.fir(officer)
    session.commit()
    disk, note = tmp_path / "ڈسک image.img", tmp_path / "note.txt"
    disk.write_bytes(random.Random(9).randbytes(20 * MIB))
    note.write_text("Found words of a note")
    page = sign_in(live_sqlite, officer)
    address = f"/cases/{case.id}/documents/add"
    page.goto(address)
    choose(page, disk, note)
    assert axe_violations(page) == []

    cut_after_the_first_piece(page)
    page.get_by_role("button", name="Send all").click()
    expect(row(page, "note.txt")).to_contain_text("Stored as", timeout=LATE)
    expect(row(page, "image.img")).to_contain_text("40 %", timeout=LATE)
    page.close(run_before_unload=False)

    page = page.context.new_page()
    page.goto(f"/cases/{case.id}/documents")
    expect(page.get_by_role("row", name="image.img")).to_contain_text("Not complete")
    begun = counted_pieces(page)
    page.goto(address)
    choose(page, disk)
    page.get_by_role("button", name="Send", exact=True).click()
    expect(row(page, "image.img")).to_contain_text("Stored as", timeout=LATE)
    assert len(begun) == 2, "it went on where it stopped: two pieces of three were left"

    page.goto(f"/cases/{case.id}/documents")
    page.set_viewport_size(NARROW)
    assert not overflows(page)
    kept = dict(session.execute(select(Document.original_name, Document.sha256)).all())
    assert kept[disk.name] == hashlib.sha256(disk.read_bytes()).hexdigest()
    assert files.FolderStore(live_sqlite.data_dir / "files").is_whole(kept[disk.name])
    page.get_by_role("link", name="note.txt").click()
    expect(page.get_by_text("Found words of a note")).to_be_visible()
    assert not overflows(page)
    assert axe_violations(page) == []


def choose(page: Page, *paths: Path) -> None:
    page.get_by_label("Kind of those chosen next").select_option("OTHER")
    page.locator("#upload-files").set_input_files(paths)


def row(page: Page, name: str):  # type: ignore[no-untyped-def]
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
