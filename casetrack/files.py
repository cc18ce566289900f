"""Files under their SHA-256. A file is whole on the disk before any row speaks of it.

The order is: temporary file, fsync, rename, fsync of the folder; the row comes after. A crash
between them leaves a file without a row, never a row without its file.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

CHUNK = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Kept:
    """What was stored: the hash is also the address."""

    sha256: str
    size: int


def keep(folder: Path, stream: BinaryIO) -> Kept:
    """Store what the stream still holds. Returns only when the bytes would survive a power cut."""
    incoming = folder / "incoming"
    incoming.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=incoming)
    try:
        with os.fdopen(descriptor, "wb") as file:
            kept = _copy(stream, file)
            file.flush()
            os.fsync(file.fileno())
        _settle(Path(name), path_of(folder, kept.sha256))
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return kept


def path_of(folder: Path, sha256: str) -> Path:
    """The place of a file: ab/cdef… for abcdef…"""
    return folder / sha256[:2] / sha256[2:]


def is_whole(folder: Path, sha256: str) -> bool:
    """Whether the file is there and still has the bytes its address promises."""
    try:
        with path_of(folder, sha256).open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == sha256
    except FileNotFoundError:
        return False


def read(folder: Path, sha256: str) -> bytes | None:
    """The bytes under an address, or None when they are gone or are no longer those."""
    try:
        data = path_of(folder, sha256).read_bytes()
    except FileNotFoundError:
        return None
    return data if hashlib.sha256(data).hexdigest() == sha256 else None


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
