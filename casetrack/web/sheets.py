"""CSV of plain rows that no spreadsheet takes for formulas."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

# What Excel, LibreOffice and Google Sheets begin a formula with, full-width forms included.
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
BYTE_ORDER_MARK = "\ufeff"


def safe(cell: object) -> object:
    """The cell, with an apostrophe before text that a spreadsheet would calculate."""
    if not isinstance(cell, str):
        return "" if cell is None else cell
    return f"'{cell}" if cell.lstrip(" \u00a0").startswith(FORMULA_SIGNS) else cell


def csv_text(rows: Iterable[Sequence[object]]) -> str:
    """A whole CSV file, quoted where needed, with a byte order mark so that Excel reads UTF-8."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerows([safe(cell) for cell in row] for row in rows)
    return BYTE_ORDER_MARK + written.getvalue()
