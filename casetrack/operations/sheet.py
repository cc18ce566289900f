"""A pasted spreadsheet or a CSV file as rows of cells in our own order of columns."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from casetrack.people.normalise import fold_text
from casetrack.rules.refusals import Refused
from casetrack.rules.words import N_

COLUMNS: tuple[tuple[str, str], ...] = (
    ("name", N_("Name")),
    ("father_name", N_("Father or guardian")),
    ("document", N_("CNIC or passport")),
    ("nationality", N_("Nationality")),
    ("sex", N_("Sex")),
    ("age", N_("Age")),
    ("part", N_("Role")),
    ("found_as", N_("Found as")),
    ("arrested_at", N_("Arrested at")),
)
KEYS = tuple(key for key, _label in COLUMNS)
LONGEST = 500
WIDEST_CELL = 300
Cells = dict[str, str]

# What heads of columns say, folded. A column of running numbers is passed over.
HEADS: dict[str, str] = {
    "name": "name",
    "full name": "name",
    "name of accused": "name",
    "accused": "name",
    "نام": "name",
    "father": "father_name",
    "father name": "father_name",
    "fathers name": "father_name",
    "father s name": "father_name",
    "father or guardian": "father_name",
    "guardian": "father_name",
    "parentage": "father_name",
    "s o": "father_name",
    "ولدیت": "father_name",
    "cnic or passport": "document",
    "cnic passport": "document",
    "passport cnic": "document",
    "cnic": "document",
    "cnic no": "document",
    "cnic number": "document",
    "passport": "document",
    "passport no": "document",
    "passport number": "document",
    "document": "document",
    "document no": "document",
    "id": "document",
    "id no": "document",
    "nationality": "nationality",
    "country": "nationality",
    "citizenship": "nationality",
    "sex": "sex",
    "gender": "sex",
    "m f": "sex",
    "age": "age",
    "age years": "age",
    "role": "part",
    "position": "part",
    "designation": "part",
    "part": "part",
    "found as": "found_as",
    "category": "found_as",
    "accused rescued": "found_as",
    "type": "found_as",
    "arrested at": "arrested_at",
    "arrest time": "arrested_at",
    "time of arrest": "arrested_at",
    "time": "arrested_at",
}
COUNTERS = frozenset({"", "no", "s no", "sr", "sr no", "serial", "serial no", "number", "sn"})


def read(text: str) -> list[Cells]:
    """The rows of pasted text; the order of columns is taken from a head row, if there is one.

    Raises Refused when there is nothing, too much, or a head without a name.
    """
    rows = [row for row in _split(text) if any(cell.strip() for cell in row)]
    if not rows:
        raise Refused(N_("Paste the rows, or choose a file."), field="rows_text")
    order = _order_of(rows[0])
    if order:
        rows = rows[1:]
    else:
        rows = _without_counter(rows)
        order = list(KEYS)
    if len(rows) > LONGEST:
        raise Refused(
            N_("These are {count} rows; {most} can be saved at once."),
            field="rows_text",
            count=len(rows),
            most=LONGEST,
        )
    return [_cells(row, order) for row in rows]


def decode(content: bytes) -> str:
    """The text of a CSV file as spreadsheets write it: UTF-8, UTF-16 or Windows."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def write(rows: Iterable[Cells]) -> str:
    """The rows as tab-separated lines, as `read` takes them."""
    lines = ["\t".join(KEYS).replace("_", " ")]
    lines += ["\t".join(row.get(key, "").replace("\t", " ") for key in KEYS) for row in rows]
    return "\n".join(lines)


def _split(text: str) -> list[list[str]]:
    clean = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    first = clean.lstrip("\n").partition("\n")[0]
    separator = max("\t,;|", key=first.count)
    if separator not in first:
        separator = "\t"
    try:
        return list(csv.reader(io.StringIO(clean), delimiter=separator))
    except csv.Error as error:
        words = N_("The rows could not be read. Copy them from the spreadsheet again.")
        raise Refused(words, field="rows_text") from error


def _order_of(row: Sequence[str]) -> list[str]:
    """The column of each cell of a head row, "" for one to pass over; [] if it is no head."""
    folded = [fold_text(cell) for cell in row]
    order = [HEADS.get(cell, "") for cell in folded]
    known = [key for key in order if key]
    if len(known) < 2:
        return []
    if "name" not in known:
        raise Refused(N_('No column is headed "Name".'), field="rows_text")
    return order


def _without_counter(rows: list[list[str]]) -> list[list[str]]:
    """Drop a first column that only counts: 1, 2, 3."""
    counts = [row[0].strip().rstrip(".") for row in rows]
    if counts == [str(number) for number in range(1, len(rows) + 1)]:
        return [row[1:] for row in rows]
    return rows


def _cells(row: Sequence[str], order: Sequence[str]) -> Cells:
    """Our columns of one row. Where two hold a document, the first that is filled counts."""
    cells = dict.fromkeys(KEYS, "")
    for key, cell in zip(order, row, strict=False):
        if key and not cells[key]:
            cells[key] = " ".join(cell.split())[:WIDEST_CELL]
    return cells
