"""HTML to PDF in a child process: no network, no secrets, limited in memory and time.

WeasyPrint is loaded there and nowhere else (casetrack/printing/child.py), so that the web server
starts without Pango and a page that goes wrong takes nothing down with it.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
# 500 pages of tables take about 100 s of CPU (docs/decisions); a runaway page takes no more.
SECONDS = 300
BYTES = 2 * 1024**3
# A busy machine gives it a part of its time only: so many times the limit on the wall's clock.
PATIENCE = 4
APT = "apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"

NO_PANGO = 3
REFUSED_ASSET = 4


class PrintingFailed(RuntimeError):
    """The PDF could not be made; the message says why, and what the operator can do."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A PDF and the number of its pages."""

    data: bytes
    pages: int


def render_pdf(html: str, *, assets: Path, seconds: int = SECONDS) -> Printed:
    """The PDF of a whole HTML document, tagged for accessibility.

    Its links are relative to `assets` (the static folder); nothing outside it, and no address
    but data:, can be read. `seconds` limits the CPU time. Raises PrintingFailed.
    """
    order = {"html": html, "assets": str(assets.resolve()), "seconds": seconds, "bytes": BYTES}
    with tempfile.TemporaryDirectory(prefix="casetrack-printing-") as home:
        try:
            done = subprocess.run(
                [sys.executable, "-m", "casetrack.printing.child"],
                input=json.dumps(order).encode(),
                capture_output=True,
                cwd=home,
                env=_environment(home),
                timeout=PATIENCE * seconds,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise PrintingFailed(f"printing took more than {PATIENCE * seconds} s") from error
    return _read(done)


def _environment(home: str) -> dict[str, str]:
    """What the child is told: not the database, not the secret key."""
    return {
        "PATH": os.defpath,
        "PYTHONPATH": str(ROOT),
        "PYTHONDONTWRITEBYTECODE": "1",
        "HOME": home,
        "LANG": "C.UTF-8",
        # Fonts are listed once for all renderings, not once for each.
        "XDG_CACHE_HOME": str(Path(tempfile.gettempdir()) / f"casetrack-fonts-{os.getuid()}"),
    }


def _read(done: subprocess.CompletedProcess[bytes]) -> Printed:
    """The child answers with the page count on a line of its own, then the file."""
    pages, found, data = done.stdout.partition(b"\n")
    if done.returncode == 0 and found and data.startswith(b"%PDF"):
        return Printed(data, int(pages))
    words = done.stderr.decode(errors="replace").strip().splitlines()[-1:]
    if done.returncode == NO_PANGO:
        raise PrintingFailed(f"PDF needs Pango, which is not installed: {APT}")
    raise PrintingFailed(f"printing ended with {done.returncode}: {' '.join(words)}")
