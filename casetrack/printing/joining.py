"""Pages of several files in one, with their structure, links and frames."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, String

FRAME = Name.CasetrackFrame
# Only an own graphics state may be changed by what is laid over it.
BEFORE = b"q\n"
AFTER = b"Q\n/Artifact <</Type /Pagination>> BDC\nq /CasetrackFrame Do Q\nEMC\n"


class Part:
    """One printed file, open while the book takes from it."""

    def __init__(self, book: Pdf, path: str) -> None:
        self._book = book
        self.pdf = pikepdf.open(path)

    @property
    def root(self) -> Any:
        return self.pdf.Root

    def structure(self) -> Any:
        """Its structure tree as the book's own; to be asked for after its pages were taken."""
        return self._book.copy_foreign(self.root.StructTreeRoot)

    def frame(self, page: int) -> Any:
        """A page as a picture to be laid over another."""
        return self._book.copy_foreign(self.pdf.pages[page].as_form_xobject())

    def places(self) -> Iterator[tuple[str, Any]]:
        """Names of places to which links lead, and where they are, in the book's own pages."""
        names = self.root.get(Name.Names, Dictionary()).get(Name.Dests, Dictionary())
        flat = list(names.get(Name.Names, ()))
        for name, place in zip(flat[::2], flat[1::2], strict=True):
            yield str(name), self._book.copy_foreign(self.pdf.make_indirect(place))


def take_pages(book: Pdf, parts: Sequence[Part], sheets: Iterable[Sequence[int]]) -> list[Any]:
    """The pages (part, page) in their order, as objects of the book."""
    for part, page in sheets:
        book.pages.append(parts[part].pdf.pages[page])
    return [page.obj for page in book.pages]


def join_structure(book: Pdf, parts: Sequence[Part], pages: Sequence[Any]) -> None:
    """One tree for all: the topmost elements in the order of their pages."""
    places = {page.objgen: number for number, page in enumerate(pages)}
    tops: list[tuple[int, Any]] = []
    owners: dict[int, Any] = {}
    for part in parts:
        if Name.StructTreeRoot not in part.root:
            continue
        tree = part.structure()
        # A page that another volume took is no page here.
        here = (top for top in tree.K[0].K if Name.Pg in top)
        found = ((places.get(top.Pg.objgen), top) for top in here)
        tops += [(number, top) for number, top in found if number is not None]
        flat = list(tree.ParentTree.Nums)
        owners.update(zip(map(int, flat[::2]), flat[1::2], strict=True))
    whole = book.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document))
    for _, top in tops:
        top.P = whole
    whole.K = Array([top for _, top in sorted(tops, key=lambda found: found[0])])
    root = book.make_indirect(Dictionary(Type=Name.StructTreeRoot, K=Array([whole])))
    whole.P = root
    kept = {key: owners[key] for key in sorted(_keys(pages)) if key in owners}
    root.ParentTree = book.make_indirect(
        Dictionary(Nums=Array([one for pair in kept.items() for one in pair]))
    )
    root.ParentTreeNextKey = max(kept, default=0) + 1
    book.Root.StructTreeRoot = root


def _keys(pages: Sequence[Any]) -> Iterator[int]:
    """The keys under which pages and their links stand in the parent tree."""
    for page in pages:
        yield int(page.get(Name.StructParents, -1))
        for link in page.get(Name.Annots, ()):
            yield int(link.get(Name.StructParent, -1))


def lay_frames(book: Pdf, pages: Sequence[Any], frames: Sequence[Any]) -> None:
    """Lay the head and foot over each page, as what belongs to no text (ISO 32000-1, 14.8.2.2)."""
    before, after = book.make_stream(BEFORE), book.make_stream(AFTER)
    for page, frame in zip(pages, frames, strict=True):
        own = page.Contents
        drawn = list(own) if isinstance(own, Array) else [own]
        page.Contents = Array([before, *drawn, after])
        resources = Dictionary(dict(page.Resources.items()))
        pictures = dict(resources.get(Name.XObject, Dictionary()).items())
        resources.XObject = Dictionary(pictures | {str(FRAME): frame})
        page.Resources = resources


def name_places(
    book: Pdf, parts: Sequence[Part], places: Mapping[str, int], pages: Sequence[Any]
) -> set[str]:
    """Name where links lead: the anchors of the parts, and by name the sheets of `places`."""
    mine = {page.objgen for page in pages}
    named = {
        name: Array([pages[sheet], Name.XYZ, 0, pages[sheet].MediaBox[3], 0])
        for name, sheet in places.items()
    }
    for part in parts:
        for name, place in part.places():
            if getattr(place[0], "objgen", None) in mine:
                named.setdefault(name, place)
    ordered = sorted(named.items(), key=lambda one: bytes(String(one[0])))
    flat = Array([item for name, place in ordered for item in (String(name), place)])
    book.Root.Names = Dictionary(Dests=book.make_indirect(Dictionary(Names=flat)))
    return set(named)


def drop_dead_links(book: Pdf, pages: Sequence[Any], names: set[str]) -> None:
    """What leads out of the volume, into another, cannot be followed: it stays as words."""
    flat = list(book.Root.StructTreeRoot.ParentTree.Nums)
    owners = dict(zip(map(int, flat[::2]), flat[1::2], strict=True))
    for page in pages:
        if Name.Annots not in page:
            continue
        links = list(page.Annots)
        dead = [one for one in links if Name.Dest in one and str(one.Dest) not in names]
        for one in dead:
            _unlink(owners.pop(int(one.StructParent)), one)
        gone = {one.objgen for one in dead}
        page.Annots = Array([one for one in links if one.objgen not in gone])
    root = book.Root.StructTreeRoot
    root.ParentTree.Nums = Array([one for pair in owners.items() for one in pair])


def _unlink(element: Any, link: Any) -> None:
    element.S = Name.Span
    element.K = Array([kid for kid in element.K if not _leads(kid, link)])


def _leads(kid: Any, link: Any) -> bool:
    return isinstance(kid, Dictionary) and Name.Obj in kid and kid.Obj.objgen == link.objgen
