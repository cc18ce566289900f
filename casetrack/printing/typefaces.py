"""Fonts of books: unpacked once for all renderings, and embedded whole until the binding.

Each part of a book uses other letters of the same fonts. Parts that embed them whole share one file
after the binding, which keeps the letters that any of them used.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from io import BytesIO
from pathlib import Path
from typing import Any

from fontTools.ttLib import woff2  # type: ignore[import-untyped]  # comes with WeasyPrint

# Ours have 100 kB. A font of the system that stood in for them may have 20 MB.
WHOLE = 1_000_000


def unpacked(path: Path) -> bytes:
    """The font in a .woff2 file, kept between runs: unpacking takes longer than a page's layout."""
    packed = path.read_bytes()
    kept = Path(os.environ["XDG_CACHE_HOME"]) / hashlib.sha256(packed).hexdigest()
    try:
        return kept.read_bytes()
    except FileNotFoundError:
        font = BytesIO()
        woff2.decompress(BytesIO(packed), font)
        _keep(kept, font.getvalue())
        return font.getvalue()


def _keep(place: Path, font: bytes) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=place.parent, delete=False) as file:
        file.write(font)
    Path(file.name).replace(place)


def keep_whole(font_class: Any) -> None:
    """Have WeasyPrint's Font embed small plain fonts as they are."""
    reduce = font_class.clean

    def clean(font: Any, to_unicode: Any, hinting: Any) -> None:
        drawn = font.png or font.svg or font.colr or "fvar" in font.tables
        if drawn or len(font.file_content) > WHOLE:
            reduce(font, to_unicode, hinting)

    font_class.clean = clean
