"""Where the files of cases lie, and what is kept of the names they came with."""

from __future__ import annotations

import unicodedata
from contextlib import AbstractContextManager
from pathlib import Path
from typing import BinaryIO

from casetrack import files
from casetrack.files import Kept

LONGEST_NAME = 200
# Joiners shape Urdu words; every other invisible sign could make a name read as another.
JOINERS = "\u200c\u200d"


def keep(stream: BinaryIO) -> Kept:
    """Store what the stream still holds, under its SHA-256."""
    return shelf().keep(stream)


def open_file(sha256: str, start: int = 0) -> BinaryIO:
    """The bytes from `start` on, as a stream. Raises FileNotFoundError; checks nothing."""
    return shelf().open(sha256, start)


def is_whole(sha256: str) -> bool:
    """Whether the file is there and still has the bytes its address promises."""
    return shelf().is_whole(sha256)


def local_copy(sha256: str) -> AbstractContextManager[Path]:
    """A path to the bytes, checked, to be read only. Raises FileNotFoundError or files.Damaged."""
    return shelf().local_copy(sha256)


def shelf() -> files.Store:
    """Where the files of cases lie."""
    return files.shelf("files")


def clean_name(name: str) -> str:
    """A file's own name as metadata: no folders, no control or direction signs; Urdu stays."""
    last = name.replace("\\", "/").rpartition("/")[2]
    seen = (
        sign
        for sign in last
        if sign in JOINERS or unicodedata.category(sign)[0] not in ("C", "Z") or sign == " "
    )
    return "".join(seen).strip(" .")[-LONGEST_NAME:] or "file"
