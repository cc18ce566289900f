"""The child that looks: loads what it needs, shuts every door behind it, then reads the file.

After `_shut` no file, socket or pipe can be opened by anybody in this process, libraries in C
included: no number for one is left. It may write 8 MiB and use 20 s and 1.5 GiB.
"""

from __future__ import annotations

import codecs
import gc
import os
import resource
import sys
from io import BytesIO
from typing import Any, BinaryIO

import pypdfium2
from PIL import Image, ImageOps

from casetrack.evidence.peek import NOT_APPLICABLE, REFUSED, THUMBNAIL
from casetrack.evidence.peek import words as words_of

SECONDS, BYTES, OUTPUT = 20, 1536 * 1024 * 1024, 8 * 1024 * 1024
FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "BMP", "TIFF")
MAGIC = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"RIFF", b"BM", b"II*\0", b"MM\0*")
# Loaded beforehand, because later nothing can be: those of PDF, of archives and of texts.
CODINGS = ("utf-16", "utf-16-le", "utf-16-be", "utf-8-sig", "cp437", "cp1252", "latin-1")
MOST_PIXELS = 80_000_000
SIDE = 320  # pixels
MOST_PAGES = 300
FORBIDDEN = ("socket.", "subprocess.", "os.exec", "os.fork", "os.posix_spawn", "os.system", "open")


class TooLarge(ValueError):
    """More pixels than a picture of evidence has."""


def main(kind: str) -> int:
    load()
    _shut()
    file = sys.stdin.buffer
    try:
        made = _thumbnail(file) if kind == THUMBNAIL else _words(file)
    except TooLarge:
        return REFUSED
    if made is None:
        return NOT_APPLICABLE
    os.write(1, made[:OUTPUT])
    return 0


def load() -> None:
    """What cannot be loaded any more once the doors are shut."""
    Image.init()
    for coding in CODINGS:
        codecs.lookup(coding)


def _shut() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))
    resource.setrlimit(resource.RLIMIT_FSIZE, (OUTPUT, OUTPUT))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    gc.collect()
    os.closerange(3, 256)
    resource.setrlimit(resource.RLIMIT_NOFILE, (3, 3))
    sys.addaudithook(_refuse)


def _refuse(act: str, _arguments: tuple[object, ...]) -> None:
    if act.startswith(FORBIDDEN):
        raise PermissionError(f"a look into a file may not do {act}")


def _thumbnail(file: BinaryIO) -> bytes | None:
    head = _head(file)
    if b"%PDF-" in head:
        picture = _first_page(file)
    elif head.startswith(MAGIC):
        picture = _picture(file)
    else:
        return None
    made = BytesIO()
    picture.save(made, "PNG", optimize=True)
    return made.getvalue()


def _first_page(file: BinaryIO) -> Any:
    page = pypdfium2.PdfDocument(file)[0]
    return page.render(scale=SIDE / max(*page.get_size(), 1)).to_pil().convert("RGB")


def _picture(file: BinaryIO) -> Any:
    Image.MAX_IMAGE_PIXELS = None  # refused here, before a pixel is read
    with Image.open(file, formats=FORMATS) as found:
        if found.width * found.height > MOST_PIXELS:
            raise TooLarge
        found.draft("RGB", (SIDE, SIDE))
        found.thumbnail((SIDE, SIDE))
        upright = ImageOps.exif_transpose(found).convert("RGBA")
    paper = Image.new("RGBA", upright.size, "white")
    paper.alpha_composite(upright)
    return paper.convert("RGB")


def _words(file: BinaryIO) -> bytes | None:
    head = _head(file)
    if b"%PDF-" in head:
        text = _pdf_words(file)
    elif head.startswith(b"PK\3\4"):
        text = words_of.of_office(file)
    elif head.startswith(MAGIC):
        return None
    else:
        text = words_of.of_text(file)
    return text[: words_of.MOST].strip().encode() or None


def _pdf_words(file: BinaryIO) -> str:
    document, found, length = pypdfium2.PdfDocument(file), [], 0
    for number in range(min(len(document), MOST_PAGES)):
        found.append(document[number].get_textpage().get_text_bounded())
        length += len(found[-1])
        if length > words_of.MOST:
            break
    return "\n\n".join(found)


def _head(file: BinaryIO) -> bytes:
    head = file.read(1024)
    file.seek(0)
    return head


if __name__ == "__main__":
    os._exit(main(sys.argv[1]))  # nothing is tidied up: there is nothing it could open for it
