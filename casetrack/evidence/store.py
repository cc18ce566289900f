"""Where the files of cases lie, and what is kept of the names they came with."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import BinaryIO

from casetrack import files
from casetrack.files import Kept

LONGEST_NAME = 200
# Joiners shape Urdu words; every other invisible sign could make a name read as another.
JOINERS = "\u200c\u200d"


class NoStore(RuntimeError):
    """The folder of the files was never named."""


_folder: Path | None = None


def use_folder(folder: Path) -> None:
    """Where files lie; told once, by create_app."""
    global _folder  # noqa: PLW0603 - told once, before the first request
    _folder = folder


def keep(stream: BinaryIO) -> Kept:
    """Store what the stream still holds, under its SHA-256."""
    return files.keep(_root(), stream)


def path_of(sha256: str) -> Path:
    return files.path_of(_root(), sha256)


def is_whole(sha256: str) -> bool:
    """Whether the file is there and still has the bytes its address promises."""
    return files.is_whole(_root(), sha256)


def clean_name(name: str) -> str:
    """A file's own name as metadata: no folders, no control or direction signs; Urdu stays."""
    last = name.replace("\\", "/").rpartition("/")[2]
    seen = (
        sign
        for sign in last
        if sign in JOINERS or unicodedata.category(sign)[0] not in ("C", "Z") or sign == " "
    )
    return "".join(seen).strip(" .")[-LONGEST_NAME:] or "file"


def _root() -> Path:
    if _folder is None:
        raise NoStore("evidence.store.use_folder was not called")
    return _folder
