"""The files of the narrower editions hold no word that the edition may not have, wherever it hides.

Looked through: the words on the pages, metadata, bookmarks, tags, attachments, and every object
with its streams unpacked. A text string may stand in UTF-16, as bytes or in hexadecimal.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from flask import Flask

from casetrack.dossiers import tree
from casetrack.dossiers.editions import EDITIONS
from casetrack.dossiers.volumes import print_volumes
from casetrack.printing.pool import Pool
from tests.dossiers import canaries
from tests.dossiers.test_paper import ISSUE

# The widest of the narrow editions and the one that everybody reads; with a word that may be
# there, in the metadata and on a page, so that the search is known to find.
THERE = {"DEFENCE": "cases.title", "MEDIA": "sites.city"}


def print_edition(content: tree.Dossier, home: Path, pool: Pool) -> Path:
    home.mkdir()
    issue = replace(ISSUE, number=content.cover.number, title=content.cover.title)
    (volume,) = print_volumes(content, issue, home=home, pool=pool, tell=lambda *_: None)
    return volume.path


def everything_in(file: Path) -> bytes:
    """All bytes of the file unpacked, and its text as poppler reads it, in lower case."""
    command = ["qpdf", "--qdf", "--object-streams=disable", str(file), "-"]
    unpacked = subprocess.run(command, capture_output=True, check=True).stdout
    text = subprocess.run(["pdftotext", "-raw", str(file), "-"], capture_output=True, check=True)
    return (unpacked + text.stdout).lower()


def spellings(word: str) -> Iterator[bytes]:
    for letters in (word.lower(), word):
        for coded in (letters.encode(), letters.encode("utf-16-be")):
            yield coded.lower()
            yield coded.hex().encode()


def held(word: str, haystack: bytes) -> bool:
    return any(spelling in haystack for spelling in spellings(word))


def test_no_file_holds_what_its_edition_may_not_have(
    planted: tuple[dict[str, str], dict[str, tree.Dossier]], app: Flask, tmp_path: Path
) -> None:
    words, editions = planted
    with app.test_request_context(), Pool(tmp_path) as pool:
        files = {key: print_edition(editions[key], tmp_path / key, pool) for key in THERE}
    for key, file in files.items():
        haystack = everything_in(file)
        for column, letters, _field in canaries.lines():
            if EDITIONS[key].letter not in letters:
                assert not held(words[column], haystack), (key, column)
        assert held(words[THERE[key]], haystack), key
