"""A file that somebody sent as text of a table: CSV and tab-separated as they are, XLSX as tabs."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from openpyxl import load_workbook

from casetrack.operations.sheet import decode
from casetrack.rules.claims.grids import MOST_COLUMNS, MOST_ROWS, MOST_TEXT
from casetrack.rules.refusals import Refused
from casetrack.rules.words import N_

MOST_BYTES = 2 * 1024 * 1024
MOST_UNPACKED = 24 * 1024 * 1024
FIELD = "file"
ZIP, OLD_EXCEL, PDF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF"
# Rows above the table of a sheet: titles and notes.
MORE_ROWS = 50

NOT_READ = N_("The file could not be read. Save it as CSV or XLSX, or paste the table.")


def text_of(content: bytes) -> str:
    """The table of a CSV, TSV or XLSX file as text. Raises Refused for anything else."""
    if len(content) > MOST_BYTES:
        raise Refused(N_("Choose a file of at most 2 MB."), field=FIELD)
    if content.startswith(ZIP):
        return _sheet(content)
    if content.startswith((OLD_EXCEL, PDF)):
        raise Refused(N_("Save the table as CSV or XLSX, or paste it."), field=FIELD)
    text = decode(content)
    if len(text) > MOST_TEXT:
        raise Refused(N_("Paste at most 200,000 characters."), field=FIELD)
    return text


def _sheet(content: bytes) -> str:
    """The first sheet that holds anything, as lines of cells with tabs between them."""
    _demand_harmless(content)
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        for sheet in book.worksheets:
            lines = ["\t".join(cells) for cells in _rows(sheet)]
            if any(line.strip() for line in lines):
                return "\n".join(lines)
    # A damaged workbook fails in as many ways as it has parts.
    except Exception as error:
        raise Refused(NOT_READ, field=FIELD) from error
    raise Refused(N_("The workbook has no sheet with a table."), field=FIELD)


def _demand_harmless(content: bytes) -> None:
    """Refuse what unpacks to far more than it is, and XML that declares entities."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if sum(part.file_size for part in packed.infolist()) > MOST_UNPACKED:
                raise Refused(NOT_READ, field=FIELD)
            for part in packed.infolist():
                if part.filename.endswith((".xml", ".rels")):
                    _demand_plain_xml(packed.read(part))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise Refused(NOT_READ, field=FIELD) from error


def _demand_plain_xml(part: bytes) -> None:
    plain = part.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not plain.startswith(b"<") or b"<!DOCTYPE" in plain or b"\0" in plain:
        raise Refused(NOT_READ, field=FIELD)


def _rows(sheet: Any) -> Iterator[list[str]]:
    rows = sheet.iter_rows(max_row=MOST_ROWS + MORE_ROWS, max_col=MOST_COLUMNS + 1)
    for row in rows:
        yield [_words(cell) for cell in row]


def _words(cell: Any) -> str:
    """A cell as it is printed: 0.0316 shown as a percentage is 3.16%."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, date):  # a datetime is one, too
        return value.isoformat()[:10]
    if isinstance(value, float):
        value = Decimal(repr(value))
    shown = cell.number_format or ""
    if isinstance(value, Decimal | int) and "%" in shown:
        decimals = len(shown.partition("%")[0].partition(".")[2])
        return f"{Decimal(value) * 100:.{decimals}f}%"
    if isinstance(value, Decimal):
        return f"{value:f}".removesuffix(".0")
    return " ".join(str(value).split())
