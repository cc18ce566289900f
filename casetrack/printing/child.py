"""The child that prints: the only module that imports WeasyPrint.

Its orders: "paper", a whole small document; "pages", a part of a book whose fonts, tags and anchors
are left so that others can join them; "count" and "scan", a document to be bound in; "bind".
"""

from __future__ import annotations

import os
import re
import sys
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pydyf  # type: ignore[import-untyped]  # comes with WeasyPrint

from casetrack.printing import NO_PANGO, tagging, typefaces
from casetrack.printing.sandbox import Facts, Order, die_with_parent, serve

ARABIC = re.compile("[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufeff]")
POINTS = 0.75  # of a CSS pixel


class OutsideAssets(ValueError):
    """A document asked for something that is not a bundled asset."""


def main() -> int:
    die_with_parent(int(os.environ["PRINTS_FOR"]))
    try:
        import weasyprint  # noqa: PLC0415 - loads Pango, which may not be there
    except OSError:
        return NO_PANGO
    _tell_letters(weasyprint.draw.text)
    serve(partial(_carry_out, weasyprint))
    return 0


def _carry_out(weasyprint: Any, order: Order) -> Facts:
    """Other libraries are loaded by the few orders that need them."""
    if order["kind"] == "bind":
        from casetrack.printing.binder import bind  # noqa: PLC0415

        return bind(order)
    if order["kind"] in ("count", "scan"):
        from casetrack.printing import scans  # noqa: PLC0415

        return scans.count(order) if order["kind"] == "count" else scans.scan(order)
    return _print(weasyprint, order)


def _print(weasyprint: Any, order: Order) -> Facts:
    fetcher = _fetcher(weasyprint, Path(order["assets"]))
    html = Path(order["html"]).read_text()
    if order["kind"] == "pages":
        return _pages(weasyprint, html, fetcher, order)
    document = _page(weasyprint, html, fetcher).render(pdf_tags=True)
    document.write_pdf(order["pdf"], pdf_tags=True)
    return {"pages": len(document.pages)}


def _pages(weasyprint: Any, html: str, fetcher: Any, order: Order) -> Facts:
    """Tagged pages, or with "tagged": false the frame that is laid over others."""
    weasyprint.pdf.resolve_links = _all_links
    weasyprint.pdf.add_tags = partial(tagging.add_tags, first_key=order["first_key"])
    typefaces.keep_whole(weasyprint.pdf.fonts.Font)
    tagged = order["tagged"]
    document = _page(weasyprint, html, fetcher).render(pdf_tags=tagged)
    document.write_pdf(order["pdf"], pdf_tags=tagged)
    return {"pages": len(document.pages), "bookmarks": list(_bookmarks(document.pages))}


def _page(weasyprint: Any, html: str, fetcher: Any) -> Any:
    return weasyprint.HTML(string=html, base_url=fetcher.base_url, url_fetcher=fetcher)


def _bookmarks(pages: Any) -> Any:
    """Level, words, page from 0 and height above the page's foot in points."""
    for number, page in enumerate(pages):
        for level, label, (_x, y), _state in page.bookmarks:
            yield level, label, number, round((page.height - y) * POINTS, 2)


def _all_links(pages: Any) -> Any:
    """Links and anchors of each page; where a link leads may stand in another part of the book."""
    seen: set[str] = set()
    for page in pages:
        mine = {name: at for name, at in page.anchors.items() if name not in seen}
        seen.update(mine)
        yield page.links, [(name, x, y) for name, (x, y, _, _) in mine.items()]


def _tell_letters(drawing: Any) -> None:
    """Have Arabic letters found and copied as they were typed.

    The fonts draw dots apart from shapes that several letters share, so that the map from glyphs
    to letters reads one for the other. /ActualText says what stands there (ISO 32000, 14.9.4).
    """
    draw = drawing.draw_first_line

    def draw_told(stream: Any, textbox: Any, *more: Any) -> Any:
        if not ARABIC.search(textbox.text):
            return draw(stream, textbox, *more)
        said = pydyf.Dictionary({"ActualText": pydyf.String(textbox.text)})
        pydyf.Stream.begin_marked_content(stream, "Span", said)
        try:
            return draw(stream, textbox, *more)
        finally:
            pydyf.Stream.end_marked_content(stream)

    drawing.draw_first_line = draw_told


def _fetcher(weasyprint: Any, assets: Path) -> Any:
    base: Any = weasyprint.urls.URLFetcher
    response: Any = weasyprint.urls.URLFetcherResponse

    class AssetsOnly(base):  # type: ignore[misc]
        """Reads files below `assets` and data: addresses; anything else ends the rendering."""

        base_url = assets.as_uri() + "/"

        def fetch(self, url: str, headers: Any = None) -> Any:
            check_address(url, assets)
            if url.endswith(".woff2"):
                return response(url, typefaces.unpacked(path_of(url)))
            return super().fetch(url, headers)

    return AssetsOnly(
        allowed_protocols=["file", "data"], allow_redirects=False, fail_on_errors=True
    )


def path_of(url: str) -> Path:
    return Path(unquote(urlsplit(url).path)).resolve()


def check_address(url: str, assets: Path) -> None:
    """Raise OutsideAssets unless the address is data: or a file below `assets`."""
    parts = urlsplit(url)
    if parts.scheme == "data":
        return
    path = path_of(url)
    if parts.scheme != "file" or parts.netloc or not path.is_relative_to(assets):
        raise OutsideAssets(f"{url[:200]} is no bundled asset")


if __name__ == "__main__":
    sys.exit(main())
