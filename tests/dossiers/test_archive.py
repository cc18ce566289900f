"""The bound file as an archive and a screen reader find it: PDF/A-3a and PDF/UA-1.

Validated by `page`, which we did not write and which passes the corpus of veraPDF; beside it what
validators do not ask: that all words are in the structure tree, and poppler reads them there.
"""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from page import SafetyLimits, validate_pdf_bytes
from pikepdf import Array, Name

from casetrack.printing.signing import Key, sign
from tests.dossiers import structure
from tests.dossiers.conftest import Printed
from tests.printing import test_signing as signing


@pytest.fixture(scope="module")
def pdf(printed: Printed) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(BytesIO(printed.data)) as opened:
        yield opened


def test_a_validator_finds_it_conformant(printed: Printed) -> None:
    assert judged(printed.data) == set()


def test_signed_it_is_conformant_still(printed: Printed, tmp_path: Path) -> None:
    authority = signing.certificate("Test Authority")
    agency = signing.certificate("Test Agency", authority)
    key = Key(str(signing.kept(agency, authority, tmp_path)), signing.SECRET)
    source, signed = tmp_path / "final.pdf", BytesIO()
    source.write_bytes(printed.data)
    sign(source, signed, key=key, reason="Approved")
    assert judged(signed.getvalue()) == set()


def judged(data: bytes) -> set[tuple[str, str]]:
    """What the validator finds wrong: rule and words."""
    limits = SafetyLimits.unlimited()
    reports = [validate_pdf_bytes(data, profile=one, limits=limits) for one in ("3a", "ua1")]
    found = {(one.rule_id, one.message) for report in reports for one in report.failures}
    if wrong_lengths(data) == 0:
        # It takes the last byte of compressed data for an end of line when that is 0D.
        found = {one for one in found if one[0] != "PDFA3A-STREAM-LENGTH-001"}
    return found


def wrong_lengths(data: bytes) -> int:
    """How many streams do not end where /Length says (ISO 19005-3, 6.1.7.1)."""
    wrong = 0
    for head in re.finditer(
        rb"<<(?:(?!endobj).)*?/Length (\d+)(?! \d+ R)[^>]*>>\s*stream\r?\n", data, re.DOTALL
    ):
        end = head.end() + int(head[1])
        wrong += re.match(rb"\r?\nendstream", data[end : end + 12]) is None
    return wrong


def test_every_text_is_in_the_structure_tree(pdf: pikepdf.Pdf) -> None:
    assert structure.faults(pdf) == []


def test_poppler_reads_the_same_words_from_the_tree(printed: Printed, tmp_path: Path) -> None:
    file = tmp_path / "d.pdf"
    file.write_bytes(printed.data)
    command = ["pdfinfo", "-struct-text", str(file)]
    told = subprocess.run(command, capture_output=True, check=True, text=True).stdout
    words = " ".join(re.findall(r'^\s*"(.*)"$', told, re.MULTILINE))
    for expected in ("Accused024 Invented", "Nasreen Akhtar", "Search warrant W-12", "PSEB-77"):
        assert expected in words
    assert "Page 1 of" not in words  # the frame is no text of the document


def test_headings_skip_no_level(pdf: pikepdf.Pdf) -> None:
    levels = [
        int(str(one.S)[2:])
        for one in structure.elements(pdf.Root.StructTreeRoot)
        if re.fullmatch(r"/H[1-6]", str(one.S))
    ]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_tables_and_pictures_say_what_they_are(pdf: pikepdf.Pdf) -> None:
    found = list(structure.elements(pdf.Root.StructTreeRoot))
    heads = [one for one in found if one.S == Name.TH]
    assert heads
    assert all(one.A.Scope in (Name.Row, Name.Column) for one in heads)
    pictures = [str(one.Alt) for one in found if Name.Figure == one.S]
    assert "D-1 Search warrant W-12: page 2 of 2" in pictures


def test_it_says_that_it_is_an_archive_file(pdf: pikepdf.Pdf) -> None:
    metadata = pdf.Root.Metadata
    assert Name.Filter not in metadata
    words = metadata.read_bytes().decode()
    for claim in ("pdfaid:part>3<", "pdfaid:conformance>A<", "pdfuaid:part>1<"):
        assert claim in words
    with pdf.open_metadata() as told:
        assert told["dc:title"] == str(pdf.docinfo.Title)
        assert told["xmp:CreateDate"].startswith("20")
    assert pdf.Root.MarkInfo.Marked
    assert pdf.Root.ViewerPreferences.DisplayDocTitle
    assert str(pdf.Root.Lang) == "en"
    assert pdf.Root.OutputIntents[0].S == Name.GTS_PDFA1
    assert pdf.Root.OutputIntents[0].DestOutputProfile.N == 3


def test_all_fonts_are_in_it_once(printed: Printed, pdf: pikepdf.Pdf) -> None:
    lines = subprocess.run(["pdffonts", "-"], input=printed.data, capture_output=True, check=True)
    fonts = lines.stdout.decode().splitlines()[2:]
    assert fonts
    assert all(line.split()[-5:-2] == ["yes", "yes", "yes"] for line in fonts)
    names = [line.split()[0] for line in fonts]
    assert len(names) == len(set(names))


def test_nothing_in_it_acts(pdf: pikepdf.Pdf) -> None:
    assert Name.OpenAction not in pdf.Root
    assert Name.AA not in pdf.Root
    for page in pdf.pages:
        for link in page.get(Name.Annots, ()):
            assert (link.Subtype, int(link.F)) == (Name.Link, 4)
            assert Name.A not in link


def test_the_manifest_goes_with_it(pdf: pikepdf.Pdf) -> None:
    (file,) = pdf.Root.AF
    assert (str(file.UF), file.AFRelationship) == ("manifest.json", Name.Data)
    manifest = json.loads(file.EF.F.read_bytes())
    assert manifest["documents"][0]["reference"] == "D-1"
    assert re.fullmatch("[0-9a-f]{64}", manifest["documents"][0]["sha256"])


def test_links_of_the_index_lead_to_their_pages(printed: Printed, pdf: pikepdf.Pdf) -> None:
    flat = list(pdf.Root.Names.Dests.Names)
    places: dict[str, Any] = {
        str(name): place for name, place in zip(flat[::2], flat[1::2], strict=True)
    }
    assert list(map(bytes, flat[::2])) == sorted(map(bytes, flat[::2]))
    numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages, start=1)}
    links = [str(link.Dest) for link in pdf.pages[1].Annots]
    assert len(links) > 20
    assert all(numbers[places[link][0].objgen] == int(link[5:]) for link in links)


def test_bookmarks_lead_to_the_headings(printed: Printed, pdf: pikepdf.Pdf) -> None:
    numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages, start=1)}
    with pdf.open_outline() as outline:
        top = list(outline.root)
    assert top[0].title == "Index"
    for line in top[1:]:
        assert isinstance(line.destination, Array)
        assert numbers[line.destination[0].objgen] in printed.page_with(line.title)
