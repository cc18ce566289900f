"""The list of complaints: what waits to be verified, what is mine, all."""

from __future__ import annotations

import uuid
from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from casetrack.accounts.queries import colleagues, units_below
from casetrack.complaints import queries
from casetrack.complaints.forms import FilterForm
from casetrack.complaints.models import Complaint
from casetrack.complaints.views.room import blueprint
from casetrack.people.pages import Page, page
from casetrack.people.views import place_asked_for
from casetrack.rules.actor import Actor
from casetrack.rules.roles import Permission, Role
from casetrack.web.guard import current_actor, note_list, permit

NOTHING: Page[Complaint] = Page((), None, None)
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
    answer = render_template(
        "complaints/index.html",
        form=form,
        page=shown,
        tabs=_tabs(form.view.data),
        newer_url=_url("before", shown.before),
        older_url=_url("after", shown.after),
        filtered=form.narrows(),
    )
    return answer, 200 if right else 422


def _page(actor: Actor, form: FilterForm) -> Page[Complaint]:
    rows = queries.listed(actor, form.wanted(actor))
    return page(rows, queries.NEWEST, place_asked_for())


def _tabs(current: str | None) -> list[tuple[str, str, bool]]:
    words = {"to-verify": _("To verify"), "mine": _("Mine"), "all": _("All")}
    return [
        (label, url_for("complaints.index", view=view), view == current)
        for view, label in words.items()
    ]


def _url(name: str, row: uuid.UUID | None) -> str | None:
    """This list from another row on; the filters stay."""
    if row is None:
        return None
    kept: dict[str, Any] = {k: v for k, v in request.args.items() if k in KEPT and v}
    kept[name] = row
    return url_for("complaints.index", **kept)
