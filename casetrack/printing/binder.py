"""Binding: joins the printed parts of a volume into one archivable, tagged file.

PDF/A-3a and PDF/UA-1 in one: every page's text is in the structure tree, the frame around it is
marked as no part of it, fonts and colours are told exactly (docs/decisions/0016).
"""

from __future__ import annotations

import pikepdf

from casetrack.printing import archive, joining, lettering
from casetrack.printing.sandbox import Facts, Order


def bind(order: Order) -> Facts:
    """Bind one volume of the files `parts`.

    `sheets` and `frames` are its pages and what is laid over each, as (part, page); `places` names
    sheets to which links lead; `outline` are its bookmarks (archive.add_outline); `embedded` are
    files that go with it (archive.embed); `at` is the moment it bears.
    """
    with pikepdf.new() as book:
        parts = [joining.Part(book, path) for path in order["parts"]]
        pages = joining.take_pages(book, parts, order["sheets"])
        joining.join_structure(book, parts, pages)
        joining.lay_frames(book, pages, [parts[part].frame(page) for part, page in order["frames"]])
        lettering.share_fonts(book, pages)
        names = joining.name_places(book, parts, order["places"], pages)
        joining.drop_dead_links(book, pages, names)
        archive.add_outline(book, pages, order["outline"])
        archive.number_pages(book, order["first_page"])
        archive.declare(book, order)
        archive.embed(book, order["embedded"], order["at"])
        book.save(
            order["pdf"],
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            deterministic_id=True,
            min_version="1.7",
        )
        return {"pages": len(pages)}
