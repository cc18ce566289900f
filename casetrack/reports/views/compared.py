"""A return set against the same question asked today."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from flask import abort, render_template, url_for
from flask.typing import ResponseReturnValue

from casetrack.reports import issuing, queries, verifying, wording
from casetrack.reports.catalogue import BY_NAME
from casetrack.reports.catalogue.kind import Kind
from casetrack.reports.causes import Cause, Why
from casetrack.reports.comparing import Comparison, MovedFigure, MovedRow, compared
from casetrack.reports.document import Cell
from casetrack.reports.kept_rows import BadFile
from casetrack.reports.models import Return
from casetrack.reports.queries import returns as kept
from casetrack.reports.queries.matters import Matter
from casetrack.reports.returned import signed
from casetrack.reports.views.returns import broken
from casetrack.reports.views.room import blueprint, today
from casetrack.rules.refusals import Refused
from casetrack.rules.roles import Permission
from casetrack.web.errors import refusal_words
from casetrack.web.guard import current_actor, find, note_list, permit
from casetrack.web.language import say

MOST = 100  # rows told one by one; the figures above them are always whole


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row that the officer may know of, in words."""

    label: str
    url: str
    left: tuple[str, ...]
    joined: tuple[str, ...]
    why: str
    act: str
    on: str
    cause: Cause


@blueprint.get("/reports/returns/<uuid:return_id>/today")
@permit(Permission.REPORT_READ)
def compare_return(return_id: UUID) -> ResponseReturnValue:
    found = find(kept.with_text(kept.visible_to(current_actor())), Return.id == return_id)
    kind = BY_NAME.get(found.report)
    if kind is None:
        abort(404)
    if not verifying.is_whole(found):
        return broken()
    note_list()
    try:
        comparison = _compared(found, kind)
    except BadFile:
        return broken()
    except Refused as refused:
        words = refusal_words(refused)
        return render_template("reports/refused.html", kind=kind, words=words), 409
    return _page(found, comparison)


def _compared(found: Return, kind: Kind) -> Comparison:
    return compared(
        signed(found.content),
        kind,
        queries.scope_of_return(found),
        folder=issuing.folder(),
        today=today(),
    )


def _page(found: Return, comparison: Comparison) -> str:
    open_to = kept.open_to(current_actor(), [row.matter for row in comparison.rows if row.matter])
    mine = [row for row in comparison.rows if row.matter and row.matter.root in open_to]
    others = Counter(row.cause.why for row in comparison.rows) - Counter(
        row.cause.why for row in mine
    )
    return render_template(
        "reports/return_today.html",
        found=found,
        comparison=comparison,
        today=wording.day(comparison.now.asked.as_of),
        figures=[_figure(one) for one in comparison.figures],
        rows=[_row(row, row.matter) for row in mine[:MOST] if row.matter],
        more=max(len(mine) - MOST, 0),
        others=[(say(why.label), others[why]) for why in Why if others[why]],
    )


def _figure(moved: MovedFigure) -> Mapping[str, str]:
    """The words of one line."""
    sign = "" if moved.difference is None else f"{moved.difference:+,}".replace("-", "−")
    return {
        "of": say(moved.of),
        "row": wording.say_text(moved.row, say),
        "column": say(moved.column),
        "then": _cell(moved.then),
        "now": _cell(moved.now),
        "difference": sign,
    }


def _cell(cell: Cell) -> str:
    return " · ".join((wording.shown(cell, say), *wording.beside(cell, "", say)[:1]))


def _row(row: MovedRow, matter: Matter) -> ShownRow:
    cause = row.cause
    return ShownRow(
        matter.label,
        _url(matter),
        tuple(say(name) for name in row.left),
        tuple(say(name) for name in row.joined),
        say(cause.why.label),
        " → ".join(say(words) for words in cause.act),
        wording.day(cause.on) if cause.on else "",
        cause,
    )


def _url(matter: Matter) -> str:
    if matter.complaint_id:
        return url_for("complaints.show", complaint_id=matter.complaint_id)
    return url_for("cases.show", case_id=matter.case_id)
