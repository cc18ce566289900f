"""The printed court copy, read as a court and as an adversary would read it."""

from __future__ import annotations

import hashlib
import re
import subprocess
from pathlib import Path

import pytest
from flask import Flask

from casetrack.dossiers.parts import PARTS
from tests.dossiers import handed_in
from tests.dossiers import made as maker
from tests.dossiers.conftest import Printed, print_case

CANARIES = ("ZIMNICANARY", "Canaryname", maker.PASSPORT, "OPINIONCANARY", "CFRCANARY")


def test_it_holds_everything(printed: Printed) -> None:
    for serial in (1, 3, 24):
        assert f"A-{serial:03d} Accused{serial:03d} Invented" in printed.text
    for words in (
        "FSD-FIR-31/2025",
        "FSD-E-212/2025",
        "FSD-2025-000123",
        "Nasreen Akhtar Invented",
        "Black desktop computer number 12",
        "Sent to the laboratory",
        "33100-0000001-7",
        "E10000003",
        "Police remand",
        "Bail granted",
        "s.14 PECA 2016",
        "3 years Fine PKR 50,000.00",
        "J-9/2026",
        "CrA-5/2026",
        "Search warrant W-12",
        "PSEB-77",
        "Not trafficked",
        "PKR 7,200,000.00",
        hashlib.sha256(handed_in.pdf("The warrant", 2)).hexdigest()[:20],
        "A-001 – A-024",
    ):
        assert words in printed.text, words


def test_empty_parts_say_so(printed: Printed) -> None:
    after = printed.text.rpartition("Data from providers and the orders behind it")[2]
    assert after.strip().startswith("None.")


def test_the_index_tells_the_true_pages(printed: Printed) -> None:
    index = "\n".join(printed.pages[1:3])
    for part in PARTS:
        head = f"{part.number} {part.title}"
        line = re.search(rf"^\s*{re.escape(head)} +(\d+) +–\s*$", index, re.MULTILINE)
        assert line, head
        assert printed.page_with(head) == [int(line.group(1))], head


def test_every_page_says_what_it_is(printed: Printed) -> None:
    whole = len(printed.pages)
    assert whole > 10
    for number, page in enumerate(printed.pages, start=1):
        assert f"Page {number} of {whole}" in page
        assert "FSD-FIR-31/2025/D1, issued" in page
        assert "CONFIDENTIAL – COURT COPY" in page
        assert "Confidential – court copy" in page
        assert "issued" in page


def test_tables_repeat_their_heads(printed: Printed) -> None:
    heads = [page for page in printed.pages if re.search(r"A\.10 – Accused: particulars", page)]
    assert len(heads) > 1


def test_no_row_is_split(printed: Printed) -> None:
    for page in printed.pages:
        for serial in re.findall(r"Father: Father(\d{3})", page):
            assert f"A-{serial}" in page


def test_what_must_not_be_printed_is_not_in_the_file(printed: Printed, tmp_path: Path) -> None:
    file, plain = tmp_path / "d.pdf", tmp_path / "plain.pdf"
    file.write_bytes(printed.data)
    command = ["qpdf", "--qdf", "--object-streams=disable", str(file), str(plain)]
    subprocess.run(command, check=True)
    facts = subprocess.run(["pdfinfo", str(file)], capture_output=True, check=True).stdout
    haystack = plain.read_bytes() + facts + printed.text.encode()
    for canary in CANARIES:
        assert canary.encode() not in haystack, canary
        assert canary.encode("utf-16-be") not in haystack, canary
    assert "[R-001] works there" in printed.text
    assert "Report on the computers, [R-001] seen" in printed.text


def test_the_file_is_sound(printed: Printed, tmp_path: Path) -> None:
    file = tmp_path / "d.pdf"
    file.write_bytes(printed.data)
    subprocess.run(["qpdf", "--check", str(file)], check=True, capture_output=True)


def test_addresses_cannot_be_opened(printed: Printed) -> None:
    assert "hxxp://evil[.]example[.]com/pay" in printed.text
    assert b"/URI" not in printed.data
    assert "http://" not in printed.text


def test_urdu_is_there_and_shaped(printed: Printed) -> None:
    # Poppler gives Arabic letters, whether in reading or in drawing order.
    letters = re.findall(r"[\u0600-\u06ff\ufb50-\ufdff\ufe70-\ufefc]", printed.text)
    assert len(letters) > 40
    fonts = subprocess.run(["pdffonts", "-"], input=printed.data, capture_output=True, check=True)
    assert b"CT-Naskh" in fonts.stdout or b"Naskh" in fonts.stdout


def test_markup_is_printed_as_it_was_typed(printed: Printed) -> None:
    assert "The <b>bold</b> & dangerous call centre" in printed.text
    assert '<script>alert("x")</script>' in printed.text
    assert b"/JavaScript" not in printed.data


def test_long_names_stand_whole_in_the_particulars(printed: Printed) -> None:
    page = printed.pages[printed.page_with("A.10 Accused: particulars")[0] - 1]
    assert page.count("Khan") == 60


def test_the_certificate_counts_what_was_held_back(printed: Printed) -> None:
    assert re.search(r"Documents\s+4\s+3\s+Part B is for the police alone", printed.text)
    assert re.search(r"Entries of the case diary\s+1\s+0\s+Case diary: neither", printed.text)


def test_signatures_stand_with_their_words(printed: Printed) -> None:
    (page,) = (page for page in printed.pages if "Certified that this copy" in page)
    assert "Supervising officer" in page


@pytest.mark.usefixtures("sqlite")
def test_149_accused(app: Flask) -> None:
    text = Printed(print_case(maker.made(accused=149, exhibits=3), app)).text
    for serial in range(1, 150):
        assert f"A-{serial:03d}" in text
    assert "Accused149 Invented" in text
    assert "A-001 – A-149" in text


def test_a_case_with_nothing_prints_none(sqlite: str, app: Flask) -> None:
    text = Printed(print_case(maker.bare(), app)).text
    assert text.count("None.") > 12
