"""A return set against the same question asked today: at once, or by the worker if it is large."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from flask import abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from casetrack.reports import service, verifying, wording
from casetrack.reports.catalogue import BY_NAME
from casetrack.reports.causes import Cause, Why
from casetrack.reports.comparing import AT_ONCE, MovedFigure
from casetrack.reports.comparing_later import told_today
from casetrack.reports.document import Cell
from casetrack.reports.kept_rows import BadFile
from casetrack.reports.models import Return, ReturnComparison
from casetrack.reports.queries import comparisons
from casetrack.reports.queries import returns as kept
from casetrack.reports.told import Told, ToldRow, still_open, told_in
from casetrack.reports.views.returns import broken
from casetrack.reports.views.room import blueprint
from casetrack.rules.refusals import Refused
from casetrack.rules.roles import Permission
from casetrack.web.errors import refusal_words
from casetrack.web.guard import current_actor, find, note_list, permit
from casetrack.web.language import say
from casetrack.web.transaction import request_time


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
    found = _return(return_id)
    if not verifying.is_whole(found):
        return broken()
    note_list()
    if found.rows > AT_ONCE:
        return _kept_page(found)
    try:
        what = told_today(found, current_actor(), request_time())
    except BadFile:
        return broken()
    except Refused as refused:
        kind, words = BY_NAME[found.report], refusal_words(refused)
        return render_template("reports/refused.html", kind=kind, words=words), 409
    return render_template("reports/return_today.html", found=found, **_words(what))


@blueprint.post("/reports/returns/<uuid:return_id>/today")
@permit(Permission.REPORT_READ)
def ask_comparison(return_id: UUID) -> ResponseReturnValue:
    """Have a large return compared; a small one is, whenever its page is opened."""
    found = _return(return_id)
    if found.rows > AT_ONCE:
        service.ask_comparison(of=found, actor=current_actor(), now=request_time())
    return redirect(url_for("reports.compare_return", return_id=found.id), 303)


@blueprint.get("/reports/returns/comparisons/<uuid:comparison_id>/progress")
@permit(Permission.REPORT_READ)
def comparison_progress(comparison_id: UUID) -> ResponseReturnValue:
    mine = comparisons.comparisons_of(current_actor())
    asked = find(mine, ReturnComparison.id == comparison_id)
    return render_template("reports/comparison_progress.html", asked=asked)


def _return(return_id: UUID) -> Return:
    """One that may be asked again today."""
    found = find(kept.with_text(kept.visible_to(current_actor())), Return.id == return_id)
    if found.report not in BY_NAME:
        abort(404)
    return found


def _kept_page(found: Return) -> str:
    """What the worker found last, and how far it is with what was asked for since."""
    actor = current_actor()
    asked, made = comparisons.last_asked(actor, found), comparisons.last_made(actor, found)
    what = _words(still_open(told_in(made.result), actor)) if made else {"told": None}
    return render_template(
        "reports/return_today.html",
        found=found,
        made=made,
        asked=asked if asked is not None and asked.made_at is None else None,
        live=asked is not None and asked.under_way,
        large=True,
        **what,
    )


def _words(what: Told) -> dict[str, object]:
    """What the page says of it."""
    return {
        "told": what,
        "today": wording.day(what.today),
        "figures": [_figure(one) for one in what.figures],
        "rows": [_row(one) for one in what.rows],
        "others": [(say(why.label), what.others[why]) for why in Why if what.others.get(why)],
    }


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


def _row(row: ToldRow) -> ShownRow:
    cause = row.cause
    return ShownRow(
        row.label,
        _url(row),
        tuple(say(name) for name in row.left),
        tuple(say(name) for name in row.joined),
        say(cause.why.label),
        " → ".join(say(words) for words in cause.act),
        wording.day(cause.on) if cause.on else "",
        cause,
    )


def _url(row: ToldRow) -> str:
    kind, root_id = row.root
    if kind == "complaint":
        return url_for("complaints.show", complaint_id=root_id)
    return url_for("cases.show", case_id=root_id)
