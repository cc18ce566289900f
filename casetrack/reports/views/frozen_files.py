"""The files of a frozen document: the same bytes whenever they are asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import cast

from flask import Response, current_app, render_template

from casetrack.printing import render_pdf
from casetrack.reports import printed, sheets, workbook
from casetrack.reports.document import Document
from casetrack.reports.steady import steady
from casetrack.reports.views.shown import show as shown
from casetrack.web.language import say

MEDIA_TYPES: Mapping[str, str] = {
    "csv": "text/csv",
    "xlsx": workbook.MEDIA_TYPE,
    "pdf": "application/pdf",
    "json": "application/json",
}


@dataclass(frozen=True, slots=True)
class Frozen:
    """A document that will not change, when it was made, and what its paper says of that.

    `text` is the JSON that is given; "" for the document's own. `head` is a template of the room
    and `context` what it shows.
    """

    document: Document
    at: datetime
    file_name: str
    head: str
    context: Mapping[str, object]
    text: str = ""


def file_of(frozen: Frozen, ending: str) -> Response:
    """`ending` is one of MEDIA_TYPES."""
    answer = Response(_content(frozen, ending), mimetype=MEDIA_TYPES[ending])
    name = f"{frozen.file_name}.{ending}"
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    return answer


def _content(frozen: Frozen, ending: str) -> str | bytes:
    document = frozen.document
    match ending:
        case "csv":
            return sheets.as_csv(document, say)
        case "xlsx":
            return steady(workbook.as_xlsx(document, say), frozen.at)
        case "json":
            return frozen.text or printed.as_json(document, say)
    html = render_template(
        "reports/paper.html",
        report=shown(document, lambda _drill: "", say),
        paper_head=frozen.head,
        **frozen.context,
    )
    assets = Path(cast("str", current_app.static_folder))
    return render_pdf(html, assets=assets, seconds=60).data
