"""The store as a folder: ab/cdef… for abcdef…

The order is: temporary file, fsync, rename, fsync of the folder; the row comes after.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from casetrack.files.store import Damaged, Kept, Store

FIRST, REST = re.compile(r"[0-9a-f]{2}"), re.compile(r"[0-9a-f]{62}")


class FolderStore(Store):
    """Files below one folder, which `incoming/` lies in, too: a rename never leaves the disk."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder / "incoming")
        self._folder = folder

    def path_of(self, sha256: str) -> Path:
        return self._folder / sha256[:2] / sha256[2:]

    def open(self, sha256: str, start: int = 0) -> BinaryIO:
        file = self.path_of(sha256).open("rb")
        file.seek(start)
        return file

    def size(self, sha256: str) -> int | None:
        try:
            return self.path_of(sha256).stat().st_size
        except FileNotFoundError:
            return None

    def hashes(self) -> Iterator[str]:
        if not self._folder.is_dir():
            return
        for first in sorted(self._folder.iterdir()):
            if FIRST.fullmatch(first.name):
                rest = sorted(path.name for path in first.iterdir())
                yield from (first.name + name for name in rest if REST.fullmatch(name))

    @contextmanager
    def local_copy(self, sha256: str) -> Iterator[Path]:
        path = self.path_of(sha256)
        if not path.exists():
            raise FileNotFoundError(path)
        if not self.is_whole(sha256):
            raise Damaged(sha256)
        yield path

    def tidy(self, before: datetime) -> None:
        self._tidy_workroom(before)

    def _place(self, path: Path, kept: Kept) -> None:
        """The same bytes again replace themselves, and so mend a damaged file."""
        place = self.path_of(kept.sha256)
        with self._temporary() as whole:
            _link(path, whole)
            whole.chmod(0o440)
            with whole.open("rb") as file:
                os.fsync(file.fileno())
            new_folder = not place.parent.exists()
            place.parent.mkdir(parents=True, exist_ok=True)
            whole.replace(place)
        _sync_folder(place.parent)
        if new_folder:
            _sync_folder(self._folder)


def _link(path: Path, other: Path) -> None:
    """The same bytes under a second name; copied where two disks or the file system ask for it."""
    try:
        os.link(path, other)
    except OSError:
        shutil.copyfile(path, other)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
