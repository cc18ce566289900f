"""A PDF is made in a child that reads bundled assets only and is stopped when it runs away."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from casetrack import printing
from casetrack.printing import PrintingFailed, pool, render_pdf
from casetrack.printing.child import OutsideAssets, check_address

STATIC = Path(__file__).resolve().parents[2] / "static"


def page(body: str, head: str = "") -> str:
    return f'<!doctype html><html lang="en"><title>t</title>{head}<body>{body}</body></html>'


def text_of(data: bytes) -> str:
    return subprocess.run(
        ["pdftotext", "-", "-"], input=data, capture_output=True, check=True
    ).stdout.decode()


def test_pages_are_counted_and_text_is_there() -> None:
    words = '<p>First</p><p style="page-break-before:always">Second صفحہ</p>'
    printed = render_pdf(page(words), assets=STATIC)
    assert printed.pages == 2
    assert printed.data.startswith(b"%PDF-")
    assert "First" in text_of(printed.data)


def test_bundled_styles_and_fonts_are_read() -> None:
    head = '<link rel="stylesheet" href="vendor/fonts/fonts.css">'
    printed = render_pdf(
        page('<p style="font-family:Noto Sans">Set in Noto</p>', head), assets=STATIC
    )
    assert "Set in Noto" in text_of(printed.data)


def test_urdu_can_be_found_and_copied(tmp_path: Path) -> None:
    head = '<link rel="stylesheet" href="vendor/fonts/fonts.css">'
    words = "ایک شخص نے خود کو بینک کا افسر بتایا"
    body = f'<p dir="rtl" style="font-family:Noto Naskh Arabic">{words} <b>محمد علی</b></p>'
    printed = render_pdf(page(body, head), assets=STATIC)
    # Poppler gives the letters of a word in drawing order; other readers as they were typed.
    read = text_of(printed.data)
    for word in (*words.split(), "محمد", "علی"):
        assert word in read or word[::-1] in read, f"{word} in {read}"
    file = tmp_path / "u.pdf"
    file.write_bytes(printed.data)
    subprocess.run(["qpdf", "--check", str(file)], check=True, capture_output=True)


@pytest.mark.parametrize(
    "body",
    [
        '<img src="https://example.org/x.png" alt="x">',
        '<img src="file:///etc/hostname" alt="x">',
        '<img src="../pyproject.toml" alt="x">',
        '<img src="img/missing.png" alt="x">',
    ],
)
def test_anything_else_ends_the_rendering(body: str) -> None:
    with pytest.raises(PrintingFailed, match="Error fetching"):
        render_pdf(page(body), assets=STATIC)


def test_an_attachment_goes_through_the_same_fetcher() -> None:
    head = '<link rel="attachment" href="file:///etc/passwd">'
    with pytest.raises(PrintingFailed):
        render_pdf(page("x", head), assets=STATIC)


def test_a_runaway_is_stopped() -> None:
    rows = "<tr><td>x</td></tr>" * 20_000
    with pytest.raises(PrintingFailed, match=r"ended with -|took more than"):
        render_pdf(page(f"<table>{rows}</table>"), assets=STATIC, seconds=3)


def test_without_pango_the_operator_is_told_what_to_install() -> None:
    assert "apt install libpango-1.0-0" in pool._gone(printing.NO_PANGO)


def test_the_child_is_not_told_the_secrets(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SECRET_KEY", "x" * 40)
    assert "SECRET_KEY" not in pool.environment(tmp_path)


def test_addresses(tmp_path: Path) -> None:
    check_address("data:text/plain,x", tmp_path)
    check_address((tmp_path / "a.css").as_uri(), tmp_path)
    for bad in ("http://x/a", "file://host/tmp/a", "file:///tmp/%2e%2e/etc/passwd", "ftp://x"):
        with pytest.raises(OutsideAssets):
            check_address(bad, tmp_path)
