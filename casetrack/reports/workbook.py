"""A report as an XLSX workbook: a sheet of what it is about, then a sheet a table."""

from __future__ import annotations

import io
from collections.abc import Sequence
from decimal import Decimal
from typing import cast

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from casetrack.reports.document import Document
from casetrack.reports.sheets import Value, sections
from casetrack.reports.wording import Say, frame
from casetrack.rules.words import N_

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# Excel's own limits on the name of a sheet.
NAME_LENGTH, NOT_IN_NAME = 31, str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
NARROWEST, WIDEST = 8, 60


def as_xlsx(document: Document, say: Say) -> bytes:
    """The workbook. Counts, amounts and percentages are numbers; no text is a formula."""
    book = Workbook()
    about = cast("Worksheet", book.active)
    about.title = say(N_("About"))
    _write(about, list(frame(document, say)), bold_column=True)
    names = {about.title.lower()}
    for title, heads, rows in sections(document, say):
        sheet = book.create_sheet(_name(title, names))
        _write(sheet, [heads, *rows])
        sheet.freeze_panes = "B2"
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _name(title: str, taken: set[str]) -> str:
    """A name that Excel takes, and no other sheet has."""
    plain = title.translate(NOT_IN_NAME)[:NAME_LENGTH].strip() or "Table"
    name, number = plain, 2
    while name.lower() in taken:
        tail = f" {number}"
        name, number = f"{plain[: NAME_LENGTH - len(tail)]}{tail}", number + 1
    taken.add(name.lower())
    return name


def _write(sheet: Worksheet, rows: Sequence[Sequence[Value]], *, bold_column: bool = False) -> None:
    """Rows of cells; the first row or column is bold, and columns are as wide as their words."""
    widths: dict[int, int] = {}
    for down, row in enumerate(rows, start=1):
        for across, value in enumerate(row, start=1):
            if value is None:
                continue
            cell = cast("Cell", sheet.cell(down, across))
            _fill(cell, value)
            cell.font = Font(bold=across == 1 if bold_column else down == 1)
            widths[across] = max(widths.get(across, NARROWEST), len(str(value)) + 2)
    for across, width in widths.items():
        sheet.column_dimensions[get_column_letter(across)].width = min(width, WIDEST)


def _fill(cell: Cell, value: Value) -> None:
    """A number as a number; text as text, whatever sign it begins with."""
    if isinstance(value, str):
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)
        cell.data_type = "s"
        cell.alignment = Alignment(vertical="top", wrap_text=len(value) > WIDEST)
        return
    cell.value = value
    if isinstance(value, int):
        cell.number_format = "#,##0"
    elif isinstance(value, Decimal):
        places = max(-int(value.as_tuple().exponent), 0)
        cell.number_format = "#,##0" + ("." + "0" * places if places else "")
