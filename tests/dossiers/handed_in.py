"""Files as they are handed in: a PDF without its font, a photograph, a film."""

from __future__ import annotations

from io import BytesIO

import pikepdf
from PIL import Image, ImageDraw


def pdf(words: str, pages: int = 1) -> bytes:
    """A PDF that names a font it does not hold, as many do that are handed in."""
    with pikepdf.new() as made:
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
        for number in range(1, pages + 1):
            page = made.add_blank_page(page_size=(612, 792)).obj
            page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F0=font))
            drawn = f"BT /F0 24 Tf 72 600 Td ({words} {number}) Tj ET"
            page.Contents = made.make_stream(drawn.encode())
        written = BytesIO()
        made.save(written, deterministic_id=True)
        return written.getvalue()


def photograph(width: int = 900, height: int = 600) -> bytes:
    """A PNG with colours and a line across."""
    picture = Image.new("RGB", (width, height), "#446688")
    ImageDraw.Draw(picture).line((0, 0, width, height), fill="#ffcc00", width=9)
    written = BytesIO()
    picture.save(written, "PNG")
    return written.getvalue()


FILM = b"\x00\x00\x00\x18ftypmp42 this is no film, but nobody can print it"
