"""What every store of files can do, and the part of it that does not depend on the place."""

from __future__ import annotations

import hashlib
import uuid
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

CHUNK = 1024 * 1024
# Told how many bytes are done, after each chunk of a large file.
Told = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Kept:
    """What was stored: the hash is also the address."""

    sha256: str
    size: int


class Damaged(Exception):
    """The bytes under an address are no longer those that were stored there."""


class StoreAway(OSError):
    """The store does not answer: of its files nothing can be said now."""


def _nobody(_done: int) -> None:
    """What a short work tells of its progress."""


class Store(ABC):
    """Files by the SHA-256 of their bytes (64 hex digits). A missing one is FileNotFoundError."""

    def __init__(self, workroom: Path) -> None:
        """`workroom` is a folder for files that are not whole yet."""
        self._workroom = workroom

    @abstractmethod
    def open(self, sha256: str, start: int = 0) -> BinaryIO:
        """The bytes from `start` on, as a stream to be read once and closed; not checked."""

    @abstractmethod
    def size(self, sha256: str) -> int | None:
        """How many bytes lie there; None when there is no such file."""

    @abstractmethod
    def hashes(self) -> Iterator[str]:
        """The address of every file, in order."""

    @abstractmethod
    def local_copy(self, sha256: str) -> AbstractContextManager[Path]:
        """A path to the bytes, to be read only, checked before it is given. Raises Damaged."""

    @abstractmethod
    def tidy(self, before: datetime) -> None:
        """Remove what was begun before this moment and never became whole."""

    @abstractmethod
    def _place(self, path: Path, kept: Kept) -> None:
        """Put the whole file at `path` under its address; it survives a power cut then."""

    def keep(self, stream: BinaryIO) -> Kept:
        """Store what the stream still holds. Returns only when it would survive a power cut."""
        with self._temporary() as path:
            with path.open("xb") as file:
                kept = copy(stream, file)
            self._place(path, kept)
        return kept

    def keep_path(self, path: Path, told: Told = _nobody) -> Kept:
        """Store the file at `path`, which stays there: the caller removes it after his commit."""
        with path.open("rb") as file:
            kept = measure(file, told)
        self._place(path, kept)
        return kept

    def is_whole(self, sha256: str, told: Told = _nobody) -> bool:
        """Whether the file is there and still has the bytes its address promises."""
        try:
            with closing(self.open(sha256)) as stream:
                return measure(stream, told).sha256 == sha256
        except FileNotFoundError:
            return False

    def read(self, sha256: str) -> bytes | None:
        """The bytes of a small file, or None when they are gone or are no longer those."""
        try:
            with closing(self.open(sha256)) as stream:
                data = stream.read()
        except FileNotFoundError:
            return None
        return data if hashlib.sha256(data).hexdigest() == sha256 else None

    @contextmanager
    def _temporary(self) -> Iterator[Path]:
        """A path in the workroom where nothing is yet, and nothing is afterwards."""
        self._workroom.mkdir(parents=True, exist_ok=True)
        path = self._workroom / uuid.uuid4().hex
        try:
            yield path
        finally:
            path.unlink(missing_ok=True)

    def _tidy_workroom(self, before: datetime) -> None:
        for path in self._workroom.glob("*"):
            if path.stat().st_mtime < before.timestamp():
                path.unlink(missing_ok=True)


def copy(stream: BinaryIO, file: BinaryIO) -> Kept:
    """Write what the stream still holds into the file, and say what it was."""
    digest, size = hashlib.sha256(), 0
    while chunk := stream.read(CHUNK):
        digest.update(chunk)
        size += len(chunk)
        file.write(chunk)
    return Kept(digest.hexdigest(), size)


def measure(stream: BinaryIO, told: Told = _nobody) -> Kept:
    """Hash and size of what the stream still holds."""
    digest, size = hashlib.sha256(), 0
    while chunk := stream.read(CHUNK):
        digest.update(chunk)
        size += len(chunk)
        told(size)
    return Kept(digest.hexdigest(), size)
