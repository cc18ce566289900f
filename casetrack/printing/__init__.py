"""HTML to PDF in child processes: no network, no secrets, limited in memory and time.

WeasyPrint is loaded there and nowhere else (casetrack/printing/child.py), so that the web server
starts without Pango and a page that goes wrong takes nothing down with it. `render_pdf` prints one
small document; long ones are printed in parts by a Pool (`casetrack.dossiers.volumes`).
"""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

from casetrack.printing.failures import NO_PANGO, PrintingFailed
from casetrack.printing.pool import SECONDS, Pool, Task

__all__ = ["NO_PANGO", "Printed", "PrintingFailed", "render_pdf"]


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
    with tempfile.TemporaryDirectory(prefix="casetrack-printing-") as name:
        home = Path(name)
        source, pdf = home / "paper.html", home / "paper.pdf"
        source.write_text(html)
        paths = {"html": str(source), "pdf": str(pdf), "assets": str(assets.resolve())}
        order = {"kind": "paper", "seconds": seconds, **paths}
        with Pool(home, size=1) as pool:
            ((_task, facts),) = pool.carry_out([Task("the paper", order)])
        return Printed(pdf.read_bytes(), facts["pages"])
