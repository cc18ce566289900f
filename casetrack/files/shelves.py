"""One store for each kind of file: folders side by side, or prefixes of the same bucket."""

from __future__ import annotations

from pathlib import Path
from threading import Lock

from casetrack.config import Settings
from casetrack.files.bucket import BucketStore
from casetrack.files.directory import FolderStore
from casetrack.files.store import Store


class NoStore(RuntimeError):
    """Nobody said where files lie."""


_lock = Lock()
_settings: Settings | None = None
_shelves: dict[str, Store] = {}


def use(settings: Settings) -> None:
    """Where files lie; told once, by create_app."""
    global _settings  # noqa: PLW0603 - told once, before the first request
    with _lock:
        _settings = settings
        _shelves.clear()


def shelf(name: str) -> Store:
    """The store of one kind of file: "files" (of cases), "dossiers", "returns"."""
    with _lock:
        if name not in _shelves:
            _shelves[name] = _open(name)
        return _shelves[name]


def folder(name: str) -> Path:
    """A folder on this machine for files on their way, whatever the store is."""
    return _told().data_dir / name


def _told() -> Settings:
    if _settings is None:
        raise NoStore("files.use was not called")
    return _settings


def _open(name: str) -> Store:
    bucket = _told().bucket
    if bucket is None:
        return FolderStore(folder(name))
    return BucketStore(bucket, name, folder(name) / "incoming")
