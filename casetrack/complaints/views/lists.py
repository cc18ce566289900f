"""The list of complaints: what waits to be verified, what is mine, all."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from flask import abort, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from casetrack.accounts.queries import colleagues, units_below
from casetrack.complaints import queries
from casetrack.complaints.forms import FilterForm
from casetrack.complaints.queries import Key, Page
from casetrack.complaints.views.room import blueprint
from casetrack.rules.actor import Actor
from casetrack.rules.roles import Permission, Role
from casetrack.web.guard import current_actor, note_list, permit

NOTHING = Page((), None, None)
KEPT = frozenset({"view", "identifier", "state", "officer", "unit", "from", "to"})


@blueprint.get("")
@permit(Permission.COMPLAINT_READ)
def index() -> ResponseReturnValue:
    actor = current_actor()
    form = FilterForm(
        request.args,
        officers=colleagues(actor, Role.INVESTIGATOR, Role.SUPERVISOR),
        units=units_below(actor),
    )
    note_list()
    right = form.validate()
    shown = _page(actor, form) if right else NOTHING
    page = render_template(
        "complaints/index.html",
        form=form,
        page=shown,
        tabs=_tabs(form.view.data),
        newer_url=_url(newer=shown.newer),
        older_url=_url(older=shown.older),
        filtered=form.narrows(),
    )
    return page, 200 if right else 422


def _page(actor: Actor, form: FilterForm) -> Page:
    rows = queries.listed(actor, form.wanted(actor))
    return queries.page(rows, older_than=_key("older"), newer_than=_key("newer"))


def _tabs(current: str | None) -> list[tuple[str, str, bool]]:
    words = {"to-verify": _("To verify"), "mine": _("Mine"), "all": _("All")}
    return [
        (label, url_for("complaints.index", view=view), view == current)
        for view, label in words.items()
    ]


def _key(name: str) -> Key | None:
    """The place a link of the pager leads to, as 2025-07-08.<id>; anything else is 404."""
    day, _dot, row = request.args.get(name, "").partition(".")
    if not day:
        return None
    try:
        return Key(date.fromisoformat(day), uuid.UUID(row))
    except ValueError:
        abort(404)


def _url(**place: Key | None) -> str | None:
    """This list from another place on; the filters stay."""
    name, key = next(iter(place.items()))
    if key is None:
        return None
    kept: dict[str, Any] = {k: v for k, v in request.args.items() if k in KEPT and v}
    kept[name] = f"{key.received_on}.{key.id}"
    return url_for("complaints.index", **kept)
