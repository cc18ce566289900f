"""The files of cases, each under its SHA-256. A file is on the disk before its row is written.

The order is: temporary file, fsync, rename, fsync of the folder; the row comes after. A crash
between them leaves a file without a row, never a row without its file.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

CHUNK = 1024 * 1024
LONGEST_NAME = 200
# Joiners shape Urdu words; every other invisible sign could make a name read as another.
JOINERS = "\u200c\u200d"


class NoStore(RuntimeError):
    """The folder of the files was never named."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What was stored: the hash is also the address."""

    sha256: str
    size: int


_folder: Path | None = None


def use_folder(folder: Path) -> None:
    """Where files lie; told once, by create_app."""
    global _folder  # noqa: PLW0603 - told once, before the first request
    _folder = folder


def keep(stream: BinaryIO) -> Kept:
    """Store what the stream still holds. Returns only when the bytes would survive a power cut."""
    incoming = _root() / "incoming"
    incoming.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=incoming)
    try:
        with os.fdopen(descriptor, "wb") as file:
            kept = _copy(stream, file)
            file.flush()
            os.fsync(file.fileno())
        _settle(Path(name), path_of(kept.sha256))
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return kept


def path_of(sha256: str) -> Path:
    """The place of a file: ab/cdef… for abcdef…"""
    return _root() / sha256[:2] / sha256[2:]


def is_whole(sha256: str) -> bool:
    """Whether the file is there and still has the bytes its address promises."""
    try:
        with path_of(sha256).open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == sha256
    except FileNotFoundError:
        return False


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


def _copy(stream: BinaryIO, file: BinaryIO) -> Kept:
    digest, size = hashlib.sha256(), 0
    while chunk := stream.read(CHUNK):
        digest.update(chunk)
        size += len(chunk)
        file.write(chunk)
    return Kept(digest.hexdigest(), size)


def _settle(temporary: Path, place: Path) -> None:
    """Move the whole file to its address. The same bytes again replace themselves."""
    new_folder = not place.parent.exists()
    place.parent.mkdir(parents=True, exist_ok=True)
    temporary.chmod(0o440)
    temporary.replace(place)
    _sync_folder(place.parent)
    if new_folder:
        _sync_folder(place.parent.parent)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
