"""The register of requests abroad (PECA 2016 s.42), as a page and as CSV."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from casetrack.db import local_date
from casetrack.people import pages
from casetrack.requests import queries
from casetrack.requests.forms import RegisterForm
from casetrack.requests.models import Request
from casetrack.requests.views.room import LABELS, blueprint
from casetrack.rules.request_kinds import all_bases
from casetrack.rules.roles import Permission
from casetrack.web.filters import country_name
from casetrack.web.guard import current_actor, note_list, permit
from casetrack.web.sheets import csv_text
from casetrack.web.transaction import request_time

NEWEST = pages.Order(Request.recorded_at, Request.id, descending=True)


@blueprint.get("/requests-abroad")
@permit(Permission.REQUESTS_ABROAD)
def register() -> ResponseReturnValue:
    note_list()
    form = _form()
    found = pages.page(queries.abroad(current_actor(), form.asked()), NEWEST, _place())
    return render_template(
        "requests/abroad.html",
        form=form,
        page=found,
        today=local_date(request_time()),
        newer_url=_url(before=found.before),
        older_url=_url(after=found.after),
        csv_url=url_for("requests.register_csv", **_asked()),
        filtered=bool(_asked()),
    )


@blueprint.get("/requests-abroad.csv")
@permit(Permission.REQUESTS_ABROAD)
def register_csv() -> ResponseReturnValue:
    note_list()
    found = queries.register(current_actor(), _form().asked())
    heads = (
        _("Case"),
        _("Number"),
        _("Kind"),
        _("Country"),
        _("Addressed to"),
        _("Through"),
        _("Stands on"),
        _("Their reference"),
        _("State"),
        _("Sent"),
        _("Reply due"),
        _("Answered"),
        _("Officer"),
    )
    answer = Response(csv_text([heads, *(_line(one) for one in found)]), mimetype="text/csv")
    name = f"requests-abroad-{local_date(request_time())}.csv"
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    return answer


def _line(one: Request) -> tuple[object, ...]:
    return (
        one.case.number,
        one.reference,
        _(LABELS["kinds"][one.kind]),
        country_name(one.country),
        one.addressee,
        one.via,
        all_bases()[one.basis].statute,
        one.their_reference,
        _(LABELS["states"][one.state]),
        one.sent_on,
        one.due_on,
        one.answered_on,
        one.case.lead.title,
    )


def _form() -> RegisterForm:
    form = RegisterForm(request.args)
    form.offer(*queries.countries_asked(current_actor()))
    return form


def _asked() -> dict[str, Any]:
    return {
        name: request.args[name] for name in ("country", "state", "year") if request.args.get(name)
    }


def _url(**place: uuid.UUID | None) -> str | None:
    there = {name: str(key) for name, key in place.items() if key}
    address: dict[str, Any] = {**_asked(), **there}
    return url_for("requests.register", **address) if there else None


def _place() -> pages.Place:
    """`?after=` or `?before=` an id; anything else is the first page."""
    before = request.args.get("before", type=uuid.UUID)
    return pages.Place(before or request.args.get("after", type=uuid.UUID), bool(before))
