"""The words of text, web pages and office files. Runs in the child; trusts nothing it reads."""

from __future__ import annotations

import re
import zipfile
from html.parser import HTMLParser
from typing import BinaryIO

from lxml import etree

MOST = 1_000_000  # characters
MOST_PARTS = 300
LARGEST_PART = 64 * 1024 * 1024  # bytes, unpacked
# Where the words lie: Word, PowerPoint, Excel (its strings), OpenDocument.
PARTS = re.compile(
    r"word/(document|footnotes|header\d*|footer\d*)\.xml|ppt/slides/slide\d+\.xml"
    r"|xl/sharedStrings\.xml|content\.xml"
)
BREAKS = ("p", "tr", "si", "h", "br")
MARKS = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig"))


def of_office(file: BinaryIO) -> str:
    """The words of a DOCX, PPTX, XLSX, ODT, ODS or ODP; "" of any other archive."""
    found: list[str] = []
    with zipfile.ZipFile(file) as archive:
        names = [name for name in archive.namelist()[:10_000] if PARTS.fullmatch(name)]
        for name in sorted(names)[:MOST_PARTS]:
            with archive.open(name) as part:
                found.append(_of_xml(part.read(LARGEST_PART)))
            if sum(map(len, found)) > MOST:
                break
    return "\n\n".join(found)


def of_text(file: BinaryIO) -> str:
    """The words of a plain text or a web page; "" of what is neither."""
    data = file.read(4 * MOST)
    coding = next((name for mark, name in MARKS if data.startswith(mark)), "utf-8")
    if coding == "utf-8" and b"\0" in data[:65536]:
        return ""
    try:
        text = data.decode(coding)
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    if re.search(r"<(!doctype html|html|body)\b", text[:4096], re.IGNORECASE):
        page = _Page()
        page.feed(text)
        return re.sub(r"\s*\n\s*", "\n", "".join(page.words))
    return text


def _of_xml(data: bytes) -> str:
    safe = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False
    )
    words: list[str] = []
    for element in etree.fromstring(data, safe).iter():
        if not isinstance(element.tag, str):
            continue
        if etree.QName(element).localname in BREAKS:
            words.append("\n")
        words += [element.text or "", element.tail or ""]
    return "".join(words)


class _Page(HTMLParser):
    """Keeps what a reader of the page would see."""

    SILENT = ("script", "style", "template")
    BLOCKS = ("p", "div", "li", "tr", "br", "h1", "h2", "h3", "h4", "title")

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, _attrs: object) -> None:
        self._silent += tag in self.SILENT
        if tag in self.BLOCKS:
            self.words.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in self.SILENT and self._silent > 0

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.words.append(data)
