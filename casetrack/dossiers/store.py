"""The printed files, each under its SHA-256. A file is whole on the disk before its row says so."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path


def keep(folder: Path, data: bytes) -> str:
    """Store the bytes and return their SHA-256, once they would survive a power cut.

    Temporary file, fsync, rename, fsync of the folder: a crash leaves no half file at an address.
    """
    folder.mkdir(parents=True, exist_ok=True)
    sha256 = hashlib.sha256(data).hexdigest()
    descriptor, name = tempfile.mkstemp(dir=folder, prefix="incoming-")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(0o440)
        Path(name).replace(path_of(folder, sha256))
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    _sync(folder)
    return sha256


def read(folder: Path, sha256: str) -> bytes | None:
    """The bytes under an address, or None when they are gone or are no longer those."""
    try:
        data = path_of(folder, sha256).read_bytes()
    except FileNotFoundError:
        return None
    return data if hashlib.sha256(data).hexdigest() == sha256 else None


def path_of(folder: Path, sha256: str) -> Path:
    return folder / f"{sha256}.pdf"


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
