"""Reads a PDF's structure tree as a screen reader would, and finds the text that is not in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Dictionary, Name

TEXT = {"Tj", "TJ", "'", '"'}
GROUPS = {"/Document", "/Sect", "/Div", "/Art", "/L", "/LI", "/Table", "/THead", "/TBody", "/TR"}


def elements(tree: Any) -> Iterator[Any]:
    """Every element, in reading order."""
    waiting = list(reversed(list(tree.K)))
    while waiting:
        one = waiting.pop()
        if isinstance(one, Dictionary) and Name.S in one:
            yield one
            waiting.extend(reversed(list(one.get(Name.K, ()))))


def drawn_text(page: Any) -> Iterator[int | None]:
    """For each piece of text on a page its mark; None for text that is neither marked nor an
    artifact."""
    marks: list[Any] = []
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name in ("BDC", "BMC"):
            properties = operands[1] if name == "BDC" else Dictionary()
            artifact = operands[0] == Name.Artifact
            marks.append("artifact" if artifact else properties.get(Name.MCID))
        elif name == "EMC":
            marks.pop()
        elif name in TEXT and "artifact" not in marks:
            yield next((int(mark) for mark in reversed(marks) if mark is not None), None)


def faults(pdf: pikepdf.Pdf) -> list[str]:
    """What a reader of the tree would miss, in words; none when every text is in it."""
    found = []
    tree = pdf.Root.StructTreeRoot
    reachable = {one.objgen: one for one in elements(tree)}
    flat = list(tree.ParentTree.Nums)
    owners = dict(zip(map(int, flat[::2]), flat[1::2], strict=True))
    if sorted(owners) != list(map(int, flat[::2])):
        found.append("the parent tree is not in order")
    for number, page in enumerate(pdf.pages, start=1):
        found += [f"page {number}: {words}" for words in _on_page(page, owners, reachable)]
    found += [f"a child of {one.S} has another parent" for one in reachable.values() if _lost(one)]
    return found


def _on_page(page: Any, owners: dict[int, Any], reachable: dict[Any, Any]) -> Iterator[str]:
    mine = owners[int(page.StructParents)]
    for mark in drawn_text(page):
        owner = None if mark is None else mine[mark]
        if owner is None:
            yield "text without a mark"
        elif owner.objgen not in reachable or mark not in list(owner.K):
            yield f"mark {mark} is in no element"
        elif owner.Pg.objgen != page.obj.objgen or str(owner.S) in GROUPS:
            yield f"mark {mark} is in a wrong element {owner.S}"
    for link in page.get(Name.Annots, ()):
        if owners[int(link.StructParent)].objgen not in reachable:
            yield "a link in no element"


def _lost(element: Any) -> bool:
    kids = [one for one in element.get(Name.K, ()) if isinstance(one, Dictionary) and Name.S in one]
    return any(kid.P.objgen != element.objgen for kid in kids)
