"""The child that prints: limits itself, then imports WeasyPrint, the only module that does."""

from __future__ import annotations

import gc
import json
import re
import resource
import sys
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import unquote, urlsplit

import pydyf  # type: ignore[import-untyped]  # comes with WeasyPrint

from casetrack.printing import NO_PANGO, REFUSED_ASSET

# Whatever a document asks for, this process speaks to nobody and starts nothing.
FORBIDDEN = (
    "socket.",
    "subprocess.",
    "os.exec",
    "os.fork",
    "os.posix_spawn",
    "os.system",
    "ftplib.",
    "http.",
)
ARABIC = re.compile("[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufeff]")


class OutsideAssets(ValueError):
    """A document asked for something that is not a bundled asset."""


def main() -> int:
    order = json.loads(sys.stdin.buffer.read())
    _limit(order["seconds"], order["bytes"])
    try:
        import weasyprint  # noqa: PLC0415 - loads Pango, and only behind the limits
    except OSError:
        return NO_PANGO
    sys.addaudithook(_refuse)
    _tell_letters(weasyprint.draw.text)
    try:
        pages, data = _print(weasyprint, order["html"], Path(order["assets"]))
    except weasyprint.urls.FatalURLFetchingError as error:
        sys.stderr.write(f"{error}: {error.__cause__}\n")
        return REFUSED_ASSET
    sys.stdout.buffer.write(b"%d\n" % pages + data)
    return 0


def _limit(seconds: int, size: int) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (size, size))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _refuse(act: str, _arguments: tuple[object, ...]) -> None:
    if act.startswith(FORBIDDEN):
        raise PermissionError(f"printing may not do {act}")


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


def _print(weasyprint: ModuleType, html: str, assets: Path) -> tuple[int, bytes]:
    fetcher = _fetcher(weasyprint, assets)
    # The tree is built once and thrown away whole: collecting meanwhile costs a quarter.
    gc.disable()
    page = weasyprint.HTML(string=html, base_url=assets.as_uri() + "/", url_fetcher=fetcher)
    document = page.render(pdf_tags=True)
    data: bytes = document.write_pdf(pdf_tags=True)
    return len(document.pages), data


def _fetcher(weasyprint: ModuleType, assets: Path) -> Any:
    base: Any = weasyprint.urls.URLFetcher

    class AssetsOnly(base):  # type: ignore[misc]
        """Reads files below `assets` and data: addresses; anything else ends the rendering."""

        def fetch(self, url: str, headers: Any = None) -> Any:
            check_address(url, assets)
            return super().fetch(url, headers)

    return AssetsOnly(
        allowed_protocols=["file", "data"], allow_redirects=False, fail_on_errors=True
    )


def check_address(url: str, assets: Path) -> None:
    """Raise OutsideAssets unless the address is data: or a file below `assets`."""
    parts = urlsplit(url)
    if parts.scheme == "data":
        return
    path = Path(unquote(parts.path)).resolve()
    if parts.scheme != "file" or parts.netloc or not path.is_relative_to(assets):
        raise OutsideAssets(f"{url[:200]} is no bundled asset")


if __name__ == "__main__":
    sys.exit(main())
