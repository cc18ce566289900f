"""A return is not issued while a figure differs from the rows behind it."""

from __future__ import annotations

from casetrack.reports.document import Document
from casetrack.reports.figures import Figure, figures
from casetrack.reports.kept_rows import Counts
from casetrack.reports.queries.members import key_of, window_of
from casetrack.rules.refusals import Refused
from casetrack.rules.words import N_


def demand_rows(document: Document, counts: Counts) -> None:
    """Raise Refused at the first figure that says another number than there are rows."""
    for figure in figures(document):
        if figure.drill is None or figure.counted is None:
            continue
        rows = counts[key_of(figure.drill)][window_of(figure.drill, document.asked)]
        if rows != figure.counted:
            raise Refused(
                N_("{figure}: the report says {said}, but there are {rows} rows behind it."),
                figure=name_of(figure),
                said=figure.counted,
                rows=rows,
            )


def name_of(figure: Figure) -> str:
    """Figures by year: 2024: Convictions."""
    row = (figure.row,) if isinstance(figure.row, str) else figure.row
    return ": ".join(part for part in (figure.of, *row, figure.column) if part)
