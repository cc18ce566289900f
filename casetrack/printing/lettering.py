"""The fonts of a book: one file for all its parts, with the letters that any of them used."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any

from fontTools import subset  # type: ignore[import-untyped]  # comes with WeasyPrint
from pikepdf import Array, Dictionary, Name, Pdf, Stream

LETTER = re.compile(rb"^<([0-9a-f]{4})> <([0-9a-f]*)>$", re.MULTILINE)
HEAD = b"""/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo
<< /Registry (Adobe)
/Ordering (UCS)
/Supplement 0
>> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <ffff>
endcodespacerange
"""
FOOT = b"endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
# A dot that is drawn apart from its letter says nothing by itself; the letter is told by its text
# (lettering of child.py), but no glyph may lack a letter (ISO 19005-3, 6.2.11.7.2).
SILENT = b"200b"
AT_ONCE = 100  # letters in one block of the map (ISO 32000-1, 9.10.3)


def share_fonts(book: Pdf, pages: Sequence[Any]) -> None:
    """Replace fonts of one name and file by one, told of all letters that any of them draws."""
    found: dict[tuple[str, str], list[tuple[Any, Any]]] = {}
    for fonts in _dictionaries(pages):
        for key, font in fonts.items():
            if (file := _file(font)) is not None:
                digest = hashlib.sha256(file.read_raw_bytes()).hexdigest()
                found.setdefault((str(font.BaseFont), digest), []).append((fonts, key))
    for (_, digest), uses in sorted(found.items()):
        shared = _share(book, [fonts[key] for fonts, key in uses], digest)
        for fonts, key in uses:
            fonts[key] = shared


def _dictionaries(pages: Sequence[Any]) -> Iterator[Any]:
    """Each dictionary of fonts once: those of the pages and of the frames laid over them."""
    seen = set()
    for page in pages:
        frames = page.Resources.get(Name.XObject, Dictionary())
        for resources in (page.Resources, *(one.get(Name.Resources) for _, one in frames.items())):
            fonts = resources.get(Name.Font) if resources is not None else None
            if fonts is not None and fonts.objgen not in seen:
                seen.add(fonts.objgen)
                yield fonts


def _file(font: Any) -> Any:
    """The TrueType file of a font whose codes are its own glyphs; None for any other."""
    if font.get(Name.Encoding) != Name("/Identity-H"):
        return None
    return font.DescendantFonts[0].FontDescriptor.get(Name.FontFile2)


def _share(book: Pdf, fonts: Sequence[Any], _digest: str) -> Any:
    shared = fonts[0]
    widths: dict[int, Any] = {}
    letters: dict[int, bytes] = {}
    for font in fonts:
        widths = dict(_widths(font.DescendantFonts[0].W)) | widths
        letters = dict(_letters(font.ToUnicode)) | letters
    within = shared.DescendantFonts[0]
    within.W = Array([one for glyph in sorted(widths) for one in (glyph, Array([widths[glyph]]))])
    shared.ToUnicode = book.make_stream(_map(letters))
    file = within.FontDescriptor.FontFile2
    data = _reduce(file.read_bytes(), sorted(widths))
    within.FontDescriptor.FontFile2 = Stream(book, data, Length1=len(data))
    return shared


def _widths(array: Any) -> Iterator[tuple[int, Any]]:
    flat = list(array)
    for first, row in zip(flat[::2], flat[1::2], strict=True):
        yield from enumerate(row, start=int(first))


def _letters(stream: Any) -> Iterator[tuple[int, bytes]]:
    for glyph, text in LETTER.findall(stream.read_bytes()):
        yield int(glyph, 16), text or SILENT


def _map(letters: dict[int, bytes]) -> bytes:
    lines = [b"<%04x> <%s>\n" % one for one in sorted(letters.items())]
    blocks = [lines[at : at + AT_ONCE] for at in range(0, len(lines), AT_ONCE)]
    listed = b"".join(
        b"%d beginbfchar\n%sendbfchar\n" % (len(block), b"".join(block)) for block in blocks
    )
    return HEAD + listed + FOOT


def _reduce(font: bytes, glyphs: Sequence[int]) -> bytes:
    """The font with these glyphs alone, under their own numbers."""
    options = subset.Options(
        retain_gids=True, hinting=False, notdef_outline=True, recalc_timestamp=False
    )
    options.drop_tables += ["GSUB", "GPOS", "GDEF", "BASE", "DSIG"]
    options.layout_features = []
    opened = subset.load_font(BytesIO(font), options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(gids=glyphs)
    subsetter.subset(opened)
    reduced = BytesIO()
    opened.save(reduced)
    return reduced.getvalue()
