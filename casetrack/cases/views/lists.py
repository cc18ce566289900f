"""The list of cases."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from flask import abort, render_template, request, url_for
from flask.typing import ResponseReturnValue

from casetrack.accounts.queries import units_below
from casetrack.cases import queries
from casetrack.cases.forms import CaseFilterForm
from casetrack.cases.queries import Key, Page
from casetrack.cases.views import words
from casetrack.cases.views.room import blueprint, case_officers
from casetrack.rules.roles import Permission
from casetrack.web.guard import current_actor, note_list, permit
from casetrack.web.transaction import request_time

NOTHING = Page((), None, None)


@blueprint.get("/cases")
@permit(Permission.CASE_READ)
def index() -> ResponseReturnValue:
    actor, now = current_actor(), request_time()
    form = CaseFilterForm(request.args, officers=case_officers(), units=units_below(actor))
    note_list()
    right = form.validate()
    rows = queries.listed(actor, form.wanted(now)) if right else None
    shown = NOTHING if rows is None else _page(rows)
    page = render_template(
        "cases/index.html",
        form=form,
        page=shown,
        clocks=queries.nearest_clocks(shown.rows),
        words=words,
        now=now,
        newer_url=_url("newer", shown.newer),
        older_url=_url("older", shown.older),
        filtered=any(field.data for field in form),
    )
    return page, 200 if right else 422


def _page(rows: queries.Rows) -> Page:
    return queries.page(rows, older_than=_key("older"), newer_than=_key("newer"))


def _key(name: str) -> Key | None:
    """The place a link of the pager leads to, as 2025-07-08.<id>; anything else is 404."""
    day, _dot, row = request.args.get(name, "").partition(".")
    if not day:
        return None
    try:
        return Key(date.fromisoformat(day), uuid.UUID(row))
    except ValueError:
        abort(404)


def _url(name: str, key: Key | None) -> str | None:
    """This list from another place on; the filters stay."""
    if key is None:
        return None
    kept: dict[str, Any] = {
        k: v for k, v in request.args.items() if k not in ("older", "newer") and v
    }
    kept[name] = f"{key.opened_on}.{key.id}"
    return url_for("cases.index", **kept)
