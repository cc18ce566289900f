"""The bytes of uploads on their way: one file each, on this machine's disk.

The row says how many bytes were acknowledged. The file has at least those: they were forced to
the disk before the row said so. What a crash left beyond them is cut off when the next come.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from casetrack import files


class Busy(Exception):
    """Another request is writing to this upload at this moment."""


class Lost(Exception):
    """Acknowledged bytes are no longer on the disk."""


def path_of(upload_id: uuid.UUID) -> Path:
    return files.folder("uploads") / upload_id.hex


def lock(upload_id: uuid.UUID) -> BinaryIO:
    """The upload's file, this process's alone until it is closed (or dies). Raises Busy."""
    path = path_of(upload_id)
    path.parent.mkdir(parents=True, exist_ok=True)
    file = os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "r+b")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        file.close()
        raise Busy from error
    return file


def append(file: BinaryIO, offset: int, data: bytes) -> None:
    """Write these bytes from `offset` on; they survive a power cut then. Raises Lost."""
    if os.fstat(file.fileno()).st_size < offset:
        raise Lost
    file.truncate(offset)
    file.seek(offset)
    file.write(data)
    file.flush()
    os.fsync(file.fileno())
    if offset == 0:
        _sync_folder(files.folder("uploads"))


def remove(upload_id: uuid.UUID) -> None:
    path_of(upload_id).unlink(missing_ok=True)


def present() -> Iterator[uuid.UUID]:
    """The uploads that have a file here."""
    for path in files.folder("uploads").glob("*"):
        yield uuid.UUID(path.name)


def room() -> int:
    """Free bytes on the disk that uploads come to."""
    place = files.folder("uploads")
    place.mkdir(parents=True, exist_ok=True)
    return shutil.disk_usage(place).free


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
