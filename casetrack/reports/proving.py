"""A return is not issued while a figure differs from the rows behind it."""

from __future__ import annotations

from collections.abc import Mapping

from casetrack.reports.document import Document
from casetrack.reports.figures import Figure, figures
from casetrack.reports.queries.members import Counts, base_of, window_of
from casetrack.rules.refusals import Refused
from casetrack.rules.words import N_


def demand_rows(document: Document, counts: Mapping[str, Counts]) -> None:
    """Raise Refused at the first figure that says another number than there are rows."""
    for figure in figures(document):
        if figure.drill is None or figure.counted is None:
            continue
        window = window_of(figure.drill, document.asked)
        of = counts[base_of(figure.drill, document.asked).key]
        rows = sum(n for key, n in of.items() if window.holds(*key))
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
