"""A look into a stored file, in a child process that can open nothing: a small picture, its words.

The child (casetrack/evidence/peek/child.py) is given the file as its standard input and writes a
file of limited size. Whatever a hostile file makes of it, it has no name, no network and no secret.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from casetrack.rules.words import N_

ROOT = Path(__file__).resolve().parents[3]
THUMBNAIL, TEXT = "THUMBNAIL", "TEXT"
PNG = b"\x89PNG\r\n\x1a\n"
SECONDS = 60
NOT_APPLICABLE, REFUSED = 2, 3

TOO_LARGE = N_("The picture is too large to be shown small.")
UNREADABLE = N_("The file could not be read for a preview; the file itself is whole.")


@dataclass(frozen=True, slots=True)
class Made:
    """What came of it: the bytes, or why there are none; neither where the kind does not apply."""

    data: bytes = b""
    failure: str = ""


def look(kind: str, path: Path) -> Made:
    """The thumbnail (PNG) or the words (UTF-8) of the file at `path`."""
    with (
        tempfile.TemporaryDirectory(prefix="casetrack-peek-") as home,
        tempfile.TemporaryFile() as output,
        path.open("rb") as file,
    ):
        try:
            code = subprocess.run(  # noqa: S603 - our own program
                [sys.executable, "-m", "casetrack.evidence.peek.child", kind],
                stdin=file,
                stdout=output,
                stderr=subprocess.DEVNULL,
                cwd=home,
                env=_environment(home),
                timeout=SECONDS,
                check=False,
            ).returncode
        except subprocess.TimeoutExpired:
            return Made(failure=UNREADABLE)
        output.seek(0)
        return _judged(kind, code, output.read())


def _judged(kind: str, code: int, data: bytes) -> Made:
    if code == NOT_APPLICABLE:
        return Made()
    if code == REFUSED:
        return Made(failure=TOO_LARGE)
    good = data.startswith(PNG) if kind == THUMBNAIL else bool(data)
    return Made(data) if code == 0 and good else Made(failure=UNREADABLE)


def _environment(home: str) -> dict[str, str]:
    return {
        "PATH": os.defpath,
        "PYTHONPATH": str(ROOT),
        "PYTHONDONTWRITEBYTECODE": "1",
        "HOME": home,
        "LANG": "C.UTF-8",
    }
