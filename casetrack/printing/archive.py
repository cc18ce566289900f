"""What makes a bound file an archive's (ISO 19005-3, level A) and readable by all (ISO 14289-1)."""

from __future__ import annotations

import importlib.util
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

PRODUCER = "casetrack"
PROFILE = "sRGB IEC61966-2.1"
METADATA = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>en</rdf:li></rdf:Bag></dc:language>
<xmp:CreateDate>{at}</xmp:CreateDate>
<xmp:ModifyDate>{at}</xmp:ModifyDate>
<xmp:CreatorTool>{producer}</xmp:CreatorTool>
<pdf:Producer>{producer}</pdf:Producer>
<pdfaid:part>3</pdfaid:part>
<pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 to which the file conforms</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""


def declare(book: Pdf, order: Mapping[str, Any]) -> None:
    """Title, author, language, moment and colours; `at` is ISO 8601 with its zone."""
    facts = {"title": order["title"], "author": order["author"], "producer": PRODUCER}
    words = {key: escape(value) for key, value in facts.items()}
    metadata = METADATA.format(at=order["at"], **words).encode()
    root = book.Root
    root.Metadata = Stream(book, metadata, Type=Name.Metadata, Subtype=Name.XML)
    root.Lang = String(order["language"])
    root.MarkInfo = Dictionary(Marked=True)
    root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    root.OutputIntents = Array([_colours(book)])
    at = _date(order["at"])
    book.docinfo = book.make_indirect(
        Dictionary(
            Title=String(order["title"]),
            Author=String(order["author"]),
            Creator=String(PRODUCER),
            Producer=String(PRODUCER),
            CreationDate=at,
            ModDate=at,
        )
    )
    for page in book.pages:
        page.obj.Tabs = Name.S


def _colours(book: Pdf) -> Any:
    """What red, green and blue mean in the file; the profile comes with WeasyPrint."""
    spec = importlib.util.find_spec("weasyprint")
    if spec is None or spec.origin is None:
        raise RuntimeError("WeasyPrint is not installed")
    profile = Path(spec.origin).parent / "pdf" / "sRGB2014.icc"
    return book.make_indirect(
        Dictionary(
            Type=Name.OutputIntent,
            S=Name.GTS_PDFA1,
            OutputConditionIdentifier=String(PROFILE),
            Info=String(PROFILE),
            DestOutputProfile=Stream(book, profile.read_bytes(), N=3),
        )
    )


def _date(moment: str) -> String:
    at = datetime.fromisoformat(moment)
    zone = at.strftime("%z")
    return String(f"D:{at:%Y%m%d%H%M%S}{zone[:3]}'{zone[3:]}'")


def embed(book: Pdf, files: Sequence[Mapping[str, str]], at: str) -> None:
    """Files that go with the whole document as its data: name, path, media_type, description."""
    listed, named = Array(), Array()
    for file in sorted(files, key=lambda one: one["name"]):
        data = Path(file["path"]).read_bytes()
        kind = Name("/" + file["media_type"])
        facts = Dictionary(ModDate=_date(at), Size=len(data))
        stream = Stream(book, data, Type=Name.EmbeddedFile, Subtype=kind, Params=facts)
        described = book.make_indirect(
            Dictionary(
                Type=Name.Filespec,
                F=String(file["name"]),
                UF=String(file["name"]),
                Desc=String(file["description"]),
                AFRelationship=Name.Data,
                EF=Dictionary(F=stream, UF=stream),
            )
        )
        listed.append(described)
        named.extend([String(file["name"]), described])
    if files:
        book.Root.AF = listed
        book.Root.Names.EmbeddedFiles = book.make_indirect(Dictionary(Names=named))


def number_pages(book: Pdf, first: int) -> None:
    """Readers name a page as it names itself; later volumes count on."""
    book.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(S=Name.D, St=first)]))


def add_outline(book: Pdf, pages: Sequence[Any], lines: Sequence[Sequence[Any]]) -> None:
    """Bookmarks: level from 1, words, sheet of the volume, height above the foot in points."""
    root = book.make_indirect(Dictionary(Type=Name.Outlines))
    above: list[tuple[int, Any]] = [(0, root)]
    for level, words, sheet, height in lines:
        while above[-1][0] >= level:
            above.pop()
        parent = above[-1][1]
        place = Array([pages[sheet], Name.XYZ, 0, height, 0])
        line = book.make_indirect(Dictionary(Title=String(words), Dest=place, Parent=parent))
        _append(parent, line)
        above.append((level, line))
    if Name.First in root:
        root.Count = sum(1 for line in lines if line[0] == 1)
        book.Root.Outlines = root


def _append(parent: Any, line: Any) -> None:
    if Name.First not in parent:
        parent.First = line
    else:
        line.Prev = parent.Last
        parent.Last.Next = line
    parent.Last = line
    if parent.get(Name.Type) != Name.Outlines:
        parent.Count = int(parent.get(Name.Count, 0)) - 1  # closed, and so many within
