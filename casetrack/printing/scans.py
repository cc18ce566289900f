"""Documents of the case as pages to bind in: drawn as pictures, never taken over as they are.

A PDF that somebody handed in may lack fonts, carry scripts, or hide words below a black bar. What
is bound in is what its page shows; the file itself is kept under the hash on its slip.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
from pikepdf import Array, Dictionary, Name, String
from PIL import Image, ImageChops, ImageOps, ImageSequence

from casetrack.printing.sandbox import Facts, Order

POINTS = 72 / 25.4  # of a millimetre
SHEET = (210 * POINTS, 297 * POINTS)
# Left, foot, right and head of what the frame of a page leaves free, in points.
ROOM = (15 * POINTS, 24 * POINTS, 195 * POINTS, 271 * POINTS)
DOTS = 150  # an inch: a typed page stays readable and takes 100 to 200 kB
QUALITY = 80
MOST_PIXELS = 80_000_000
MOST_FRAMES = 200
FORMATS = ("JPEG", "PNG", "TIFF", "WEBP", "GIF", "BMP")
GREY = 10  # the most by which colours of a grey picture differ, of 255


def count(order: Order) -> Facts:
    """How many pages a document has; 0 where it cannot be drawn."""
    try:
        pages = _count_pdf(order) if _is_pdf(order) else _count_pictures(order)
    except (pypdfium2.PdfiumError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return {"pages": 0}
    return {"pages": pages}


def scan(order: Order) -> Facts:
    """Pages `first` to `last` (from 0, without the last) of a document, each as one picture."""
    pictures = _pdf_pages(order) if _is_pdf(order) else _frames(order)
    with pikepdf.new() as made:
        tree = _structure(made)
        for number, picture in enumerate(pictures):
            said = f"{order['title']}: page {order['first'] + number + 1} of {order['of']}"
            _add_page(made, tree, picture, said, order["first_key"] + number)
        made.save(order["pdf"], deterministic_id=True)
        return {"pages": len(made.pages)}


def _is_pdf(order: Order) -> bool:
    return bool(order["media_type"] == "application/pdf")


def _count_pdf(order: Order) -> int:
    document = pypdfium2.PdfDocument(order["source"])
    pages = len(document)
    document.close()
    return pages


def _count_pictures(order: Order) -> int:
    with _opened(order) as picture:
        picture.load()
        return min(getattr(picture, "n_frames", 1), MOST_FRAMES)


def _pdf_pages(order: Order) -> Iterator[Image.Image]:
    document = pypdfium2.PdfDocument(order["source"])
    for number in range(order["first"], order["last"]):
        page = document[number]
        scale = _scale(*page.get_size()) * DOTS / 72
        yield page.render(scale=scale, may_draw_forms=False).to_pil().convert("RGB")
        page.close()
    document.close()


def _opened(order: Order) -> Image.Image:
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS // 2  # Pillow refuses at twice this
    return Image.open(Path(order["source"]), formats=FORMATS)


def _frames(order: Order) -> Iterator[Image.Image]:
    most = ((ROOM[2] - ROOM[0]) / 72 * DOTS, (ROOM[3] - ROOM[1]) / 72 * DOTS)
    with _opened(order) as picture:
        for number, frame in enumerate(ImageSequence.Iterator(picture)):
            if order["first"] <= number < order["last"]:
                upright = _on_white(ImageOps.exif_transpose(frame))
                upright.thumbnail(most)
                yield upright


def _on_white(picture: Image.Image) -> Image.Image:
    drawn = picture.convert("RGBA")
    white = Image.new("RGBA", drawn.size, "white")
    return Image.alpha_composite(white, drawn).convert("RGB")


def _scale(width: float, height: float) -> float:
    """By how much a page or picture of this size is drawn smaller, or larger, to fill its room."""
    return min((ROOM[2] - ROOM[0]) / width, (ROOM[3] - ROOM[1]) / height)


def _structure(made: pikepdf.Pdf) -> Any:
    root = made.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    whole = made.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=root, K=Array()))
    root.K = Array([whole])
    root.ParentTree = made.make_indirect(Dictionary(Nums=Array()))
    made.Root.StructTreeRoot = root
    return root


def _add_page(made: pikepdf.Pdf, tree: Any, picture: Image.Image, said: str, key: int) -> None:
    scale = _scale(*picture.size)
    width, height = picture.width * scale, picture.height * scale
    left = ROOM[0] + (ROOM[2] - ROOM[0] - width) / 2
    foot = ROOM[3] - height
    drawn = f"/Figure <</MCID 0>> BDC\nq {width:.2f} 0 0 {height:.2f} {left:.2f} {foot:.2f} cm "
    page = made.add_blank_page(page_size=SHEET).obj
    page.Contents = made.make_stream(drawn.encode() + b"/Scan Do Q\nEMC\n")
    page.Resources = Dictionary(XObject=Dictionary(Scan=_embedded(made, picture)))
    page.StructParents = key
    whole = tree.K[0]
    corners = [round(side, 2) for side in (left, foot, left + width, foot + height)]
    figure = made.make_indirect(
        Dictionary(
            Type=Name.StructElem,
            S=Name.Figure,
            P=whole,
            Pg=page,
            K=Array([0]),
            Alt=String(said),
            A=Dictionary(O=Name.Layout, BBox=Array(corners)),
        )
    )
    whole.K.append(figure)
    tree.ParentTree.Nums.extend([key, Array([figure])])


def _embedded(made: pikepdf.Pdf, picture: Image.Image) -> Any:
    reduced = picture.convert("L") if _is_grey(picture) else picture
    data = BytesIO()
    reduced.save(data, "JPEG", quality=QUALITY, optimize=True)
    return pikepdf.Stream(
        made,
        data.getvalue(),
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=reduced.width,
        Height=reduced.height,
        ColorSpace=Name.DeviceGray if reduced.mode == "L" else Name.DeviceRGB,
        BitsPerComponent=8,
        Filter=Name.DCTDecode,
    )


def _is_grey(picture: Image.Image) -> bool:
    red, green, blue = picture.split()
    between = (ImageChops.difference(red, green), ImageChops.difference(green, blue))
    return all(max(one.histogram()[GREY + 1 :]) == 0 for one in between)
