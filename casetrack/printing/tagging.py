"""The structure of a page for who cannot see it: fewer elements than WeasyPrint's own, and valid.

WeasyPrint gives every box and every line an element of its own, and every cell a list of its heads:
half the objects of a file of tables. Here an element stands for what the author wrote – a heading,
paragraph, list, cell – and holds its lines itself; a head says for which cells it speaks by /Scope
(ISO 32000-1, 14.8.5.7; ISO 14289-1, 7.5).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pydyf  # type: ignore[import-untyped]  # comes with WeasyPrint

ROLES = {
    "div": "Div",
    "main": "Div",
    "nav": "Div",
    "header": "Div",
    "footer": "Div",
    "article": "Art",
    "section": "Sect",
    "blockquote": "BlockQuote",
    "p": "P",
    "pre": "P",
    "dl": "L",
    "ul": "L",
    "ol": "L",
    "li": "LI",
    "dt": "Lbl",
    "dd": "LBody",
    "table": "Table",
    "thead": "THead",
    "tbody": "TBody",
    "tfoot": "TFoot",
    "tr": "TR",
    "th": "TH",
    "td": "TD",
    "caption": "Caption",
    "figcaption": "Caption",
    "img": "Figure",
    "{http://www.w3.org/2000/svg}svg": "Figure",
    "a": "Link",
    **{f"h{level}": f"H{level}" for level in range(1, 7)},
}
# What only groups others holds no text of its own (ISO 32000-1, 14.8.4.2).
GROUPS = {"Document": "P", "Div": "P", "Sect": "P", "Art": "P", "BlockQuote": "P", "LI": "LBody"}
KEPT_EMPTY = {"TR", "TH", "TD"}
SCOPES = {"row": "/Row", "col": "/Column", "": "/Column"}
POINTS = 0.75  # of a CSS pixel


@dataclass(slots=True)
class Page:
    """One page under way: what was drawn on it by box, and the element of each piece."""

    pdf: Any
    number: int
    height: float
    drawn: dict[Any, Any]
    owners: dict[int, Any] = field(default_factory=dict)
    links: list[tuple[Any, Any]] = field(default_factory=list)
    wrapped: dict[int, Any] = field(default_factory=dict)

    @property
    def reference(self) -> Any:
        return self.pdf.page_references[self.number]


def add_tags(pdf: Any, document: Any, _version: Any, streams: Any, *, first_key: int) -> None:
    """Stands in for weasyprint.pdf.add_tags. Keys of the parent tree begin at `first_key`, so
    that parts of one book can be joined without telling their pages new ones."""
    root = _object(pdf, {"Type": "/StructTreeRoot"})
    whole = _object(pdf, {"Type": "/StructElem", "S": "/Document", "K": pydyf.Array()})
    whole["P"] = root.reference
    root["K"] = pydyf.Array([whole.reference])
    numbers, links = pydyf.Array(), []
    for number, (page, stream) in enumerate(zip(document.pages, streams, strict=True)):
        here = Page(pdf, number, page.height, stream._tags)  # noqa: SLF001 - as WeasyPrint does
        _children(page._page_box, whole, None, here)  # noqa: SLF001
        if here.drawn:
            raise ValueError(f"page {number + 1} draws what is in no element")
        owners = [owner.reference for _, owner in sorted(here.owners.items())]
        numbers.extend((first_key + number, pydyf.Array(owners)))
        links.extend(here.links)
    _number_pages(pdf, first_key)
    for key, (element, link) in enumerate(links, start=first_key + len(document.pages)):
        link["StructParent"] = key
        link["F"] = 4  # printed with the page, as PDF/A asks
        numbers.extend((key, element.reference))
    root["ParentTree"] = _object(pdf, {"Nums": numbers}).reference
    pdf.catalog["StructTreeRoot"] = root.reference
    pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})


def _number_pages(pdf: Any, first_key: int) -> None:
    for found in pdf.objects:
        if isinstance(found, dict) and found.get("Type") == "/Page":
            found["StructParents"] += first_key


def _object(pdf: Any, content: dict[str, Any]) -> Any:
    made = pydyf.Dictionary(content)
    pdf.add_object(made)
    return made


def _children(box: Any, holder: Any, source: Any, page: Page) -> None:
    """Put what a box holds into an element; `source` is the HTML element that this stands for."""
    for child in _boxes(box):
        tag = _role(child, holder, source)
        if child in page.drawn and tag != "Figure":
            _hold(page.drawn.pop(child)["mcid"], holder, page)
        elif tag is None:
            _children(child, holder, source, page)
        else:
            _element(child, tag, holder, page)


def _boxes(box: Any) -> Iterator[Any]:
    for child in getattr(box, "children", ()):
        yield getattr(child, "_box", child)  # a placeholder of what is positioned


def _role(box: Any, holder: Any, source: Any) -> str | None:
    """None for boxes that layout made for itself, and for words within words."""
    if box.element is None or box.element is source:
        return None
    if box.element_tag == "div" and holder["S"] == "/L":
        return "LI"  # dl > div > dt, dd
    return ROLES.get(box.element_tag.split("::")[0])


def _element(box: Any, tag: str, holder: Any, page: Page) -> None:
    element = _made(tag, holder, page)
    if box.link_annotation:
        _link(box.link_annotation, element, page)
    _describe(box, tag, element, page)
    if box in page.drawn:
        _hold(page.drawn.pop(box)["mcid"], element, page)
    inner = _made("LBody", element, page) if box.element_tag == "li" else element
    _children(box, inner, box.element, page)
    if inner is not element and inner["K"]:
        element["K"].append(inner.reference)
    if element["K"] or tag in KEPT_EMPTY:
        holder["K"].append(element.reference)


def _made(tag: str, holder: Any, page: Page) -> Any:
    content = {"Type": "/StructElem", "S": f"/{tag}", "K": pydyf.Array()}
    return _object(page.pdf, content | {"P": holder.reference, "Pg": page.reference})


def _describe(box: Any, tag: str, element: Any, page: Page) -> None:
    if tag in ("TH", "TD"):
        element["A"] = _cell(box, tag)
    if tag == "Figure":
        element["Alt"] = pydyf.String(_alternative(box.element))
        x, y = box.content_box_x() * POINTS, (page.height - box.content_box_y()) * POINTS
        corners = (x, y - box.height * POINTS, x + box.width * POINTS, y)
        element["A"] = pydyf.Dictionary({"O": "/Layout", "BBox": pydyf.Array(corners)})
    if language := box.element.get("lang"):
        element["Lang"] = pydyf.String(language)


def _cell(box: Any, tag: str) -> Any:
    said = pydyf.Dictionary({"O": "/Table"})
    if tag == "TH":
        said["Scope"] = SCOPES.get(box.element.get("scope", ""), "/Both")
    for key, span in (("ColSpan", box.colspan), ("RowSpan", box.rowspan)):
        if span != 1:
            said[key] = span
    return said


def _alternative(image: Any) -> str:
    title = image.find("{http://www.w3.org/2000/svg}title")
    words = image.get("alt") if title is None else title.text
    if not words:
        raise ValueError(f"a picture without words: {image.get('src', image.tag)[:80]}")
    return str(words)


def _link(annotation: Any, element: Any, page: Page) -> None:
    content = {"Type": "/OBJR", "Obj": annotation.reference, "Pg": page.reference}
    element["K"].append(_object(page.pdf, content).reference)
    page.links.append((element, annotation))


def _hold(piece: int, holder: Any, page: Page) -> None:
    """A piece of text belongs to the element, or to a paragraph in it if it is but a group."""
    owner = holder
    if within := GROUPS.get(holder["S"][1:]):
        owner = page.wrapped.get(holder.number)
        if owner is None or holder["K"][-1] != owner.reference:
            owner = page.wrapped[holder.number] = _made(within, holder, page)
            holder["K"].append(owner.reference)
    owner["K"].append(piece)
    page.owners[piece] = owner
